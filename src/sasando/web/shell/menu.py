"""The menu: what the areas offer, for whom it opens."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from sasando.domain.access import Actor

AREAS = (
    *("home", "passages", "placements", "rosters", "stops", "boards", "notices", "people", "documents", "examinations"),
    *("issuance", "licences", "organisations", "gates", "field", "regions", "audit", "sign_in"),
)


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the menu, declared in the `urls.py` of its area."""

    label: str | Promise
    url_name: str
    action: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class MenuLine:
    """The same, for one request."""

    label: str | Promise
    url: str
    current: bool
    icon: str


@cache
def _entries() -> tuple[MenuEntry, ...]:
    return tuple(entry for area in AREAS for entry in import_module(f"sasando.web.{area}.urls").MENU)


def menu_of(request: HttpRequest, actor: Actor) -> list[MenuLine]:
    """The lines that the actor's rights open."""
    open_to = [(entry, reverse(entry.url_name)) for entry in _entries() if actor.may(entry.action)]
    under = [url for _, url in open_to if request.path == url or (url != "/" and request.path.startswith(url))]
    current = max(under, key=len, default="")  # of /daftar/ and /daftar/orang/ the nearer one
    return [MenuLine(entry.label, url, url == current, entry.icon) for entry, url in open_to]

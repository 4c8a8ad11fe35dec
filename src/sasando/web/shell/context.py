"""What the frame of every page shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from sasando import __version__
from sasando.domain.organisations.kinds import ROLE_NAMES
from sasando.web.shell.menu import menu_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """The menu, who is signed in and for whom, the version; for the door only the version."""
    actor = getattr(request, "actor", None)
    shown: dict[str, Any] = {"actor": actor, "demo": settings.DEMO, "demo_url": _demo_url(), "version": __version__}
    if actor is None:
        return shown
    roles = [(one.role, ROLE_NAMES[one.role]) for one in getattr(request, "roles", [])]
    return shown | {
        "menu": menu_of(request, actor),
        "organisation_name": actor.organisation_name,
        "role_name": ROLE_NAMES[actor.role],
        "roles": roles,
        "printed_by": actor.name,
        "printed_at": timezone.now(),
    }


def _demo_url() -> str:
    """The way to the other roles; the door, which is another site, has none."""
    return "/demo/" if settings.DEMO and settings.PROCESS != "door" else ""

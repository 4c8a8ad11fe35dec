"""A candidate looks at their own placement with its code and their year of birth: no account, no cookie, no name."""

from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sasando.core.facts import FACTS, Supplier
from sasando.core.facts.countries import country_name
from sasando.core.law.explanation import RULEBOOK
from sasando.core.law.expression import facts_of
from sasando.core.law.stage import STAGE_NAMES
from sasando.domain.organisations.kinds import ROLE_NAMES
from sasando.domain.placements.following import Followed, code_of, follow_placement, way_followed
from sasando.domain.placements.kinds import BEFORE_DEPARTURE, SCHEME_CHOICES, State
from sasando.domain.placements.way import AFTER, Point
from sasando.web.shell.guard import public

_THEIRS: Final = {
    *(Supplier.WORKER, Supplier.VILLAGE, Supplier.LABOUR_OFFICE, Supplier.CERTIFIER, Supplier.HEALTH_FACILITY),
    *(Supplier.PSYCHOLOGIST, Supplier.SOCIAL_SECURITY, Supplier.IMMIGRATION),
}
"""Where a candidate goes in person."""
_NOT_THEIRS: Final = {Supplier.LICENCE_REGISTER, Supplier.MISSION, Supplier.EMPLOYER, Supplier.HARBOUR_MASTER}
"""Who answers to the company and the offices only."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage in plain words. `state` is done, current, late or todo."""

    label: str
    state: str
    note: str


@require_http_methods(["GET", "HEAD", "POST"])
@public("whoever has the code and knows the year of birth follows the placement; nothing in the answer names anybody")
def follow(request: HttpRequest) -> HttpResponse:
    """The form; or where the placement stands. An unknown code and a wrong year are the same answer."""
    typed = request.POST if request.method == "POST" else request.GET
    code, year = code_of(typed.get("kode", "")), typed.get("tahun", "").strip()
    context: dict[str, Any] = {"code": code, "year": year[:4]}
    if request.method == "POST":
        context |= _asked(code, year)
    reply = render(request, "door/follow.html", context)
    reply["Referrer-Policy"], reply["Cache-Control"] = "no-referrer", "no-store"
    return reply


def _asked(code: str, year: str) -> dict[str, Any]:
    if year and not (year.isascii() and year.isdecimal() and len(year) == 4):
        return {"unclear": True}
    try:
        found = follow_placement(code, int(year or 0))
    except ValidationError as refusal:
        return {"refused": " ".join(refusal.messages)}
    return _shown(found) if found else {"unknown": True}


def _shown(found: Followed) -> dict[str, Any]:
    """Where it stands, in words."""
    language = "en" if get_language() == "en" else "id"
    before = found.state in BEFORE_DEPARTURE
    asked = [_asked_of(key, language) for key in found.missing if before and key in RULEBOOK.by_key]
    return {
        "found": found,
        "scheme": dict(SCHEME_CHOICES).get(found.scheme, ""),
        "country": country_name(found.country, language) if found.country else "",
        "state": State(found.state).label,
        "before": before,
        "turn": _roles(found.waits_for),
        "stages": [_stage(point, language) for point in _way(found, before=before)],
        "own": [words for own, words in asked if own],
        "others": [words for own, words in asked if not own],
        "over": before and found.last_safe_day is not None and found.last_safe_day < timezone.localdate(),
    }


def _asked_of(key: str, language: str) -> tuple[bool, tuple[str, str]]:
    """A missing requirement: whether the candidate can do something about it; its name, and what to do and where."""
    column = RULEBOOK.by_key[key]
    suppliers = {FACTS[fact].supplier for _version, check in column.checks for fact in facts_of(check.holds)}
    version = column.versions[-1]
    own = bool(suppliers & _THEIRS) and not suppliers & _NOT_THEIRS
    return own, (version.name[language], version.do[language])


def _way(found: Followed, *, before: bool) -> list[Point]:
    points = way_followed(found, timezone.localdate())
    return [point for point in points if not before or point.stage not in AFTER]


def _stage(point: Point, language: str) -> Stage:
    name = STAGE_NAMES[point.stage][language]
    now = point.state in ("current", "late") and point.roles
    note = _("Giliran: %(roles)s") % {"roles": _roles(point.roles)} if now else ""
    return Stage(name[:1].upper() + name[1:], point.state, note)


def _roles(roles: Any) -> str:
    return ", ".join(str(ROLE_NAMES[role]) for role in roles if role in ROLE_NAMES)

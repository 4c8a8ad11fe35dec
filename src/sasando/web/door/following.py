"""A candidate looks at their own placement with its code and their year of birth: no account, no cookie, no name."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sasando.core.facts.countries import country_name
from sasando.core.law.explanation import RULEBOOK
from sasando.core.law.stage import STAGE_NAMES
from sasando.domain.organisations.kinds import ROLE_NAMES
from sasando.domain.placements.following import Followed, code_of, follow_placement, way_followed
from sasando.domain.placements.kinds import SCHEME_CHOICES, State
from sasando.domain.placements.way import AFTER, Point
from sasando.web.shell.guard import public


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
    columns = [RULEBOOK.by_key[key].versions[-1] for key in found.missing if key in RULEBOOK.by_key]
    before = found.state in (State.OPEN, State.CLEARED, State.HELD, State.ISSUED)
    return {
        "found": found,
        "scheme": dict(SCHEME_CHOICES).get(found.scheme, ""),
        "country": country_name(found.country, language) if found.country else "",
        "state": State(found.state).label,
        "before": before,
        "turn": _roles(found.waits_for),
        "stages": [_stage(point, language) for point in _way(found, before=before)],
        "missing": [(one.name[language], one.do[language]) for one in columns] if before else [],
        "over": before and found.last_safe_day is not None and found.last_safe_day < timezone.localdate(),
    }


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

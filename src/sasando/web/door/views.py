"""What everybody may read: where to ask and tell, and what the law asks before somebody leaves."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sasando.core.law.explanation import RULEBOOK
from sasando.core.law.verdict import Severity
from sasando.web.shell.guard import public


@cache
def _channels() -> tuple[dict[str, str], ...]:
    """Official channels, as public sources last named them (data/channels.csv has source and day)."""
    with resources.files(__package__).joinpath("data/channels.csv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement in words for everybody."""

    says: str
    do: str
    basis: tuple[str, ...]


def _language() -> str:
    return "en" if get_language() == "en" else "id"


@require_safe
@public("the front page names the official channels")
def front(request: HttpRequest) -> HttpResponse:
    """Where to ask and tell."""
    language = _language()
    channels = [
        {
            "owner": one["owner"],
            "way": one[f"channel_{language}"],
            "value": one["value"],
            "scope": one[f"scope_{language}"],
            "as_of": one["as_of"],
        }
        for one in _channels()
    ]
    return render(request, "door/front.html", {"channels": channels})


@require_safe
@public("the law is public")
def requirements(request: HttpRequest) -> HttpResponse:
    """What the law asks today before somebody departs, with its articles."""
    today, language = timezone.localdate(), _language()
    versions = [version for column in RULEBOOK.columns for version in column.versions]
    asked = [
        Asked(one.says[language], one.do[language], one.basis)
        for one in versions
        if one.severity is Severity.BLOCK and one.since <= today and (one.until is None or one.until >= today)
    ]
    return render(request, "door/requirements.html", {"asked": asked, "today": today})

"""How many requirements were set aside, and where the count comes from: nobody waives by the thousand in silence."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sasando.core.law.explanation import RULEBOOK
from sasando.domain.placements.waived import waivers_counted
from sasando.web.shell.guard import public


@require_safe
@public("the count of waivers is published, so that everybody can see when there are many")
def waived(request: HttpRequest) -> HttpResponse:
    """The waivers approved by year and requirement."""
    rows = [(one.year, _named(one.requirement), one.number) for one in waivers_counted()]
    return render(request, "door/waived.html", {"rows": rows, "today": timezone.localdate()})


def _named(key: str) -> str:
    column = RULEBOOK.by_key.get(key)
    return column.versions[-1].name["en" if get_language() == "en" else "id"] if column else key

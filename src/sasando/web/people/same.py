"""Pages of records that may be of one person: what the program suggests, two side by side, and what people decide."""

from collections.abc import Iterator
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasando.domain import audit
from sasando.domain.people.deciding import decide_sameness, undo_sameness
from sasando.domain.people.linking import ordered
from sasando.domain.people.models import Person, Sameness, Verdict
from sasando.domain.people.queries import reaches
from sasando.domain.regions.queries import place_lines
from sasando.exchange.sheet import CSV, Row, csv_of
from sasando.web.people.comparing import sides_of, suggestions, told
from sasando.web.people.drift import with_values
from sasando.web.people.forms_of_values import SuggestionFilter
from sasando.web.people.reading import records
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE: Final = 50


@require_safe
@needs("suggestion.read")
def queue(request: Request) -> HttpResponse:
    """The pairs that may be one person, the likeliest first."""
    form = SuggestionFilter(request.GET)
    page = Paginator(suggestions(form, request.actor), ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    homes = place_lines(one.home_id for pair in page for one in (pair.person, pair.other) if one.home_id)
    rows = [told(pair, homes) for pair in page]
    return render(request, "people/same_list.html", {"form": form, "page": page, "rows": rows})


@require_safe
@needs("suggestion.read", step_up=True)
def as_csv(request: Request) -> HttpResponse:
    """The same pairs as a file."""
    audit.record("suggestion.exported", by=request.actor, fields=["csv"])
    columns = [_("Nama"), _("Dicatat oleh"), _("Nama lain"), _("Dicatat oleh"), _("Nilai"), _("Mendukung"),
               _("Menentang"), _("Putusan"), _("Ditemukan")]  # fmt: skip
    return download(csv_of(columns, _rows(request)), "mungkin-sama.csv", CSV)


def _rows(request: Request) -> Iterator[Row]:
    for pair in suggestions(SuggestionFilter(request.GET), request.actor):
        shown = told(pair, {})
        ours, theirs = pair.person, pair.other
        yield (str(ours), ours.organisation.name, str(theirs), theirs.organisation.name, round(pair.score, 3),
               " ".join(shown.speaks_for), " ".join(shown.against), shown.verdict_word,
               timezone.localdate(pair.found_at))  # fmt: skip


@require_safe
@needs("suggestion.read")
def compare(request: Request, pk: Any, other: Any) -> HttpResponse:
    """Two records side by side. That both were read is written down."""
    found: dict[Any, Any] = {
        one.pk: one for one in with_values(records(request.actor), request.actor).filter(pk__in=(pk, other))
    }
    if len(found) != 2:
        raise Http404
    pair = [found[key] for key in ordered(pk, other)]
    audit.record_each("person.read", pair, by=request.actor, fields=["identity.read"])
    context = sides_of(pair, request.actor) | {
        "may_decide": all(reaches(one, "sameness.add", request.actor) for one in pair),
        "may_undo": all(reaches(one, "sameness.undo", request.actor) for one in pair),
    }
    return render(request, "people/compare.html", context)


@require_POST
@needs("sameness.add")
def decide(request: Request, pk: Any, other: Any) -> HttpResponse:
    """Decide of two records."""
    verdict = request.POST.get("putusan", "")
    if verdict not in Verdict or pk == other:
        raise Http404
    ours, theirs = (get_object_or_404(Person.objects.visible_to(request.actor), pk=key) for key in (pk, other))
    try:
        decide_sameness(ours, theirs, verdict=verdict, by=request.actor, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _DECIDED[Verdict(verdict)]())
    return redirect("people:compare", pk, other)


_DECIDED: Final = {
    Verdict.SAME: lambda: _("Kedua catatan tertaut sebagai satu orang. Anda dapat membatalkannya kapan saja."),
    Verdict.DIFFERENT: lambda: _("Diingat: bukan orang yang sama. Pasangan ini tidak akan disarankan lagi."),
    Verdict.UNSURE: lambda: _("Diingat: belum pasti. Pasangan ini menunggu di bawah Belum pasti."),
}


@require_POST
@needs("sameness.undo")
def undo(request: Request, key: Any) -> HttpResponse:
    """Take a decision back."""
    stands = Sameness.objects.visible_to(request.actor).select_related("person", "other")
    decision = get_object_or_404(stands, pk=key)
    try:
        undo_sameness(decision, by=request.actor, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Putusan dibatalkan. Kedua catatan berdiri sendiri lagi."))
    return redirect("people:compare", decision.person_id, decision.other_id)

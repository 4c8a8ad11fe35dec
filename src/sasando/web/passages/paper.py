"""The list of a gate on paper, and typing in later what was ticked there with a pen."""

from collections.abc import Iterable
from functools import partial
from typing import Any, Final
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from sasando.domain import audit
from sasando.domain.passages.models import TickKind
from sasando.domain.passages.ticking import Mark
from sasando.domain.passages.voyages import Told
from sasando.exchange.papers import SheetLine, TickSheet, write_tick_sheet
from sasando.exchange.reports.words import moment
from sasando.web.passages.at_gate import Row, groups_of
from sasando.web.passages.doing import attempted
from sasando.web.passages.forms import PaperForm
from sasando.web.passages.reading import language
from sasando.web.passages.telling import about
from sasando.web.passages.ticking import Here, here_of, tick_all
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

BOXES: Final = [
    (TickKind.ARRIVED.value, gettext_lazy("Tiba")),
    (TickKind.CARRIED_ON.value, gettext_lazy("Lanjut")),
    (TickKind.RELEASED.value, gettext_lazy("Serah")),
    (TickKind.MISSING.value, gettext_lazy("Hilang")),
    (TickKind.SEEN.value, gettext_lazy("Lewat")),
]
BLANKS: Final = 6
MOST: Final = 500


def code_of(here: Here) -> str:
    """By what a sheet is found again: the beginning of the key of its list."""
    return str(here.roster.pk)[:8].upper()


def rows_on(told: Told, here: Here, request: Request) -> list[Row]:
    """Who stands on the sheet of a gate, in its order: the whole list by its lines, so that numbers stay."""
    groups = groups_of(told, here.gate.pk, request.actor, most=MOST)
    rows = [row for group in groups for row in group.rows]
    return sorted(rows, key=lambda row: (row.entry.row or 10**6, row.name))[:MOST]


@require_safe
@needs("tick.add")
def sheet(request: Request, pk: Any, gate: str) -> HttpResponse:
    """The sheet to print."""
    here = here_of(request, pk, gate)
    told = here.told
    audit.record("roster.exported", here.roster, by=request.actor, fields=["pdf"])
    now = timezone.now()
    paper = TickSheet(
        language=language(),
        title=here.roster.title,
        code=code_of(here),
        labels=_labels(),
        about=[(_("Gerbang"), here.gate.title), (_("Dicetak"), moment(now, language()))],
        boxes=[str(word) for _key, word in BOXES],
        lines=[_line(at, row) for at, row in enumerate(rows_on(told, here, request), 1)],
        blanks=BLANKS,
        at=now,
    )
    return download(write_tick_sheet(paper), f"centang-{code_of(here)}.pdf", "application/pdf")


def _line(at: int, row: Row) -> SheetLine:
    state = "" if row.waiting and row.tone == "unknown" else row.where
    number = "" if row.entry.number in (None, str(at)) else row.entry.number
    return SheetLine(place=at, number=number, name=row.name, about=about(row.entry), state=state)


def _labels() -> dict[str, str]:
    return {
        "code": _("Kode daftar"),
        "page": _("Halaman"),
        "of": "/",
        "date": _("Tanggal"),
        "clock": _("Jam"),
        "heads": _("Hitungan kepala"),
        "name": _("Nama"),
        "number": _("no"),
        "whereto": _("Ke mana, kepada siapa"),
        "extra": _("di luar daftar"),
        "giver": _("Yang mencentang"),
        "receiver": _("Yang menerima"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs("tick.add")
def enter(request: Request, pk: Any, gate: str) -> HttpResponse:
    """One line a person, as on the paper; its time is asked once."""
    here = here_of(request, pk, gate)
    told = here.told
    rows = rows_on(told, here, request)
    form = PaperForm(request.POST or None, gates=here.gates)
    chosen = {str(row.entry.pk): request.POST.get(f"k-{row.entry.pk}", "") for row in rows}
    if form.is_valid() and (made := _enter(form, here, told, chosen, request)):
        text = ngettext("%(number)s orang dicatat dari kertas.", "%(number)s orang dicatat dari kertas.", made)
        messages.success(request, text % {"number": made})
        return redirect(here.url)
    lines = [(at, row, chosen[str(row.entry.pk)]) for at, row in enumerate(rows, 1)]
    context = {
        "form": form,
        "roster": here.roster,
        "gate": here.gate,
        "lines": lines,
        "boxes": BOXES,
        "code": code_of(here),
    }
    return render(request, "passages/paper.html", context, status=422 if form.errors else 200)


def _enter(form: PaperForm, here: Here, told: Told, chosen: dict[str, str], request: Request) -> int:
    """Everything that the paper says, or nothing. How many people; 0 with the reason in the form."""
    made = 0
    try:
        with transaction.atomic():
            for kind, _word in BOXES:
                entries = [told.entries[key] for key, said in chosen.items() if said == kind]
                made += len(attempted(partial(_tick, form, here, kind, entries, request=request)))
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return 0
    if not made:
        form.add_error(None, _("Belum ada yang dipilih."))
    return made


def _tick(form: PaperForm, here: Here, kind: str, entries: Iterable[Any], *, request: Request) -> list[Any]:
    given, what = form.cleaned_data, TickKind(kind)
    for one in entries:
        one.roster = here.roster
    mark = Mark(
        kind=what,
        gate=here.gate,
        to=given["to"] if what == TickKind.CARRIED_ON else None,
        receiver=given["receiver"] if what == TickKind.RELEASED else "",
    )
    return tick_all(list(entries), mark, request, key=given["key"] or uuid4(), at=given["at"])

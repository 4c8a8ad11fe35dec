"""Answers of outside registers: written down by an officer for one person, or imported from an extract for many."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sasando.core.facts import FACTS
from sasando.domain.documents.asking import Asked, ask, people_in, write_answers
from sasando.domain.documents.extracts import Extract, label, read_extract
from sasando.domain.documents.models import Register, Truth
from sasando.domain.documents.queries import may_do
from sasando.domain.documents.registers import SINGLES_OUT, STATED, ByHand
from sasando.domain.errors import Refused
from sasando.domain.people.models import Person
from sasando.exchange.tables import NotATable
from sasando.web.documents.forms import says
from sasando.web.documents.forms_of_registers import AnswerForm, ExtractForm
from sasando.web.documents.reading import TONES, fact_lines, value_said
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
@needs("register_answer.add")
def answer(request: Request, pk: UUID, register: str) -> HttpResponse:
    """What an officer saw in a register about one person."""
    person: Person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    if register not in Register.values or not may_do(person, "register_answer.add", request.actor):
        raise Http404
    form = AnswerForm(request.POST or None, register=register)
    if form.is_valid() and saved(form, lambda: _write(request, person, form)) is not None:
        messages.success(request, _("Jawaban register sudah dicatat."))
        return redirect("documents:person", pk)
    context = {"person": person, "register": Register(register), "form": form}
    return render(request, "documents/answer.html", context, status=422 if form.errors else 200)


def _write(request: Request, person: Person, form: AnswerForm) -> list[Any]:
    given = {name: form.cleaned_data[name] for name in ("answer", "on", "source")}
    adapter = ByHand(register=form.register, said=form.said, **given)
    return write_answers(adapter, ask(adapter, [person], by=request.actor), by=request.actor)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("register_answer.add")
def extract(request: Request) -> HttpResponse:
    """Read, show, and on the second press save. What could not be read stays on the page, to be corrected."""
    form = ExtractForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    read = _read(form) if form.is_valid() else None
    if read is None:
        context = {"form": form, "limit": settings.LIST_AT_MOST, "columns": _columns()}
        return render(request, "documents/extract.html", context, status=422 if form.errors else 200)
    asked = ask(read, people_in(read, by=request.actor), by=request.actor)
    if "simpan" in request.POST:
        written = saved(form, lambda: write_answers(read, asked, by=request.actor))
        if written is not None:
            words = ngettext("%(count)s jawaban tersimpan.", "%(count)s jawaban tersimpan.", len(written))
            messages.success(request, words % {"count": len(written)})
            return redirect("documents:extract")
    return render(request, "documents/extract_preview.html", _shown(form, read, asked))


def _columns() -> list[tuple[str, str]]:
    """The headings that are understood, by register."""
    numbers = [label(key) for key in SINGLES_OUT]
    return [
        (str(register.label), ", ".join(dict.fromkeys([*map(label, STATED[register]), "Status", *numbers])))
        for register in Register
    ]


def _read(form: ExtractForm) -> Extract | None:
    """What was understood; None, with the reason in the form, when it is no table."""
    content, given = form.content(), form.cleaned_data
    if not content.strip():
        form.add_error(None, Refused("nothing_given"))
    elif len(content) > settings.LIST_AT_MOST:
        form.add_error(None, Refused("file_too_large", megabytes=len(content) >> 20, most=settings.LIST_AT_MOST >> 20))
    else:
        try:
            return read_extract(content, register=given["register"], source=given["source"], on=given["on"])
        except NotATable as refusal:
            form.add_error(None, says(refusal.because))
    return None


def _shown(form: ExtractForm, read: Extract, asked: list[Asked]) -> dict[str, Any]:
    said = {key: form.cleaned_data[key] for key in ("register", "on", "source")}
    again = ExtractForm(initial=said | {"text": read.text})
    again.fields["text"].label = _("Perbaiki di sini")
    counts = [(TONES[truth], str(truth.label), sum(one.answered.answer == truth for one in asked)) for truth in Truth]
    return {
        "form": form,
        "again": again,
        "register": Register(read.register),
        "read": read,
        "rows": [_row(one) for one in asked],
        "problems": sorted(((one, says(one.because)) for one in read.problems), key=lambda pair: pair[0].row),
        "counts": counts,
        "to_save": sum(not one.known for one in asked),
    }


def _row(one: Asked) -> dict[str, Any]:
    answered = one.answered
    return {
        "person": one.person,
        "known": one.known,
        "row": answered.row,
        "tone": TONES[Truth(answered.answer)],
        "word": str(Truth(answered.answer).label),
        "differing": [
            (says(FACTS[key].label), value_said(key, one.ours[key]), value_said(key, answered.said[key]))
            for key in answered.differing
        ],
        "said": fact_lines(answered.said),
    }

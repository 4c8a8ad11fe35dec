"""Writing documents down: several kinds at once, with their photos; more pages later; a new one for an old one."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from sasando.domain.documents.actions import AT_MOST, add_document, add_scans
from sasando.domain.documents.kinds import KINDS
from sasando.domain.documents.models import Document
from sasando.domain.documents.queries import may_do
from sasando.domain.errors import Refused
from sasando.domain.people.models import Person
from sasando.web.documents.forms import DocumentForm
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

MOST_AT_ONCE: Final = 8


@require_http_methods(["GET", "HEAD", "POST"])
@needs("document.add")
def add(request: Request, pk: UUID) -> HttpResponse:
    """The kinds that the address names, one form each: all are saved, or none."""
    person = _whose(request, pk)
    codes = (request.POST if request.method == "POST" else request.GET).getlist("jenis")
    kinds = [KINDS[code] for code in dict.fromkeys(codes) if code in KINDS][:MOST_AT_ONCE]
    if not kinds:
        messages.info(request, _("Pilih paling sedikit satu jenis dokumen."))
        return redirect("documents:person", pk)
    forms = [DocumentForm(*_given(request), kind=kind) for kind in kinds]
    if request.method == "POST" and all(form.is_valid() for form in forms):
        made = _saved(request, person, forms)
        if made:
            _tell(request, made)
            return redirect("documents:person", pk)
    return _page(request, person, forms)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("document.add")
def replace(request: Request, pk: UUID) -> HttpResponse:
    """A new document for one that was wrong or has ended; the old one stays on record."""
    document: Any = get_object_or_404(Document.objects.visible_to(request.actor), pk=pk, replaced_by=None)
    person = _whose(request, document.person_id)
    form = DocumentForm(*_given(request), kind=document.declared)
    if form.is_valid() and (made := _saved(request, person, [form], document)):
        _tell(request, made)
        return redirect("documents:person", person.pk)
    return _page(request, person, [form], before=document)


@require_POST
@needs("scan.add")
def add_pages(request: Request, pk: UUID) -> HttpResponse:
    """More pages of a document."""
    document: Any = get_object_or_404(Document.objects.visible_to(request.actor).select_related("person"), pk=pk)
    try:
        made = add_scans(document, _files(request, "scans"), by=request.actor)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        words = ngettext("%(count)s halaman tersimpan.", "%(count)s halaman tersimpan.", len(made))
        messages.success(request, words % {"count": len(made)})
        _warn_of_suspects(request, document)
    return redirect("documents:person", document.person_id)


def _whose(request: Request, pk: UUID) -> Person:
    person: Person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    if not may_do(person, "document.add", request.actor):
        raise Http404
    return person


def _given(request: Request) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _files(request: Request, name: str) -> list[bytes]:
    """What came; a file that is too large is refused before it is read."""
    files = request.FILES.getlist(name)
    if any((file.size or 0) > AT_MOST for file in files):
        raise Refused("scan_too_large", most=AT_MOST // 1_000_000)
    return [file.read() for file in files]


def _saved(
    request: Request, person: Person, forms: list[DocumentForm], replaces: Document | None = None
) -> list[Document] | None:
    """All of them, or none; what is wrong stands in its form."""

    def save(form: DocumentForm) -> Document:
        files = _files(request, f"{form.prefix}-scans")
        return add_document(person, form.paper(replaces), files, by=request.actor)

    with transaction.atomic():
        made = [saved(form, lambda form=form: save(form)) for form in forms]  # type: ignore[misc]
        if not all(made):
            transaction.set_rollback(True)
            return None
    return made


def _tell(request: Request, made: list[Document]) -> None:
    words = ngettext("%(count)s dokumen tersimpan.", "%(count)s dokumen tersimpan.", len(made))
    messages.success(request, words % {"count": len(made)})
    for document in made:
        if document.number_problem:
            told = {"document": document, "why": document.number_problem}
            messages.warning(request, _("%(document)s: %(why)s Nomornya tetap disimpan.") % told)
        _warn_of_suspects(request, document)


def _warn_of_suspects(request: Request, document: Document) -> None:
    if document.scans.filter(scanned="suspect").exists():
        messages.error(request, _("Satu berkas ditahan: pemindai menemukan virus. Foto lagi dokumennya."))


def _page(request: Request, person: Person, forms: list[DocumentForm], before: Document | None = None) -> HttpResponse:
    wrong = any(form.errors for form in forms)
    context = {"person": person, "forms": forms, "before": before, "wrong": wrong}
    return render(request, "documents/add.html", context, status=422 if wrong else 200)

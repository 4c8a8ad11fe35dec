"""Views of documents: those of a person, one page of a scan, verifying, and what waits to be verified."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasando.domain import audit
from sasando.domain.documents.actions import Checked, read_scan, verify_document
from sasando.domain.documents.models import Document
from sasando.domain.documents.queries import allows, relations_to, waiting
from sasando.domain.documents.vault import Damaged
from sasando.domain.people.models import Person
from sasando.web.documents import reading
from sasando.web.documents.forms import PagesForm, QueueFilter, VerifyForm
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50
_RIGHTS = ("document.add", "scan.add", "scan.read", "register_answer.add")


@require_safe
@needs("verification.add")
def queue(request: Request) -> HttpResponse:
    """The documents about which nobody answered yet, and the reader's office may; the oldest first."""
    form = QueueFilter(request.GET, role=request.actor.role)
    found = waiting(request.actor).order_by("at", "pk")
    if form.kind():
        found = found.filter(kind=form.kind())
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "documents/queue.html", {"form": form, "page": page})


@require_safe
@needs("document.read")
def person(request: Request, pk: UUID) -> HttpResponse:
    """Everything a person has, and what is still lacking. That each document was read is written down first."""
    who: Any = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    relations = relations_to([who], request.actor)[who.pk]
    if not allows(relations, "document.read", request.actor):
        raise Http404
    shown = reading.shown_of(who, relations, request.actor, timezone.localdate())
    audit.record_each("document.read", [one.document for one in shown], by=request.actor)
    may = {"may_" + right.replace(".", "_"): allows(relations, right, request.actor) for right in _RIGHTS}
    return render(request, "documents/person.html", _context(request, who, shown) | may)


def _context(request: Request, who: Person, shown: list[reading.Shown]) -> dict[str, Any]:
    return {
        "person": who,
        "shown": shown,
        "lacking": reading.lacking(shown),
        "registers": reading.registers_of(who, request.actor),
        "verify": VerifyForm(),
        "pages": PagesForm(),
        "events": reading.events_of(who, request.actor),
    }


@require_safe
@needs("scan.read")
def scan(request: Request, key: UUID) -> HttpResponse:
    """A page of a document, to keep; never shown inside a page."""
    try:
        found = read_scan(key, by=request.actor)
    except Damaged:
        raise Http404 from None
    if not found:
        raise Http404
    ending = found[0].media_type.partition("/")[2]
    answer = download(found[1], f"dokumen-{str(key)[:8]}.{ending}", found[0].media_type)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@require_POST
@needs("verification.add")
def verify(request: Request, pk: UUID) -> HttpResponse:
    """Answer whether a document is real."""
    document: Any = get_object_or_404(Document.objects.visible_to(request.actor).select_related("person"), pk=pk)
    form = VerifyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih jawabannya, cara memeriksa, dan tanggalnya."))
        return redirect("documents:person", document.person_id)
    try:
        verify_document(document, Checked(**form.cleaned_data), by=request.actor, today=timezone.localdate())
        messages.success(request, _("Jawaban tentang dokumen ini sudah dicatat."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("documents:person", document.person_id)

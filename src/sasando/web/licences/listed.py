"""The public list of companies: imported, compared, and applied difference by difference."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sasando.domain.errors import Refused
from sasando.domain.licences.listing import ReadList, headings, read_list
from sasando.domain.licences.models import Snapshot, SnapshotRow
from sasando.domain.licences.public_list import (
    Difference,
    What,
    against_record,
    apply_row,
    import_list,
    previous_of,
    since_previous,
)
from sasando.exchange.sheet import XLSX, xlsx_of
from sasando.exchange.tables import NotATable
from sasando.web.licences.forms import ListForm
from sasando.web.licences.line import state_tag
from sasando.web.licences.words import DIFFERENCES
from sasando.web.shell.answers import download, saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

_PROBLEMS_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@needs("public_list.read")
def snapshots(request: Request) -> HttpResponse:
    """The lists that were imported, and for who may a form for a new one."""
    form = ListForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    may_add = request.actor.may("public_list.add")
    if may_add and form.is_valid() and (made := _imported(request, form)):
        return redirect("licences:snapshot", made.pk)
    page = Paginator(Snapshot.objects.visible_to(request.actor), 50).get_page(request.GET.get("halaman"))
    context = {"form": form if may_add else None, "page": page, "headings": headings()}
    return render(request, "licences/snapshots.html", context, status=422 if form.errors else 200)


def _imported(request: Request, form: ListForm) -> Snapshot | None:
    file = form.cleaned_data.pop("file")
    read = _read(form, file)
    if read is None:
        return None
    made = saved(form, lambda: import_list(read, by=request.actor, name=file.name, **form.cleaned_data))
    return made if isinstance(made, Snapshot) else None


def _read(form: ListForm, file: Any) -> ReadList | None:
    if file.size > settings.LIST_AT_MOST:
        form.add_error(None, Refused("file_too_large", megabytes=file.size >> 20, most=settings.LIST_AT_MOST >> 20))
        return None
    try:
        return read_list(file.read())
    except NotATable as refusal:
        form.add_error(None, refusal.because[_language()])
        return None


@require_safe
@needs("public_list.read")
def snapshot(request: Request, pk: Any) -> HttpResponse:
    """One list: what could not be read, what changed since the last one, where our record says otherwise."""
    actor = request.actor
    one = get_object_or_404(Snapshot.objects.visible_to(actor), pk=pk)
    rows = list(SnapshotRow.objects.visible_to(actor).filter(snapshot=one))
    previous = previous_of(one, actor)
    before = SnapshotRow.objects.visible_to(actor).filter(snapshot=previous) if previous else []
    context = {
        "snapshot": one,
        "rows": rows,
        "problems": _problems(one),
        "previous": previous,
        "changes": [_shown(each) for each in since_previous(rows, before)] if previous else [],
        "disagreements": [_shown(each) for each in against_record(one, rows, actor)],
        "may_apply": actor.may("public_list.add"),
    }
    return render(request, "licences/snapshot.html", context)


@require_POST
@needs("public_list.add")
def apply(request: Request, pk: Any, row: int) -> HttpResponse:
    """Take over what the list says of one company."""
    rows = SnapshotRow.objects.visible_to(request.actor).select_related("snapshot")
    try:
        licence = apply_row(get_object_or_404(rows, pk=row, snapshot=pk), by=request.actor)
        messages.success(request, _("%(number)s sudah disesuaikan dengan daftar.") % {"number": licence.number})
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("licences:snapshot", pk)


@require_safe
@needs("public_list.read")
def example(request: Request) -> HttpResponse:
    """An empty list with the right headings and one invented company to write over."""
    rows = [["PT Contoh Sejahtera", "SIP3MI 00/I/2026", "aktif", "01/01/2026", "31/12/2026"]]
    return download(xlsx_of(_("Daftar P3MI"), headings(), rows), "contoh-daftar-p3mi.xlsx", XLSX)


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "id"


def _problems(one: Snapshot) -> list[dict[str, Any]]:
    return [each | {"says": each["because"][_language()]} for each in one.problems[:_PROBLEMS_SHOWN]]


def _shown(one: Difference) -> dict[str, Any]:
    tone, word = DIFFERENCES[one.what]
    states = one.what in (What.STATE, What.UNLISTED)
    before, after = (state_tag(each)[1] if states else each for each in (one.before, one.after))
    return {"one": one, "tone": tone, "word": word, "before": before, "after": after, "days": one.what is What.TERM}

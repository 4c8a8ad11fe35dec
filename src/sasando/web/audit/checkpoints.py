"""Views of checkpoints: they are worth something once they are elsewhere, so they can be printed and taken along."""

import json
from typing import Any

import segno
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasando.domain import audit
from sasando.domain.audit.checkpoints import as_json, sign_checkpoint
from sasando.domain.audit.models import Checkpoint
from sasando.domain.errors import Refused
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50


@require_safe
@needs("checkpoint.read")
def checkpoint_list(request: Request) -> HttpResponse:
    """The checkpoints, the newest first."""
    page = Paginator(Checkpoint.objects.order_by("-number"), ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    rows = [(one, bytes(one.hash).hex()[:16]) for one in page]
    actor = request.actor
    context = {"page": page, "rows": rows, "may_make": actor.may("checkpoint.add")}
    return render(request, "audit/checkpoints.html", context | {"watches": actor.may("audit.read", "none")})


@require_POST
@needs("checkpoint.add")
def make(request: Request) -> HttpResponse:
    """Sign where the chain stands now, without waiting for the next five minutes."""
    try:
        made = sign_checkpoint()
    except Refused as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("audit:checkpoints")
    if made is None:
        messages.info(request, _("Sejak titik periksa terakhir belum ada jejak baru yang tersegel."))
        return redirect("audit:checkpoints")
    audit.record("checkpoint.added", made, by=request.actor)
    return redirect("audit:checkpoint", made.number)


@require_safe
@needs("checkpoint.read")
def checkpoint(request: Request, number: int) -> HttpResponse:
    """One checkpoint on a sheet of paper: its QR holds all that its file holds."""
    said = as_json(get_object_or_404(Checkpoint, number=number))
    lines = {name: _grouped(said[name]) for name in ("hash", "signature", "public_key")}
    return render(request, "audit/checkpoint.html", {"said": said, "lines": lines, "picture": _picture(said)})


def _grouped(digits: str) -> str:
    """In groups of eight, as people compare them."""
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))


def _picture(said: dict[str, Any]) -> SafeString:
    drawn = segno.make(json.dumps(said, separators=(",", ":")), error="m", micro=False)
    svg = drawn.svg_inline(omitsize=True, svgclass="audit-qr", lineclass=None, border=4)
    return mark_safe(svg)  # noqa: S308 - drawn by segno: numbers only


@require_safe
@needs("checkpoint.read")
def file(request: Request, number: int) -> HttpResponse:
    """The file of a checkpoint, as it is laid out for others."""
    said = as_json(get_object_or_404(Checkpoint, number=number))
    content = json.dumps(said, indent=1) + "\n"
    return download(content.encode(), f"checkpoint-{number:012}.json", "application/json")

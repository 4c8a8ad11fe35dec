"""Pages on which one more value is written down beside those that are known, and on which one is withdrawn."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sasando.domain.people.models import Identifier, Value
from sasando.domain.people.saying import add_value, withdraw_value
from sasando.web.people.forms_of_values import ValueForm
from sasando.web.people.reading import records
from sasando.web.people.standing import kinds_for
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
@needs("person.change")
def add(request: Request, pk: Any, kind: str) -> HttpResponse:
    """Write down one more value with its source."""
    person: Any = get_object_or_404(records(request.actor), pk=pk)
    kinds = dict(kinds_for(person, request))
    if kind not in kinds:
        raise Http404
    form = ValueForm(request.POST or None, kind=kind)
    if form.is_valid():
        source, what = form.source_said(), form.what()
        if saved(form, lambda: add_value(person, kind=kind, source=source, by=request.actor, **what)):
            messages.success(request, _("Keterangan sudah dicatat; yang lama tetap tersimpan."))
            return redirect("people:detail", pk)
    context = {"form": form, "person": person, "kind": kinds[kind]}
    return render(request, "people/add_value.html", context, status=422 if form.errors else 200)


@require_POST
@needs("person.change")
def withdraw(request: Request, pk: Any, table: str, key: int) -> HttpResponse:
    """Say that a value does not hold."""
    model = {"terbuka": Value, "identitas": Identifier}.get(table)
    if model is None:
        raise Http404
    mine = model.objects.visible_to(request.actor).select_related("person")
    value = get_object_or_404(mine, pk=key, person=pk)
    try:
        withdraw_value(value, by=request.actor, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Keterangan ditarik; tetap terlihat sebagai ditarik."))
    return redirect("people:detail", pk)

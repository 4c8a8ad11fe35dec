"""The waiting list of the islands, and the mobile days that it opens."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sasando.core.facts.regions import place_name
from sasando.domain.examinations.booking import Wanted, wish_for, withdraw_wish
from sasando.domain.examinations.kinds import Kind, SlotState, WishState, Within
from sasando.domain.examinations.models import Wish
from sasando.web.examinations import reading
from sasando.web.examinations.forms import WishForm
from sasando.web.examinations.slots import ROWS_OF_A_PAGE, chosen_form
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


@require_safe
@needs("wish.read")
def wishes(request: Request) -> HttpResponse:
    """Mobile days with how many wait for each, and the reader's own people on the list."""
    actor = request.actor
    days = reading.coming(actor, timezone.now()).filter(mobile=True, state=SlotState.WAITING)
    mine = Wish.objects.visible_to(actor).filter(state=WishState.WAITING).select_related("organisation")
    page = Paginator(mine, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "days": reading.lines_of(days[:ROWS_OF_A_PAGE], reading.home_of([], actor), actor),
        "page": page,
        "rows": [(wish, place_name(wish.regency)) for wish in page],
        "may_add": actor.may("wish.add"),
        "own": actor.organisation,
    }
    return render(request, "examinations/wishes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("wish.add")
def add(request: Request) -> HttpResponse:
    """Put people on the waiting list: choose, look once more, then do it."""
    form, chooser = chosen_form(WishForm, request, _usual(request))
    chosen: list[Any] = []
    if form.is_valid():
        chosen = [(person, "") for person in form.chosen()]
        opened = saved(form, lambda: _wish(request, form)) if "confirmed" in request.POST else None
        if opened is not None:
            return redirect("examinations:slot", opened[0]) if opened else redirect("examinations:wishes")
    context = {"form": form, "filter": chooser, "chosen": chosen}
    return render(request, "examinations/wish.html", context, status=422 if form.errors else 200)


def _usual(request: Request) -> dict[str, Any]:
    """For the mobile day from which the reader comes its kind and price."""
    day = reading.uuid_of(request.GET.get("hari"))
    found = reading.coming(request.actor, timezone.now()).filter(pk=day).first() if day else None
    return {"kind": found.kind, "price_idr": found.price_idr} if found else {"price_idr": 0}


def _wish(request: Request, form: WishForm) -> list[UUID]:
    given = form.cleaned_data
    wanted = Wanted(kind=Kind(given["kind"]), within=Within(given["within"]), at_most_idr=given["price_idr"])
    opened = wish_for(form.chosen(), wanted, by=request.actor)
    if opened:
        messages.success(request, _("Cukup banyak yang menunggu: hari keliling dibuka, dan tempatnya sudah dibagikan."))
    else:
        messages.success(request, _("Sudah masuk daftar tunggu. Tempat diberikan begitu hari keliling dibuka."))
    return opened


@require_POST
@needs("wish.change")
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take somebody off the list."""
    wish = get_object_or_404(Wish.objects.visible_to(request.actor), pk=pk)
    try:
        withdraw_wish(wish, by=request.actor)
        messages.success(request, _("Sudah ditarik dari daftar tunggu."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("examinations:wishes")

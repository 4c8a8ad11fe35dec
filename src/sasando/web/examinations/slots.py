"""Finding a slot near home, booking people into it, opening one and calling it off; and what came of the bookings."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sasando.domain import audit
from sasando.domain.examinations.booking import book, cancel_booking
from sasando.domain.examinations.facts import designated_on
from sasando.domain.examinations.kinds import Kind, SlotState
from sasando.domain.examinations.models import Booking, Slot
from sasando.domain.examinations.offering import cancel_slot, open_slot
from sasando.domain.examinations.queries import waiting_for
from sasando.web.examinations import reading
from sasando.web.examinations.forms import ChosenForm, OfferForm, PeopleFilter, ReasonForm, SlotFilter
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50


@require_safe
@needs("slot.read")
def slot_list(request: Request) -> HttpResponse:
    """The slots to come, the nearest first; with people in the address, told from their home."""
    people = reading.asked_people(request.GET, request.actor)
    usual = reading.home_of(people, request.actor)
    form = SlotFilter(request.GET or None, initial={"asal": usual[:5]})
    home = form.home(usual) if request.GET else usual
    found = reading.coming(request.actor, timezone.now())
    found = reading.nearest_first(form.found(found) if request.GET else found, home)
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    rows = reading.lines_of(page.object_list, home, request.actor)
    context = {"form": form, "page": page, "rows": rows, "people": people, "asked": _asked(people)}
    return render(request, "examinations/slots.html", context | _may(request))


def _may(request: Request) -> dict[str, bool]:
    rights = ("slot.add", "wish.add", "wish.read", "booking.add", "designation.read", "fitness.know")
    return {f"may_{right.replace('.', '_')}": request.actor.may(right) for right in rights}


def _asked(people: Any) -> str:
    return "&".join(f"orang={person.pk}" for person in people)


def slot_of(request: Request, pk: UUID) -> Slot:
    """The slot, if the reader may see it."""
    found: Slot = get_object_or_404(
        Slot.objects.visible_to(request.actor).select_related("organisation", "place"), pk=pk
    )
    return found


@require_safe
@needs("slot.read")
def slot(request: Request, pk: UUID) -> HttpResponse:
    """One slot: what, where, when, at which price, how full; and the reader's own people in it."""
    found = slot_of(request, pk)
    designated = designated_on(found.organisation_id, timezone.localdate(found.at))
    room, tone = reading.room_of(found, waiting_for([found], request.actor).get(found.pk, 0))
    mine = reading.bookings_of(request.actor).filter(slot=found, cancelled_at=None)
    context = {
        "slot": found,
        "facts": reading.facts_of(found, designated),
        "room": room,
        "tone": tone,
        "bookings": list(mine[:ROWS_OF_A_PAGE]) if request.actor.may("booking.read") else [],
        "cancellable": reading.cancellable(found, request.actor) if request.actor.may("booking.cancel") else set(),
        "bookable": found.state == SlotState.OPEN and found.left > 0 and found.at > timezone.now(),
        "may_call_off": found.organisation_id == request.actor.organisation and found.state != SlotState.CANCELLED,
        "asked": _asked(reading.asked_people(request.GET, request.actor)),
    }
    return render(request, "examinations/slot.html", context | _may(request))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("booking.add")
def choose(request: Request, pk: UUID) -> HttpResponse:
    """Choose one or many people, see the price for all of them, then book."""
    found = slot_of(request, pk)
    form, chooser = chosen_form(ChosenForm, request, {"price_idr": found.price_idr})
    context = {"slot": found, "form": form, "filter": chooser, "chosen": []}
    if form.is_valid():
        people = form.chosen()
        if "confirmed" in request.POST and saved(form, lambda: _book(request, found, form)):
            return redirect("examinations:slot", pk)
        near = [(one, reading.near_words(one.home_id or one.region_code, found)) for one in people]
        context |= {"chosen": near, "price": found.price_idr * len(people)}
    return render(request, "examinations/choose.html", context, status=422 if form.errors else 200)


def _book(request: Request, found: Slot, form: ChosenForm) -> Any:
    price = form.cleaned_data["price_idr"]
    made = book(found, form.chosen(), price_idr=price, by=request.actor, now=timezone.now())
    words = ngettext("%(count)s orang sudah punya tempat.", "%(count)s orang sudah punya tempat.", len(made))
    messages.success(request, words % {"count": len(made)})
    return made


def chosen_form(kind: Any, request: Request, initial: dict[str, Any]) -> tuple[Any, PeopleFilter]:
    """The form in which people are chosen: those named in the address first, then those found."""
    chooser = PeopleFilter(request.GET)
    chooser.is_valid()
    asked = reading.asked_people(request.GET, request.actor)
    posted = request.POST.copy()
    posted.setlist("orang", request.POST.getlist("orang"))
    named = reading.asked_people(posted, request.actor)
    text, region = (chooser.cleaned_data.get(name, "") for name in ("q", "asal"))
    people = list({one.pk: one for one in (*asked, *named, *reading.choosable(request.actor, text, region))}.values())
    initial |= {"orang": [str(one.pk) for one in asked]}
    return kind(request.POST or None, initial=initial, people=people), chooser


@require_http_methods(["GET", "HEAD", "POST"])
@needs("slot.add")
def open_new(request: Request) -> HttpResponse:
    """Open a slot, or plan a mobile day."""
    form = OfferForm(request.POST or None)
    if form.is_valid():
        made = saved(form, lambda: open_slot(form.offer(), by=request.actor, now=timezone.now()))
        if made:
            messages.success(
                request, _("Jadwal sudah dibuka.") if made.state == "open" else _("Hari keliling menunggu.")
            )
            return redirect("examinations:slot", made.pk)
    return render(request, "examinations/open.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@needs("slot.change")
def call_off(request: Request, pk: UUID) -> HttpResponse:
    """Call a slot off, with the reason."""
    found, form = slot_of(request, pk), ReasonForm(request.POST)
    because = form.cleaned_data["because"] if form.is_valid() else ""
    try:
        told = cancel_slot(found, because=because, by=request.actor, now=timezone.now())
        messages.success(request, _("Jadwal dibatalkan; %(count)s orang perlu diberi tahu.") % {"count": told})
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("examinations:slot", pk)


@require_safe
@needs("fitness.know")
def bookings(request: Request) -> HttpResponse:
    """Who was booked by the reader or comes from the reader's region, and what came of it."""
    found = reading.bookings_of(request.actor).order_by("-slot__at", "full_name", "id")
    if kind := request.GET.get("jenis"):
        found = found.filter(slot__kind=kind) if kind in Kind.values else found
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    audit.record_each("booking.read", [row for row in page if row.result], by=request.actor, fields=["result"])
    form = SlotFilter(request.GET or None)
    del form.fields["asal"]
    return render(request, "examinations/bookings.html", {"page": page, "form": form, "today": timezone.localdate()})


@require_POST
@needs("booking.cancel")
def cancel(request: Request, pk: UUID) -> HttpResponse:
    """Give a place back, with the reason."""
    booking = get_object_or_404(Booking.objects.visible_to(request.actor), pk=pk)
    form = ReasonForm(request.POST)
    because = form.cleaned_data["because"] if form.is_valid() else ""
    try:
        cancel_booking(booking, because=because, by=request.actor, now=timezone.now())
        messages.success(request, _("Tempat sudah dibatalkan."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("examinations:slot", booking.slot_id)

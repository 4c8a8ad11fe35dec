"""Views of organisations: the directory, one organisation, its contact and what binds it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sasando.domain.organisations.directory import (
    add_agreement,
    add_organisation,
    change_organisation,
    confirm_contact,
    may_for,
)
from sasando.domain.organisations.models import Invitation, Organisation
from sasando.domain.regions.models import Region
from sasando.domain.regions.queries import place_lines
from sasando.web.organisations.forms import AgreementForm, ContactForm, OrganisationFilter, OrganisationForm
from sasando.web.organisations.reading import accounts_of, bonds_of, contact_of, entries, facts_of, given_to
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50
ACCOUNTS_SHOWN = 100


@require_safe
@needs("organisation.read")
def organisation_list(request: Request) -> HttpResponse:
    """The directory."""
    form = OrganisationFilter(request.GET)
    found = form.found(entries(request.actor), request.actor, today=timezone.localdate())
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    places = place_lines({one.seat_id for one in page if one.seat_id})
    today = timezone.localdate()
    rows = [(one, places.get(one.seat_id or "", ""), contact_of(one, today)) for one in page]
    context = {"form": form, "page": page, "rows": rows, "may_add": request.actor.may("organisation.add")}
    return render(request, "organisations/list.html", context)


@require_safe
@needs("organisation.read")
def detail(request: Request, pk: Any) -> HttpResponse:
    """One organisation, as far as the reader's rights reach."""
    one: Any = get_object_or_404(entries(request.actor), pk=pk)
    today = timezone.localdate()
    bonds = bonds_of(one, today)
    context: dict[str, Any] = {
        "organisation": one,
        "facts": facts_of(one),
        "contact": contact_of(one, today),
        "bonds": bonds,
        "in_force": any(bond.tone == "good" for bond in bonds),
    }
    return render(request, "organisations/detail.html", context | _people_of(request, one) | _may(request, one))


def _people_of(request: Request, one: Organisation) -> dict[str, Any]:
    """Who signs in for it and who is invited, for those who may know."""
    if not may_for(request.actor, "account.read", one.pk):
        return {}
    today, open_ones = timezone.localdate(), Invitation.objects.visible_to(request.actor)
    open_ones = open_ones.filter(organisation=one, used_at=None, expires_at__gt=timezone.now())
    accounts = [(account, given_to(account, today)) for account in accounts_of(one, request.actor)[:ACCOUNTS_SHOWN]]
    invited = may_for(request.actor, "invitation.read", one.pk)
    return {"knows_accounts": True, "accounts": accounts, "invitations": open_ones if invited else []}


def _may(request: Request, one: Organisation) -> dict[str, bool]:
    actor = request.actor
    return {
        "may_change": actor.may("organisation.change"),
        "may_confirm": may_for(actor, "contact.confirm", one.pk),
        "knows_bonds": may_for(actor, "agreement.read", one.pk),
        "may_bind": actor.may("agreement.add"),
        "may_invite": may_for(actor, "invitation.add", one.pk),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs("organisation.add")
def add(request: Request) -> HttpResponse:
    """Add an organisation."""
    form = OrganisationForm(request.POST or None, organisations=Organisation.objects.visible_to(request.actor))
    if form.is_valid():
        made = saved(form, lambda: add_organisation(by=request.actor, **form.cleaned_data))
        if made:
            messages.success(request, _("%(organisation)s sudah ditambahkan.") % {"organisation": made})
            return redirect("organisations:detail", made.pk)
    return render(request, "organisations/add.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("organisation.change")
def change(request: Request, pk: Any) -> HttpResponse:
    """Change an organisation."""
    everyone = Organisation.objects.visible_to(request.actor)
    one = get_object_or_404(everyone.select_related("seat"), pk=pk)
    names = Region.objects.in_bulk(one.covers)
    covers = [f"{code} {names[code].title}" if code in names else code for code in one.covers]
    initial = {key: getattr(one, key) for key in ("name", "seat", "parent", "active", "stands_at")} | {"covers": covers}
    form = OrganisationForm(request.POST or None, initial=initial, organisations=everyone, known=one)
    if form.is_valid() and saved(form, lambda: change_organisation(one, by=request.actor, **form.cleaned_data) or True):
        messages.success(request, _("Perubahan sudah disimpan."))
        return redirect("organisations:detail", pk)
    context = {"form": form, "organisation": one}
    return render(request, "organisations/change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("contact.confirm")
def contact(request: Request, pk: Any) -> HttpResponse:
    """Confirm whom to call there: the one who is known, or somebody new."""
    one: Any = get_object_or_404(entries(request.actor), pk=pk)
    if not may_for(request.actor, "contact.confirm", one.pk):
        raise Http404
    today = timezone.localdate()
    form = ContactForm(request.POST or None, initial=one.known[0] if one.known else None)
    known = form.is_valid() and form.cleaned_data
    if known and saved(form, lambda: confirm_contact(one, by=request.actor, today=today, **known)):
        messages.success(request, _("Kontak sudah dipastikan hari ini."))
        return redirect("organisations:detail", pk)
    context = {"form": form, "organisation": one}
    return render(request, "organisations/contact.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("agreement.add", step_up=True)
def agreement(request: Request, pk: Any) -> HttpResponse:
    """Write down an agreement on sharing data."""
    one = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    form = AgreementForm(request.POST or None)
    if form.is_valid() and saved(form, lambda: add_agreement(one, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("Perjanjian sudah dicatat."))
        return redirect("organisations:detail", pk)
    context = {"form": form, "organisation": one}
    return render(request, "organisations/agreement.html", context, status=422 if form.errors else 200)

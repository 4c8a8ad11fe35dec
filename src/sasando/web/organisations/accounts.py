"""Views of accounts: invited for an organisation, given roles, ended, helped to start again.

Everything here gives or takes rights, so it asks who the person is once more.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sasando.domain.access import Actor
from sasando.domain.organisations.actions import end_account, end_role, give_role, invite_account, reset_factors
from sasando.domain.organisations.directory import may_for
from sasando.domain.organisations.models import Account, Agreement, Organisation, RoleAssignment
from sasando.web.organisations.forms import InviteForm, RoleForm
from sasando.web.organisations.reading import given_to, with_roles
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


def _account(request: Request, pk: Any) -> Account:
    found: Account = get_object_or_404(Account.objects.visible_to(request.actor).select_related("organisation"), pk=pk)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@needs("invitation.add", step_up=True)
def invite(request: Request, pk: Any) -> HttpResponse:
    """Invite somebody; the address of the invitation is shown once, on the answer to the form."""
    one = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)
    if not may_for(request.actor, "invitation.add", one.pk):
        raise Http404
    form = InviteForm(request.POST or None, kind=one.kind)
    context: dict[str, Any] = {"form": form, "organisation": one, "bound": _is_bound(one, request.actor)}
    if form.is_valid():
        try:
            made, secret = invite_account(one, form.cleaned_data["role"], form.cleaned_data["name"], by=request.actor)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            address = request.build_absolute_uri(reverse("sign_in:invitation", args=[secret]))
            return render(request, "organisations/invited.html", context | {"invitation": made, "address": address})
    return render(request, "organisations/invite.html", context, status=422 if form.errors else 200)


def _is_bound(one: Organisation, actor: Actor) -> bool:
    today = timezone.localdate()
    if one.kind in ("service-office", "post"):  # BP3MI needs no agreement with itself
        return True
    bonds = Agreement.objects.visible_to(actor).filter(organisation=one)
    return bonds.filter(since__lte=today, until__gte=today).exists()


@require_safe
@needs("account.read")
def account(request: Request, pk: Any) -> HttpResponse:
    """One account: its roles, and what may be done to it."""
    accounts = with_roles(Account.objects.visible_to(request.actor), request.actor)
    found = get_object_or_404(accounts.select_related("organisation"), pk=pk)
    context = {"account": found, "given": given_to(found, timezone.localdate())}
    return render(request, "organisations/account.html", context | _may(request, found))


def _may(request: Request, found: Account) -> dict[str, bool]:
    actor, another = request.actor, found.pk != request.actor.account
    return {
        "may_give": actor.may("role.add") and found.is_active,
        "may_end_role": actor.may("role.end"),
        "may_end": found.is_active and another and may_for(actor, "account.end", found.organisation_id),
        "may_reset": found.is_active and another and actor.may("account.change", "none"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs("role.add", step_up=True)
def give(request: Request, pk: Any) -> HttpResponse:
    """Give a role to an account."""
    found = _account(request, pk)
    form = RoleForm(request.POST or None, kind=found.organisation.kind)
    if form.is_valid():
        try:
            give_role(found, **form.cleaned_data, by=request.actor, today=timezone.localdate())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Peran sudah diberikan."))
            return redirect("organisations:account", pk)
    return render(
        request, "organisations/role.html", {"form": form, "account": found}, status=422 if form.errors else 200
    )


# After proving who they are, people come back here by GET: to the account, where the button is.
@require_http_methods(["GET", "POST"])
@needs("role.end", step_up=True)
def end_given(request: Request, pk: Any, key: int) -> HttpResponse:
    """End a role."""
    if request.method == "POST":
        given = get_object_or_404(RoleAssignment.objects.visible_to(request.actor), pk=key, account=pk)
        try:
            end_role(given, by=request.actor, today=timezone.localdate())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Peran sudah diakhiri."))
    return redirect("organisations:account", pk)


@require_http_methods(["GET", "POST"])
@needs("account.end", step_up=True)
def end(request: Request, pk: Any) -> HttpResponse:
    """End an account."""
    if request.method == "POST":
        try:
            end_account(_account(request, pk), by=request.actor)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Akun sudah diakhiri; semua sesinya tertutup."))
    return redirect("organisations:account", pk)


@require_http_methods(["GET", "POST"])
@needs("account.change", step_up=True)
def reset(request: Request, pk: Any) -> HttpResponse:
    """Let somebody start again; the address is shown once."""
    found = _account(request, pk)
    if request.method != "POST":
        return redirect("organisations:account", pk)
    try:
        token = reset_factors(found, by=request.actor)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("organisations:account", pk)
    address = request.build_absolute_uri(reverse("sign_in:restart", args=[pk, token]))
    return render(request, "organisations/restart.html", {"account": found, "address": address})

"""Opening an account by an invitation, and starting again after a reset."""

from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from sasando.domain.errors import Refused
from sasando.domain.organisations.actions import accept_invitation, open_invitation, restart_account, restarting
from sasando.domain.organisations.kinds import ROLE_NAMES
from sasando.web.shell.guard import public
from sasando.web.shell.request import Request
from sasando.web.sign_in import passkeys
from sasando.web.sign_in.forms import NewSecretForm, OpenAccountForm
from sasando.web.sign_in.views import enter


def _gone(request: Request) -> HttpResponse:
    return render(request, "sign_in/invitation_gone.html", status=404)


@public("the secret in the address is the invitation")
@never_cache
def invitation(request: Request, secret: str) -> HttpResponse:
    """Choose a name and how to sign in; then the second factor is set up."""
    said = open_invitation(secret)
    if said is None:
        return _gone(request)
    here = passkeys.work_here(request)
    form = OpenAccountForm(request.POST or None, initial={"name": said["name"]}, passkeys=here)
    if form.is_valid():
        try:
            account = accept_invitation(secret, **form.secret())
        except Refused as refusal:
            form.add_error(None, refusal)
        else:
            logout(request)  # whoever was signed in here before
            return enter(request, account)
    context = {"form": form, "organisation": said["organisation"], "role": ROLE_NAMES[said["role"]]}
    return render(request, "sign_in/invitation.html", context, status=422 if form.errors else 200)


@public("the token in the address was made for this account, for one use")
@never_cache
def restart(request: Request, account: UUID, token: str) -> HttpResponse:
    """Choose anew how to sign in, after an administrator started a reset."""
    if restarting(account, token) is None:
        return _gone(request)
    form = NewSecretForm(request.POST or None, passkeys=passkeys.work_here(request))
    if form.is_valid():
        try:
            found = restart_account(account, token, password=form.cleaned_data["password"])
        except Refused:
            return _gone(request)
        logout(request)
        return enter(request, found)
    return render(request, "sign_in/restart.html", {"form": form}, status=422 if form.errors else 200)

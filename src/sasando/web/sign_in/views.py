"""Signing in and out: a password and a factor, or a passkey alone."""

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sasando.domain.organisations.acting import actors_of
from sasando.domain.organisations.actions import end_sessions
from sasando.domain.organisations.kinds import ROLE_NAMES
from sasando.domain.organisations.models import Account
from sasando.web.shell.guard import needs, public
from sasando.web.shell.request import ROLE, Request
from sasando.web.sign_in import factors, passkeys, throttle
from sasando.web.sign_in.forms import CodeForm, PasskeyForm, SignInForm
from sasando.web.sign_in.paths import next_or_home, next_path, with_next
from sasando.web.sign_in.stages import PASSKEY, between_factors, has_factor

_A_QUARTER: int = 15 * 60


@public("whoever is not signed in signs in here")
@never_cache
def sign_in(request: Request) -> HttpResponse:
    """The first page: a passkey, or a name and a password."""
    if request.actor is not None:
        return redirect(next_or_home(request))
    form = SignInForm(request, request.POST or None)
    if form.is_valid() and form.account:
        return enter(request, form.account)
    context = {
        "form": form,
        "options": passkeys.options_to_sign_in(request),
        "action": with_next(request, "sign_in:passkey"),
    }
    request.session.set_expiry(_A_QUARTER)
    return render(request, "sign_in/sign_in.html", context, status=422 if form.errors else 200)


@public("a passkey alone signs in")
@require_POST
def with_passkey(request: Request) -> HttpResponse:
    """A passkey that the device chose; it says whose it is."""
    form = PasskeyForm(request.POST)
    try:
        account = passkeys.who_signs_in(request, form.cleaned_data["credential"] if form.is_valid() else None)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(with_next(request, "sign_in:sign_in"))
    return enter(request, account, passkey=True)


def enter(request: Request, account: Account, *, passkey: bool = False) -> HttpResponse:
    """One proof was given: on to the next, or in. What the session was before is not carried over."""
    request.session.cycle_key()
    login = Login(user=account, redirect_url=next_path(request) or None, state={PASSKEY: True} if passkey else {})
    answer: HttpResponse = perform_login(request, login)
    return answer


@public("whoever gave their password shows a second factor here")
@between_factors
def second_factor(request: Request, stage: Any) -> HttpResponse:
    """A code or a passkey, after the password."""
    account = stage.login.user
    if not has_factor(account):
        return redirect("sign_in:first_factor")
    form = CodeForm(request, account, request.POST if "code" in request.POST else None)
    if form.is_valid():
        form.authenticator.record_usage()
        return leave_stage(stage)
    if "credential" in request.POST and passkey_fits(request, account):
        return leave_stage(stage)
    context = {"form": form, "has_code": has_code(account), "options": passkey_options(request, account)}
    return render(request, "sign_in/second_factor.html", context, status=422 if form.errors else 200)


def leave_stage(stage: Any) -> HttpResponse:
    """Go on with the sign-in that was interrupted by a stage."""
    answer: HttpResponse = stage.exit()
    return answer


def has_code(account: Account) -> bool:
    """Whether there is anything that gives codes."""
    return factors.of_kind(account, factors.TOTPS).exists() or factors.codes_left(account) > 0


def passkey_options(request: Request, account: Account) -> dict[str, Any] | None:
    """What to ask the device; None when the account has no passkey."""
    return (
        passkeys.options_to_sign_in(request, account) if factors.of_kind(account, factors.PASSKEYS).exists() else None
    )


def passkey_fits(request: Request, account: Account) -> bool:
    """Whether the passkey that was posted is one of this account; a wrong one counts."""
    form = PasskeyForm(request.POST)
    try:
        passkeys.check_passkey(request, account, form.cleaned_data["credential"] if form.is_valid() else None)
    except ValidationError as refusal:
        throttle.count_failure(request, account.login)
        messages.error(request, " ".join(refusal.messages))
        return False
    return True


@public("an account without a second factor sets one up before anything else")
@between_factors
def first_factor(request: Request, stage: Any) -> HttpResponse:
    """The first passkey or application; never for an account that has one."""
    account = Account.objects.select_for_update(of=("self",)).get(pk=stage.login.user.pk)
    if has_factor(account):
        return redirect("sign_in:second_factor")
    adding = factors.Adding(request, account)
    if adding.done(by=actors_of(account.pk)[0]):
        answer = leave_stage(stage)
        answer["Location"] = reverse("sign_in:recovery_codes")
        return answer
    status = 422 if request.method == "POST" else 200
    return render(request, "sign_in/first_factor.html", adding.context(), status=status)


@public("leaving is always allowed")
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End this session, and what the browser kept of it."""
    if request.actor is not None:
        end_sessions(by=request.actor, only=request.session.session_key or "")
    logout(request)
    answer = redirect("sign_in:sign_in")
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@needs("rights.read")
def choose_role(request: Request) -> HttpResponse:
    """In which role to act, for who has several."""
    chosen = request.POST.get("role")
    if any(one.role == chosen for one in request.roles):
        request.session[ROLE] = chosen
        request.session.cycle_key()
        return redirect(next_or_home(request))
    choices = [(one.role, ROLE_NAMES[one.role]) for one in request.roles]
    return render(request, "sign_in/role.html", {"choices": choices, "next": next_path(request)})

"""Pages about oneself: my rights, how I sign in, where I am signed in, and proving once more who I am."""

import hashlib
import time
from typing import Any

from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasando.domain import audit
from sasando.domain.access.words import rights_in_words
from sasando.domain.organisations.actions import change_password, end_sessions
from sasando.domain.organisations.models import Account, Session
from sasando.web.shell.guard import PROVED_AT, needs
from sasando.web.shell.request import Request
from sasando.web.sign_in import factors
from sasando.web.sign_in.browsers import BROWSER, in_words
from sasando.web.sign_in.forms import ChangePasswordForm, ProveForm
from sasando.web.sign_in.paths import next_or_home
from sasando.web.sign_in.views import passkey_fits, passkey_options


def _me(request: Request) -> Account:
    found: Account = Account.objects.get(pk=request.actor.account)
    return found


@require_safe
@needs("rights.read")
def rights(request: Request) -> HttpResponse:
    """What I may do, in plain words."""
    return render(request, "sign_in/rights.html", {"groups": rights_in_words(request.actor.role)})


@needs("rights.read")
def prove(request: Request) -> HttpResponse:
    """Prove once more who I am, for what weighs more."""
    account = _me(request)
    form = ProveForm(request, account, request.POST if "password" in request.POST else None)
    proved = form.is_valid() or ("credential" in request.POST and passkey_fits(request, account))
    if proved:
        request.session[PROVED_AT] = time.time()
        audit.record("proof.given", account, by=request.actor)
        return redirect(next_or_home(request))
    context = {
        "form": form if account.has_usable_password() else None,
        "options": passkey_options(request, account),
    }
    return render(request, "sign_in/prove.html", context, status=422 if request.method == "POST" else 200)


@require_safe
@needs("rights.read")
def factor_list(request: Request) -> HttpResponse:
    """How I sign in."""
    account = _me(request)
    context = {
        "passkeys": [(one, one.wrap().name) for one in factors.of_kind(account, factors.PASSKEYS)],
        "totp": factors.of_kind(account, factors.TOTPS).first(),
        "codes_left": factors.codes_left(account),
        "has_password": account.has_usable_password(),
    }
    return render(request, "sign_in/factors.html", context)


@needs("rights.read", step_up=True)
def factor_add(request: Request) -> HttpResponse:
    """Add a passkey, or an application for codes."""
    adding = factors.Adding(request, _me(request))
    if adding.done(by=request.actor):
        messages.success(request, _("Cara masuk ditambahkan."))
        return redirect("sign_in:factors")
    status = 422 if request.method == "POST" else 200
    return render(request, "sign_in/factor_add.html", adding.context(), status=status)


@needs("rights.read", step_up=True)
def factor_remove(request: Request, key: int) -> HttpResponse:
    """Take one away. Whoever arrives here from proving who they are starts from the list again."""
    if request.method == "POST":
        try:
            factors.remove(_me(request), key, by=request.actor)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Cara masuk dihapus."))
    return redirect("sign_in:factors")


@needs("rights.read", step_up=True)
def recovery_codes(request: Request) -> HttpResponse:
    """New recovery codes, shown in this answer and never again."""
    if request.method != "POST":
        return render(request, "sign_in/codes.html", {"left": factors.codes_left(_me(request))})
    made = factors.new_codes(_me(request), by=request.actor)
    return render(request, "sign_in/codes.html", {"made": made})


@needs("rights.read", step_up=True)
def password(request: Request) -> HttpResponse:
    """A new password; everywhere else I am signed out."""
    account = _me(request)
    form = ChangePasswordForm(account, request.POST or None)
    if form.is_valid():
        keep = request.session.session_key or ""
        change_password(account, form.cleaned_data["password"], by=request.actor, keep=keep)
        request.session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        request.session.cycle_key()
        messages.success(request, _("Kata sandi diganti. Di perangkat lain Anda sudah keluar."))
        return redirect("sign_in:factors")
    return render(request, "sign_in/password.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@needs("rights.read")
def session_list(request: Request) -> HttpResponse:
    """Where I am signed in."""
    rows = Session.objects.filter(account_id=request.actor.account).order_by("-seen_at")
    context = {"sessions": [_shown(request, row) for row in rows]}
    return render(request, "sign_in/sessions.html", context)


def _shown(request: Request, row: Session) -> dict[str, Any]:
    return {
        "mark": _mark(row.session_key),
        "browser": in_words(row.get_decoded().get(BROWSER)),
        "started_at": row.started_at,
        "seen_at": row.seen_at,
        "this": row.session_key == request.session.session_key,
    }


def _mark(key: str) -> str:
    """Names a session in a page without giving its key away."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


@require_POST
@needs("rights.read")
def session_end(request: Request) -> HttpResponse:
    """End one session of mine, or all but this one."""
    mine = Session.objects.filter(account_id=request.actor.account).values_list("pk", flat=True)
    one = next((key for key in mine if _mark(key) == request.POST.get("session")), "")
    this = request.session.session_key or ""
    if one and one != this:
        end_sessions(by=request.actor, only=one)
    elif request.POST.get("session") == "others":
        end_sessions(by=request.actor, keep=this)
    messages.success(request, _("Sesi diakhiri."))
    return redirect("sign_in:sessions")

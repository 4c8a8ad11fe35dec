"""The second factors of an account: what there is, adding, taking away. Each change leaves one fact."""

from dataclasses import dataclass
from typing import Any, Final

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.organisations.models import Account
from sasando.web.shell.request import Request
from sasando.web.sign_in.browsers import browser_of, in_words
from sasando.web.sign_in.forms import NewPasskeyForm, TotpForm
from sasando.web.sign_in.passkeys import add_passkey, options_to_add

_GROUP: Final = 4
PASSKEYS: Final = Authenticator.Type.WEBAUTHN
TOTPS: Final = Authenticator.Type.TOTP
CODES: Final = Authenticator.Type.RECOVERY_CODES


def of_kind(account: Account, kind: str) -> Any:
    """The factors of one kind, the oldest first."""
    return Authenticator.objects.filter(user_id=account.pk, type=kind).order_by("pk")


@dataclass
class Adding:
    """A page on which a factor is added: a passkey, or beside a password one application for codes."""

    request: Request
    account: Account

    def __post_init__(self) -> None:
        """The form that was posted is filled."""
        posted = self.request.POST if self.request.method == "POST" else {}
        self.passkey = NewPasskeyForm(posted if "credential" in posted else None)
        self.totp: TotpForm | None = None
        if self.account.has_usable_password() and not of_kind(self.account, TOTPS).exists():
            self.totp = TotpForm(posted if "code" in posted else None, user=self.account)

    def done(self, *, by: Actor) -> bool:
        """Whether a factor was added by what was posted."""
        try:
            added = self._added()
        except ValidationError as refusal:
            self.passkey.add_error(None, refusal)
            return False
        if added:
            audit.record("factor.added", added, by=by, fields=[added.type])
        return added is not None

    def _added(self) -> Authenticator | None:
        if self.passkey.is_bound and self.passkey.is_valid():
            name = self.passkey.cleaned_data["name"] or in_words(browser_of(self.request))
            return add_passkey(self.request, self.account, name, self.passkey.cleaned_data["credential"])
        if self.totp is not None and self.totp.is_bound and self.totp.is_valid():
            made = TOTP.activate(self.account, self.totp.secret).instance
            clear_totp_secret(self.request)
            return made
        return None

    def context(self) -> dict[str, Any]:
        """For the template."""
        shown: dict[str, Any] = {"passkey_form": self.passkey, "options": options_to_add(self.request, self.account)}
        if self.totp is not None:
            secret = self.totp.secret
            url = get_adapter().build_totp_url(self.account, secret)
            shown |= {"totp_form": self.totp, "secret": in_groups(secret), "qr": qr(url)}
        return shown


def remove(account: Account, key: int, *, by: Actor) -> None:
    """Take a factor away, unless nobody could sign in after it. Raises ValidationError."""
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    factor = Authenticator.objects.filter(user_id=account.pk, pk=key).exclude(type=CODES).first()
    if factor is None:
        return
    others = Authenticator.objects.filter(user_id=account.pk).exclude(pk=key).exclude(type=CODES)
    if not account.has_usable_password():
        others = others.filter(type=PASSKEYS)
    if not others.exists():
        raise ValidationError(_("Ini cara masuk Anda yang terakhir. Tambahkan yang lain dahulu."), code="last_factor")
    audit.record("factor.removed", factor, by=by, fields=[factor.type])
    factor.delete()


def new_codes(account: Account, *, by: Actor) -> list[str]:
    """Ten recovery codes, to be shown now and never again; those from before are void."""
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    of_kind(account, CODES).delete()
    made = RecoveryCodes.activate(account)
    audit.record("factor.added", made.instance, by=by, fields=[CODES])
    return [in_groups(code) for code in made.generate_codes()]


def codes_left(account: Account) -> int:
    """How many recovery codes are unused."""
    found = of_kind(account, CODES).first()
    return len(found.wrap().get_unused_codes()) if found else 0


def in_groups(text: str) -> str:
    """`"ABCDEFGH"` -> ABCD EFGH, for eyes and thumbs.

    >>> in_groups("123456789012")
    '1234 5678 9012'
    """
    return " ".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def qr(text: str) -> SafeString:
    """A QR code as SVG in the page: dark on white whatever the theme, for the camera."""
    title = _("Kode QR untuk aplikasi kode")
    drawn = segno.make(text, error="m").svg_inline(
        scale=5, border=4, dark="#000", light="#fff", title=title, svgclass="qr", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308 - drawn by segno from bits; the text is not in it

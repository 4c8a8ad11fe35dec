"""What is asked of somebody who signs in, opens an account or changes how they sign in."""

from typing import Any, Final

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from sasando.domain.organisations.models import Account
from sasando.web.shell.request import Request
from sasando.web.sign_in import throttle

NOT_IN: Final = _(
    "Nama masuk atau kata sandi tidak cocok, atau akun ini belum boleh masuk. Periksa, lalu coba lagi. "
    "Bila tetap gagal, hubungi pengelola kantor Anda."
)
WAIT: Final = _("Terlalu banyak percobaan. Tunggu sebentar.")
_PLAIN_NAME: Final = _("Pakai huruf kecil, angka, titik, atau tanda hubung.")
_LONGEST_PASSWORD: Final = 200  # hashing is work; nobody may order any amount of it


def password_field(label: Any, *, new: bool, required: bool = True, **more: Any) -> forms.CharField:
    """A password, as it was typed: with its spaces."""
    offered = "new-password" if new else "current-password"
    widget = forms.PasswordInput(attrs={"autocomplete": offered})
    return forms.CharField(
        label=label, widget=widget, strip=False, max_length=_LONGEST_PASSWORD, required=required, **more
    )


def _once(account: Account, code: str) -> bool:
    """Whether this code was not used yet, within all the time in which it could be right."""
    lasts = mfa_settings.TOTP_PERIOD * (2 * mfa_settings.TOTP_TOLERANCE + 1)
    return bool(cache.add(f"code-used-{account.pk}-{normalize_user_code(code)}", 1, timeout=lasts))


class SignInForm(forms.Form):
    """A name and a password."""

    login = forms.CharField(
        label=_("Nama masuk"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = password_field(_("Kata sandi"), new=False)

    def __init__(self, request: Request, data: Any = None) -> None:
        super().__init__(data)
        self.request = request
        self.account: Account | None = None

    def clean(self) -> dict[str, Any]:
        """One sentence for every way in which it does not fit."""
        asked = self.cleaned_data
        if "login" in asked and "password" in asked:
            throttle.take_turn(self.request, asked["login"])
            found = authenticate(self.request, login=asked["login"].strip(), password=asked["password"])
            if not isinstance(found, Account):
                raise ValidationError(NOT_IN, code="not_in")
            self.account = found
        return asked


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """A code of the application, or a recovery code. Each works once."""

    code = forms.CharField(
        label=_("Kode"),
        max_length=40,
        help_text=_("Enam angka dari aplikasi kode di ponsel Anda, atau satu kode pemulihan."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, request: Request, account: Account, data: Any = None) -> None:
        super().__init__(data, user=account)
        self.request = request

    def clean_code(self) -> str:
        """Wrong codes count as wrong passwords do."""
        if throttle.must_wait(self.request, self.user.login):
            raise ValidationError(WAIT, code="wait")
        try:
            code: str = super().clean_code()
            if self.authenticator.type == Authenticator.Type.TOTP and not _once(self.user, code):
                raise ValidationError(NOT_IN, code="used")
        except ValidationError:
            throttle.count_failure(self.request, self.user.login)
            raise
        return code


class ProveForm(CodeForm):
    """The password and a code, of somebody who is signed in."""

    password = password_field(_("Kata sandi"), new=False)
    field_order = ("password", "code")

    def clean_code(self) -> str:
        """The code is not looked at before the password is right, so that a wrong one does not use it up."""
        if throttle.must_wait(self.request, self.user.login):
            raise ValidationError(WAIT, code="wait")
        if not check_password(self.cleaned_data.get("password", ""), self.user.password):
            throttle.count_failure(self.request, self.user.login)
            raise ValidationError(_("Kata sandi atau kode tidak cocok."), code="not_proved")
        return super().clean_code()


class CredentialField(forms.JSONField):
    """What passkey.js puts in. What a stranger puts in instead is no credential, however deep or long it is."""

    def to_python(self, value: Any) -> Any:
        """The answer of the device."""
        try:
            return super().to_python(value)
        except (RecursionError, ValueError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class PasskeyForm(forms.Form):
    """The answer of a device."""

    credential = CredentialField(widget=forms.HiddenInput)


class NewPasskeyForm(PasskeyForm):
    """A new passkey, and what its owner calls it."""

    name = forms.CharField(
        label=_("Nama kunci sandi"),
        max_length=60,
        required=False,
        help_text=_("Supaya Anda mengenalinya nanti, misalnya: ponsel saya."),
    )


class TotpForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an application, which shows that it holds the secret."""

    code = forms.CharField(
        label=_("Kode dari aplikasi"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Right, and from here on used."""
        code: str = super().clean_code()
        _once(self.user, code)
        return code


class NewSecretForm(forms.Form):
    """How somebody will sign in: with passkeys alone, or with a password and a second factor."""

    way = forms.ChoiceField(
        label=_("Cara masuk"),
        widget=forms.RadioSelect,
        choices=[
            ("passkey", _("Kunci sandi (passkey): sidik jari, wajah, atau PIN perangkat. Paling aman.")),
            ("password", _("Kata sandi, ditambah kode dari ponsel.")),
        ],
        initial="passkey",
    )
    password = password_field(
        _("Kata sandi"),
        new=True,
        required=False,
        help_text=_("Hanya bila memilih kata sandi. Paling sedikit 15 huruf; beberapa kata yang tidak saling terkait."),
    )

    def __init__(self, *given: Any, passkeys: bool = True, **named: Any) -> None:
        super().__init__(*given, **named)
        if not passkeys:
            way: Any = self.fields["way"]
            way.choices, way.initial = way.choices[1:], "password"

    def account(self) -> Account:
        """Whose password it will be, so that it does not resemble their names."""
        return Account(login=self.cleaned_data.get("login", ""), name=self.cleaned_data.get("name", ""))

    def clean(self) -> dict[str, Any]:
        """A password only where one was chosen, and then a good one."""
        asked = self.cleaned_data
        if asked.get("way") != "password":
            return asked | {"password": None}
        try:
            validate_password(asked.get("password", ""), self.account())
        except ValidationError as problem:
            self.add_error("password", problem)
        return asked


class OpenAccountForm(NewSecretForm):
    """What an invitation asks."""

    login = forms.CharField(
        label=_("Nama masuk"),
        min_length=3,
        max_length=80,
        help_text=_("Huruf kecil, angka, titik, atau tanda hubung. Misalnya: maria.seran"),
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._-]*\Z", _PLAIN_NAME)],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    name = forms.CharField(label=_("Nama lengkap"), max_length=120)
    field_order = ("login", "name", "way", "password")

    def secret(self) -> dict[str, Any]:
        """What `accept_invitation` takes."""
        return {key: self.cleaned_data[key] for key in ("login", "name", "password")}


class ChangePasswordForm(forms.Form):
    """A new password for an account that has one, or shall have one."""

    password = password_field(_("Kata sandi baru"), new=True, help_text=_("Paling sedikit 15 huruf."))

    def __init__(self, account: Account, data: Any = None) -> None:
        super().__init__(data)
        self.account = account

    def clean_password(self) -> str:
        """A good one."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        return password

"""Passkeys: the ceremonies of django-allauth, and three refusals more: a foreign origin, a copied key, odd bytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any
from uuid import UUID

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.http.request import split_domain_port
from fido2.utils import websafe_decode
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from sasando.domain.access import act_as
from sasando.domain.organisations.acting import actors_of, signing_in
from sasando.domain.organisations.models import Account
from sasando.web.shell.request import Request


def work_here(request: Request) -> bool:
    """Whether there can be passkeys at this address: they belong to a name, and a number is none.

    >>> from django.test import RequestFactory
    >>> [work_here(RequestFactory().get("/", headers={"host": host})) for host in ("localhost:8000", "127.0.0.1:8000")]
    [True, False]
    """
    host, _ = split_domain_port(request.get_host())
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return True
    return False


def options_to_sign_in(request: Request, account: Account | None = None) -> dict[str, Any] | None:
    """What the device is asked: any passkey of this site, or one of this account. Its user must unlock it."""
    options: dict[str, Any] | None = auth.begin_authentication(account) if work_here(request) else None
    return options


def options_to_add(request: Request, account: Account) -> dict[str, Any] | None:
    """What the device is asked for a new passkey: one that it keeps, and that its user must unlock."""
    options: dict[str, Any] | None = auth.begin_registration(account, True) if work_here(request) else None
    return options


def add_passkey(request: Request, account: Account, name: str, credential: Any) -> Authenticator:
    """Take a new passkey. Raises ValidationError."""
    with _one_try():
        _must_come_from_here(request, RegistrationResponse.from_dict(credential))
        made = auth.complete_registration(credential)
        if not made.is_user_verified():
            raise _refused()
        return auth.WebAuthn.add(account, name, credential).instance


def who_signs_in(request: Request, credential: Any) -> Account:
    """The account whose passkey this is; the transaction then acts as it. Raises ValidationError."""
    key = _account_in(credential)
    act_as(signing_in(key))
    account: Account | None = Account.objects.filter(pk=key, is_active=True).first()
    if account is None or not actors_of(key):
        act_as(None)
        raise _refused()
    try:
        check_passkey(request, account, credential)
    except ValidationError:
        act_as(None)
        raise
    return account


def check_passkey(request: Request, account: Account, credential: Any) -> Authenticator:
    """The passkey of this account that signed. Raises ValidationError."""
    with _one_try():
        answer = AuthenticationResponse.from_dict(credential)
        _must_come_from_here(request, answer)
        found = auth.complete_authentication(account, credential)
        _must_go_on(found, answer.response.authenticator_data.counter)
    found.record_usage()
    return found


def _account_in(credential: Any) -> UUID:
    with _one_try(keep=True):
        return UUID(websafe_decode(credential["response"]["userHandle"]).decode("ascii"))


def _must_come_from_here(request: Request, answer: AuthenticationResponse | RegistrationResponse) -> None:
    """The browser signs on which page it was asked. Only ours counts, to the letter and the port."""
    if answer.response.client_data.origin != f"{request.scheme}://{request.get_host()}":
        raise _refused()


def _must_go_on(found: Authenticator, counter: int) -> None:
    """A device that counts never counts back; one that does is a copy. Passkeys that are synchronised stay at 0."""
    row = Authenticator.objects.select_for_update().get(pk=found.pk)
    last = row.data.get("counter", 0)
    if (counter or last) and counter <= last:
        raise _refused()
    if counter:
        row.data["counter"] = counter
        row.save(update_fields=["data"])


@contextmanager
def _one_try(*, keep: bool = False) -> Iterator[None]:
    """A challenge is good for one answer. Whatever breaks on bytes from outside is a refusal, not an error of ours."""
    try:
        yield
    except ValidationError:
        raise
    except Exception as broken:  # the readers of CBOR, keys and signatures raise many kinds
        raise _refused() from broken
    finally:
        if not keep:
            auth.clear_state()


def _refused() -> ValidationError:
    refusal: ValidationError = get_adapter().validation_error("incorrect_passkey")
    return refusal

"""What the app and the server say to each other: take along, who is there, envelopes, pieces of photos. All is JSON."""

import json
from base64 import b64encode
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sasando.domain.errors import Refused
from sasando.domain.sync.attaching import Said, put_all_in_place, take_piece
from sasando.domain.sync.envelopes import Broken, Sealed, read_envelope
from sasando.domain.sync.receiving import MOST, Answer, Busy, receive
from sasando.domain.sync.sealing import public_key
from sasando.domain.sync.taking import Bundle, take_along
from sasando.domain.sync.words import reason
from sasando.web.field.choices import choices
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

_LARGEST: Final = 4 * 1024 * 1024


@require_safe
@needs("tick.read")
def bring(request: Request) -> HttpResponse:
    """The lists of these days, for a phone that goes where no signal is."""
    bundle = take_along(by=request.actor, now=timezone.now())
    return JsonResponse(_who(request) | _bundle(bundle) | {"choices": choices()})


@require_safe
@needs("sync.add")
def present(request: Request) -> HttpResponse:
    """Who is signed in, and the word against forgery that the next sending needs."""
    return JsonResponse(_who(request))


@require_POST
@needs("sync.add")
def send(request: Request) -> HttpResponse:
    """Take a batch of envelopes; the answer goes out after the commit."""
    try:
        answers = received(_envelopes(request), by=request.actor, wait=False)
    except Busy:
        return JsonResponse({"because": "busy"}, status=429, headers={"Retry-After": "2"})
    except Broken:
        return JsonResponse({"because": "broken"}, status=400)
    except Refused as refusal:
        return JsonResponse({"because": refusal.code}, status=403)
    return JsonResponse({"answers": answers, "at": timezone.now().isoformat()})


@require_http_methods(["PUT"])
@needs("sync.add")
def attach(request: Request, key: UUID) -> HttpResponse:
    """Take a piece of a photo; an empty one asks how much is here."""
    said = _said(request, key)
    if said is None:
        return JsonResponse({"because": "broken"}, status=400)
    try:
        progress = take_piece(said, _number(request.GET.get("from", "")), request.body, by=request.actor)
    except Refused as refusal:
        return JsonResponse({"because": refusal.code}, status=409)
    return JsonResponse({"have": progress.have, "receipt": b64encode(progress.receipt).decode()})


def received(envelopes: list[Any], *, by: Any, wait: bool = True) -> list[dict[str, str]]:
    """Hand envelopes in; an answer for each. What is broken is answered too, and not kept. Raises `Refused`, `Busy`."""
    read: list[Sealed] = []
    broken: list[dict[str, str]] = []
    for wire in envelopes[:MOST]:
        try:
            read.append(read_envelope(wire))
        except Broken:
            broken.append({"uuid": _uuid_of(wire), "hash": "", "state": "broken", "because": "broken", "receipt": ""})
    answers = [_answer(one) for one in receive(read, by=by, wait=wait)]
    put_all_in_place(by=by)
    return [*answers, *broken]


def _uuid_of(wire: Any) -> str:
    uuid = wire.get("uuid", "") if isinstance(wire, dict) else ""
    return uuid[:36] if isinstance(uuid, str) else ""


def _answer(one: Answer) -> dict[str, str]:
    return {
        "uuid": one.uuid,
        "hash": one.digest,
        "state": one.state,
        "because": one.because,
        "says": reason(one.because) if one.because else "",
        "receipt": b64encode(one.receipt).decode(),
    }


def _envelopes(request: HttpRequest) -> list[Any]:
    """The envelopes of a request. Raises `Broken`."""
    if len(request.body) > _LARGEST:
        raise Broken("too much at a time")
    return envelopes_of(request.body)


def envelopes_of(content: bytes) -> list[Any]:
    """The envelopes in JSON: `{"envelopes": [...]}`. Raises `Broken`."""
    try:
        envelopes = json.loads(content)["envelopes"]
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise Broken("no envelopes") from problem
    if not isinstance(envelopes, list):
        raise Broken("no envelopes")
    return envelopes


def _who(request: Request) -> dict[str, Any]:
    actor = request.actor
    return {
        "csrf": get_token(request),
        "organisation": str(actor.organisation),
        "organisation_name": actor.organisation_name,
        "account": str(actor.account),
        "keys": {name: b64encode(public_key(f"{name}.key")).decode() for name in ("sync", "receipt")},
    }


def _bundle(bundle: Bundle) -> dict[str, Any]:
    return {
        "taken_at": bundle.taken_at.isoformat(),
        "expires_at": bundle.expires_at.isoformat(),
        "here": list(bundle.here),
        "gates": dict(bundle.gates),
        "named": dict(bundle.named),
        "rosters": bundle.rosters,
    }


def _said(request: HttpRequest, key: UUID) -> Said | None:
    head = request.headers
    try:
        return Said(
            uuid=key,
            device=head["X-Device"][:36],
            of=UUID(head["X-Of"]),
            digest=head["X-Hash"][:64],
            size=int(head["X-Size"]),
        )
    except (KeyError, ValueError):
        return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else 0

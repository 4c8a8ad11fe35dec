"""Checkpoints: a signed count and last hash, worth something once they are elsewhere.

Each goes into the table and, as a file, into DATA/checkpoints, from where somebody else fetches it; the page prints it
with a QR. The signature is Ed25519 (RFC 8032) over the text that the file shows.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.mail import send_mail
from django.db import connection, transaction

from sasando.domain.audit.models import Checkpoint, Seal
from sasando.domain.errors import Refused


def text_of(number: int, head: bytes, at: datetime) -> str:
    """What is signed.

    >>> text_of(3, bytes(2), datetime(2026, 3, 1, tzinfo=UTC))
    'sasando checkpoint 3 0000 2026-03-01T00:00:00+00:00'
    """
    return f"sasando checkpoint {number} {head.hex()} {at.astimezone(UTC).isoformat()}"


def private_key() -> Ed25519PrivateKey:
    """The key of this installation, from its data folder."""
    key = serialization.load_pem_private_key((settings.DATA / "keys" / "audit.key").read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("audit.key is no Ed25519 key")
    return key


def public_key() -> Ed25519PublicKey:
    """The key with which others verify."""
    return private_key().public_key()


@transaction.atomic
def sign_checkpoint() -> Checkpoint | None:
    """Sign where the chain stands, and lay the file out. None when nothing was sealed since the last one.

    Raises `Refused` when the chain does not hold since the last one: a signature would make good what is not.
    """
    last = Seal.objects.order_by("-number").first()
    newest = Checkpoint.objects.order_by("-number").first()
    if last is None or (newest and newest.number >= last.number):
        return None
    _must_hold(newest)
    at = datetime.now(UTC)
    signature = private_key().sign(text_of(last.number, bytes(last.hash), at).encode())
    made = Checkpoint(number=last.number, hash=bytes(last.hash), at=at, signature=signature)
    made.save(force_insert=True)
    lay_out(made, settings.DATA / "checkpoints")
    return made


def _must_hold(newest: Checkpoint | None) -> None:
    after, head = (newest.number, bytes(newest.hash)) if newest else (0, b"")
    if newest and not Seal.objects.filter(number=after, hash=head).exists():
        raise Refused("chain_broken", number=after)
    with connection.cursor() as cursor:
        cursor.execute("SELECT security.first_broken_seal(%s, %s)", [after, head])
        broken = cursor.fetchone()[0]
    if broken is not None:
        raise Refused("chain_broken", number=broken)


def as_json(checkpoint: Checkpoint) -> dict[str, Any]:
    """What the file holds; enough to verify it without this program."""
    raw = public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return {
        "text": text_of(checkpoint.number, bytes(checkpoint.hash), checkpoint.at),
        "number": checkpoint.number,
        "hash": bytes(checkpoint.hash).hex(),
        "at": checkpoint.at.astimezone(UTC).isoformat(),
        "signature": bytes(checkpoint.signature).hex(),
        "public_key": raw.hex(),
    }


def lay_out(checkpoint: Checkpoint, folder: Path) -> Path:
    """Write the file of a checkpoint, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"checkpoint-{checkpoint.number:012}.json"
    half = file.with_suffix(".half")
    half.write_text(json.dumps(as_json(checkpoint), indent=1) + "\n", encoding="utf-8")
    half.replace(file)
    return file


def mail_checkpoint() -> bool:
    """Mail the newest checkpoint to those outside who keep them (`CHECKPOINTS_TO`); False when there is none.

    A letter holds the file as text and nothing about anybody, so it may go anywhere.
    """
    newest = Checkpoint.objects.order_by("-number").first()
    if newest is None or not settings.CHECKPOINTS_TO:
        return False
    body = json.dumps(as_json(newest), indent=1)
    send_mail(f"Sasando: titik periksa {newest.number}", body, None, settings.CHECKPOINTS_TO, fail_silently=True)
    return True

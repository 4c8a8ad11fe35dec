"""Signatures over what examiners wrote, so that an edit past the program shows: Ed25519 (RFC 8032) over canonical JSON.

The key is `DATA/keys/examination.key`, out of reach of whoever only has the database.
"""

import hashlib
import json
from base64 import b32encode
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings

SIGNED: Final[Mapping[str, tuple[str, ...]]] = {
    "outcome": (
        "id", "booking_id", "person_id", "organisation_id", "asked_by_id", "kind", "full_name", "born_on",
        "examined_on", "result", "valid_until", "number", "examiner", "psychologist_id", "replaces_id", "reason", "by",
    ),
    "detail": ("id", "outcome_id", "sealed", "by"),
    "pregnancytest": ("outcome_id", "tested_on", "result", "by"),
}  # fmt: skip
"""The columns of each kind of row that are signed."""
_GROUP: Final = 4
_GROUPS: Final = 3


def canonical(kind: str, content: Mapping[str, Any]) -> bytes:
    """What is signed, the same for the same content: the kind of the row, a line, and JSON with sorted keys.

    >>> canonical("outcome", {"result": "fit", "examined_on": date(2026, 3, 1), "replaces_id": None})
    b'sasando outcome\\n{"examined_on":"2026-03-01","replaces_id":null,"result":"fit"}'
    """
    said = {name: _plain(value) for name, value in content.items()}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sasando {kind}\n{text}".encode()


def _plain(value: Any) -> str | int | None:
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | str) else value


def key_id(key: Ed25519PublicKey) -> str:
    """The name of a key: the beginning of the hash of its 32 bytes."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def sign(row: Any) -> None:
    """Sign the content of a row, a model of `Signed`, that is about to be written."""
    private = private_key(Path(settings.DATA))
    row.signature = private.sign(_text(row))
    row.key = key_id(private.public_key())


def holds(row: Any) -> bool:
    """Whether the row says what was signed, with the key of this installation."""
    public = private_key(Path(settings.DATA)).public_key()
    return is_signed(_text(row), bytes(row.signature), row.key, public)


def is_signed(text: bytes, signature: bytes, key: str, public: Ed25519PublicKey) -> bool:
    """Whether the signature is of this text, by this key."""
    try:
        public.verify(signature, text)
    except InvalidSignature:
        return False
    return key == key_id(public)


def code_of(signature: bytes) -> str:
    """What a letter is verified by: 60 bits of the hash of its signature, in letters and digits that are not mistaken.

    >>> code_of(b"a signature")
    'QBGQ-UBEH-APPY'
    """
    text = b32encode(hashlib.sha256(signature).digest()).decode()
    return "-".join(text[at * _GROUP : (at + 1) * _GROUP] for at in range(_GROUPS))


def _text(row: Any) -> bytes:
    kind = str(row._meta.model_name)
    return canonical(kind, {name: getattr(row, name) for name in SIGNED[kind]})


@lru_cache(maxsize=4)
def private_key(data: Path) -> Ed25519PrivateKey:
    """The key with which examiners sign here. Raises `OSError`, `ValueError` or `TypeError`."""
    key = load_pem_private_key((data / "keys" / "examination.key").read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("examination.key is no Ed25519 key")
    return key

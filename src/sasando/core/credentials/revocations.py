"""The signed, dated list of what was revoked. It names nobody: only the beginnings of digests of ids."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sasando.core.credentials.cbor import Broken, decode
from sasando.core.credentials.cose import verifies
from sasando.core.credentials.envelope import LIST, open_ours
from sasando.core.credentials.public_keys import KeySet
from sasando.core.credentials.statement import WITA, registered
from sasando.core.facts.unreadable import Unreadable

REVOKED, HASHES = 9, 20
HASH_LENGTH: Final = 8  # bytes: among a million revoked, one good card in 18 million millions is called revoked
NOT_A_LIST: Final = {
    "id": "Daftar pencabutan tidak terbaca: ambil lagi dari /kartu/dicabut.",
    "en": "The revocation list cannot be read: fetch it again from /kartu/dicabut.",
}
NOT_OUR_LIST: Final = {
    "id": "Daftar pencabutan tidak ditandatangani kunci yang dikenal: ambil lagi kunci dan daftarnya.",
    "en": "The revocation list is not signed by a key that is known: fetch both keys and list again.",
}


@dataclass(frozen=True, slots=True)
class Revocations:
    """What was revoked up to `issued_at`. After `expires_at` a newer list is there, and this one is old."""

    issuer: str
    issued_at: datetime
    expires_at: datetime
    hashes: frozenset[bytes]

    def name(self, of_id: bytes) -> bool:
        """Whether the statement with this id was revoked."""
        return hash_of(of_id) in self.hashes


def hash_of(of_id: bytes) -> bytes:
    """How the list names an id."""
    return hashlib.sha256(of_id).digest()[:HASH_LENGTH]


def read_revocations(text: str, keys: KeySet) -> Revocations:
    """The list in this text, signed by one of these keys. Raises `Unreadable`."""
    try:
        message = open_ours(text, LIST)
    except Unreadable:
        raise Unreadable(NOT_A_LIST) from None
    key = keys.get(message.kid) if isinstance(message.kid, bytes) else None
    if key is None or not verifies(message, key.public):
        raise Unreadable(NOT_OUR_LIST)
    try:
        found = _read(decode(message.payload or b""))
    except Broken:
        raise Unreadable(NOT_A_LIST) from None
    if not key.signs_on(found.issued_at.astimezone(WITA).date()):
        raise Unreadable(NOT_OUR_LIST)
    return found


def _read(claims: object) -> Revocations:
    issuer, issued_at, expires_at, _ = registered(claims)
    match claims:
        case {-65537: {1: 9, 20: bytes(joined)}} if len(joined) % HASH_LENGTH == 0:
            hashes = (joined[at : at + HASH_LENGTH] for at in range(0, len(joined), HASH_LENGTH))
            return Revocations(issuer, issued_at, expires_at, frozenset(hashes))
    raise Broken("no list of what was revoked")

"""Findings and notes, sealed before they reach the database: a copy of it, or of a backup, does not tell them.

AES-256-GCM with a key derived (HKDF) from DATA/keys/files.key; the key of the row is authenticated with it, so that no
text can be put in the place of another.
"""

import secrets
from pathlib import Path
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE: Final = 12  # bytes, as NIST SP 800-38D recommends


class Damaged(ValueError):  # noqa: N818 - it says what is wrong
    """The text is not what was sealed."""


def seal(key: UUID, text: str) -> bytes:
    """The text as it is kept."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher().encrypt(nonce, text.encode(), str(key).encode())


def unseal(key: UUID, sealed: bytes) -> str:
    """The text again. Raises `Damaged`."""
    try:
        return _cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], str(key).encode()).decode()
    except (InvalidTag, ValueError) as problem:
        raise Damaged("not what was sealed") from problem


def _cipher() -> AESGCM:
    secret = bytes.fromhex((Path(settings.DATA) / "keys" / "files.key").read_text(encoding="ascii").strip())
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"sasando examinations detail").derive(secret))

"""Files about people: encrypted in DATA/files, one file a key, and read again only with the key that says what it is.

AES-256-GCM with the key DATA/keys/files.key; what a file belongs to is authenticated with it, so that no file can be
put in the place of another. A file that a deed leaves behind when its transaction fails is noise without its key's row.
"""

import os
import secrets
from pathlib import Path
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE: Final = 12  # bytes, as NIST SP 800-38D recommends


class Damaged(OSError):  # noqa: N818 - it says what is wrong
    """The file is not there, or is not what was written."""


def put(key: UUID, content: bytes, *, belongs_to: str) -> None:
    """Keep it: encrypted, whole or not at all, on the disk before this returns."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = nonce + AESGCM(_key()).encrypt(nonce, content, _named(key, belongs_to))
    file = _file(key)
    for folder in (file.parent.parent, file.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    new = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    opened = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(opened, "wb") as out:
        out.write(sealed)
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)
    _settle(file.parent)


def get(key: UUID, *, belongs_to: str) -> bytes:
    """What was kept. Raises `Damaged`."""
    try:
        sealed = _file(key).read_bytes()
        return AESGCM(_key()).decrypt(sealed[:_NONCE], sealed[_NONCE:], _named(key, belongs_to))
    except (InvalidTag, ValueError, OSError) as problem:
        raise Damaged("the file is not what was kept") from problem


def _file(key: UUID) -> Path:
    return Path(settings.DATA) / "files" / key.hex[:2] / f"{key.hex}.bin"


def _named(key: UUID, belongs_to: str) -> bytes:
    return f"{key}|{belongs_to}".encode()


def _key() -> bytes:
    return bytes.fromhex((Path(settings.DATA) / "keys" / "files.key").read_text(encoding="ascii").strip())


def _settle(folder: Path) -> None:
    """The name of the file too is on the disk; where a folder cannot be opened (Windows), the system sees to it."""
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

"""The keys that sign letters and cards: private ones in DATA/keys/cards, named by the day from which each signs; what
everybody may have of them in DATA/cards. A later key ends the earlier one, which still proves what it signed.

A key that somebody else may have: move its file away and publish again; all that it signed is then of an unknown key.
"""

import os
import re
import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from sasando.core.credentials import KeySet, TrustedKey, read_key_set, write_key_set
from sasando.core.credentials.signing import SigningKey

FIRST_DAY: Final = date(2017, 11, 22)
"""From here on the first key signs, whenever it was made: papers of earlier days, entered later, need one too."""
_NAMED: Final = re.compile(r"\d{4}-\d{2}-\d{2}\.pem")


def signing_key(data: Path, on: date) -> SigningKey:
    """The key that signs on this day. The first is made when there is none yet."""
    if not _private(data):
        with suppress(FileExistsError):  # another process was first: theirs counts
            rotate(data, FIRST_DAY)
    due = [file for file in _private(data) if _since(file) <= on]
    if not due:
        raise LookupError(f"no key signs on {on}")
    return _read(due[-1])


def rotate(data: Path, on: date) -> SigningKey:
    """A new key, which signs from this day on; the one before it signs until this day. Raises `FileExistsError`."""
    folder = data / "keys" / "cards"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    taken = {_read(file).kid for file in _private(data)}
    made = Ed25519PrivateKey.generate()
    while SigningKey(made).kid in taken:
        made = Ed25519PrivateKey.generate()
    pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    new = folder / f".{secrets.token_hex(4)}"
    _write(new, pem, mode=0o600)
    try:
        os.link(new, folder / f"{on.isoformat()}.pem")
    finally:
        new.unlink()
    publish_keys(data)
    return SigningKey(made)


def publish_keys(data: Path, on: date | None = None) -> None:
    """Write the public halves, as of this day, where the door gives them to everybody."""
    files = _private(data)
    keys = [TrustedKey(key.kid, key.private.public_key(), _since(file)) for file in files for key in (_read(file),)]
    ended = [replace(key, until=later.since) for key, later in pairwise(keys)]
    publish(data, "kunci.json", write_key_set([*ended, *keys[-1:]], on=on or keys[-1].since))


def published_keys(data: Path) -> KeySet:
    """The keys as they were published; none when nothing was yet."""
    try:
        return read_key_set((data / "cards" / "kunci.json").read_bytes())
    except FileNotFoundError:
        return {}


def publish(data: Path, name: str, content: bytes) -> None:
    """Put a public file in its place, whole or not at all."""
    folder = data / "cards"
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    new = folder / f".{name}.{secrets.token_hex(4)}"
    _write(new, content, mode=0o644)
    new.replace(folder / name)


def _private(data: Path) -> list[Path]:
    """The files of private keys, the oldest first."""
    folder = data / "keys" / "cards"
    return sorted(file for file in folder.glob("*.pem") if _NAMED.fullmatch(file.name)) if folder.is_dir() else []


def _since(file: Path) -> date:
    return date.fromisoformat(file.stem)


def _read(file: Path) -> SigningKey:
    if file.stat().st_mode & 0o077:
        raise PermissionError(f"{file} can be read by others and is a secret no more: chmod 600")
    private = load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise ValueError(f"{file} is no Ed25519 key")
    return SigningKey(private)


def _write(file: Path, content: bytes, *, mode: int) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())

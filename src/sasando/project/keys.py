"""The keys of an installation: made once, kept in DATA/keys, readable by the owner only."""

import os
import secrets
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from sasando.project.folder import private_folder
from sasando.project.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Keys:
    """`django` signs sessions and forms, `context` who acts before the database, `audit` the checkpoints.

    `files` encrypts photos of people's papers, `sync` opens what phones sealed, `receipt` signs that it arrived (P-256
    both: browsers of old phones know it). `examination` signs outcomes of examinations.
    """

    django: str
    context: bytes
    files: bytes
    audit: Ed25519PrivateKey
    sync: EllipticCurvePrivateKey
    receipt: EllipticCurvePrivateKey
    examination: Ed25519PrivateKey

    def __repr__(self) -> str:
        return "Keys(...)"  # never into a log


def _random() -> bytes:
    return secrets.token_hex(32).encode()


def _ed25519() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _p256() -> bytes:
    return generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


MADE_BY: Final[Mapping[str, Callable[[], bytes]]] = {
    "django.key": _random,
    "context.key": _random,
    "files.key": _random,
    "audit.key": _ed25519,
    "sync.key": _p256,
    "receipt.key": _p256,
    "examination.key": _ed25519,
}
_KINDS: Final[Mapping[Callable[[], bytes], type]] = {_ed25519: Ed25519PrivateKey, _p256: EllipticCurvePrivateKey}


def make_keys(data: Path) -> Keys:
    """Make what is missing, change nothing that is there, and read them."""
    folder = private_folder(data / "keys")
    for name, make in MADE_BY.items():
        if not (folder / name).exists():
            with suppress(FileExistsError):  # somebody else was first: theirs counts
                write_private(folder / name, make(), replace=False)
    return read_keys(data)


def read_keys(data: Path) -> Keys:
    """Read them; raises when one is missing, damaged or open to others."""
    folder = data / "keys"
    texts = [read_private(folder / name).strip() for name, make in MADE_BY.items() if make is _random]
    for name, text in zip(MADE_BY, texts, strict=False):
        if len(text) < 64:
            raise _damaged(folder / name)
    signing = [_loaded(folder / name, _KINDS[make]) for name, make in MADE_BY.items() if make is not _random]
    return Keys(texts[0].decode("ascii", errors="replace"), *texts[1:], *signing)  # type: ignore[arg-type]


def _loaded(file: Path, kind: type) -> object:
    try:
        key = load_pem_private_key(read_private(file), password=None)
    except ValueError:
        raise _damaged(file) from None
    if not isinstance(key, kind):
        raise _damaged(file)
    return key


def read_private(file: Path) -> bytes:
    """The content of a file that only its owner may read."""
    try:
        with file.open("rb") as opened:
            mode = stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
            if mode & 0o077:
                raise Trouble(
                    f"{file} dapat dibaca pengguna lain, jadi tidak lagi rahasia: chmod 600 {file}",
                    f"{file} can be read by other users and is a secret no more: chmod 600 {file}",
                )
            return opened.read()
    except OSError as problem:
        raise Trouble(
            f"Kunci {file} tidak terbaca ({problem.strerror}); pulihkan dari cadangan, atau jalankan sasando up.",
            f"The key {file} cannot be read ({problem.strerror}); restore it from a backup, or run sasando up.",
        ) from problem


def write_private(file: Path, content: bytes, *, replace: bool = True) -> None:
    """Write it whole or not at all. Without `replace`, raises `FileExistsError` when the file is there."""
    new = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    opened = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(opened, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        if replace:
            new.replace(file)
        else:
            os.link(new, file)
    finally:
        new.unlink(missing_ok=True)


def _damaged(file: Path) -> Trouble:
    return Trouble(
        f"Kunci {file} rusak; pulihkan dari cadangan.",
        f"The key {file} is damaged; restore it from a backup.",
    )

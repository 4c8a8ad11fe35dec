"""What a phone seals only we open, and what we sign the phone can check: P-256, HKDF, AES-GCM; ECDSA for receipts.

A sealed text is: one byte 1, the phone's one-time public key (65 bytes, uncompressed), a nonce (12), AES-256-GCM. The
key is HKDF-SHA-256 of the shared secret, salted with both public keys, for the use `sasando sync 1`; the head is
authenticated with it, so that an envelope opens only as what it says it is, and only for its organisation. The text is
padded with spaces, so that its length says little. `web/field/static/field/sealing.js` does the same.
"""

from functools import cache
from pathlib import Path
from typing import Final, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from django.conf import settings

_VERSION: Final = b"\x01"
_POINT: Final = 65  # bytes of a public key
_NONCE: Final = 12
_USE: Final = b"sasando sync 1"
_BLOCK: Final = 256  # bytes to which a text is padded


class Unopenable(ValueError):  # noqa: N818 - it says what is wrong
    """Not sealed for us, not whole, or not under this head."""


def open_sealed(sealed: bytes, head: bytes) -> bytes:
    """The text that was sealed under this head. Raises `Unopenable`."""
    point, rest = sealed[1 : 1 + _POINT], sealed[1 + _POINT :]
    if sealed[:1] != _VERSION or len(rest) <= _NONCE:
        raise Unopenable("not a sealed text")
    try:
        theirs = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
        key = _key_of(private_key("sync.key"), theirs, point + public_key("sync.key"))
        return AESGCM(key).decrypt(rest[:_NONCE], rest[_NONCE:], head)
    except (InvalidTag, ValueError) as problem:
        raise Unopenable("sealed for somebody else, or damaged") from problem


def seal(text: bytes, head: bytes, nonce: bytes, *, to: bytes | None = None) -> bytes:
    """What a phone does: for tools and tests. `nonce` is 12 random bytes; `to` another public key than ours."""
    point = to or public_key("sync.key")
    once = generate_private_key(SECP256R1())
    mine = _encoded(once.public_key())
    key = _key_of(once, EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point), mine + point)
    padded = text + b" " * (-len(text) % _BLOCK)
    return _VERSION + mine + nonce + AESGCM(key).encrypt(nonce, padded, head)


def signed(text: bytes) -> bytes:
    """Our signature: r and s, 32 bytes each, as browsers want it."""
    r, s = decode_dss_signature(private_key("receipt.key").sign(text, ECDSA(SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def public_key(name: str) -> bytes:
    """The public half of `sync.key` or `receipt.key`, uncompressed: 65 bytes."""
    return _encoded(private_key(name).public_key())


def private_key(name: str) -> EllipticCurvePrivateKey:
    """A key of this installation (see `project/keys.py`)."""
    return _loaded(Path(settings.DATA) / "keys" / name)


@cache
def _loaded(file: Path) -> EllipticCurvePrivateKey:
    return cast(EllipticCurvePrivateKey, load_pem_private_key(file.read_bytes(), password=None))


def _encoded(key: EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _key_of(mine: EllipticCurvePrivateKey, theirs: EllipticCurvePublicKey, salt: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, _USE).derive(mine.exchange(ECDH(), theirs))

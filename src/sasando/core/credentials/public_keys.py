"""Public keys as others hand them over, and the dated set of our own."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key, load_pem_public_key

from sasando.core.credentials.cose import PublicKey
from sasando.core.facts.unreadable import Unreadable

MAX_FILE: Final = 1_000_000  # bytes of a file of keys
KID_LENGTH: Final = 4  # bytes; every one is a letter and a half of the QR, and our set holds a handful of keys
_CURVES: Final[dict[object, Callable[[], ec.EllipticCurve]]] = {
    "P-256": ec.SECP256R1,
    "P-384": ec.SECP384R1,
    "P-521": ec.SECP521R1,
    "secp256k1": ec.SECP256K1,
}
_PEM: Final = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----.*?-----END \1-----", re.DOTALL)
_BAD: Final = (ValueError, TypeError, KeyError, AttributeError, UnsupportedAlgorithm, RecursionError, OverflowError)
NOT_A_KEY: Final = {
    "id": "Berkas kunci tidak terbaca: harus sertifikat PEM, kunci publik PEM, atau JWK.",
    "en": "The key file cannot be read: it must be a PEM certificate, a PEM public key, or a JWK.",
}
NOT_A_KEY_SET: Final = {
    "id": "Daftar kunci tidak terbaca: harus JSON dari /kartu/kunci.json.",
    "en": "The set of keys cannot be read: it must be the JSON of /kartu/kunci.json.",
}


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key that signs our statements, and the days on which it does. `until` None: no end is set."""

    kid: bytes
    public: Ed25519PublicKey
    since: date
    until: date | None = None

    def signs_on(self, day: date) -> bool:
        """Whether what was signed on this day may bear this key."""
        return self.since <= day and (self.until is None or day <= self.until)


KeySet = Mapping[bytes, TrustedKey]


def kid_of(public: Ed25519PublicKey) -> bytes:
    """The name of a key: the beginning of the digest of its 32 bytes."""
    return hashlib.sha256(public.public_bytes_raw()).digest()[:KID_LENGTH]


def read_key_set(content: bytes) -> KeySet:
    """The keys of a JWK set (`write_key_set`). Raises `Unreadable`; keys of another kind are left out."""
    try:
        listed = json.loads(content[: MAX_FILE + 1])["keys"]
        keys = [_trusted(one) for one in listed if one.get("kty") == "OKP" and one.get("crv") == "Ed25519"]
    except _BAD:
        raise Unreadable(NOT_A_KEY_SET) from None
    return {one.kid: one for one in keys}


def write_key_set(keys: Iterable[TrustedKey], *, on: date) -> bytes:
    """A JWK set (RFC 7517, RFC 8037) with the days of each key beside it, as of a day."""
    said = [
        {
            "kty": "OKP",
            "crv": "Ed25519",
            "use": "sig",
            "kid": to_base64url(one.kid),
            "x": to_base64url(one.public.public_bytes_raw()),
            "from": one.since.isoformat(),
            **({"until": one.until.isoformat()} if one.until else {}),
        }
        for one in keys
    ]
    return json.dumps({"as_of": on.isoformat(), "keys": said}, indent=1).encode()


def _trusted(jwk: Mapping[str, Any]) -> TrustedKey:
    until = date.fromisoformat(jwk["until"]) if jwk.get("until") else None
    public = Ed25519PublicKey.from_public_bytes(from_base64url(jwk["x"]))
    return TrustedKey(from_base64url(jwk["kid"]), public, date.fromisoformat(jwk["from"]), until)


def read_public_keys(content: bytes) -> list[PublicKey]:
    """The keys in a certificate or public key (PEM, DER), a JWK or a JWK set; at least one. Raises `Unreadable`."""
    try:
        found = _keys_in(content[:MAX_FILE])
    except _BAD:
        found = []
    known = [key for key in found if isinstance(key, PublicKey)]
    if not known:
        raise Unreadable(NOT_A_KEY)
    return known


def _keys_in(content: bytes) -> list[object]:
    if blocks := list(_PEM.finditer(content)):
        return [_of_pem(block.group(), block.group(1)) for block in blocks]
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        said = json.loads(content)
        return [_of_jwk(one) for one in said.get("keys", [said])]
    bare = _bare(content)
    try:
        return [x509.load_der_x509_certificate(bare).public_key()]
    except ValueError:
        return [load_der_public_key(bare)]


def _of_pem(block: bytes, kind: bytes) -> object:
    if kind.endswith(b"CERTIFICATE"):
        return x509.load_pem_x509_certificate(block).public_key()
    return load_pem_public_key(block)


def _bare(content: bytes) -> bytes:
    """DER as it is, or in base64 without the lines of PEM around it."""
    try:
        return base64.b64decode(b"".join(content.split()), validate=True)
    except binascii.Error:
        return content


def _of_jwk(jwk: Mapping[str, Any]) -> object:
    kind, curve = jwk["kty"], jwk.get("crv")
    if kind == "OKP":
        raw = from_base64url(jwk["x"])
        return Ed25519PublicKey.from_public_bytes(raw) if curve == "Ed25519" else Ed448PublicKey.from_public_bytes(raw)
    names = ("n", "e") if kind == "RSA" else ("x", "y")
    one, other = (int.from_bytes(from_base64url(jwk[name]), "big") for name in names)
    if kind == "RSA":
        return rsa.RSAPublicNumbers(other, one).public_key()
    return ec.EllipticCurvePublicNumbers(one, other, _CURVES[curve]()).public_key()


def to_base64url(data: bytes) -> str:
    """As JSON says bytes: without padding (RFC 8949, 6.1; RFC 7515)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """The bytes again. Raises `ValueError`."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)

"""COSE_Sign1 (RFC 9052): one signature over one payload, and whether a public key made it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS, PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from sasando.core.credentials.cbor import Broken, Tag, decode, head

PublicKey = Ed25519PublicKey | Ed448PublicKey | EllipticCurvePublicKey | RSAPublicKey
ALG, CRIT, KID = 1, 2, 4
EDDSA: Final = -8
NAMES: Final = {
    -8: "EdDSA", -19: "Ed25519", -53: "Ed448",
    -7: "ES256", -35: "ES384", -36: "ES512", -47: "ES256K", -9: "ESP256", -51: "ESP384", -52: "ESP512",
    -37: "PS256", -38: "PS384", -39: "PS512", -257: "RS256", -258: "RS384", -259: "RS512",
}  # fmt: skip
_HASHES: Final[dict[str, Callable[[], hashes.HashAlgorithm]]] = {
    "256": hashes.SHA256,
    "384": hashes.SHA384,
    "512": hashes.SHA512,
}
_SIGN1, _CWT, _CBOR = 18, 61, 55799
_HARMLESS: Final = (_SIGN1, _CWT, _CBOR)


@dataclass(frozen=True, slots=True)
class Sign1:
    """A signed message as it came: `protected` as signed, its meaning, what is beside it, and the signature.

    `payload` is None where it was left out on purpose (detached): nothing can be checked then.
    """

    protected: bytes
    header: dict[Any, Any]
    beside: dict[Any, Any]
    payload: bytes | None
    signature: bytes

    @property
    def algorithm(self) -> object:
        """The registered number of the algorithm, as it is said."""
        return self.header.get(ALG, self.beside.get(ALG))

    @property
    def kid(self) -> object:
        """The name of the key, as it is said; signed or not."""
        return self.header.get(KID, self.beside.get(KID))

    def signed_bytes(self) -> bytes:
        """What the signature stands for (RFC 9052, 4.4). An empty header counts as no bytes, however it was written."""
        protected, payload = self.protected if self.header else b"", self.payload or b""
        parts = (b"\x84\x6aSignature1", head(2, len(protected)), protected, b"\x40", head(2, len(payload)), payload)
        return b"".join(parts)


def read_sign1(data: bytes) -> Sign1:
    """The message in these bytes, with or without its tags. Raises `Broken`."""
    item = decode(data)
    while isinstance(item, Tag) and item.number in _HARMLESS:
        item = item.value
    match item:
        case [bytes(protected), dict(beside), (bytes() | None) as payload, bytes(signature)]:
            header = decode(protected) if protected else {}
            if not isinstance(header, dict):
                raise Broken("a header that is no map")
            return Sign1(protected, header, beside, payload, signature)
    raise Broken("no COSE_Sign1")


def verifies(message: Sign1, key: PublicKey) -> bool:
    """Whether this key signed exactly this. A demand that we do not know (`crit`), or an algorithm, is a no."""
    name = NAMES.get(message.algorithm) if isinstance(message.algorithm, int) else None
    if name is None or message.payload is None or CRIT in message.header or CRIT in message.beside:
        return False
    try:
        _check(key, name, message.signature, message.signed_bytes())
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True


def _check(key: PublicKey, name: str, signature: bytes, signed: bytes) -> None:
    match key, name[:2]:
        case (Ed25519PublicKey() | Ed448PublicKey(), "Ed"):
            key.verify(signature, signed)
        case (EllipticCurvePublicKey(), "ES"):
            half = (key.key_size + 7) // 8
            if len(signature) != 2 * half:
                raise ValueError("a signature of another length")
            r, s = int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
            key.verify(encode_dss_signature(r, s), signed, ECDSA(_hash(name)))
        case (RSAPublicKey(), "PS"):
            chosen = _hash(name)
            key.verify(signature, signed, PSS(MGF1(chosen), chosen.digest_size), chosen)
        case (RSAPublicKey(), "RS"):
            key.verify(signature, signed, PKCS1v15(), _hash(name))
        case _:
            raise ValueError("a key of another kind")


def _hash(name: str) -> hashes.HashAlgorithm:
    return _HASHES[name.removesuffix("K")[-3:]]()

"""Signing with Ed25519: what only the office does. Who only reads a card never loads `cwt`, which takes 0.15 s."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cbor2 import dumps
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cwt import COSE, COSEKey

from sasando.core.credentials.cose import ALG, EDDSA, KID
from sasando.core.credentials.envelope import LIST, STATEMENT, seal
from sasando.core.credentials.public_keys import kid_of
from sasando.core.credentials.revocations import HASHES, REVOKED, hash_of
from sasando.core.credentials.statement import CTI, EXP, IAT, ISS, OURS, Statement, claims_of


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key and the name under which its public half is known."""

    private: Ed25519PrivateKey

    @property
    def kid(self) -> bytes:
        """The name of the key (`public_keys.kid_of`)."""
        return kid_of(self.private.public_key())

    def __repr__(self) -> str:
        return f"SigningKey({self.kid.hex()})"  # never the key itself into a log


def sign(statement: Statement, key: SigningKey) -> str:
    """The text of a signed statement, as its QR code carries it. Raises `ValueError` for what cannot be read back."""
    return seal(STATEMENT, _signed(claims_of(statement), key))


def sign_revocations(
    ids: Iterable[bytes], key: SigningKey, *, issuer: str, issued_at: datetime, expires_at: datetime
) -> str:
    """The text of a signed list. `ids`: those of all revoked statements that have not expired by themselves."""
    said = {1: REVOKED, HASHES: b"".join(sorted({hash_of(of_id) for of_id in ids}))}
    times = {IAT: int(issued_at.timestamp()), EXP: int(expires_at.timestamp())}
    return seal(LIST, _signed({ISS: issuer, **times, CTI: b"\x00", OURS: said}, key))


def _signed(claims: dict[int, object], key: SigningKey) -> bytes:
    """The claims as a COSE_Sign1, algorithm and key named in the signed header."""
    pem = key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    header: dict[int, object] = {ALG: EDDSA, KID: key.kid}
    signer = COSEKey.from_pem(pem, kid=key.kid)
    return bytes(COSE.new().encode_and_sign(dumps(claims, canonical=True), signer, protected=header))

"""Signing with Ed25519: what only the office does."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from sasando.core.credentials.cose import ALG, EDDSA, KID
from sasando.core.credentials.envelope import STATEMENT, seal
from sasando.core.credentials.public_keys import kid_of
from sasando.core.credentials.statement import Statement, claims_of


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
    """The text of a signed statement, as its QR code carries it. Raises `ValueError` for one that cannot be read back."""
    return seal(STATEMENT, sign_claims(claims_of(statement), key))


def sign_claims(claims: dict[int, object], key: SigningKey) -> bytes:
    """The claims as a COSE_Sign1, algorithm and key named in the signed header."""
    from cbor2 import dumps  # `cwt` takes 0.15 s to load, and who only reads a card never needs it
    from cwt import COSE, COSEKey

    pem = key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    header: dict[int, object] = {ALG: EDDSA, KID: key.kid}
    signer = COSEKey.from_pem(pem, kid=key.kid)
    return COSE.new().encode_and_sign(dumps(claims, canonical=True), signer, protected=header)  # type: ignore

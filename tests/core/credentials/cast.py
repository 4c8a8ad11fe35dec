"""Cards of invented people; and foreign codes, made by other means than those that read them (cbor2, base45)."""

import zlib
from datetime import UTC, date, datetime

import base45
import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sasando.core.credentials import Statement, TrustedKey, What, end_of
from sasando.core.credentials.signing import SigningKey

OFFICE = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
STRANGER = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64))))
ISSUED, DURING = datetime(2026, 11, 25, 3, 0, tzinfo=UTC), datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
LAST_DAY = date(2027, 2, 23)
CARD = Statement(
    what=What.CARD,
    issuer="BP3MI NTT",
    id=bytes(range(100, 116)),
    issued_at=ISSUED,
    expires_at=end_of(LAST_DAY),
    serial="K-2026-000123",
    name="Maria Yosefina Bria",
    birth_year=1999,
    country="MY",
    position="Penata laksana rumah tangga",
    employer="Tan Wei Ming",
    company="PT Cahaya Flobamora",
    permit="SIP2MI 0123/2026",
    decided_on=date(2026, 11, 24),
    log_index=123,
)


def trusted(key=OFFICE, since=date(2026, 1, 1), until=None):
    """A set of this one key."""
    return {key.kid: TrustedKey(key.kid, key.private.public_key(), since, until)}


def foreign(claims, private, algorithm, *, kid=b"12345678", prefix="HC1:", deflated=True, tags=(18,), protected=None):
    """A code as the EU DCC has it: CWT in COSE_Sign1, deflated, base45, behind its prefix."""
    header = cbor2.dumps({1: algorithm, 4: kid} if protected is None else protected)
    payload = claims if isinstance(claims, bytes) else cbor2.dumps(claims)
    signature = _signature(private, algorithm, cbor2.dumps(["Signature1", header, b"", payload]))
    message = [header, {}, payload, signature]
    for tag in tags:
        message = cbor2.CBORTag(tag, message)
    data = cbor2.dumps(message)
    return prefix + base45.b45encode(zlib.compress(data, 9) if deflated else data).decode()


def _signature(private, algorithm, signed):
    if isinstance(private, Ed25519PrivateKey):
        return private.sign(signed)
    if isinstance(private, rsa.RSAPrivateKey):
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
        return private.sign(signed, pss if algorithm == -37 else padding.PKCS1v15(), hashes.SHA256())
    digest = {-7: hashes.SHA256, -35: hashes.SHA384, -36: hashes.SHA512}[algorithm]()
    half = (private.key_size + 7) // 8
    r, s = utils.decode_dss_signature(private.sign(signed, ec.ECDSA(digest)))
    return r.to_bytes(half, "big") + s.to_bytes(half, "big")


VACCINATION = {
    1: "XX",
    4: 1635876000,
    6: 1620324000,
    -260: {1: {"ver": "1.3.0", "nam": {"fn": "Contoh", "gn": "Ana"}, "dob": "1990-01-01", "v": [{"dn": 1, "sd": 2}]}},
}

"""Signed statements that a QR code carries: CWT in COSE_Sign1 with Ed25519, in base45 (RFC 8392, 9052, 9285).

`signing.sign` makes one, `judge` says whether it is good, `inspect` looks into anybody's.
"""

from sasando.core.credentials.inspection import Inspection, inspect
from sasando.core.credentials.judging import Caution, Judgement, Reason, day_said, judge, read
from sasando.core.credentials.public_keys import (
    KeySet,
    TrustedKey,
    kid_of,
    read_key_set,
    read_public_keys,
    write_key_set,
)
from sasando.core.credentials.revocations import Revocations, read_revocations
from sasando.core.credentials.statement import WITA, Statement, What, end_of

__all__ = [
    "WITA",
    "Caution",
    "Inspection",
    "Judgement",
    "KeySet",
    "Reason",
    "Revocations",
    "Statement",
    "TrustedKey",
    "What",
    "day_said",
    "end_of",
    "inspect",
    "judge",
    "kid_of",
    "read",
    "read_key_set",
    "read_public_keys",
    "read_revocations",
    "write_key_set",
]

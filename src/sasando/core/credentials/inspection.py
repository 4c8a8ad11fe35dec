"""Looking into anybody's signed code: what it says, and whether a given key signed it. Not a judgement of ours."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sasando.core.credentials.cbor import Broken, Tag, decode
from sasando.core.credentials.cose import NAMES, PublicKey, Sign1, verifies
from sasando.core.credentials.envelope import open_any
from sasando.core.credentials.public_keys import to_base64url

CLAIM_NAMES: Final = {1: "iss", 2: "sub", 3: "aud", 4: "exp", 5: "nbf", 6: "iat", 7: "cti", 8: "cnf"}


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found, ready for JSON. `verified` is None when no key was given."""

    header: dict[str, Any]
    claims: Any
    names: dict[str, str]
    verified: bool | None

    def as_json(self) -> dict[str, Any]:
        """The answer of `sasando card inspect`."""
        return {"header": self.header, "claims": self.claims, "names": self.names, "verified": self.verified}


def inspect(text: str, keys: Iterable[PublicKey] | None) -> Inspection:
    """Open the text, and try the keys where some are given. Raises `Unreadable`.

    Keys of maps become their text and bytes base64url (RFC 8949, 6.1); `names` tells what the registered claims are.
    """
    message = open_any(text)
    claims = _claims(message)
    present = claims if isinstance(claims, dict) else {}
    return Inspection(
        header=_header(message),
        claims=plain(claims),
        names={str(number): name for number, name in CLAIM_NAMES.items() if number in present},
        verified=None if keys is None else any(verifies(message, key) for key in keys),
    )


def _header(message: Sign1) -> dict[str, Any]:
    kid, algorithm = message.kid, message.algorithm
    return {
        "alg": NAMES.get(algorithm, algorithm) if isinstance(algorithm, int) else plain(algorithm),
        "kid": plain(kid),
        "protected": plain(message.header),
        "unprotected": plain(message.beside),
    }


def _claims(message: Sign1) -> Any:
    """The payload as CBOR where it is some, else the bytes that it is."""
    if message.payload is None:
        return None
    try:
        return decode(message.payload)
    except Broken:
        return message.payload


def plain(value: Any) -> Any:
    """The value as JSON can say it.

    >>> plain({1: b"\\x01", "a": [Tag(0, "2026-11-25")]})
    {'1': 'AQ', 'a': [{'tag': 0, 'value': '2026-11-25'}]}
    """
    if isinstance(value, bytes):
        return to_base64url(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Tag):
        return {"tag": value.number, "value": plain(value.value)}
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if not isinstance(value, dict):
        return value
    said: dict[str, Any] = {}
    for key, item in value.items():
        name = plain(key) if isinstance(key, bytes) else str(key)
        while name in said:  # 1 and "1" are two keys in CBOR and one in JSON
            name += "'"
        said[name] = plain(item)
    return said

"""A phone of an officer, as far as the server sees one: facts sealed into envelopes, receipts checked."""

import json
import os
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from sasando.domain.sync.envelopes import Sealed, digest_of, head_of
from sasando.domain.sync.receiving import receipt_text
from sasando.domain.sync.sealing import public_key, seal


@dataclass
class Phone:
    """One phone. `seals(kind, body)` gives an envelope; `wire` the JSON in which it travels."""

    organisation: UUID
    device: str = field(default_factory=lambda: str(uuid4()))
    server: bytes | None = None
    """Another public key of the server than that of this process."""

    def seals(self, kind: str, body: Any, *, key: UUID | None = None, at: str = "") -> Sealed:
        """A fact, sealed."""
        key, at = key or uuid4(), at or datetime.now(UTC).isoformat()
        head = head_of(self.organisation, self.device, key, kind, "", at)
        text = body if isinstance(body, bytes) else json.dumps(body, default=str).encode()
        sealed = seal(text, head, os.urandom(12), to=self.server)
        return Sealed(
            organisation=self.organisation,
            device=self.device,
            uuid=key,
            kind=kind,
            base="",
            at=at,
            digest=digest_of(head, sealed),
            sealed=sealed,
        )


def wire(one: Sealed) -> dict[str, str]:
    """An envelope as it travels."""
    return {
        "organisation": str(one.organisation),
        "device": one.device,
        "uuid": str(one.uuid),
        "kind": one.kind,
        "base": one.base,
        "at": one.at,
        "hash": one.digest,
        "sealed": b64encode(one.sealed).decode(),
    }


def is_receipt(receipt: bytes, one: Sealed, *, server: bytes | None = None) -> bool:
    """Whether the server signed that it keeps this envelope."""
    if len(receipt) != 64:
        return False
    key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), server or public_key("receipt.key"))
    signature = encode_dss_signature(int.from_bytes(receipt[:32], "big"), int.from_bytes(receipt[32:], "big"))
    try:
        key.verify(signature, receipt_text(one.device, str(one.uuid), one.digest), ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True

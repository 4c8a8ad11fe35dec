"""A passkey in software: what a device would answer, or what somebody who would like to be one might send."""

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

ORIGIN = "http://testserver"
RP = "testserver"
PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


class Device:
    """One passkey. Its answers can be bent: `origin`, `counter`, `flags`, `challenge`."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.user_handle = ""
        self.counter = 0

    def create(self, options: dict[str, Any], *, origin: str = ORIGIN, flags: int = PRESENT | VERIFIED) -> str:
        """The answer to a request for a new passkey."""
        asked = options["publicKey"]
        self.user_handle = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        held = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        data = AuthenticatorData.create(hashlib.sha256(RP.encode()).digest(), flags | WITH_KEY, 0, held)
        response = {
            "clientDataJSON": _client_data("webauthn.create", asked["challenge"], origin),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            "transports": ["internal"],
        }
        return self._credential(response, extensions={"credProps": {"rk": True}})

    def get(
        self,
        options: dict[str, Any],
        *,
        origin: str = ORIGIN,
        flags: int = PRESENT | VERIFIED,
        counter: int | None = None,
        rp: str = RP,
        handle: str | None = None,
    ) -> str:
        """The answer to a request to show it."""
        if counter is None:
            counter = self.counter
        data = AuthenticatorData.create(hashlib.sha256(rp.encode()).digest(), flags, counter)
        said = _client_data("webauthn.get", options["publicKey"]["challenge"], origin)
        signed = data + hashlib.sha256(websafe_decode(said)).digest()
        response = {
            "clientDataJSON": said,
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(SHA256()))),
            "userHandle": self.user_handle if handle is None else handle,
        }
        return self._credential(response, extensions={})

    def _credential(self, response: dict[str, Any], *, extensions: dict[str, Any]) -> str:
        name = websafe_encode(self.id)
        whole = {"id": name, "rawId": name, "type": "public-key", "authenticatorAttachment": "platform"}
        return json.dumps(whole | {"response": response, "clientExtensionResults": extensions})


def options_in(answer: Any) -> dict[str, Any]:
    """What the page asks the device, as passkey.js reads it."""
    text = answer.content.decode()
    start = text.index('type="application/json">') + len('type="application/json">')
    found: dict[str, Any] = json.loads(text[start : text.index("</script>", start)])
    return found


def _client_data(kind: str, challenge: str, origin: str) -> str:
    said = {"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}
    return websafe_encode(json.dumps(said).encode())

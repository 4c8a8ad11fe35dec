"""An envelope as it comes over the line: what it says outside, and the one written form of that."""

import hashlib
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

LARGEST: Final = 256 * 1024  # bytes of a sealed body
_KIND: Final = re.compile(r"[a-z_]{1,12}")
_BASE: Final = re.compile(r"[\w.:+-]{0,40}")
_DEVICE: Final = re.compile(r"[0-9a-f-]{8,36}")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")


class Broken(ValueError):  # noqa: N818 - it says what is wrong
    """Not an envelope, or not as it was sent: the phone shall send it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """One envelope. `at` is the phone's clock as written there, `digest` the SHA-256 of head and sealed body."""

    organisation: UUID
    device: str
    uuid: UUID
    kind: str
    base: str
    at: str
    digest: str
    sealed: bytes

    @property
    def head(self) -> bytes:
        """What stands outside, in its one written form; it is sealed with the body."""
        return head_of(self.organisation, self.device, self.uuid, self.kind, self.base, self.at)

    @property
    def captured_at(self) -> datetime:
        """The phone's clock. Raises `Broken`."""
        return moment(self.at)


def head_of(*parts: object) -> bytes:
    """The head of an envelope.

    >>> head_of(UUID(int=1), "ab12", UUID(int=2), "tick", "", "2026-03-07T06:15:00Z").decode().split("\\n")[0]
    'sasando 1'
    """
    return "\n".join(["sasando 1", *map(str, parts)]).encode()


def digest_of(head: bytes, sealed: bytes) -> str:
    """What names an envelope: SHA-256, hexadecimal."""
    return hashlib.sha256(head + b"\n" + sealed).hexdigest()


def moment(text: str) -> datetime:
    """A time with its zone, in UTC. Raises `Broken`.

    >>> moment("2026-03-07T06:15:00.5+08:00").isoformat()
    '2026-03-06T22:15:00.500000+00:00'
    """
    if not _TIME.fullmatch(text):
        raise Broken("no time")
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as problem:
        raise Broken("no time") from problem


def read_envelope(wire: Mapping[str, Any]) -> Sealed:
    """An envelope out of its JSON. Raises `Broken`, also when it is not the one that its digest names."""
    try:
        found = Sealed(
            organisation=UUID(wire["organisation"]),
            device=_whole(_DEVICE, wire["device"]),
            uuid=UUID(wire["uuid"]),
            kind=_whole(_KIND, wire["kind"]),
            base=_whole(_BASE, wire["base"]),
            at=_whole(_TIME, wire["at"]),
            digest=str(wire["hash"]),
            sealed=b64decode(wire["sealed"], validate=True),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Broken("not an envelope") from problem
    if len(found.sealed) > LARGEST or digest_of(found.head, found.sealed) != found.digest:
        raise Broken("not as it was sent")
    moment(found.at)
    return found


def _whole(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise Broken("not an envelope")
    return text

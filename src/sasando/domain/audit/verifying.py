"""Verifying the chain of facts, by nothing but the rows and SHA-256: no function of the database is believed."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_FACTS: Final = """
    SELECT s.number, s.fact_id, s.hash, f.id::text, (extract(epoch FROM f.at) * 1000000)::bigint::text, f.xact::text,
           f.request::text, f.account::text, f.organisation::text, f.role, f.action, f.thing, f.thing_key,
           array_to_json(f.fields)::text, f.digest
    FROM audit_seal s LEFT JOIN audit_fact f ON f.id = s.fact_id ORDER BY s.number
"""
_UNSEALED: Final = """
    SELECT min(f.id) FILTER (WHERE f.at < newest.at - interval '1 minute'), count(*)
    FROM audit_fact f, (SELECT max(f.at) AS at FROM audit_fact f JOIN audit_seal s ON s.fact_id = f.id) newest
    WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.fact_id = f.id)
"""
_DIGESTS: Final = """
    SELECT DISTINCT ON (thing, thing_key) id, thing, thing_key, digest FROM audit_fact
    WHERE digest <> '' ORDER BY thing, thing_key, id DESC
"""


@dataclass(slots=True)
class Finding:
    """What a verification found: how many facts hold, and the first that does not, in one sentence."""

    facts: int = 0
    unsealed: int = 0
    checkpoints: int = 0
    broken: str = ""
    row: int | None = None
    heads: dict[int, str] = field(default_factory=dict)


def canonical(parts: tuple[str | None, ...]) -> bytes:
    """Length and bytes of every part, so that no two facts have one text.

    >>> canonical(("a", None, "bé"))
    b'1:a,-:,3:b\\xc3\\xa9'
    """
    return b",".join(b"-:" if part is None else b"%d:%s" % (len(raw := part.encode()), raw) for part in parts)


def verify_chain(rows: Iterator[tuple[Any, ...]], wanted: frozenset[int] = frozenset()) -> Finding:
    """Walk seals and facts in order; stop at the first that is not what it was. Keeps the hashes at `wanted`."""
    found, head = Finding(), b""
    for expected, (number, fact_id, stored, *parts) in enumerate(rows, 1):
        if number != expected:
            return _broken(found, expected, f"seal {expected} is missing")
        if parts[0] is None:
            return _broken(found, fact_id, f"fact {fact_id} (seal {number}) is missing")
        head = hashlib.sha256(head + canonical(tuple(parts))).digest()
        if head != bytes(stored):
            return _broken(found, fact_id, f"fact {fact_id} (seal {number}) is not what was sealed")
        found.facts = number
        if number in wanted:
            found.heads[number] = head.hex()
    return found


def _broken(found: Finding, row: int, sentence: str) -> Finding:
    found.broken, found.row = sentence, row
    return found


def verify_database(connection: Any, *, checkpoints: list[Mapping[str, Any]], key: bytes | None = None) -> Finding:
    """Verify the chain of a database (a psycopg connection that may read it), against checkpoints from elsewhere.

    `key` is the public key that must have signed them; None takes the one that each of them names.
    """
    wanted = frozenset(int(one["number"]) for one in checkpoints)
    with connection.cursor(name="facts") as cursor:
        cursor.itersize = 5_000
        cursor.execute(_FACTS)
        found = verify_chain(iter(cursor), wanted)
    if found.broken:
        return found
    _compare(found, checkpoints, key)
    with connection.cursor() as cursor:
        cursor.execute(_UNSEALED)
        passed_over, found.unsealed = cursor.fetchone()
    if passed_over is not None and not found.broken:  # the sealer leaves none behind; at the end they only wait for it
        _broken(found, passed_over, f"fact {passed_over} has no seal, though facts more than a minute younger have")
    return found


def _compare(found: Finding, checkpoints: list[Mapping[str, Any]], key: bytes | None) -> None:
    for one in sorted(checkpoints, key=lambda one: int(one["number"])):
        number = int(one["number"])
        if not _is_signed(one, key):
            _broken(found, number, f"checkpoint {number} does not bear a good signature")
        elif number > found.facts:
            _broken(found, found.facts + 1, f"checkpoint {number} knows facts after {found.facts} that are gone")
        elif found.heads[number] != one["hash"]:
            _broken(found, number, f"the facts up to {number} are not those of the checkpoint")
        else:
            found.checkpoints += 1
            continue
        return


def _is_signed(one: Mapping[str, Any], key: bytes | None) -> bool:
    text = f"sasando checkpoint {one['number']} {one['hash']} {one['at']}"
    try:
        public = Ed25519PublicKey.from_public_bytes(key or bytes.fromhex(one["public_key"]))
        public.verify(bytes.fromhex(one["signature"]), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return str(one["text"]) == text


def read_checkpoints(folder: Path) -> list[Mapping[str, Any]]:
    """The checkpoint files of a folder. Raises OSError or ValueError when it cannot be read."""
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("checkpoint-*.json"))]


def changed_past_the_program(connection: Any) -> str:
    """The first row that is not what the last fact about it says it came to hold; "" when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_DIGESTS)
        for fact, thing, key, digest in cursor.fetchall():
            table = thing.replace(".", "_")
            cursor.execute("SELECT security.digest(%s::regclass, %s)", [table, key])
            now = cursor.fetchone()[0]
            if now != digest:
                what = "is gone" if not now else "was changed past the program"
                return f"{table} {key} {what} (last fact {fact})"
    return ""

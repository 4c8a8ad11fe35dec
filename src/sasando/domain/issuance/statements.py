"""From a row of the ledger to the code on paper, and the signed list of what was revoked."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from sasando.core.credentials import WITA, Statement
from sasando.core.credentials.signing import SigningKey, sign, sign_revocations
from sasando.domain.issuance.keys import publish, publish_keys, signing_key

ISSUER: Final = "BP3MI NTT"
LONGEST_CODE: Final = 419  # letters in a QR code of version 12-M
LIST_LASTS: Final = timedelta(days=7)
"""After that a scanner says that its list is old. It is published anew every ten minutes."""
_SHORTENED: Final = ("employer", "position", "company", "facility", "name")
_SHORTEST: Final = 12  # letters: less than that names nothing


def sign_issue(statement: Statement, key: SigningKey) -> str:
    """The code of a statement about a row of the ledger; its id is that row's.

    Long words are cut, the least needed first, until the code fits a QR of version 12; the paper has them in full.
    Raises `ValueError` for a statement that nobody could read back.
    """
    said = statement
    for name in _SHORTENED:
        over = len(code := sign(said, key)) - LONGEST_CODE
        if over <= 0:
            return code
        text: str = getattr(said, name)
        keep = max(_SHORTEST, len(text) - 2 - over * 2 // 3)  # a letter is one byte and a half of the code; and "…"
        if keep < len(text):
            shorter: dict[str, Any] = {name: text[:keep].rstrip() + "."}
            said = replace(said, **shorter)
    return sign(said, key)


def revoked_ids() -> list[bytes]:
    """The ids of what was revoked and has not expired by itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM security.revoked_cards()")
        return [UUID(str(row[0])).bytes for row in cursor.fetchall()]


def card_state(of_id: bytes) -> str:
    """What the ledger says of a paper now: "issued", "revoked", or nothing when it is not in it."""
    if len(of_id) != 16:
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT security.card_state(%s)", [UUID(bytes=of_id)])
        found = cursor.fetchone()
    return str(found[0] or "") if found else ""


def publish_now() -> None:
    """Publish keys and list as they are now: at every start, every hour, and when something was revoked."""
    publish_revocations(settings.DATA, revoked_ids(), issuer=ISSUER, at=timezone.now())


def publish_revocations(data: Path, ids: Iterable[bytes], *, issuer: str, at: datetime) -> None:
    """Sign the list as of this moment and put it, with the keys, where the door gives it to everybody."""
    today = at.astimezone(WITA).date()
    key = signing_key(data, today)
    publish_keys(data, today)
    signed_at = at.replace(microsecond=0)
    text = sign_revocations(ids, key, issuer=issuer, issued_at=signed_at, expires_at=signed_at + LIST_LASTS)
    publish(data, "dicabut", text.encode())

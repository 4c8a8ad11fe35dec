"""Whether a card is good at a moment, and if not, why: the one judgement of the page, the command and the scanner."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sasando.core.credentials.cbor import Broken, decode
from sasando.core.credentials.cose import EDDSA, KID, Sign1, verifies
from sasando.core.credentials.envelope import NOT_A_CODE, STATEMENT, open_ours
from sasando.core.credentials.public_keys import KeySet
from sasando.core.credentials.revocations import Revocations
from sasando.core.credentials.statement import WITA, Statement, statement_of
from sasando.core.facts.unreadable import Unreadable


class Reason(StrEnum):
    """Why a card is not good."""

    UNKNOWN_KEY = "unknown_key"
    SIGNATURE = "signature"
    REVOKED = "revoked"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    NOT_ISSUED = "not_issued"  # only who asks the ledger can find this: the signature is ours, the card is not


class Caution(StrEnum):
    """What a good card leaves open."""

    NO_LIST = "no_list"
    OLD_LIST = "old_list"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer: good without a reason against it. `statement` None: signed by a stranger in words of their own.

    `listed_on`: the day of the revocation list that was asked, if one was.
    """

    reason: Reason | None
    statement: Statement | None
    caution: Caution | None = None
    listed_on: date | None = None

    @property
    def good(self) -> bool:
        """Whether nothing speaks against it."""
        return self.reason is None


def read(text: str) -> Statement:
    """What a card says, whoever signed it; for a judgement call `judge`. Raises `Unreadable`."""
    said = _statement(open_ours(text, STATEMENT))
    if said is None:
        raise Unreadable(NOT_A_CODE)
    return said


def judge(text: str, keys: KeySet, revoked: Revocations | None, at: datetime) -> Judgement:
    """Judge the code of a card at an aware moment. Raises `Unreadable` when it is no code of ours at all.

    Without a list, or with an old one, a card can be good: the judgement then bears a caution.
    """
    message = open_ours(text, STATEMENT)
    said = _statement(message)
    reason = _against_the_seal(message, said, keys)
    if reason is None and said is None:  # ours, but of a kind that this program does not know
        raise Unreadable(NOT_A_CODE)
    if reason is None and said is not None:
        reason = _against_the_statement(said, revoked, at)
    caution = Caution.NO_LIST if revoked is None else Caution.OLD_LIST if revoked.expires_at <= at else None
    listed_on = revoked.issued_at.astimezone(WITA).date() if revoked else None
    return Judgement(reason, said, None if reason else caution, listed_on)


def day_said(judgement: Judgement) -> date | None:
    """The day that the sentence of this judgement names, if any."""
    said = judgement.statement
    if said and judgement.reason is Reason.EXPIRED:
        return said.last_day
    if said and judgement.reason is Reason.NOT_YET:
        return said.issued_at.astimezone(WITA).date()
    return judgement.listed_on if judgement.caution is Caution.OLD_LIST else None


def _against_the_seal(message: Sign1, said: Statement | None, keys: KeySet) -> Reason | None:
    kid = message.header.get(KID)
    key = keys.get(kid) if isinstance(kid, bytes) else None
    if key is None:
        return Reason.UNKNOWN_KEY
    if message.header.get(1) != EDDSA or not verifies(message, key.public):
        return Reason.SIGNATURE
    if said and not key.signs_on(said.issued_at.astimezone(WITA).date()):
        return Reason.UNKNOWN_KEY
    return None


def _against_the_statement(said: Statement, revoked: Revocations | None, at: datetime) -> Reason | None:
    if revoked and revoked.name(said.id):
        return Reason.REVOKED
    if at < said.issued_at:
        return Reason.NOT_YET
    return Reason.EXPIRED if at >= said.expires_at else None


def _statement(message: Sign1) -> Statement | None:
    try:
        return statement_of(decode(message.payload or b""))
    except Broken:
        return None

"""The answer about one card, asked now: by its signature, and by the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.utils.translation import get_language

from sasando.core.credentials import Caution, Judgement, Reason, What, judge
from sasando.core.credentials.words import lines, sentence
from sasando.core.facts.unreadable import Unreadable
from sasando.domain.issuance.keys import published_keys
from sasando.domain.issuance.statements import card_state
from sasando.exchange.pictures import codes_in
from sasando.exchange.reports.words import day

_IN_LEDGER: Final = (What.LETTER, What.CARD)
_BY_STATE: Final = {"issued": None, "revoked": Reason.REVOKED}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page shows: `state` good, bad or unread; why; and what the card says."""

    state: str
    why: str = ""
    says: list[tuple[str, str]] = field(default_factory=list)


def answer_about(code: str, photo: bytes, at: datetime) -> Answer:
    """The answer about what was sent, whatever it was."""
    try:
        return _answer(_judged(codes_in(photo) if photo else [code], at))
    except Unreadable as problem:
        return Answer("unread", problem.because[_language()])


def _judged(codes: Iterable[str], at: datetime) -> Judgement:
    """The judgement of the first that is a card. Raises `Unreadable` when none is."""
    for code in codes:
        try:
            return _by_ledger(judge(code, published_keys(settings.DATA), None, at))
        except Unreadable:
            continue
    raise Unreadable(
        {
            "id": "Dalam foto atau teks ini tidak ada kode kartu yang terbaca.",
            "en": "No code of a card can be read in this photo or text.",
        }
    )


def _by_ledger(judgement: Judgement) -> Judgement:
    """The ledger knows more than any list: whether it was revoked a minute ago, and whether it was issued at all."""
    said = judgement.statement
    if judgement.reason in (Reason.UNKNOWN_KEY, Reason.SIGNATURE) or said is None or said.what not in _IN_LEDGER:
        return judgement
    found = _BY_STATE.get(card_state(said.id), Reason.NOT_ISSUED)
    caution = None if judgement.caution is Caution.NO_LIST else judgement.caution
    return replace(judgement, reason=found or judgement.reason, caution=caution)


def _answer(judgement: Judgement) -> Answer:
    language = _language()

    def say_day(when: date) -> str:
        return day(when, language)  # type: ignore[arg-type]

    says = list(lines(judgement.statement, language, say_day)) if judgement.statement else []
    return Answer("good" if judgement.good else "bad", sentence(judgement, language, say_day), says)


def _language() -> str:
    return "en" if get_language() == "en" else "id"

"""What a letter or card says: the statement that is signed, made from the row of the ledger whenever it is shown.

The same row always gives the same statement, and Ed25519 the same signature: nothing that could be altered is kept.
"""

from datetime import timedelta
from typing import Final

from django.conf import settings

from sasando.core.credentials import Statement, What, end_of
from sasando.core.facts.countries import country_name
from sasando.core.facts.positions import position_title
from sasando.domain.issuance.keys import signing_key
from sasando.domain.issuance.kinds import Printed
from sasando.domain.issuance.models import Issue
from sasando.domain.issuance.statements import ISSUER, sign_issue

_WHAT: Final = {Printed.LETTER: What.LETTER, Printed.CARD: What.CARD}


def statement_of(made: Issue, *, issuer: str = ISSUER) -> Statement:
    """The claims of a paper. Names are cut to what a code carries; nothing of health, no number of an identity card."""
    placement, order = made.placement, made.placement.job_order
    start = end_of(made.issued_on) - timedelta(days=1)
    return Statement(
        what=_WHAT[Printed(made.kind)],
        issuer=_short(issuer),
        id=made.pk.bytes,
        issued_at=start,
        expires_at=end_of(made.expires_on),
        serial=made.serial,
        name=_short(placement.full_name),
        birth_year=placement.born_year,
        country=placement.country,
        position=_short(position_title(placement.position)),
        employer=_short(order.employer.name) if order else "",
        company=_short(made.company.name) if made.company else "",
        permit=_short(made.permit.number) if made.permit else "",
        decided_on=made.decision.at.date(),
        log_index=made.log_index,
    )


def signed_text(made: Issue) -> str:
    """The code of a paper, signed with the key of the day on which it was issued."""
    return sign_issue(statement_of(made), signing_key(settings.DATA, made.issued_on))


def lines_of(made: Issue) -> list[tuple[str, str]]:
    """The same for people: label and value, in the order of the paper."""
    said = statement_of(made)
    return [
        ("name", said.name),
        ("birth_year", str(said.birth_year or "")),
        ("country", country_name(said.country) if said.country else ""),
        ("position", said.position),
        ("employer", said.employer),
        ("company", said.company),
        ("permit", said.permit),
    ]


def _short(text: str) -> str:
    """One line of at most sixty letters: a longer one makes the code too fine for cheap phones."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:60]

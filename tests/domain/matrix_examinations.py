"""Rows of examinations for the matrix of rights: a slot, a wish, a booking and an outcome in every relation."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from tests.cast import key

from sasando.domain.access import Actor

SAME_AS: Final = {"practicelicence": "psychologist"}
PARENT: Final = {
    "practicelicence": "psychologist",
    "consent": "booking",
    "detail": "outcome",
    "pregnancy": "outcome",
}
OF_NOBODY: Final = ("designation", "psychologist", "practicelicence", "slot")
PLACES: Final = {
    "designation": ("examinations_designation", "id"),
    "psychologist": ("examinations_psychologist", "id"),
    "practicelicence": ("examinations_practicelicence", "psychologist_id"),
    "slot": ("examinations_slot", "id"),
    "wish": ("examinations_wish", "id"),
    "booking": ("examinations_booking", "id"),
    "consent": ("examinations_consent", "booking_id"),
    "outcome": ("examinations_outcome", "id"),
    "detail": ("examinations_detail", "outcome_id"),
    "pregnancy": ("examinations_pregnancytest", "outcome_id"),
}
CHANGES: Final = {
    "designation": "until = NULL",
    "psychologist": "active = true",
    "slot": "cancelled_because = ''",
    "wish": "state = 'waiting'",
}
TABLES: Final = tuple(
    f"examinations_{name}"
    for name in (
        "pregnancytest", "detail", "outcome", "consent", "booking", "wish", "slot", "practicelicence", "psychologist",
        "designation",
    )
)  # fmt: skip
_ME: Final = "gen_random_uuid()"
_EMPTY: Final = "'\\x00'::bytea"
RowOf = Callable[[str, str, str], UUID]


def make_rows(owner: Any, row_of: RowOf, actor: Actor, standing: tuple[str, str, UUID, str]) -> None:
    """Write them as the owner. `standing` is role, relation, organisation and region of the rows."""
    role, relation, organisation, region = standing
    person = row_of("person", role, relation)
    to = actor.organisation if relation == "assigned" else key("Lembaga Netral")
    _examiner(owner, row_of, standing)
    for slot, of in ((row_of("slot", role, relation), organisation), (row_of("examiner", role, relation), to)):
        owner.execute(
            "INSERT INTO examinations_slot (id, organisation_id, kind, place_id, regency, island, at, capacity, taken, "
            "price_idr, mobile, state, cancelled_because, by) VALUES (%s, %s, 'health', '53.12', '53.12', 'Sumba', "
            f"now() + interval '3 days', 9, 0, 0, false, 'open', '', {_ME})",
            [slot, of],
        )
    owner.execute(
        "INSERT INTO examinations_wish (id, person_id, organisation_id, region_code, kind, regency, island, within, "
        "at_most_idr, full_name, sex, state, by) VALUES (%s, %s, %s, %s, 'health', '53.12', 'Sumba', 'island', 0, 'x', "
        f"'', 'waiting', {_ME})",
        [row_of("wish", role, relation), person, organisation, region],
    )
    make_booking(
        owner, row_of("booking", role, relation), row_of("examiner", role, relation), person, (organisation, to), region
    )
    examined = row_of("examined", role, relation)
    asked_by = to if relation == "assigned" else key("Lembaga Netral")
    make_booking(owner, examined, row_of("slot", role, relation), person, (asked_by, organisation), region)
    _outcome(owner, row_of("outcome", role, relation), examined, person, (asked_by, organisation), region)


def _examiner(owner: Any, row_of: RowOf, standing: tuple[str, str, UUID, str]) -> None:
    role, relation, organisation, _ = standing
    psychologist = row_of("psychologist", role, relation)
    owner.execute(
        "INSERT INTO examinations_designation (id, organisation_id, source, since, by) "
        f"VALUES (%s, %s, 'uji', current_date, {_ME})",
        [row_of("designation", role, relation), organisation],
    )
    owner.execute(
        "INSERT INTO examinations_psychologist (id, organisation_id, name, registration, active, by) "
        f"VALUES (%s, %s, 'x', %s, true, {_ME})",
        [psychologist, organisation, f"{role} {relation}"],
    )
    owner.execute(
        "INSERT INTO examinations_practicelicence (id, psychologist_id, number, since, until, by) "
        f"VALUES ({_ME}, %s, '', current_date, current_date, {_ME})",
        [psychologist],
    )


def make_booking(owner: Any, booking: UUID, slot: UUID, person: UUID, who: tuple[UUID, UUID], region: str) -> None:
    """A booking with consent in force; `who` booked and who examines."""
    owner.execute(
        "INSERT INTO examinations_booking (id, slot_id, person_id, organisation_id, examiner_id, region_code, "
        f"price_idr, full_name, sex, cancelled_because, by) VALUES (%s, %s, %s, %s, %s, %s, 0, 'x', '', '', {_ME})",
        [booking, slot, person, *who, region],
    )
    owner.execute(
        "INSERT INTO examinations_consent (id, booking_id, text_version, language, read_by, given_by, how, given_on, "
        f"by) VALUES ({_ME}, %s, '', 'id', 'x', 'self', 'thumb', current_date, {_ME})",
        [booking],
    )


def _outcome(owner: Any, outcome: UUID, booking: UUID, person: UUID, who: tuple[UUID, UUID], region: str) -> None:
    owner.execute(
        "INSERT INTO examinations_outcome (id, booking_id, person_id, asked_by_id, organisation_id, region_code, kind, "
        "full_name, examined_on, result, number, examiner, reason, code, signature, key, by) VALUES (%s, %s, %s, %s, "
        f"%s, %s, 'health', 'x', current_date, 'fit', '', 'x', '', %s, {_EMPTY}, '', {_ME})",
        [outcome, booking, person, *who, region, str(outcome)[:13]],
    )
    owner.execute(
        f"INSERT INTO examinations_detail (id, outcome_id, sealed, signature, key, by) "
        f"VALUES ({_ME}, %s, {_EMPTY}, {_EMPTY}, '', {_ME})",
        [outcome],
    )
    owner.execute(
        "INSERT INTO examinations_pregnancytest (outcome_id, tested_on, result, signature, key, by) "
        f"VALUES (%s, current_date, 'negative', {_EMPTY}, '', {_ME})",
        [outcome],
    )

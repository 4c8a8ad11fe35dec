"""For every role one row of every table in every relation, so that each cell of the table of rights can be tried."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

import psycopg
from django.conf import settings
from tests.cast import PEOPLE, Cast, key
from tests.domain import matrix_documents, matrix_examinations, matrix_licences, matrix_placements

from sasando.domain.access import RELATIONS, Actor, is_allowed
from sasando.domain.access.context import signed

NOBODYS: Final = "99"  # a region that no organisation covers
NEUTRAL: Final = key("Lembaga Netral")
WITH_PERSON: Final = ("person", "entry")  # things on whose rows assignment and adversity are read
SAME_AS: Final = {
    "source": "roster",
    "value": "person",
    "identifier": "identity",
    "reason": "stop",
    "seenkey": "bringer",
    **matrix_licences.SAME_AS,
    **matrix_examinations.SAME_AS,
    **matrix_placements.SAME_AS,
}
ACTION_OF: Final = {"stopped": "stop"}  # the same rights, read on a row of its own
PAIRS: Final = ("suggestion", "sameness")
OF_PERSON: Final = ("identity", "value", "identifier", "correction", "matching", "search_due", *PAIRS)
OF_ENTRY: Final = ("verdict", "flag", "particulars", "tick", "registration")
OF_ROSTER: Final = ("count", "handover", "ruling")
OF_STOP: Final = ("bringer", "photo", "reason", "seenkey")
PARENT: Final = {
    **dict.fromkeys(OF_PERSON, "person"),
    **dict.fromkeys(OF_ENTRY, "entry"),
    **dict.fromkeys(OF_ROSTER, "roster"),
    **dict.fromkeys(OF_STOP, "stop"),
    **matrix_documents.PARENT,
    **matrix_licences.PARENT,
    **matrix_examinations.PARENT,
    **matrix_placements.PARENT,
}
OF_NOBODY: Final = (
    "roster",
    *OF_ROSTER,
    "notice",
    "link",
    "stop",
    *OF_STOP,
    "asking",
    "sailing",
    *matrix_licences.PLACES,
    *matrix_examinations.OF_NOBODY,
    *matrix_placements.OF_NOBODY,
)
"""Rows that name no person, so that nobody is adverse to them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing's rows live, and the column that names them."""

    table: str
    column: str


PLACES: Final = {
    "person": Place("people_person", "id"),
    "identity": Place("people_identity", "person_id"),
    "value": Place("people_value", "person_id"),
    "identifier": Place("people_identifier", "person_id"),
    "correction": Place("people_correction", "person_id"),
    "matching": Place("people_matchkey", "person_id"),
    "search_due": Place("people_searchdue", "person_id"),
    "suggestion": Place("people_suggestion", "person_id"),
    "sameness": Place("people_sameness", "person_id"),
    "roster": Place("rosters_roster", "id"),
    "source": Place("rosters_source", "roster_id"),
    "entry": Place("rosters_entry", "id"),
    "verdict": Place("rosters_verdict", "entry_id"),
    "flag": Place("rosters_flag", "entry_id"),
    "particulars": Place("rosters_particulars", "entry_id"),
    "tick": Place("passages_tick", "entry_id"),
    "registration": Place("passages_registration", "entry_id"),
    "count": Place("passages_count", "roster_id"),
    "handover": Place("passages_handover", "roster_id"),
    "ruling": Place("passages_ruling", "roster_id"),
    "notice": Place("passages_notice", "id"),
    "link": Place("passages_link", "id"),
    "stop": Place("stops_stop", "id"),
    "stopped": Place("stops_stopperson", "id"),
    "reason": Place("stops_reason", "stop_id"),
    "bringer": Place("stops_bringer", "stop_id"),
    "seenkey": Place("stops_seenkey", "stop_id"),
    "photo": Place("stops_photo", "stop_id"),
    "asking": Place("stops_asking", "id"),
    "draft": Place("stops_draft", "id"),
    "clearance": Place("stops_clearance", "id"),
    "sailing": Place("gates_sailing", "id"),
    **{thing: Place(*place) for thing, place in matrix_documents.PLACES.items()},
    **{thing: Place(*place) for thing, place in matrix_licences.PLACES.items()},
    **{thing: Place(*place) for thing, place in matrix_examinations.PLACES.items()},
    **{thing: Place(*place) for thing, place in matrix_placements.PLACES.items()},
}

CHANGES: Final = {
    "value": "withdrawn_at = now()",
    "identifier": "withdrawn_at = now()",
    "person": "sex = ''",
    "roster": "read = 1",
    "entry": "gaps = 1",
    "verdict": "gaps = '[]'",
    "stop": "next = ''",
    "stopped": "next = ''",
    "draft": "open = true",
    "sailing": "note = ''",
    **matrix_licences.CHANGES,
    **matrix_examinations.CHANGES,
}
ADD_PERSON: Final = (
    "INSERT INTO people_person (id, full_name, description, sex, region_code, organisation_id) "
    "VALUES (gen_random_uuid(), 'Baru', '', '', '99', %s)"
)


def row_of(thing: str, role: str, relation: str) -> UUID:
    """The key of the row of this thing that stands in this relation to the actor of the role."""
    kind = {**PARENT, "source": "roster"}.get(thing, thing)
    return key(f"matrix {kind} {role} {relation}")


def expected(actor: Actor, thing: str, verb: str, relation: str) -> bool:
    """What the table says of this cell, for rows as `make_matrix` makes them."""
    if thing in SAME_AS:
        return expected(actor, SAME_AS[thing], verb, relation)
    if thing in PARENT and not expected(actor, PARENT[thing], "read", relation):
        return False
    action = f"{ACTION_OF.get(thing, thing)}.{verb}"
    if is_allowed(actor.role, action, "none"):
        return relation != "adverse" or thing in OF_NOBODY
    holds = _holds(actor, thing, relation)
    return any(is_allowed(actor.role, action, one) for one in holds)  # type: ignore[arg-type]


def _holds(actor: Actor, thing: str, relation: str) -> tuple[str, ...]:
    """The relations in which the row really stands: adverse rows are the actor's own, in its own region."""
    if thing in OF_NOBODY:
        here = {"own": ("own",), "covers": ("covers",), "adverse": ("own", "covers")}.get(relation, ())
        if thing in ("stop", *OF_STOP) and relation == "assigned":
            here = ("assigned",)  # the report itself was handed over
        return tuple(one for one in here if one != "covers" or actor.regions)
    if relation in ("adverse", "former", "none") or (relation == "covers" and not actor.regions):
        return ()
    return (relation,)


@contextmanager
def matrix_rows(database: Any, cast: Cast) -> Iterator[None]:
    """The rows, committed for as long as the block runs; afterwards only the cast is there again."""
    with psycopg.connect(database.url("owner"), autocommit=True) as owner:
        make_matrix(owner, cast)
    try:
        yield
    finally:
        leave_only_the_cast(database)


def leave_only_the_cast(database: Any) -> None:
    """Take away every committed row of a person or list that the cast did not bring: other tests count them."""
    kept = [key(name) for name in PEOPLE]
    with psycopg.connect(database.superuser_url()) as strong:
        strong.execute("SET session_replication_role = replica")
        for table in (*matrix_placements.TABLES, *matrix_examinations.TABLES, *matrix_documents.TABLES):
            strong.execute(f"DELETE FROM {table}")
        for table in (
            "link", "answer", "noticeentry", "notice", "registration", "ruling", "handover", "count", "tick",
        ):  # fmt: skip
            strong.execute(f"DELETE FROM passages_{table}")
        for table in ("clearance", "draft", "asking", "photo", "seenkey", "bringer", "reason", "stopperson", "stop"):
            strong.execute(f"DELETE FROM stops_{table}")
        for table in ("flag", "verdict", "particulars", "entry", "source", "roster"):
            strong.execute(f"DELETE FROM rosters_{table}")
        for table in ("assignment", "adversity", "value", "identifier", "correction", "suggestion", "sameness"):
            strong.execute(f"DELETE FROM people_{table}")
        for table in ("matchkey", "searchdue"):
            strong.execute(f"DELETE FROM people_{table} WHERE person_id <> ALL(%s)", [kept])
        strong.execute("DELETE FROM people_identity WHERE person_id <> ALL(%s)", [kept])
        strong.execute("DELETE FROM people_person WHERE id <> ALL(%s)", [kept])
        strong.execute("DELETE FROM gates_sailing")
        for table in matrix_licences.TABLES:
            strong.execute(f"DELETE FROM {table}")
        strong.execute("DELETE FROM organisations_organisation WHERE id = %s", [NEUTRAL])
        strong.execute("UPDATE organisations_account SET person = NULL WHERE person IS NOT NULL")


def make_matrix(owner: Any, cast: Cast) -> None:
    """Write the rows, as the owner."""
    with owner.transaction():
        owner.execute(
            "INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest) "
            "VALUES (gen_random_uuid(), '', 'matrix.made', '', '', '{}', '')"
        )
        owner.execute(
            "INSERT INTO organisations_organisation (id, name, kind, covers, active) "
            "VALUES (%s, 'Netral', 'bpjs', '{}', true)",
            [NEUTRAL],
        )
        for role, actor in cast.actors.items():
            for relation in RELATIONS:
                _rows(owner, role, actor, relation)


def _rows(owner: Any, role: str, actor: Actor, relation: str) -> None:
    organisation = actor.organisation if relation in ("own", "adverse") else NEUTRAL
    region = actor.regions[0] if relation in ("covers", "adverse") and actor.regions else NOBODYS
    person, roster, entry = (row_of(thing, role, relation) for thing in ("person", "roster", "entry"))
    name = f"Orang {role} {relation}"
    if relation == "subject":
        owner.execute("UPDATE organisations_account SET person = %s WHERE id = %s", [person, actor.account])
    owner.execute(
        "INSERT INTO people_person (id, full_name, description, sex, region_code, organisation_id) "
        "VALUES (%s, %s, '', '', %s, %s)",
        [person, name, region, organisation],
    )
    owner.execute("INSERT INTO people_identity (person_id, nik, passport_number, phone) VALUES (%s,'','','')", [person])
    _said(owner, person, organisation)
    _paired(owner, person, organisation, region)
    if relation in ("assigned", "former"):
        owner.execute(
            "INSERT INTO people_assignment (person_id, organisation_id, region_code, purpose, until) "
            "VALUES (%s, %s, '99', '', current_date + %s)",
            [person, actor.organisation, 10 if relation == "assigned" else -2],
        )
    if relation == "adverse":
        owner.execute(
            "INSERT INTO people_adversity (person_id, organisation_id, region_code) VALUES (%s, %s, '99')",
            [person, actor.organisation],
        )
    owner.execute(
        "INSERT INTO rosters_roster (id, kind, organisation_id, region_code, title, stage, state, read, total, "
        "because, sheet, letter, notes, rules_version, rules_hash, added_by) "
        "VALUES (%s, 'batch', %s, %s, %s, 'DEPART', 'ready', 1, 1, '{}', '', '{}', '[]', '', '', %s)",
        [roster, organisation, region, name, actor.account],
    )
    owner.execute("INSERT INTO rosters_source (roster_id, content) VALUES (%s, 'Nama')", [roster])
    owner.execute(
        "INSERT INTO rosters_entry (id, roster_id, row, full_name, person_id, organisation_id, region_code, stage, "
        "judged_for, rules_hash, decision, gaps, unread) "
        "VALUES (%s, %s, 2, %s, %s, %s, %s, 'DEPART', current_date, '', 'incomplete', 1, 0)",
        [entry, roster, name, person, organisation, region],
    )
    owner.execute(
        "INSERT INTO rosters_verdict (entry_id, dossier, shown, errors, gaps) VALUES (%s, '{}', '{}', '[]', '[]')",
        [entry],
    )
    owner.execute("INSERT INTO rosters_flag (entry_id, codes) VALUES (%s, '[]')", [entry])
    _passed(owner, roster, entry)
    _told(owner, role, relation, organisation)
    _stopped(owner, role, actor, relation)
    matrix_documents.make_rows(owner, person, organisation)
    matrix_licences.make_rows(owner, row_of, role, relation, organisation)
    matrix_examinations.make_rows(owner, row_of, actor, (role, relation, organisation, region))
    matrix_placements.make_rows(owner, row_of, (role, relation, organisation, region))


def _passed(owner: Any, roster: UUID, entry: UUID) -> None:
    """What hangs on a list and its people on their way."""
    gate = "pelabuhan-tenau"
    owner.execute("INSERT INTO rosters_particulars (entry_id, raw, said) VALUES (%s, '', '{}')", [entry])
    owner.execute(
        "INSERT INTO passages_tick (id, at, device, by, kind, receiver, entry_id, gate_id) "
        "VALUES (gen_random_uuid(), now(), '', gen_random_uuid(), 'arrived', '', %s, %s)",
        [entry, gate],
    )
    owner.execute(
        "INSERT INTO passages_registration (entry_id, number, by) VALUES (%s, '', gen_random_uuid())", [entry]
    )
    for table, names, values in (
        ("count", "heads", "1"),
        ("handover", "receiver, totals, signatures, digest", "'', '{}', '{}', ''"),
    ):
        owner.execute(
            f"INSERT INTO passages_{table} (id, at, device, by, roster_id, gate_id, {names}) "
            f"VALUES (gen_random_uuid(), now(), '', gen_random_uuid(), %s, %s, {values})",
            [roster, gate],
        )
    owner.execute(
        "INSERT INTO passages_ruling (id, at, device, by, roster_id, conflict, keeps) "
        "VALUES (gen_random_uuid(), now(), '', gen_random_uuid(), %s, 'x', '{}')",
        [roster],
    )


def _told(owner: Any, role: str, relation: str, organisation: UUID) -> None:
    """News of the organisation, and a link to answer them."""
    notice, roster = row_of("notice", role, relation), row_of("roster", role, relation)
    owner.execute(
        "INSERT INTO passages_notice (id, purpose, organisation_id, gate_id, gates, roster_id, carrier, urgent, by) "
        "VALUES (%s, 'ask', %s, 'pelabuhan-tenau', '{pelabuhan-tenau}', %s, '', false, gen_random_uuid())",
        [notice, organisation, roster],
    )
    owner.execute(
        'INSERT INTO passages_link (id, notice_id, organisation_id, secret_hash, "to", expires_at, opened, by) '
        "VALUES (%s, %s, %s, %s, 'x', now(), 0, gen_random_uuid())",
        [row_of("link", role, relation), notice, organisation, f"{role} {relation}"],
    )
    owner.execute(
        "INSERT INTO gates_sailing (id, vessel, mode, note, source, organisation_id, cancelled_because) "
        "VALUES (%s, 'KM Uji', 'ship', '', '', %s, '')",
        [row_of("sailing", role, relation), organisation],
    )


def _stopped(owner: Any, role: str, actor: Actor, relation: str) -> None:
    """A stop report with what hangs on it, a question, a draft, and a worker on leave."""
    organisation = actor.organisation if relation in ("own", "adverse") else NEUTRAL
    region = actor.regions[0] if relation in ("covers", "adverse") and actor.regions else NOBODYS
    stop, person = row_of("stop", role, relation), row_of("person", role, relation)
    to = actor.organisation if relation == "assigned" else None
    owner.execute(
        "INSERT INTO stops_stop (id, organisation_id, region_code, agency, unit, place, mode, carrier, found, "
        "destination, inside, papers, men, women, children, unread, next, next_where, handed_to_id, state, digest, at, "
        "received_at, by) VALUES (%s, %s, %s, 'police', '', 'x', '', '', '', '', false, '{}', 1, 0, 0, '{}', '', '', "
        "%s, 'sent', '', now(), now(), gen_random_uuid())",
        [stop, organisation, region, to],
    )
    owner.execute(
        "INSERT INTO stops_stopperson (id, stop_id, person_id, organisation_id, region_code, handed_to_id, number, "
        "full_name, sex, origin, next) VALUES (%s, %s, %s, %s, %s, %s, 1, 'x', '', '', '')",
        [row_of("stopped", role, relation), stop, person, organisation, region, to],
    )
    for table, names, values in (
        ("reason", "code", "'N02'"),
        (
            "bringer",
            "role, name, phone, house, ticket_buyer, payer, currency, per, plate, account",
            "'unknown', '', '', '', '', '', '', '', '', ''",
        ),
        ("seenkey", "kind, key", "'phone', 'x'"),
        (
            "photo",
            "id, kind, media_type, size, sha256, came, by",
            "gen_random_uuid(), 'ticket', '', 0, '', '', gen_random_uuid()",
        ),
    ):
        owner.execute(f"INSERT INTO stops_{table} (stop_id, {names}) VALUES (%s, {values})", [stop])
    owner.execute(
        "INSERT INTO stops_asking (id, organisation_id, account, size) VALUES (%s, %s, %s, 1)",
        [row_of("asking", role, relation), organisation, actor.account],
    )
    owner.execute(
        "INSERT INTO stops_draft (id, account, typed, open, changed_at) VALUES (%s, %s, '{}', true, now())",
        [row_of("draft", role, relation), actor.account if relation == "subject" else key("nobody")],
    )
    owner.execute(
        'INSERT INTO stops_clearance (id, "group", person_id, full_name, organisation_id, region_code, items, outcome, '
        "by, at) VALUES (%s, gen_random_uuid(), %s, 'x', %s, %s, '{}', 'cleared', gen_random_uuid(), now())",
        [row_of("clearance", role, relation), person, organisation, region],
    )


def _said(owner: Any, person: UUID, organisation: UUID) -> None:
    """What hangs on the person: values, a request, a key."""
    for table, kind in (("value", "alias"), ("identifier", "phone")):
        owner.execute(
            f"INSERT INTO people_{table} (person_id, kind, text, certainty, source, source_note, organisation_id"
            f"{', detail, phone' if table == 'identifier' else ''}) "
            f"VALUES (%s, '{kind}', 'x', 'said', 'other', '', %s{', %s, %s' if table == 'identifier' else ''})",
            [person, organisation, *([""] * 2 if table == "identifier" else [])],
        )
    owner.execute(
        "INSERT INTO people_correction (person_id, field, before, after, source, source_note, organisation_id, "
        "asked_by, answer) VALUES (%s, 'nik', '1', '2', 'other', '', %s, gen_random_uuid(), '')",
        [person, organisation],
    )
    owner.execute("INSERT INTO people_matchkey (person_id, key) VALUES (%s, 'x')", [person])


def partner_of(person: UUID) -> UUID:
    """Somebody who stands as the person does; the key is the greater of the two."""
    return UUID(int=person.int | 0xFFFF << 112)


def _paired(owner: Any, person: UUID, organisation: UUID, region: str) -> None:
    """A pair of which both sides stand in the relation."""
    owner.execute(
        "INSERT INTO people_person (id, full_name, description, sex, region_code, organisation_id) "
        "VALUES (%s, 'Pasangan', '', '', %s, %s)",
        [partner_of(person), region, organisation],
    )
    owner.execute(
        "INSERT INTO people_suggestion (person_id, other_id, score, says, equal, reasons) "
        "VALUES (%s, %s, 0.9, 'same', false, '{}')",
        [person, partner_of(person)],
    )
    owner.execute(
        "INSERT INTO people_sameness (id, person_id, other_id, verdict, by) "
        "VALUES (gen_random_uuid(), %s, %s, 'unsure', gen_random_uuid())",
        [person, partner_of(person)],
    )


# ---- probes: each gives what is not as the table says; a test shows that nothing is, and another that it would be seen


def act(weak: Any, actor: Actor, *, secret: bytes | None = None, at: int | None = None) -> None:
    """Set the context of the transaction, as the program does."""
    now = weak.execute("SELECT extract(epoch FROM now())::bigint").fetchone()[0]
    text = signed(actor, secret or settings.CONTEXT_KEY, at=at or now)
    weak.execute("SELECT set_config('sasando.context', %s, true)", [text])


def of_cast(cast: Cast, role: str) -> Actor:
    """The actor of a role, with the person on record that the matrix gave them."""
    return replace(cast.actor(role), person=row_of("person", role, "subject"))


def probe_reading(weak: Any, cast: Cast, role: str, thing: str) -> list[str]:
    """The relations in which the role sees a row that it should not, or does not see one that it should."""
    actor, place, wrong = of_cast(cast, role), PLACES[thing], []
    act(weak, actor)
    for relation in RELATIONS:
        row = row_of(thing, role, relation)
        found = weak.execute(f"SELECT 1 FROM {place.table} WHERE {place.column} = %s", [row]).fetchone()
        if bool(found) != expected(actor, thing, "read", relation):
            wrong.append(f"{role} {thing} {relation}: {'seen' if found else 'not seen'}")
    return wrong


def probe_writing(weak: Any, cast: Cast, role: str, thing: str) -> list[str]:
    """The relations in which the role changes a row that it should not, or cannot change one that it should."""
    actor, place, wrong = of_cast(cast, role), PLACES[thing], []
    act(weak, actor)
    for relation in RELATIONS:
        row = row_of(thing, role, relation)
        done = weak.execute(f"UPDATE {place.table} SET {CHANGES[thing]} WHERE {place.column} = %s", [row]).rowcount
        right = expected(actor, thing, "read", relation) and expected(actor, thing, "change", relation)
        if bool(done) != right:
            wrong.append(f"{role} {thing} {relation}: {'changed' if done else 'not changed'}")
    return wrong


def probe_adding(weak: Any, cast: Cast, role: str) -> list[str]:
    """Whether the role may write somebody down for its own organisation as the table says, and never for another."""
    actor, wrong = of_cast(cast, role), []
    act(weak, actor)
    for organisation, mine in ((actor.organisation, True), (NEUTRAL, False)):
        weak.execute("SAVEPOINT try")
        try:
            weak.execute(ADD_PERSON, [organisation])
            done = True
        except psycopg.errors.InsufficientPrivilege:
            done = False
        weak.execute("ROLLBACK TO SAVEPOINT try")
        if done != (mine and is_allowed(actor.role, "person.add", "own")):
            wrong.append(f"{role} adds for {'its own' if mine else 'another'}: {done}")
    return wrong


def probe_lies(weak: Any, cast: Cast) -> list[str]:
    """Contexts that are not ours and yet show rows."""
    head, wrong = of_cast(cast, "head"), []
    for what, lie in (("another key", {"secret": b"another key"}), ("long ago", {"at": 1})):
        act(weak, head, **lie)  # type: ignore[arg-type]
        if weak.execute("SELECT count(*) FROM people_person").fetchone()[0]:
            wrong.append(f"signed with {what}")
    weak.execute("SELECT set_config('sasando.context', '', true)")
    if weak.execute("SELECT count(*) FROM people_person").fetchone()[0]:
        wrong.append("no context")
    return wrong

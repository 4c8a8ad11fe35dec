"""Whatever is done to a fact afterwards is found, and the right row is named."""

import hashlib
import json
import random
import time
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from sasando.domain.audit.verifying import (
    canonical,
    changed_past_the_program,
    read_checkpoints,
    verify_chain,
    verify_database,
)
from sasando.project.doctor import _chain

FACTS = 200
TAMPERINGS = 10_000
PARTS = slice(3, None)
RECORD = """
    INSERT INTO audit_fact (request, account, organisation, role, action, thing, thing_key, fields, digest)
    SELECT gen_random_uuid(), CASE WHEN mod(n, 3) > 0 THEN gen_random_uuid() END,
           CASE WHEN mod(n, 3) > 0 THEN gen_random_uuid() END, CASE WHEN mod(n, 3) > 0 THEN 'p3mi' ELSE '' END,
           (ARRAY['person.read', 'roster.added', 'verdict.read'])[mod(n, 3) + 1], 'people.person',
           gen_random_uuid()::text, CASE WHEN mod(n, 2) = 0 THEN ARRAY['nik', 'phone'] ELSE '{}'::text[] END,
           CASE WHEN mod(n, 5) = 0 THEN md5(n::text) ELSE '' END
    FROM generate_series(1, %s::integer) n
"""
CHAIN = """
    SELECT s.number, s.fact_id, s.hash, f.id::text, (extract(epoch FROM f.at) * 1000000)::bigint::text, f.xact::text,
           f.request::text, f.account::text, f.organisation::text, f.role, f.action, f.thing, f.thing_key,
           array_to_json(f.fields)::text, f.digest
    FROM audit_seal s JOIN audit_fact f ON f.id = s.fact_id ORDER BY s.number
"""


@pytest.fixture(scope="module")
def facts(database, cast):
    """Some hundred committed facts, each in its place in the chain."""
    with psycopg.connect(database.url("owner"), autocommit=True) as owner:
        owner.execute(RECORD, [FACTS])
        while owner.execute("SELECT security.seal()").fetchone()[0]:
            pass
    return database


@pytest.fixture
def strong(facts):
    """Somebody with all the power over the database, whose triggers sleep; what they do is undone after the test."""
    with psycopg.connect(facts.superuser_url()) as connection, connection.transaction(force_rollback=True):
        connection.execute("SET LOCAL session_replication_role = replica")
        yield connection


@pytest.fixture(scope="module")
def chain(facts):
    """The last two hundred rows of the real chain as one of their own, in memory."""
    with psycopg.connect(facts.url("owner")) as owner:
        rows = owner.execute(CHAIN).fetchall()[-FACTS:]
    head, own = b"", []
    for number, row in enumerate(rows, 1):
        head = hashlib.sha256(head + canonical(row[PARTS])).digest()
        own.append((number, row[1], head, *row[PARTS]))
    return own


def some_fact(connection: Any, at: float) -> tuple[int, int]:
    """A fact of the chain and its number, somewhere from the beginning (0) to the end (1)."""
    (last,) = connection.execute("SELECT max(number) FROM audit_seal").fetchone()
    number = 1 + round(at * (last - 1))
    return connection.execute("SELECT fact_id, number FROM audit_seal WHERE number = %s", [number]).fetchone()


def found_in(connection: Any, **known: Any) -> Any:
    return verify_database(connection, checkpoints=known.pop("checkpoints", []), **known)


CHANGES = {
    "at": "at + interval '1 microsecond'",
    "xact": "xact + 1",
    "request": "gen_random_uuid()",
    "account": "gen_random_uuid()",
    "organisation": "gen_random_uuid()",
    "role": "role || 'x'",
    "action": "'person.changed'",
    "thing": "'rosters.roster'",
    "thing_key": "thing_key || 'x'",
    "fields": "fields || ARRAY['phone']::varchar[]",
    "digest": "digest || '0'",
}


class TestTheRealChain:
    def test_is_whole(self, strong):
        found = found_in(strong)
        assert (found.broken, found.row) == ("", None)
        assert found.facts >= FACTS

    @pytest.mark.parametrize("at", [0.0, 0.4, 1.0])
    @pytest.mark.parametrize("column", CHANGES)
    def test_shows_a_change_of_any_column(self, strong, column, at):
        fact, _ = some_fact(strong, at)
        strong.execute(f"UPDATE audit_fact SET {column} = {CHANGES[column]} WHERE id = %s", [fact])
        found = found_in(strong)
        assert found.row == fact
        assert f"fact {fact} " in found.broken

    def test_shows_two_fields_made_one(self, strong):
        fact = strong.execute(
            "SELECT min(id) FROM audit_fact WHERE fields = ARRAY['nik', 'phone']::varchar[]"
        ).fetchone()
        strong.execute("UPDATE audit_fact SET fields = ARRAY['nik phone'] WHERE id = %s", fact)
        assert found_in(strong).row == fact[0]

    @pytest.mark.parametrize("at", [0.0, 0.5, 1.0])
    def test_shows_a_fact_that_is_gone(self, strong, at):
        fact, _ = some_fact(strong, at)
        strong.execute("DELETE FROM audit_fact WHERE id = %s", [fact])
        assert found_in(strong).row == fact

    def test_shows_a_fact_gone_with_its_seal(self, strong):
        fact, number = some_fact(strong, 0.5)
        strong.execute("DELETE FROM audit_seal WHERE fact_id = %s", [fact])
        strong.execute("DELETE FROM audit_fact WHERE id = %s", [fact])
        assert found_in(strong).row == number

    def test_shows_two_facts_that_changed_places(self, strong):
        (one, number), (other, last) = some_fact(strong, 0.3), some_fact(strong, 0.6)
        strong.execute("UPDATE audit_seal SET fact_id = -1 WHERE number = %s", [number])
        strong.execute("UPDATE audit_seal SET fact_id = %s WHERE number = %s", [one, last])
        strong.execute("UPDATE audit_seal SET fact_id = %s WHERE number = %s", [other, number])
        assert found_in(strong).row == other

    def test_shows_a_fact_put_in_between(self, strong):
        _, number = some_fact(strong, 0.5)
        strong.execute("UPDATE audit_seal SET number = -number - 1 WHERE number >= %s", [number])
        strong.execute("UPDATE audit_seal SET number = -number WHERE number < 0")
        strong.execute(RECORD, [1])
        (new,) = strong.execute("SELECT max(id) FROM audit_fact").fetchone()
        strong.execute("INSERT INTO audit_seal (number, fact_id, hash) VALUES (%s, %s, sha256('x'))", [number, new])
        assert found_in(strong).row == new

    def test_shows_a_seal_that_was_changed(self, strong):
        fact, number = some_fact(strong, 0.7)
        strong.execute("UPDATE audit_seal SET hash = sha256(hash) WHERE number = %s", [number])
        assert found_in(strong).row == fact

    def test_shows_a_fact_that_was_passed_over(self, strong):
        strong.execute(RECORD, [3])
        late = "SELECT min(id) FROM audit_fact WHERE id NOT IN (SELECT fact_id FROM audit_seal)"
        (first,) = strong.execute(late).fetchone()
        strong.execute("UPDATE audit_fact SET at = now() - interval '1 hour' WHERE id >= %s", [first])
        found = found_in(strong)
        assert found.unsealed == 3
        assert found.row == first

    def test_takes_facts_at_the_end_for_what_they_are_when_the_sealer_was_killed(self, strong):
        strong.execute(RECORD, [3])
        found = found_in(strong)
        assert (found.unsealed, found.broken) == (3, "")


@dataclass(frozen=True)
class Elsewhere:
    """Checkpoints as somebody else keeps them, and the key of the installation."""

    checkpoints: list[dict[str, Any]]
    key: bytes


@pytest.fixture
def elsewhere(facts, strong):
    """Checkpoints of the middle and the end of the chain."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate()
    key = private.public_key().public_bytes_raw()
    kept = []
    for at in (0.5, 1.0):
        _, number = some_fact(strong, at)
        (head,) = strong.execute("SELECT encode(hash, 'hex') FROM audit_seal WHERE number = %s", [number]).fetchone()
        text = f"sasando checkpoint {number} {head} 2026-03-01T00:00:00+00:00"
        said = {"text": text, "number": number, "hash": head, "at": "2026-03-01T00:00:00+00:00"}
        kept.append(said | {"signature": private.sign(text.encode()).hex(), "public_key": key.hex()})
    return Elsewhere(kept, key)


class TestAChainWithCheckpointsElsewhere:
    def test_agrees_with_them(self, strong, elsewhere):
        found = found_in(strong, checkpoints=elsewhere.checkpoints, key=elsewhere.key)
        assert (found.broken, found.checkpoints) == ("", 2)

    def test_shows_an_end_that_was_cut_off(self, strong, elsewhere):
        fact, number = some_fact(strong, 0.9)
        strong.execute("DELETE FROM audit_seal WHERE number >= %s", [number])
        strong.execute("DELETE FROM audit_fact WHERE id >= %s", [fact])
        assert found_in(strong).broken == ""  # by itself the rest is a chain
        assert found_in(strong, checkpoints=elsewhere.checkpoints, key=elsewhere.key).row == number

    @pytest.mark.parametrize("at", [0.1, 0.8])
    def test_shows_a_chain_that_was_made_anew(self, strong, elsewhere, at):
        fact, _ = some_fact(strong, at)
        strong.execute("UPDATE audit_fact SET action = 'person.read', digest = 'x' WHERE id = %s", [fact])
        strong.execute("DELETE FROM audit_seal")
        while strong.execute("SELECT security.seal()").fetchone()[0]:
            pass
        assert found_in(strong).broken == ""
        middle, end = (one["number"] for one in elsewhere.checkpoints)
        found = found_in(strong, checkpoints=elsewhere.checkpoints, key=elsewhere.key)
        assert found.row == (middle if at < 0.5 else end)

    @pytest.mark.parametrize("part", ["text", "hash", "at", "signature", "number"])
    def test_shows_a_checkpoint_that_was_changed(self, strong, elsewhere, part):
        said = elsewhere.checkpoints[0]
        lie = {"number": said["number"] - 1}.get(part) or "".join(reversed(said[part]))
        found = found_in(strong, checkpoints=[said | {part: lie}], key=elsewhere.key)
        assert "does not bear a good signature" in found.broken

    def test_shows_a_checkpoint_of_another_key(self, strong, elsewhere):
        found = found_in(strong, checkpoints=elsewhere.checkpoints, key=bytes(32))
        assert "does not bear a good signature" in found.broken

    def test_reads_them_from_their_files(self, elsewhere, tmp_path):
        for one in elsewhere.checkpoints:
            (tmp_path / f"checkpoint-{one['number']}.json").write_text(json.dumps(one))
        assert read_checkpoints(tmp_path) == sorted(elsewhere.checkpoints, key=lambda one: f"{one['number']}.")


class TestRowsChangedPastTheProgram:
    @pytest.fixture
    def written(self, strong):
        """A person whose last fact holds what the row came to hold."""
        (person,) = strong.execute("SELECT id FROM people_person WHERE full_name = 'Yasinta Seran'").fetchone()
        strong.execute(
            "INSERT INTO audit_fact (at, xact, request, role, action, thing, thing_key, fields, digest) "
            "VALUES (now(), 0, "
            "gen_random_uuid(), '', 'person.added', 'people.person', %s, '{}', security.digest('people_person', %s))",
            [str(person), str(person)],
        )
        strong.execute("DELETE FROM audit_fact WHERE digest <> '' AND thing_key <> %s", [str(person)])
        return person

    def test_are_none_in_the_beginning(self, strong, written):
        assert changed_past_the_program(strong) == ""

    @pytest.mark.parametrize("change", ["full_name = 'Y. Seran'", "region_code = '53.08'", "recorded_by = NULL"])
    def test_are_named(self, strong, written, change):
        strong.execute(f"UPDATE people_person SET {change} WHERE id = %s", [written])
        assert changed_past_the_program(strong).startswith(f"people_person {written} was changed past the program")

    def test_are_named_when_they_are_gone(self, strong, written):
        strong.execute("DELETE FROM people_person WHERE id = %s", [written])
        assert changed_past_the_program(strong).startswith(f"people_person {written} is gone")


class TestTenThousandTamperings:
    """On two hundred real rows in memory: each tampering alone, at a random place, with the row that must be named."""

    @staticmethod
    def changed(rows: list[Any], at: int, dice: random.Random) -> tuple[list[Any], int]:
        row = list(rows[at])
        column = dice.randrange(PARTS.start, len(row))
        old = row[column]
        row[column] = dice.choice([f"{old or ''}0", "x", None if old is not None else "", str(old)[::-1] + " "])
        return [*rows[:at], tuple(row), *rows[at + 1 :]], row[1]

    @staticmethod
    def one_bit(rows: list[Any], at: int, dice: random.Random) -> tuple[list[Any], int]:
        head = bytearray(rows[at][2])
        head[dice.randrange(32)] ^= 1 << dice.randrange(8)
        return [*rows[:at], (*rows[at][:2], bytes(head), *rows[at][PARTS]), *rows[at + 1 :]], rows[at][1]

    @staticmethod
    def deleted(rows: list[Any], at: int, dice: random.Random) -> tuple[list[Any], int]:
        if dice.random() < 0.5:  # the fact alone
            return [*rows[:at], (*rows[at][:3], *[None] * (len(rows[at]) - 3)), *rows[at + 1 :]], rows[at][1]
        at = min(at, len(rows) - 2)  # the last one with its seal leaves a chain; that is for checkpoints
        return [*rows[:at], *rows[at + 1 :]], at + 1

    @staticmethod
    def deleted_and_renumbered(rows: list[Any], at: int, dice: random.Random) -> tuple[list[Any], int]:
        at = min(at, len(rows) - 2)
        after = [(number - 1, *rest) for number, *rest in rows[at + 1 :]]
        return [*rows[:at], *after], after[0][1]

    @staticmethod
    def swapped(rows: list[Any], at: int, dice: random.Random) -> tuple[list[Any], int]:
        other = dice.choice([one for one in range(len(rows)) if one != at])
        first, last = sorted((at, other))
        new = list(rows)
        new[first] = (*rows[first][:1], rows[last][1], rows[first][2], *rows[last][PARTS])
        new[last] = (*rows[last][:1], rows[first][1], rows[last][2], *rows[first][PARTS])
        return new, rows[last][1]

    @staticmethod
    def inserted(rows: list[Any], at: int, dice: random.Random) -> tuple[list[Any], int]:
        copy = rows[dice.randrange(len(rows))]
        new = (at + 1, 999_999, dice.randbytes(32), "999999", *copy[4:])
        after = [(number + 1, *rest) for number, *rest in rows[at:]]
        return [*rows[:at], new, *after], 999_999

    @staticmethod
    def chained_for_a_while(rows: list[Any], at: int, dice: random.Random) -> tuple[list[Any], int]:
        """A change, and new hashes from there on, but not to the end: the first old one after them does not fit."""
        at = min(at, len(rows) - 2)
        until = dice.randrange(at + 1, len(rows))
        new, head = list(rows), rows[at - 1][2] if at else b""
        for place in range(at, until):
            parts = rows[place][PARTS] if place > at else (*rows[place][PARTS][:-1], "0" * 64)
            head = hashlib.sha256(head + canonical(parts)).digest()
            new[place] = (*rows[place][:2], head, *parts)
        return new, rows[until][1]

    def test_are_all_found_in_seconds(self, chain):
        ways = (
            *(self.changed, self.one_bit, self.deleted, self.deleted_and_renumbered),
            *(self.swapped, self.inserted, self.chained_for_a_while),
        )
        dice, began, missed = random.Random(5326), time.perf_counter(), []
        for turn in range(TAMPERINGS):
            way = ways[turn % len(ways)]
            rows, expected = way(chain, dice.randrange(len(chain)), dice)
            found = verify_chain(iter(rows))
            if not found.broken or found.row != expected:
                missed.append((way.__name__, expected, found.row, found.broken))
        assert missed == []
        assert time.perf_counter() - began < 60

    def test_are_no_false_alarms(self, chain):
        assert verify_chain(iter(chain)).broken == ""


class TestTheChainWhileTheProgramRuns:
    """What the sealer asks before it signs, and what the doctor looks at."""

    BROKEN = "SELECT security.first_broken_seal(%s, (SELECT hash FROM audit_seal WHERE number = %s))"

    def test_holds_as_long_as_nobody_touched_it(self, strong, tmp_path):
        assert strong.execute("SELECT security.first_broken_seal(0, '')").fetchone() == (None,)
        assert _chain(strong, tmp_path).fine

    @pytest.mark.parametrize(
        "deed",
        [
            "UPDATE audit_fact f SET action = 'x' FROM audit_seal s WHERE s.fact_id = f.id AND s.number = 7",
            "DELETE FROM audit_seal WHERE number = 7",
            "UPDATE audit_seal SET hash = sha256('other') WHERE number = 7",
        ],
    )
    def test_breaks_at_the_row_that_was_changed(self, strong, deed, tmp_path):
        strong.execute(deed)
        assert strong.execute(self.BROKEN, [5, 5]).fetchone() == (7,)
        assert _chain(strong, tmp_path).remedy == "./sasando audit verify"

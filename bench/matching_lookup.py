"""One person, written down with errors, among millions in PostgreSQL: by our keys, and by plain keys.

    python -m bench.matching_lookup [--people 5000000] [--queries 2500]

Ours: the keys of `keys_of` in one table with a btree index, no more than `HITS` rows a key, the `RESCORED` persons with
the most weight compared with `compare`. The peer: btree indexes on NIK, birth date and telephone as they stand in the
list, and the persons of the union ordered by how many of them, and whether the name, are the same. Both answer the
same questions from one connection, one after the other, in turns of 100.
"""

import argparse
import multiprocessing
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec
import psycopg

from bench.matching_people import Record, corrupted, listed, people, profiles_frame
from bench.timing import goal, machine
from sasando.core.matching import Comparer, Person, Profile, key_weight, keys_of, profile_of
from sasando.core.matching.bulk.commonness import model_of
from sasando.core.matching.dates import birth_key
from sasando.project.cluster import open_database

CHUNK = 50_000
HITS, RESCORED, SHOWN = 150, 80, 20
OURS, PLAIN = "our keys and compare", "plain btree keys"

_OURS = """
WITH asked AS (SELECT * FROM unnest(%s::text[], %s::int[]) AS a (key, weight)),
met AS (
    SELECT hit.person, sum(asked.weight) AS weight FROM asked
    CROSS JOIN LATERAL (SELECT k.person FROM person_key k WHERE k.key = asked.key LIMIT %s) hit
    GROUP BY hit.person ORDER BY weight DESC LIMIT %s
)
SELECT p.id, p.profile FROM met JOIN person p ON p.id = met.person
"""
_PLAIN = """
WITH met AS (
    (SELECT id FROM person WHERE nik = %(nik)s LIMIT 500) UNION ALL
    (SELECT id FROM person WHERE born_on = %(born_on)s LIMIT 500) UNION ALL
    (SELECT id FROM person WHERE phone = %(phone)s LIMIT 500)
)
SELECT p.id FROM (SELECT id, count(*) AS keys FROM met GROUP BY id) m JOIN person p USING (id)
ORDER BY m.keys DESC, p.full_name = %(full_name)s DESC LIMIT 20
"""
_TABLES = """
CREATE TABLE person (
    id int, full_name text, nik text, born_on text, phone text, profile text);
CREATE TABLE person_key (key text, person int);
"""
_INDEXES = """
SET maintenance_work_mem = '2GB';
CREATE INDEX ON person_key (key, person);
ALTER TABLE person ADD PRIMARY KEY (id);
CREATE INDEX ON person (nik) WHERE nik IS NOT NULL;
CREATE INDEX ON person (born_on) WHERE born_on IS NOT NULL;
CREATE INDEX ON person (phone) WHERE phone IS NOT NULL;
VACUUM ANALYZE person; VACUUM ANALYZE person_key;
"""

_encode, _decode = msgspec.json.Encoder().encode, msgspec.json.Decoder(Profile).decode


def main() -> None:
    """Fill a database of its own, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=5_000_000)
    parser.add_argument("--queries", type=int, default=2500)
    parser.add_argument("--keep", type=Path, help="a folder for the database: filled once, asked again and again")
    asked = parser.parse_args()
    print(machine("psycopg", "rapidfuzz", "msgspec"), flush=True)
    with ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sasando-bench-")))
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
        database = stack.enter_context(open_database(folder / "data", {}, durable=False))
        url = database.superuser_url()
        print(f"PostgreSQL {database.version}", flush=True)
        if not _is_filled(url):
            _fill(url, asked.people)
        _ask(url, asked.people, asked.queries)


def _is_filled(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT to_regclass('person_key_key_person_idx')").fetchone() != (None,)


def to_person(row: Record) -> Profile:
    """The profile of a row of a list."""
    given = Person(full_name=row.full_name, sex=row.sex, village=row.village, nik=row.nik, phones=(row.phone,))
    profile = profile_of(given)
    return msgspec.structs.replace(profile, born=birth_key(row.born_on) or profile.born)


def _chunk(number: int, size: int) -> tuple[bytes, bytes]:
    """The rows of one chunk for COPY: persons, and their keys."""
    chance = random.Random(number)
    persons, keys = [], []
    for person in people(size, seed=number):
        row, identity = listed(person, chance), number * CHUNK + person.person
        profile = to_person(row)
        values = (row.full_name, *(value or "\\N" for value in (row.nik, row.born_on, row.phone)))
        persons.append("\t".join((str(identity), *values, _encode(profile).decode())))
        keys += [f"{key}\t{identity}" for key in keys_of(profile)]
    return "\n".join([*persons, ""]).encode(), "\n".join([*keys, ""]).encode()


def _fill(url: str, count: int) -> None:
    start = time.perf_counter()
    work = [(number, min(CHUNK, count - number * CHUNK)) for number in range(-(-count // CHUNK))]
    with psycopg.connect(url, autocommit=True) as connection, multiprocessing.get_context("spawn").Pool(2) as pool:
        connection.execute(_TABLES)
        for part in pool.imap(_both, work):
            for table, rows in zip(("person", "person_key"), part, strict=True):
                with connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)
        for statement in filter(None, (it.strip() for it in _INDEXES.split(";"))):
            connection.execute(statement)
        keys, size = connection.execute(
            "SELECT count(*), pg_size_pretty(pg_total_relation_size('person_key')) FROM person_key"
        ).fetchone()
    minutes = (time.perf_counter() - start) / 60
    print(f"{count:,} persons, {keys:,} keys, {size} with the index; filled in {minutes:.1f} minutes", flush=True)


def _both(work: tuple[int, int]) -> tuple[bytes, bytes]:
    return _chunk(*work)


def _questions(count: int, queries: int) -> Iterator[tuple[int, Record]]:
    """Who is asked for, and what is asked: the person as listed elsewhere, with errors of both kinds."""
    chance = random.Random(77)
    chunks = sorted(chance.sample(range(-(-count // CHUNK)), k=min(10, -(-count // CHUNK))))
    for number in chunks:
        there = people(min(CHUNK, count - number * CHUNK), seed=number)
        for person in chance.sample(there, k=queries // len(chunks)):
            yield number * CHUNK + person.person, corrupted(listed(person, chance), chance, unseen=True)


def _ask(url: str, count: int, queries: int) -> None:
    questions = list(_questions(count, queries))
    sample = [listed(person, random.Random(5)) for person in people(100_000, seed=0)]
    model = model_of(profiles_frame(sample)).among(count * 1.0, same=1.0, kin=3.0)
    comparer = Comparer(model)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET plan_cache_mode = force_generic_plan")
        connection.execute("SET enable_hashjoin = off; SET enable_seqscan = off; SET jit = off")
        contenders: dict[str, Callable[[Record], Sequence[int]]] = {
            OURS: lambda row: _ours(connection, comparer, row),
            PLAIN: lambda row: _plain(connection, row),
        }
        _report(_answers(contenders, questions))


def _answers(
    contenders: dict[str, Callable[[Record], Sequence[int]]], questions: list[tuple[int, Record]]
) -> dict[str, tuple[list[float], list[bool]]]:
    for find in contenders.values():
        for _, row in questions[:100]:
            find(row)
    answers: dict[str, tuple[list[float], list[bool]]] = {name: ([], []) for name in contenders}
    for at in range(0, len(questions), 100):
        for name, find in contenders.items():
            for person, row in questions[at : at + 100]:
                start = time.perf_counter()
                found = find(row)
                answers[name][0].append(time.perf_counter() - start)
                answers[name][1].append(person in found[:SHOWN])
    return answers


def _ours(connection: psycopg.Connection, comparer: Comparer, row: Record) -> list[int]:
    profile = to_person(row)
    keys = list(keys_of(profile))
    weights = [key_weight(key) for key in keys]
    met = connection.execute(_OURS, (keys, weights, HITS, RESCORED), prepare=True).fetchall()
    scored = [(comparer(profile, _decode(stored)).bits, identity) for identity, stored in met]
    return [identity for _, identity in sorted(scored, reverse=True)[:SHOWN]]


def _plain(connection: psycopg.Connection, row: Record) -> list[int]:
    given = {
        "nik": row.nik or None,
        "born_on": row.born_on or None,
        "phone": row.phone or None,
        "full_name": row.full_name,
    }
    return [identity for (identity,) in connection.execute(_PLAIN, given, prepare=True).fetchall()]


def _report(answers: dict[str, tuple[list[float], list[bool]]]) -> None:
    print("\n| | questions | p50 ms | p99 ms | found in the first 20 |\n|---|---:|---:|---:|---:|")
    figures = {}
    for name, (seconds, found) in answers.items():
        ordered = sorted(seconds)
        p50, p99 = statistics.median(ordered) * 1e3, ordered[int(len(ordered) * 0.99)] * 1e3
        figures[name] = (p99, sum(found) / len(found))
        print(f"| {name} | {len(found):,} | {p50:.2f} | {p99:.2f} | {figures[name][1]:.3f} |")
    print()
    print(goal("p99 in ms", figures[OURS][0], 10))
    print(goal("found in the first 20", figures[OURS][1], 0.97, at_least=True), flush=True)


if __name__ == "__main__":
    main()

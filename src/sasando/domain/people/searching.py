"""The search for the same person, as the program itself. It reads all records, and gives nobody anything: it writes
suggestions, and the table of rights says who reads those.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from sasando.core.matching import GENERAL, Comparer, Comparison, Model, key_weight
from sasando.core.matching.names import OTHER_NAME, name_key
from sasando.core.matching.spelling import sound
from sasando.domain import audit
from sasando.domain.access import Actor, acting
from sasando.domain.access.rights import MATCHING
from sasando.domain.people.linking import Pair, ordered
from sasando.domain.people.models import Person, SearchDue, Suggestion
from sasando.domain.people.profiles import Known, known, put_keys

PIECE: Final = 100
"""Records a transaction."""
_MOST_OF_A_KEY: Final = 200
_MOST_CANDIDATES: Final = 100
_SAMPLE: Final = 20_000
_SAMPLE_LASTS: Final = 3_600.0  # seconds

PROGRAM: Final = Actor(account=UUID(int=0), organisation=UUID(int=0), role=MATCHING)
"""Who searches: nobody signs in as this."""

_CANDIDATES: Final = """
    SELECT given.person, found.person_id, array_agg(given.key)
    FROM unnest(%s::uuid[], %s::text[]) AS given (person, key)
    CROSS JOIN LATERAL (
        SELECT k.person_id FROM people_matchkey k WHERE k.key = given.key AND k.person_id <> given.person LIMIT %s
    ) AS found
    GROUP BY 1, 2
"""

_DONE: Final = """
    UPDATE people_searchdue d SET due = false
    FROM unnest(%s::uuid[], %s::bigint[]) AS seen (person, change)
    WHERE d.person_id = seen.person AND d.change = seen.change
"""


@dataclass(slots=True)
class _Kept:
    """What is asked of all records once in a while: how common each name is among them."""

    comparer: Comparer
    until: float


_kept: list[_Kept] = []


def search_all() -> int:
    """Look for the people of every record that changed, until none is left; gives how many suggestions were written."""
    written, more = 0, True
    while more:
        more, count = search_piece()
        written += count
    return written


def search_piece(most: int = PIECE) -> tuple[bool, int]:
    """One piece, in a transaction of its own: whether there is more, and how many suggestions were written."""
    with acting(PROGRAM):
        due = list(SearchDue.objects.filter(due=True).order_by("change")[:most])
        if not due:
            return False, 0
        records = known(one.person_id for one in due)
        put_keys(records.values())
        found = _suggestions(records)
        _write(found)
        _done(due)
        audit.record("suggestion.searched", by=None)
    return len(due) == most, len(found)


def _done(due: list[SearchDue]) -> None:
    """These were looked for; what changed meanwhile stays due."""
    with connection.cursor() as cursor:
        seen: Any = [[one.person_id for one in due], [one.change for one in due]]
        cursor.execute(_DONE, seen)


def _suggestions(records: Mapping[UUID, Known]) -> list[Suggestion]:
    before = _suggested(records)
    pairs = before | _candidates(records.values())
    all_known = dict(records) | known({key for pair in pairs for key in pair} - set(records))
    compare, at, found = comparer(), timezone.now(), []
    for pair in sorted(pairs):
        one, other = (all_known[key] for key in pair)
        comparison, equal = _best(compare, one, other), one.is_equal_to(other)
        if comparison.decision != "different" or equal or pair in before:
            found.append(_suggestion(pair, comparison, equal=equal, at=at))
    return found


def _suggested(records: Iterable[UUID]) -> set[Pair]:
    """What was suggested of these records before: it is looked at again."""
    keys = list(records)
    of_these = Suggestion.objects.filter(Q(person__in=keys) | Q(other__in=keys))
    return set(of_these.order_by().values_list("person_id", "other_id"))


def _candidates(records: Iterable[Known]) -> set[Pair]:
    """Pairs that share keys; of every record the likeliest hundred."""
    given = [(record.key, key) for record in records for key in record.keys]
    with connection.cursor() as cursor:
        columns: Any = [[person for person, _ in given], [key for _, key in given], _MOST_OF_A_KEY]
        cursor.execute(_CANDIDATES, columns)
        rows = cursor.fetchall()
    by_person: dict[UUID, list[tuple[int, UUID]]] = defaultdict(list)
    for person, other, keys in rows:
        by_person[person].append((-sum(map(key_weight, keys)), other))
    return {
        ordered(person, other) for person, found in by_person.items() for _, other in sorted(found)[:_MOST_CANDIDATES]
    }


def _best(compare: Comparer, one: Known, other: Known) -> Comparison:
    """The strongest of all pairs of what was said of the two: they are one if any of it is true."""
    every = (compare(mine, theirs) for mine in one.profiles for theirs in other.profiles)
    return max(every, key=lambda comparison: comparison.bits)


def _suggestion(pair: Pair, comparison: Comparison, *, equal: bool, at: datetime) -> Suggestion:
    return Suggestion(
        person_id=pair[0],
        other_id=pair[1],
        score=comparison.score,
        says=comparison.decision,
        equal=equal,
        reasons=reasons_of(comparison),
        found_at=at,
    )


def reasons_of(comparison: Comparison) -> dict[str, list[str]]:
    """The codes of what speaks for and against, the strongest first; no value of anybody."""
    return {
        "for": [one.key for one in comparison.speaks_for],
        "against": [one.key for one in comparison.speaks_against],
    }


def _write(found: list[Suggestion]) -> None:
    Suggestion.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["person", "other"],
        update_fields=["score", "says", "equal", "reasons", "found_at"],
    )


def comparer() -> Comparer:
    """Compares by how common names are among the records that the reader sees; asked once an hour."""
    now = time.monotonic()
    if not _kept or _kept[0].until < now:
        _kept[:] = [_Kept(Comparer(_model()), now + _SAMPLE_LASTS)]
    return _kept[0].comparer


def _model() -> Model:
    """Keys are random, so the first twenty thousand by key are a fair sample."""
    names = Person.objects.exclude(full_name="").order_by("pk").values_list("full_name", flat=True)[:_SAMPLE]
    tokens: Counter[str] = Counter()
    total = 0
    for name in names.iterator():
        total += 1
        tokens.update({token for part in name_key(name).split(OTHER_NAME) for token in part.split()})
    sounds: Counter[str] = Counter()
    for token, count in tokens.items():
        sounds[sound(token)] += count
    common = dict(GENERAL.common)
    common |= {"token": common["token"].of(tokens, total), "sound": common["sound"].of(sounds, total)}
    return replace(GENERAL, common=common)

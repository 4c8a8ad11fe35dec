"""Story A: Saturday at dawn at Lorens Say. The letter of 29, and the same list after seven minutes of tapping."""

import pytest

from sasando.domain.access import act_as
from sasando.domain.gates.models import Gate
from sasando.domain.passages.models import TickKind
from sasando.domain.passages.ticking import Mark, Stranger, add_extra, tick
from sasando.domain.rosters.announcing import Letter, announce_roster
from sasando.domain.rosters.models import Entry

NUNUKAN, MAKASSAR = "pelabuhan-nunukan", "pelabuhan-makassar"
MAUMERE, LEWOLEBA = "pelabuhan-lorens-say", "pelabuhan-lewoleba"
LETTER = "*Daftar PMI deportasi, KM Bukit Siguntang, sebanyak 29 orang*\nTurun Maumere:\n" + "\n".join(
    [f"{n}. Nama Uji {chr(64 + n)}, {'P' if n % 3 == 0 else 'L'}, {20 + n} th, Flores Timur" for n in range(1, 18)]
    + ["Turun Larantuka:"]
    + [f"{n}. Nama Uji Lain{n}, L, {20 + n} th, Flores Timur" for n in range(18, 30)]
)


def gate(key):
    return Gate.objects.get(pk=key)


@pytest.fixture
def acts(actor_of):
    """Somebody acts from here on: gives the actor."""

    def begin(role):
        actor = actor_of(role)
        act_as(actor)
        return actor

    return begin


@pytest.fixture
def announced(db, acts):
    """The list of 29, as Nunukan sent it."""
    by = acts("sister-office")
    letter = Letter(title="Surat Nunukan", content=LETTER.encode(), came_from=gate(NUNUKAN), due=gate(MAUMERE))
    return announce_roster(letter, by=by)


@pytest.fixture
def saturday(announced, acts):
    """The same list at dawn: 14 off, 2 carried on to Lewoleba, 1 missing since Makassar, 1 toddler extra."""
    by, here = acts("quay-officer"), gate(MAUMERE)
    due = list(Entry.objects.filter(roster=announced, due=here).order_by("row"))
    for entry in due[:14]:
        tick(entry, Mark(kind=TickKind.ARRIVED, gate=here), by=by)
    for entry in due[14:16]:
        tick(entry, Mark(kind=TickKind.CARRIED_ON, gate=here, to=gate(LEWOLEBA)), by=by)
    tick(due[16], Mark(kind=TickKind.MISSING, gate=here, since=gate(MAKASSAR)), by=by)
    add_extra(announced, here, Stranger(description="anak sekitar 2 tahun", age=2, companion_of=due[2]), by=by)
    return announced

"""Names and telephones out of a list, for the question whether they were met before."""

from collections.abc import Mapping
from typing import NamedTuple

from sasando.domain.access import Actor
from sasando.domain.stops.keys import phones_in
from sasando.exchange.rosters import read_text
from sasando.web.stops.reading import picked_from


class Asked(NamedTuple):
    """What is asked about a list."""

    names: list[str]
    phones: list[str]


def asked_of(address: Mapping[str, str], text: str, actor: Actor) -> Asked:
    """Of the list that an address names (`daftar`) and of a pasted text: every name, and every telephone in it."""
    picked = picked_from(address, actor)
    names = [one.full_name for one in picked.people.values()]
    phones = [one.phone for one in picked.people.values() if one.phone]
    read = read_text(text)
    names += [person.full_name for person in read.people if person.full_name]
    return Asked(list(dict.fromkeys(names)), list(dict.fromkeys([*phones, *phones_in(text)])))

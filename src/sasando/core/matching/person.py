"""A person as a record says them, and their profile: each part reduced to the one text that is compared."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from sasando.core.matching.ages import age_key
from sasando.core.matching.dates import birth_key, day_key
from sasando.core.matching.names import OTHER_NAME, name_key, names_key
from sasando.core.matching.numbers import birth_of_nik, nik_key, number_key, passport_key, phone_key
from sasando.core.matching.places import address_key, place_key, postcode_key


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """What one record says of one person; every field may be missing.

    `full_name`, or `given_name` and `surname`. `sex`: "F" or "M". `age`: whole years on the day `seen_on`; without
    that day it says nothing. `numbers`: any other national numbers. `relatives`: names.
    """

    full_name: str = ""
    given_name: str = ""
    surname: str = ""
    aliases: tuple[str, ...] = ()
    sex: str = ""
    born_on: date | None = None
    birth_year: int | None = None
    age: int | None = None
    seen_on: date | None = None
    village: str = ""
    district: str = ""
    regency: str = ""
    postcode: str = ""
    address: str = ""
    phones: tuple[str, ...] = ()
    nik: str = ""
    passport_number: str = ""
    numbers: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A person ready to be compared: one text a part, empty where nothing is known.

    `name` and `relatives` are name keys (`names.py`), `born` a birth key (`dates.py`), the others the keys of
    `numbers.py` and `places.py`.
    """

    name: str = ""
    born: str = ""
    sex: str = ""
    nik: str = ""
    passport: str = ""
    phone: str = ""
    number: str = ""
    village: str = ""
    district: str = ""
    regency: str = ""
    postcode: str = ""
    address: str = ""
    relatives: str = ""


PARTS: Final = Profile.__struct_fields__
"""The parts that are compared, by name."""


def profile_of(person: Person) -> Profile:
    """The profile of a person.

    >>> profile_of(Person(full_name="Hj. Maria Bria", born_on=date(1995, 4, 17), phones=("+62 812 3456 7890",)))
    Profile(name='maria bria', born='1995-04-17', sex='', nik='', passport='', phone='81234567890', number='', \
village='', district='', regency='', postcode='', address='', relatives='')
    """
    nik = nik_key(person.nik)
    own_name = person.full_name or f"{person.given_name} {person.surname}"
    return Profile(
        name=names_key(own_name, *person.aliases),
        born=_born(person) or birth_of_nik(nik),
        sex=person.sex,
        nik=nik,
        passport=passport_key(person.passport_number),
        phone=_joined([phone_key(phone) for phone in person.phones]),
        number=_joined([number_key(number) for number in person.numbers]),
        village=place_key(person.village),
        district=place_key(person.district),
        regency=place_key(person.regency),
        postcode=postcode_key(person.postcode),
        address=address_key(person.address),
        relatives=OTHER_NAME.join(filter(None, map(name_key, person.relatives))),
    )


def _born(person: Person) -> str:
    if person.born_on is not None:
        return day_key(person.born_on)
    if person.birth_year is not None:
        return birth_key(str(person.birth_year))
    if person.age is not None and person.seen_on is not None:
        return age_key(str(person.age), person.seen_on)
    return ""


def _joined(keys: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(key for key in keys if key))

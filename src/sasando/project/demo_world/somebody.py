"""Invented people: where from, how old, married or not, and the numbers on their papers."""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from sasando.project.demo_world.names import full_name, villages_of

# Shares of a hundred. Who leaves with papers comes from elsewhere than who comes back (field research, 2.1 and 2.3).
PLACED_FROM: Final[Mapping[str, int]] = {
    "53.18": 22, "53.11": 13, "53.01": 11, "53.12": 10, "53.04": 8, "53.02": 6, "53.21": 5, "53.06": 5, "53.08": 4,
    "53.03": 3, "53.71": 3, "53.07": 3, "53.17": 2, "53.13": 1, "53.05": 1, "53.16": 1, "53.09": 1, "53.10": 1,
}  # fmt: skip
RETURNED_TO: Final[Mapping[str, int]] = {
    "53.21": 21, "53.06": 15, "53.04": 12, "53.08": 12, "53.02": 8, "53.03": 5, "53.01": 5, "53.71": 4, "53.07": 4,
    "53.16": 4, "53.18": 3, "53.13": 2, "53.05": 1, "53.09": 1, "53.10": 1, "53.14": 1, "53.15": 1, "53.19": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Somebody:
    """An invented person. `village` is a Kemendagri code of NTT, `village_name` what people call it."""

    name: str
    sex: str
    regency: str
    village: str
    village_name: str
    born_on: date
    marital: str
    nik: str
    passport: str


class Crowd:
    """Makes people, no two with one number."""

    def __init__(self, random: Random, today: date, emphasised: Sequence[str]) -> None:
        self._random, self._today, self._count = random, today, 0
        self._emphasised = emphasised

    def somebody(
        self, homes: Mapping[str, int], *, sex: str, village: str = "", ages: tuple[int, int] = (21, 42)
    ) -> Somebody:
        """One more person, from one of these homes or from a certain village."""
        random, self._count = self._random, self._count + 1
        regency = village[:5] or random.choices(list(homes), list(homes.values()))[0]
        code, place = self._village(regency, village)
        born_on = self._today - timedelta(days=random.randint(ages[0] * 366, ages[1] * 365))
        old = (self._today - born_on).days > 25 * 365
        marital = random.choices(
            ["single", "married", "divorced", "widowed"], [30, 60, 7, 3] if old else [75, 24, 1, 0]
        )[0]
        return Somebody(
            name=full_name(random, regency, sex),
            sex=sex,
            regency=regency,
            village=code,
            village_name=place,
            born_on=born_on,
            marital=marital,
            nik=self._nik(code, born_on, sex),
            passport=f"Z{2_000_000 + self._count * 37 % 7_999_993}",
        )

    def phone(self) -> str:
        """A number that nobody can have: 0800 is followed by 1 or more."""
        self._count += 1
        return f"0800-0000-{self._count:04d}"

    def letter(self) -> str:
        """One capital letter."""
        return self._random.choice(string.ascii_uppercase)

    def _village(self, regency: str, code: str) -> tuple[str, str]:
        villages = villages_of(regency)
        near = [one for one in villages if one[0] in self._emphasised]
        if code:
            return next(one for one in villages if one[0] == code)
        return self._random.choice(near if near and self._random.random() < 0.25 else villages)

    def _nik(self, village: str, born_on: date, sex: str) -> str:
        """Sixteen digits as the State makes them. The last four are so high that no office came so far on one day."""
        day = born_on.day + (40 if sex == "F" else 0)
        return f"{village[:8].replace('.', '')}{day:02d}{born_on:%m%y}{9000 + self._count % 1000:04d}"

"""Names of invented people: a baptismal and a clan name of their home, put together freely."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from random import Random
from typing import Final

from sasando.core.facts.tables import table

_ATONI, _TETUN, _LAMAHOLOT = (
    "Timor (Atoni/Dawan)",
    "Timor (Tetun/Bunak: Belu, Malaka)",
    "Flores Timur, Lembata (Lamaholot)",
)
_LIO: Final = "Ende-Lio, Nagekeo, Ngada"
_CLANS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "53.01": (_ATONI, "Rote", "Sabu"),
    "53.02": (_ATONI, "53.02"),
    "53.03": (_ATONI,),
    "53.04": (_TETUN,),
    "53.05": ("Alor", "53.05"),
    "53.06": (_LAMAHOLOT, "53.06"),
    "53.07": ("Sikka", "53.07"),
    "53.08": (_LIO, "53.08"),
    "53.09": (_LIO, "53.09"),
    "53.10": ("Manggarai",),
    "53.11": ("Sumba", "53.11"),
    "53.12": ("Sumba",),
    "53.13": (_LAMAHOLOT,),
    "53.14": ("Rote", "53.14"),
    "53.15": ("Manggarai",),
    "53.16": (_LIO, "53.16"),
    "53.17": ("Sumba",),
    "53.18": ("Sumba", "53.18"),
    "53.19": ("Manggarai",),
    "53.20": ("Sabu",),
    "53.21": (_TETUN, "53.21"),
    "53.71": (_ATONI, "Rote", "Sabu", _LAMAHOLOT),
}
_MUSLIM: Final = frozenset(
    {"Abdul", "Muhammad", "Ahmad", "Ismail", "Yusuf", "Siti", "Nur", "Aminah", "Fatima", "Halimah"}
)
_MUSLIM_HOMES: Final = frozenset({"53.05", "53.06", "53.08", "53.13", "53.15"})
_SUMBA: Final = frozenset({"53.11", "53.12", "53.17", "53.18"})
_TITLES: Final = {"M": "Umbu", "F": "Rambu"}


def _own_table(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(f"data/{name}").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _clans(regency: str) -> tuple[str, ...]:
    peoples = _CLANS_OF[regency]
    rows = _own_table("ntt_surnames.csv")
    found = dict.fromkeys(row["surname"] for row in rows if row["region_or_people"] in peoples)
    return tuple(name for name in found if name not in _TITLES.values())


@cache
def _given(sex: str, muslim: bool) -> tuple[str, ...]:
    word = {"M": "male", "F": "female"}[sex]
    names = (row["given"] for row in _own_table("ntt_given_names.csv") if row["sex"] == word)
    return tuple(name for name in names if (name in _MUSLIM) == muslim and name not in _TITLES.values())


def full_name(random: Random, regency: str, sex: str) -> str:
    """Somebody's name, as people of that regency are called."""
    muslim = regency in _MUSLIM_HOMES and random.random() < 0.15
    given = random.sample(_given(sex, muslim), 2 if random.random() < 0.35 and not muslim else 1)
    if regency in _SUMBA and random.random() < 0.3:
        given = [_TITLES[sex], *given[:1]]
    return " ".join([*given, random.choice(_clans(regency))])


def one_name(random: Random, sex: str) -> str:
    """The one name under which somebody was written down on a quay."""
    return random.choice(_given(sex, False))


@cache
def villages_of(regency: str) -> tuple[tuple[str, str], ...]:
    """Code and name of the villages of a regency whose name stands for one place there."""
    rows = [row for row in table("ntt_villages.csv") if row["kode"].startswith(f"{regency}.")]
    names = [row["nama"] for row in rows]
    return tuple((row["kode"], row["nama"]) for row in rows if names.count(row["nama"]) == 1)

"""On which island a regency of NTT lies, and how far two places are from each other, in words that people use."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_REGENCIES: Final = {
    "Timor": ("53.01", "53.02", "53.03", "53.04", "53.21", "53.71"),
    "Flores": ("53.06", "53.07", "53.08", "53.09", "53.10", "53.15", "53.16", "53.19"),
    "Sumba": ("53.11", "53.12", "53.17", "53.18"),
    "Alor": ("53.05",),
    "Lembata": ("53.13",),
    "Rote": ("53.14",),
    "Sabu": ("53.20",),
}
"""The island of the regency's seat. A regency of several islands (Flores Timur, Alor) is counted whole."""
_ISLAND: Final = {code: island for island, codes in _REGENCIES.items() for code in codes}

NEARNESS: Final[dict[str, Promise]] = {
    "regency": _("di kabupaten yang sama"),
    "island": _("di pulau yang sama"),
    "other": _("di pulau atau provinsi lain"),
    "unknown": _("jarak belum diketahui"),
}


def regency_of(code: str) -> str:
    """The regency or city in which a place lies; "" for a province and for nothing.

    >>> regency_of("53.12.02.1003"), regency_of("53"), regency_of("")
    ('53.12', '', '')
    """
    parts = code.split(".")
    return ".".join(parts[:2]) if len(parts) > 1 else ""


def island_of(code: str) -> str:
    """The island of a place in NTT; "" elsewhere, where the table does not say.

    >>> island_of("53.12.02"), island_of("53.21"), island_of("31.71")
    ('Sumba', 'Timor', '')
    """
    return _ISLAND.get(regency_of(code), "")


def nearness(home: str, place: str) -> str:
    """How near a place is to a home: regency, island, other; unknown when the home is.

    >>> nearness("53.12.01", "53.12"), nearness("53.11", "53.12"), nearness("53.21", "53.12"), nearness("", "53.12")
    ('regency', 'island', 'other', 'unknown')
    """
    if not regency_of(home):
        return "unknown"
    if regency_of(home) == regency_of(place):
        return "regency"
    return "island" if island_of(home) and island_of(home) == island_of(place) else "other"


def regencies_by_island() -> list[tuple[str, tuple[str, ...]]]:
    """The islands with the codes of their regencies."""
    return list(_REGENCIES.items())

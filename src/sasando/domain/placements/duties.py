"""What the law asks of a placement company after a deed, as declarations: what, which article, brought by which step.

Where the law names no number of days the office sets one (`Term`), and every screen says that no lawyer confirmed it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """`after` is the kind of step that brings it, "" when an officer says so; `days` those of the law; `again`: after
    one is done the next begins, for as long as the worker is abroad.
    """

    name: Promise
    article: str
    after: str = ""
    days: int | None = None
    again: bool = False


DUTIES: Final[Mapping[str, Duty]] = {
    "selection": Duty(
        name=_("Melaporkan hasil seleksi ke dinas"),
        article="PP 59/2021 Pasal 86 ayat (3) huruf a",
        after="selected",
    ),
    "departure": Duty(
        name=_("Melaporkan keberangkatan ke Atase Ketenagakerjaan atau Perwakilan"),
        article="PP 59/2021 Pasal 86 ayat (3) huruf b",
        after="departed",
    ),
    "monitoring": Duty(
        name=_("Laporan pemantauan"),
        article="PP 59/2021 Pasal 86 ayat (3) huruf e",
        after="departed",
        again=True,
    ),
    "extension": Duty(
        name=_("Melaporkan perpanjangan kontrak ke Perwakilan"),
        article="PP 59/2021 Pasal 86 ayat (3) huruf l dan Pasal 25",
        after="extended",
    ),
    "bringing_home": Duty(
        name=_("Memulangkan pekerja"),
        article="PP 59/2021 Pasal 86 ayat (3) huruf i",
        after="ended",
    ),
    "return": Duty(
        name=_("Melaporkan kepulangan ke Perwakilan"),
        article="PP 59/2021 Pasal 86 ayat (3) huruf b dan Pasal 25",
        after="returned",
    ),
    "death_notice": Duty(
        name=_("Memberi tahu keluarga bahwa pekerja meninggal"),
        article="UU 18/2017 Pasal 27 ayat (2) huruf a",
    ),
    "death_return": Duty(
        name=_("Mencari sebab, memulangkan jenazah dengan layak, menanggung biayanya"),
        article="UU 18/2017 Pasal 27 ayat (2); PP 59/2021 Pasal 21 ayat (3)",
    ),
    "death_rights": Duty(
        name=_("Melindungi harta dan mengurus semua hak pekerja yang meninggal"),
        article="UU 18/2017 Pasal 27 ayat (2)",
    ),
}
DUTY_CHOICES: Final = [(kind, duty.name) for kind, duty in DUTIES.items()]
ON_DEATH: Final = tuple(kind for kind in DUTIES if kind.startswith("death_"))


def brought_by(steps: Iterable[tuple[str, date]]) -> list[tuple[str, date]]:
    """The duties that steps bring, each with the day of its deed.

    >>> brought_by([("informed", date(2026, 1, 1)), ("departed", date(2026, 3, 1))])
    [('departure', datetime.date(2026, 3, 1)), ('monitoring', datetime.date(2026, 3, 1))]
    """
    return [(kind, on) for step, on in steps for kind, duty in DUTIES.items() if duty.after == step]

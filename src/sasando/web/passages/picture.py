"""The flow of a list from gate to gate as a picture: one bar a gate, as wide as the people it waits for.

Whoever comes off at a gate hangs straight below their part of the letter; whoever is sent on crosses over to the bar of
the next gate. Units are those of the view box; a person is `UNIT` wide.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasando.core.tally import Balance
from sasando.core.tally.words import TERMS
from sasando.domain.passages.voyages import Told
from sasando.web.passages.reading import language

WIDTH: Final = 340.0
BAR: Final = 14.0
_TOP, _STEP = 26.0, 92.0
_SENT: Final = ("carried_on", "sent_on")
_PARTS: Final = (  # of a bar, left to right: terms, class of its colour
    (("arrived",), "arrived"),
    (("died", "double", "elsewhere"), "other"),
    (("waiting",), "waiting"),
    (("missing",), "missing"),
    (("carried_on",), "on"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar."""

    x: float
    width: float
    tone: str
    number: int


@dataclass(frozen=True, slots=True)
class Band:
    """People between two bars, as the path of an area."""

    path: str
    tone: str


@dataclass(slots=True)
class Bar:
    """A gate, or the letter, in the picture."""

    title: str
    y: float
    x: float
    width: float
    words: str
    pieces: list[Piece] = field(default_factory=list)

    @property
    def title_y(self) -> float:
        """Where its title is written: above it."""
        return self.y - 8

    @property
    def words_y(self) -> float:
        """Where its numbers are written: below it."""
        return self.y + BAR + 15


@dataclass(frozen=True, slots=True)
class Flow:
    """What the page draws."""

    height: float
    bars: Sequence[Bar]
    bands: Sequence[Band]

    @property
    def box(self) -> str:
        """The view box."""
        return f"0 0 {WIDTH:.0f} {self.height:.0f}"


def flow_of(told: Told) -> Flow | None:
    """The picture of a list; None where nobody is on their way to any gate."""
    balances = [one for one in told.voyage.balances.values() if one.expected]
    if not balances:
        return None
    unit = WIDTH / max(1, sum(one.expected for one in balances))
    first = _letter(told, balances, unit)
    bars, starts = [first], _starts(balances, unit)
    for row, balance in enumerate(balances, 1):
        bars.append(_bar(told, balance, unit, at=(starts[balance.gate], _TOP + row * _STEP)))
    bands = [*_from_letter(balances, bars, unit), *_between(balances, bars, unit)]
    return Flow(bars[-1].y + BAR + 34, bars, bands)


def _starts(balances: Sequence[Balance], unit: float) -> Mapping[str, float]:
    """Where the bar of each gate begins: side by side, so that bands of the letter fall straight down."""
    starts, x = {}, 0.0
    for one in balances:
        starts[one.gate] = x
        x += one.expected * unit
    return starts


def _letter(told: Told, balances: Sequence[Balance], unit: float) -> Bar:
    announced = sum(len(one.due) for one in balances)
    title = told.roster.came_from.title if told.roster.came_from else _("Daftar")
    people = ngettext("%(number)s orang", "%(number)s orang", announced) % {"number": announced}
    pieces, x = [], 0.0
    for one in balances:
        if one.due:
            pieces.append(Piece(x, len(one.due) * unit, "letter", len(one.due)))
        x += one.expected * unit
    return Bar(f"{title} · {people}", _TOP, 0.0, x, "", pieces)


def _bar(told: Told, balance: Balance, unit: float, *, at: tuple[float, float]) -> Bar:
    x, y = at
    bar = Bar(told.gate(balance.gate), y, x, balance.expected * unit, "")
    said = []
    for names, tone in _PARTS:
        for name, ids in balance.terms(names).items():
            bar.pieces.append(Piece(x, len(ids) * unit, tone, len(ids)))
            said.append(f"{len(ids)} {TERMS[name][language()]}")
            x += len(ids) * unit
    bar.words = " · ".join(said)
    return bar


def _from_letter(balances: Sequence[Balance], bars: Sequence[Bar], unit: float) -> Iterator[Band]:
    """The letter's people fall to the gate where they are due; those whom no letter named begin above their bar."""
    for balance, bar in zip(balances, bars[1:], strict=True):
        if balance.due:
            yield Band(_area((bar.x, bars[0].y), (bar.x, bar.y), len(balance.due) * unit), "due")
        new = len(balance.extra) + len(balance.turned_up)
        if new:
            x = bar.x + (balance.expected - new) * unit
            yield Band(_area((x, bar.y - BAR - 24), (x, bar.y), new * unit), "extra")


def _between(balances: Sequence[Balance], bars: Sequence[Bar], unit: float) -> Iterator[Band]:
    """Who was sent from one gate to another."""
    at = {one.gate: bar for one, bar in zip(balances, bars[1:], strict=True)}
    left = {one.gate: at[one.gate].x + len(one.due) * unit for one in balances}
    for place, balance in enumerate(balances):
        out = at[balance.gate].x + balance.expected * unit
        for later in balances[place + 1 :]:
            sent = set(later.sent_here).intersection(*[set().union(*(getattr(balance, name) for name in _SENT))])
            if sent:
                width = len(sent) * unit
                out -= width
                yield Band(_area((out, at[balance.gate].y), (left[later.gate], at[later.gate].y), width), "on")
                left[later.gate] += width


def _area(start: tuple[float, float], end: tuple[float, float], width: float) -> str:
    """From the lower edge of one bar to the upper edge of another, curved."""
    (x, y), (to_x, to_y) = (start[0], start[1] + BAR), end
    middle = (y + to_y) / 2
    return (
        f"M{x:.1f} {y:.1f}C{x:.1f} {middle:.1f} {to_x:.1f} {middle:.1f} {to_x:.1f} {to_y:.1f}"
        f"H{to_x + width:.1f}C{to_x + width:.1f} {middle:.1f} {x + width:.1f} {middle:.1f} {x + width:.1f} {y:.1f}z"
    )

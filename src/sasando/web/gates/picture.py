"""The map of the gates of NTT: where each mark and its name stand so that none hides another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sasando.domain.gates.models import Gate, Kind
from sasando.domain.regions.borders import Sheet, ntt

APART = 30.0  # units between two marks; places are good to 16 units (0.1 degree) anyway
_LETTER, _LINE, _GAP = 9.0, 20.0, 15.0  # units of a letter of a name, of its height, and from a mark to its name

SHAPES = {
    Kind.AIRPORT: "M0-13 13 0 0 13-13 0z",
    Kind.HARBOUR: "M-10-10H10V10H-10z",
    Kind.BORDER_POST: "M0-13 13 10H-13z",
    Kind.OTHER: "M-11 0a11 11 0 1 0 22 0a11 11 0 1 0-22 0z",
}
"""A kind is told by its shape, never by colour alone."""

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Mark:
    """A gate on the map, with the place of its name beside it."""

    gate: Gate
    shape: str
    x: float
    y: float
    name_x: float = 0.0
    name_y: float = 0.0
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Picture:
    """What the page draws."""

    sheet: Sheet
    marks: Sequence[Mark]


def picture(gates: Iterable[Gate]) -> Picture:
    """The marks of those of the gates that lie on the map of NTT."""
    sheet = ntt()
    marks: list[Mark] = []
    for gate in gates:
        if gate.longitude is None or gate.latitude is None:
            continue
        place = float(gate.longitude), float(gate.latitude)
        if sheet.holds(*place):
            x, y = _free_place(*sheet.place(*place), marks)
            marks.append(Mark(gate, SHAPES[Kind(gate.kind)], x, y))
    return Picture(sheet, _named(marks, sheet))


@cache
def _steps() -> tuple[tuple[float, float], ...]:
    """Ways aside, nearest first."""
    around = [(dx * APART, dy * APART) for dx in range(-3, 4) for dy in range(-3, 4)]
    return tuple(sorted(around, key=lambda step: (step[0] ** 2 + step[1] ** 2, step)))


def _free_place(x: float, y: float, marks: Sequence[Mark]) -> tuple[float, float]:
    for dx, dy in _steps():
        if all((x + dx - mark.x) ** 2 + (y + dy - mark.y) ** 2 >= APART**2 * 0.98 for mark in marks):
            return x + dx, y + dy
    return x, y


def _named(marks: Sequence[Mark], sheet: Sheet) -> list[Mark]:
    taken: list[Box] = [(mark.x - 13, mark.y - 13, mark.x + 13, mark.y + 13) for mark in marks]
    named = []
    for mark in marks:
        places = list(_places(mark))
        place, box = next((p for p in places if _is_free(p[1], taken, sheet)), places[0])
        taken.append(box)
        named.append(Mark(mark.gate, mark.shape, mark.x, mark.y, *place))
    return named


def _places(mark: Mark) -> Iterator[tuple[tuple[float, float, str], Box]]:
    """Right, left, below, above, then below and above to one side: the anchor of the name, and the room it takes."""
    long = len(mark.gate.name) * _LETTER
    x, y, half = mark.x, mark.y, _LINE / 2
    right, left = x + _GAP, x - _GAP
    yield (right, y + 6, "start"), (right, y - half, right + long, y + half)
    yield (left, y + 6, "end"), (left - long, y - half, left, y + half)
    for middle in (y + _GAP + half, y - _GAP - half):
        yield (x, middle + 6, "middle"), (x - long / 2, middle - half, x + long / 2, middle + half)
    for middle in (y + _GAP + half, y - _GAP - half):
        yield (x + _GAP, middle + 6, "end"), (x + _GAP - long, middle - half, x + _GAP, middle + half)
        yield (x - _GAP, middle + 6, "start"), (x - _GAP, middle - half, x - _GAP + long, middle + half)


def _is_free(box: Box, taken: Iterable[Box], sheet: Sheet) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > sheet.width or bottom > sheet.height:
        return False
    return all(right <= b[0] or left >= b[2] or bottom <= b[1] or top >= b[3] for b in taken)

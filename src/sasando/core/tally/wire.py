"""Facts and voyages as plain lists, maps, texts and numbers, the form in which phone and server exchange them.

The page of the phone computes the same voyage: `web/field/static/field/tally.js`.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, Final, cast

from sasando.core.tally.facts import (
    Announced,
    Count,
    Decision,
    Entry,
    Facts,
    Handover,
    Tick,
    TickKind,
    canonical,
)
from sasando.core.tally.voyage import Voyage

Wire = dict[str, Any]

_SHAPES: Final = {
    "entries": Entry,
    "ticks": Tick,
    "counts": Count,
    "announcements": Announced,
    "handovers": Handover,
    "decisions": Decision,
}
_READ: Final[Mapping[str, Callable[[Any], object]]] = {
    "at": datetime.fromisoformat,
    "kind": TickKind,
    "keep": tuple,
}


def facts_to_wire(facts: Facts) -> Wire:
    """Facts as JSON can hold them; times in UTC with six decimals. Raises `ValueError` for a time without zone."""
    return cast(Wire, _plain(facts))


def facts_from_wire(wire: Mapping[str, Any]) -> Facts:
    """Facts again. What is absent has its default; raises `KeyError`, `TypeError` or `ValueError` for what is none."""
    read = {
        name: tuple(
            shape(**{key: _READ[key](value) if key in _READ else value for key, value in row.items()})
            for row in wire.get(name, ())
        )
        for name, shape in _SHAPES.items()
    }
    return Facts(gates=tuple(wire.get("gates", ())), **cast(dict[str, Any], read))


def voyage_to_wire(voyage: Voyage) -> Wire:
    """A voyage as JSON can hold it: the fields of `Voyage`, maps as objects, tuples as lists."""
    return cast(Wire, _plain(voyage))


def _plain(value: object) -> object:
    match value:
        case datetime():
            return canonical(value)
        case None | bool() | int():
            return value
        case str():
            return str(value)
        case tuple():
            return [_plain(one) for one in value]
        case Mapping():
            return {key: _plain(one) for key, one in value.items()}
    return {field.name: _plain(getattr(value, field.name)) for field in fields(cast(Any, value))}

"""Where other concepts add to the page of a company: what is left of a quota, complaints, stops, promises.

A part is a function of this area that reads a concept of the domain; it stands in `PARTS`, and the page shows its
template with what it gives. None is shown to whom its own rights give nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise

from sasando.domain.access import Actor


@dataclass(frozen=True, slots=True)
class Beside:
    """One part: its heading, the template inside, and what that shows."""

    title: str | Promise
    template: str
    shows: Any


Source = Callable[[Any, Actor, date], Beside | None]
PARTS: Final[tuple[Source, ...]] = ()


def parts_beside(company: Any, actor: Actor, today: date) -> list[Beside]:
    """What the other concepts have to say to this reader."""
    return [part for part in (source(company, actor, today) for source in PARTS) if part]

"""The routes, as cases told them: legs one after the other, and in each leg the gates of which one is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasando.domain.gates.tables import rows

_SAYS: Final[Mapping[str, Promise]] = {
    "east": _("Jalur timur: dengan kapal ke Kalimantan Utara, lalu perahu cepat ke Sabah"),
    "west": _("Jalur barat: dengan pesawat ke Jawa atau Bali, lalu ke Sumatera dan Semenanjung"),
    "coffins": _("Jalur jenazah: dari Malaysia pulang ke Kupang"),
}


@dataclass(frozen=True, slots=True)
class Route:
    """One route: its key, what it is called, and for each leg the slugs of its gates."""

    key: str
    says: Promise
    legs: Sequence[Sequence[str]]


@cache
def routes() -> tuple[Route, ...]:
    """All of them."""
    legs: dict[str, list[list[str]]] = {}
    for row in rows("routes.csv"):
        legs.setdefault(row["route"], []).append(row["gates"].split())
    return tuple(Route(key, _SAYS[key], parts) for key, parts in legs.items())


def routes_through(slug: str) -> tuple[Route, ...]:
    """The routes that pass the gate."""
    return tuple(route for route in routes() if any(slug in leg for leg in route.legs))

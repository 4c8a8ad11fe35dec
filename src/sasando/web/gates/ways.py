"""What the pages say of gates: their facts in words, and the routes as lines of gates."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sasando.domain.gates.models import Gate
from sasando.domain.gates.routes import routes, routes_through
from sasando.web.shell.templatetags.shell import day, plain_number


@dataclass(frozen=True, slots=True)
class Way:
    """A route whose gates may be read: what it is called, and its legs."""

    says: str | Promise
    legs: Sequence[Sequence[Gate]]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of what is known about a gate."""

    label: str
    value: str
    url: str = ""
    note: str = ""


def ways(gates: QuerySet[Any], through: Gate | None = None) -> list[Way]:
    """The routes, or those through one gate. Gates that are not among these are left out."""
    chosen = routes_through(through.slug) if through else routes()
    known = {gate.slug: gate for gate in gates.filter(slug__in={s for r in chosen for leg in r.legs for s in leg})}
    found = []
    for route in chosen:
        legs = [[known[slug] for slug in leg if slug in known] for leg in route.legs]
        found.append(Way(route.says, [leg for leg in legs if leg]))
    return found


def facts_of(gate: Gate) -> list[Fact]:
    """What the page of a gate lists."""
    region = gate.region
    return [
        Fact(_("Jenis"), gate.get_kind_display()),
        Fact(_("Kota atau tempat"), gate.city),
        Fact(
            _("Kabupaten atau kota"),
            region.name if region else "",
            reverse("regions:detail", args=[region.code]) if region else "",
            _("Kode Kemendagri %(code)s") % {"code": region.code} if region else "",
        ),
        Fact(_("Negara"), gate.country_name),
        Fact(_("Letak"), place_words(gate), note=_("Kira-kira, dibulatkan ke 0,1 derajat (sekitar 11 km).")),
        Fact(_("Sumber"), gate.source),
        Fact(_("Tanggal sumber"), day(gate.since) if gate.since else ""),
        Fact(_("Catatan"), gate.note),
    ]


def place_words(gate: Gate) -> str:
    """ "8,6° LS 122,2° BT"; nothing when the place is not known."""
    if gate.longitude is None or gate.latitude is None:
        return ""
    south_or_north = _("LS") if gate.latitude < 0 else _("LU")
    west_or_east = _("BB") if gate.longitude < 0 else _("BT")
    return f"{_degrees(gate.latitude)} {south_or_north} {_degrees(gate.longitude)} {west_or_east}"


def _degrees(value: Decimal) -> str:
    return f"{plain_number(abs(value))}°"

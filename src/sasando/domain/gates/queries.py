"""Finding gates: by words, by kind, by where they lie."""

from typing import Any, Final

from django.db.models import Q, QuerySet

WHERE: Final = {
    "ntt": Q(region__code__startswith="53."),
    "indonesia": Q(country="ID") & (Q(region=None) | ~Q(region__code__startswith="53.")),
    "abroad": ~Q(country="ID"),
}


def find_gates(
    gates: QuerySet[Any], *, text: str = "", kind: str = "", where: str = "", closed: bool = False
) -> QuerySet[Any]:
    """Of these gates those that fit; each word must stand in the name, the place or the regency.

    Gates that are closed are left out unless `closed`.
    """
    found = gates.select_related("region")
    if not closed:
        found = found.filter(active=True)
    if kind:
        found = found.filter(kind=kind)
    if where:
        found = found.filter(WHERE[where])
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(city__icontains=word) | Q(region__name__icontains=word))
    return found

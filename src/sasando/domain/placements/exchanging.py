"""What leaves for other offices: the least record of PP 59/2021 article 67(2), and the calendar of contracts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from sasando.core.facts.regions import place_name
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.placements.facts import restored
from sasando.domain.placements.kinds import ABROAD
from sasando.domain.placements.models import Judged, Placement, Step
from sasando.exchange.calendars import Event

ARTICLE: Final = "PP 59/2021 Pasal 67 ayat (2)"
_PIECE: Final = 1000
Row = tuple[str | date | None, ...]


def may_export(actor: Actor) -> QuerySet[Any]:
    """The placements that the reader may take along as a file."""
    found: QuerySet[Any] = Placement.objects.filter(may_reach(Placement, actor, "export"))
    return found


def departed(actor: Actor, since: date, until: date) -> QuerySet[Any]:
    """Who left in these days, by departure."""
    return may_export(actor).filter(departed_on__range=(since, until)).order_by("departed_on", "full_name", "id")


def exchange_rows(placements: QuerySet[Any]) -> Iterator[Row]:
    """Name, NIK, address, passport, departure, beginning of the contract, return, employer of each: what is not known
    is empty. Read piece by piece.
    """
    rows = placements.select_related("job_order__employer").iterator(chunk_size=_PIECE)
    while piece := list(islice(rows, _PIECE)):
        facts, returned = facts_of(piece), _days_of("returned", piece)
        for one in piece:
            yield _row(one, facts.get(one.pk, {}), returned.get(one.pk))


def facts_of(placements: Sequence[Placement]) -> dict[UUID, dict[str, Any]]:
    """The facts of each as they were last judged, where the reader may know them."""
    kept = Judged.objects.filter(pk__in=[one.pk for one in placements]).values_list("pk", "facts")
    return {key: restored(facts) for key, facts in kept}


def _days_of(kind: str, placements: Sequence[Placement]) -> dict[UUID, date]:
    gone = Step.objects.filter(placement__in=placements, kind=kind, withdraws__isnull=False)
    withdrawn = set(gone.values_list("placement_id", "withdraws"))
    taken = Step.objects.filter(placement__in=placements, kind=kind, withdraws=None)
    return {
        placement: on
        for placement, number, on in taken.values_list("placement_id", "number", "on")
        if (placement, number) not in withdrawn
    }


def _row(placement: Placement, facts: Mapping[str, Any], returned: date | None) -> Row:
    employer = placement.job_order.employer.name if placement.job_order else facts.get("employer_name", "")
    home = str(facts.get("village") or facts.get("regency") or placement.region_code)
    return (
        placement.full_name,
        facts.get("nik", ""),
        address_of(home),
        facts.get("passport_number", ""),
        placement.departed_on,
        facts.get("contract_on") or facts.get("sea_contract_on"),
        returned,
        employer,
    )


def address_of(code: str) -> str:
    """Village and regency of a code of Kemendagri, as far as it goes.

    >>> address_of("53.21")
    'Kabupaten Malaka'
    >>> address_of("")
    ''
    """
    parts = code.split(".")
    regency = ".".join(parts[:2])
    names = [place_name(one) for one in dict.fromkeys([code, regency]) if one and place_name(one) != one]
    return ", ".join(names)


def ending(actor: Actor, since: date, until: date) -> QuerySet[Any]:
    """Whose contract ends in these days and who is still abroad, the nearest day first."""
    found: QuerySet[Any] = Placement.objects.visible_to(actor).filter(state__in=ABROAD, ends_on__range=(since, until))
    return found.select_related("company").order_by("ends_on", "full_name", "id")


def events_of(placements: QuerySet[Any], title: str) -> Iterator[Event]:
    """The ends of contracts as entries of a calendar; `title` holds `%s` for the name. No number, no address."""
    for one in placements:
        yield Event(f"{one.pk}-ends@sasando", title % one.full_name, one.ends_on, text=one.country)

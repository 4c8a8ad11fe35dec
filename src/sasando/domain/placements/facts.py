"""What is known of a placement, from every source, each fact with where it comes from; fed to the law engine.

Read as the program itself (`program.py`): whoever opens a dossier gets the same answer of the law.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, prefetch_related_objects

from sasando.core.facts import FACTS
from sasando.core.facts.reading import outcome_of
from sasando.core.facts.unreadable import Unreadable
from sasando.domain.documents.many import documents_of, registers_of
from sasando.domain.examinations.facts import examinations_of
from sasando.domain.licences.facts import company_facts, job_order_facts, permit_facts
from sasando.domain.people.models import Identity, Person
from sasando.domain.placements.course import Taken, standing
from sasando.domain.placements.kinds import ABROAD, State
from sasando.domain.placements.models import Placement, Stated, Step

Facts = dict[str, Any]
OF_ACT: Final = ("recruited_on", "placement_agreement_on")  # the day on which the licence is asked for
PLACED: Final = (State.CLEARED, State.ISSUED, *ABROAD, State.RETURNED)
_OF_A_VILLAGE: Final = 3  # dots in the Kemendagri code of a village


@dataclass(slots=True)
class Gathered:
    """Facts by their key (as in dossier.md), the source of each, and those of which two sources differ."""

    facts: Facts = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    differing: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    extended: int = 0  # months by which the contract was made longer

    def put(self, source: str, facts: Mapping[str, Any]) -> None:
        """Lay one source over those before it. What a later one says holds; that they differ is kept."""
        for key, value in facts.items():
            if value is None or key not in FACTS:
                continue
            before = self.facts.get(key)
            if before is not None and before != value and self.sources[key] != source:
                self.differing[key] = [(self.sources[key], str(before)), (source, str(value))]
            self.facts[key], self.sources[key] = value, source

    def put_step(self, kind: str, facts: Facts) -> None:
        """Lay what a step states over the rest; the months of an extension come after those of the contract."""
        if kind == "extended":
            self.extended += facts.get("contract_months", 0)
        else:
            self.put("steps", facts)


def gather(placement: Placement, on: date) -> Gathered:
    """Everything that is known of one placement on a day."""
    return gather_many([placement], on)[placement.pk]


def gather_many(placements: Sequence[Placement], on: date) -> dict[UUID, Gathered]:
    """The same of many, by the key of the placement. The number of queries grows with the companies, permits and job
    orders that they share, not with the placements.
    """
    people = [one.person_id for one in placements]
    persons, examined = people_facts(people), examinations_of(people, on)
    papers, registers = documents_of(people, on), registers_of(people, on)
    stated, licences = stated_of(placements), Licences(placements)
    found = {}
    for one in placements:
        found[one.pk] = known = Gathered()
        known.put("person", persons.get(one.person_id, {}))
        known.put("placement", _own(one))
        known.put("documents", papers.get(one.person_id, {}))
        known.put("registers", registers.get(one.person_id, {}))
        known.put("examinations", examined.get(one.person_id, {}))
        for kind, facts in stated.get(one.pk, ()):
            known.put_step(kind, facts)
        act = next((known.facts[key] for key in OF_ACT if key in known.facts), on)
        known.put("licences", licences.of(one, act))
    return found


def person_facts(person: UUID) -> Facts:
    """What the register of persons says: name, NIK, sex, day of birth, home."""
    return people_facts([person]).get(person, {})


def people_facts(people: Sequence[UUID]) -> dict[UUID, Facts]:
    """The same of many, by the key of the person."""
    identities = Identity.objects.in_bulk(people)
    return {who.pk: _person(who, identities.get(who.pk)) for who in Person.objects.filter(pk__in=people)}


def _person(who: Person, identity: Identity | None) -> Facts:
    facts: Facts = {"full_name": who.full_name or None, "sex": who.sex or None}
    if who.home_id and who.home_id.count(".") >= 1:
        facts["regency"] = ".".join(who.home_id.split(".")[:2])
        facts["village"] = who.home_id if who.home_id.count(".") == _OF_A_VILLAGE else None
    if identity:
        facts |= {"nik": identity.nik or None, "born_on": identity.born_on}
        facts["passport_number"] = identity.passport_number or None
    return {key: value for key, value in facts.items() if value is not None}


def _own(placement: Placement) -> Facts:
    position = outcome_of(FACTS["position"], placement.position)
    return {
        "scheme": placement.scheme,
        "country": placement.country or None,
        "position": None if isinstance(position, Unreadable) else position,
        "departs_on": placement.departs_on,
        "purpose": "WORK",
    }


class Licences:
    """What the registers say of the companies, permits and job orders of some placements: each is asked once a day of
    act, however many placements share it.
    """

    def __init__(self, placements: Sequence[Placement]) -> None:
        prefetch_related_objects(placements, "permit__company", "job_order__employer", "job_order__partner")
        self._placed = _placed({one.permit_id for one in placements if one.permit_id})
        self._company = cache(company_facts)
        self._permit = cache(permit_facts)
        self._job_order = cache(job_order_facts)

    def of(self, placement: Placement, act: date) -> Facts:
        """The facts for one placement, as they were on the day of the act."""
        facts: Facts = {}
        if placement.company_id:
            facts |= self._company(placement.company_id, act)
        if placement.permit_id:
            placed = self._placed.get(placement.permit_id, 0) - (placement.state in PLACED)
            facts |= self._permit(placement.permit, act, placed=placed)
        if placement.job_order_id:
            facts |= self._job_order(placement.job_order, act)
        return facts


def _placed(permits: set[UUID]) -> dict[UUID, int]:
    """How many were cleared or left under each permit."""
    if not permits:
        return {}
    placed = Placement.objects.filter(permit__in=permits, state__in=PLACED).order_by()
    return dict(placed.values_list("permit").annotate(Count("pk")))


def placed_under(placement: Placement) -> int:
    """How many others were cleared or left under the same permit."""
    others = Placement.objects.filter(permit=placement.permit, state__in=PLACED)
    return others.exclude(pk=placement.pk).count()


def stated_of(placements: Sequence[Placement]) -> dict[UUID, list[tuple[str, Facts]]]:
    """What the steps that hold state, in their order: kind and facts."""
    holding = {
        placement: {one.number for one in standing(steps)} for placement, steps in courses_of(placements).items()
    }
    kept = Stated.objects.filter(placement__in=placements).select_related("step").order_by("step__number")
    found: dict[UUID, list[tuple[str, Facts]]] = defaultdict(list)
    for one in kept:
        if one.step.number in holding[one.placement_id]:
            found[one.placement_id].append((one.step.kind, restored(one.facts)))
    return found


def courses_of(placements: Sequence[Placement]) -> dict[UUID, list[Taken]]:
    """The steps of each as the course asks them, in their order."""
    found: dict[UUID, list[Taken]] = {one.pk: [] for one in placements}
    rows = Step.objects.filter(placement__in=placements).order_by("number")
    for placement, *step in rows.values_list("placement_id", "number", "kind", "withdraws"):
        found[placement].append(Taken(*step))
    return found


def restored(facts: Mapping[str, Any]) -> Facts:
    """Facts as they were before they became JSON: days are days again.

    >>> restored({"informed_on": "2026-03-01", "premium_pre_idr": 37500})
    {'informed_on': datetime.date(2026, 3, 1), 'premium_pre_idr': 37500}
    """
    return {
        key: date.fromisoformat(value) if FACTS[key].kind.python_type is date and isinstance(value, str) else value
        for key, value in facts.items()
        if key in FACTS
    }


def as_json(facts: Mapping[str, Any]) -> Facts:
    """Facts as they are kept: days as text of ISO 8601."""
    return {key: plain(value) for key, value in facts.items()}


def plain(value: Any) -> Any:
    """A value as JSON has it: days and moments as text of ISO 8601."""
    return value.isoformat() if isinstance(value, date) else value

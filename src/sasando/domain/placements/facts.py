"""What is known of a placement, from every source, each fact with where it comes from; fed to the law engine.

Read as the program itself (`program.py`): whoever opens a dossier gets the same answer of the law.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sasando.core.facts import FACTS
from sasando.core.facts.reading import outcome_of
from sasando.core.facts.unreadable import Unreadable
from sasando.domain.documents.facts import document_facts, register_facts
from sasando.domain.examinations.facts import examination_facts
from sasando.domain.licences.facts import company_facts, job_order_facts, permit_facts
from sasando.domain.people.models import Identity, Person
from sasando.domain.placements.course import Taken, standing
from sasando.domain.placements.kinds import ABROAD, State
from sasando.domain.placements.models import Placement, Stated, Step

Facts = dict[str, Any]
OF_ACT: Final = ("recruited_on", "placement_agreement_on")  # the day on which the licence is asked for
_OF_A_VILLAGE: Final = 3  # dots in the Kemendagri code of a village


@dataclass(slots=True)
class Gathered:
    """Facts by their key (as in dossier.md), the source of each, and those of which two sources differ."""

    facts: Facts = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    differing: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def put(self, source: str, facts: Mapping[str, Any]) -> None:
        """Lay one source over those before it. What a later one says holds; that they differ is kept."""
        for key, value in facts.items():
            if value is None or key not in FACTS:
                continue
            before = self.facts.get(key)
            if before is not None and before != value and self.sources[key] != source:
                self.differing[key] = [(self.sources[key], str(before)), (source, str(value))]
            self.facts[key], self.sources[key] = value, source


def gather(placement: Placement, on: date) -> Gathered:
    """Everything that is known on a day."""
    steps = list(Step.objects.filter(placement=placement))
    stated = list(_stated(placement, steps))
    found = Gathered()
    found.put("person", person_facts(placement.person_id))
    found.put("placement", _own(placement))
    found.put("documents", document_facts(placement.person_id, on))
    found.put("registers", register_facts(placement.person_id, on))
    found.put("examinations", examination_facts(placement.person_id, on))
    for one in stated:
        found.put("steps", one)
    act = next((found.facts[key] for key in OF_ACT if key in found.facts), on)
    found.put("licences", _licences(placement, act))
    return found


def person_facts(person: Any) -> Facts:
    """What the register of persons says: name, NIK, sex, day of birth, home."""
    who = Person.objects.filter(pk=person).first()
    identity = Identity.objects.filter(pk=person).first()
    if who is None:
        return {}
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


def _licences(placement: Placement, act: date) -> Facts:
    facts: Facts = {}
    if placement.company_id:
        facts |= company_facts(placement.company_id, act)
    if placement.permit_id:
        facts |= permit_facts(placement.permit, act, placed=placed_under(placement))
    if placement.job_order_id:
        facts |= job_order_facts(placement.job_order, act)
    return facts


def placed_under(placement: Placement) -> int:
    """How many others were cleared or left under the same permit."""
    states = [State.CLEARED, State.ISSUED, *ABROAD, State.RETURNED]
    others = Placement.objects.filter(permit_id=placement.permit_id, state__in=states)
    return others.exclude(pk=placement.pk).count()


def _stated(placement: Placement, steps: list[Step]) -> Iterator[Facts]:
    holding = {one.number for one in standing(Taken(step.number, step.kind, step.withdraws) for step in steps)}
    kept = Stated.objects.filter(placement=placement, step__number__in=holding).order_by("step__number")
    for one in kept:
        yield restored(one.facts)


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
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in facts.items()}

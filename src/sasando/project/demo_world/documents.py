"""Papers of some candidates of the world: complete, ended, wrong, verified or waiting; and what registers answered."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, Final

import typst
from django.utils import timezone

from sasando.domain.access import Actor
from sasando.domain.documents.actions import Checked, add_document, verify_document
from sasando.domain.documents.asking import ask, write_answers
from sasando.domain.documents.kinds import KINDS
from sasando.domain.documents.models import Document, Register, Truth
from sasando.domain.documents.papers import Paper
from sasando.domain.documents.queries import may_verify
from sasando.domain.documents.registers import ByHand
from sasando.domain.people.models import Identity, Person
from sasando.project.demo_world.making import Making

_OF_A_COMPANY: Final = 9  # people
_WITH_SCANS: Final = 6  # documents; drawing and looking at each takes a tenth of a second
_PAPER: Final = (
    '#set page(width: 14cm, height: 9cm, margin: 1cm, fill: rgb("#f7f4ec"))\n#set text(size: 13pt)\n'
    "*CONTOH PERAGAAN*\n\nBukan dokumen asli. Semua nama dan nomor di sini dikarang."
)


def make_documents(making: Making) -> None:
    """Papers by the companies, looked at by the labour offices of the homes."""
    random = making.random("documents")
    written = [document for by in _companies(making) for document in _papers_of(making, random, by)]
    for document in written:
        _looked_at(making, random, document)
    _registers(making, random, sorted({document.person for document in written}, key=lambda one: str(one.pk)))


def _companies(making: Making) -> Iterator[Actor]:
    for key in sorted(making.actors):
        yield from [actor for actor in making.actors[key] if actor.role == "p3mi"][:1]


def _papers_of(making: Making, random: Random, by: Actor) -> Iterator[Document]:
    mine = Person.objects.filter(organisation=by.organisation).exclude(full_name="").order_by("full_name", "pk")
    people = random.sample(list(mine[:200]), min(_OF_A_COMPANY, mine.count()))
    identities = {one.pk: one for one in Identity.objects.filter(person__in=people)}
    for person in people:
        for paper in _papers(making, random, identities.get(person.pk)):
            scans = [_picture()] if random.random() < 0.03 and _left() else []
            yield add_document(person, paper, scans, by=by)


def _papers(making: Making, random: Random, identity: Identity | None) -> Iterator[Paper]:
    passport = (identity and identity.passport_number) or f"X{random.randrange(10**6, 10**7)}"
    if random.random() < 0.08:
        passport = passport[:5]  # somebody typed too quickly
    ends = making.today + timedelta(days=random.choice((-40, 25, 200, 900, 1900)))
    yield _paper("passport", number=passport, valid_until=ends)
    if identity and identity.nik:
        yield _paper("id_card", number=identity.nik)
    if random.random() < 0.8:
        yield _paper("marital_letter", issued_on=making.day(random.randrange(20, 120)))
    if random.random() < 0.6:
        yield _paper("consent_letter", facts={"consent_acknowledged_on": making.day(random.randrange(10, 90))})
    if random.random() < 0.5:
        until = making.today + timedelta(days=random.choice((-10, 300, 700)))
        yield _paper("competence_certificate", number=f"LSP-PERAGAAN-{random.randrange(10**4)}", valid_until=until)
    if random.random() < 0.5:
        yield _paper("social_security_card", number=f"{random.randrange(10**10, 10**11)}")


def _paper(kind: str, *, valid_until: date | None = None, issued_on: date | None = None, **more: Any) -> Paper:
    return Paper(kind=KINDS[kind], valid_until=valid_until, issued_on=issued_on, **more)


@cache
def _picture() -> bytes:
    made = typst.compile({"main": _PAPER.encode()}, format="png", ppi=72.0)  # type: ignore[call-overload]
    return bytes(made)


def _left() -> bool:
    """Whether a few more may have a scan."""
    return Document.objects.exclude(scans=None).count() < _WITH_SCANS


def _looked_at(making: Making, random: Random, document: Document) -> None:
    office = _office_of(making, document.person)
    if office is None or random.random() < 0.4 or not may_verify(document, office):
        return
    answer = random.choices((Truth.YES, Truth.NOT_KNOWN, Truth.NO), (16, 2, 1))[0]
    way = random.choice(("original", "issuer", "system"))
    verify_document(document, Checked(answer=answer, way=way, on=making.today), by=office, today=timezone.localdate())


def _office_of(making: Making, person: Person) -> Actor | None:
    key = f"labour-{person.region_code[:5]}"
    return next((actor for actor in making.actors.get(key, []) if actor.role == "labour-office"), None)


def _registers(making: Making, random: Random, people: list[Person]) -> None:
    for number, person in enumerate(people):
        office = _office_of(making, person)
        if office is None or random.random() < 0.5:
            continue
        answer = random.choice((Truth.YES, Truth.YES, Truth.NO, Truth.NOT_KNOWN))
        said = {"registration_number": f"CPMI-PERAGAAN-{number:04d}"} if answer == Truth.YES else {}
        adapter = ByHand(
            register=Register.SISKOP2MI, source="layar SISKOP2MI (peragaan)", answer=answer, on=making.today, said=said
        )
        write_answers(adapter, ask(adapter, [person], by=office), by=office)

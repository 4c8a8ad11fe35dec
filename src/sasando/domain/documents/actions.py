"""Writing documents down, with their scans, and saying whether they are real."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from django.db import connection, transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.documents import vault
from sasando.domain.documents.facts import as_json
from sasando.domain.documents.models import Document, Freedom, Scan, Verification
from sasando.domain.documents.opening import Page, pages_of
from sasando.domain.documents.papers import Paper, tidy_number
from sasando.domain.documents.queries import may_do, may_verify
from sasando.domain.documents.scanning import scanned
from sasando.domain.errors import Refused
from sasando.domain.people.models import Person

MOST_SCANS: Final = 20  # pages of one document
AT_MOST: Final = 10_000_000  # bytes of one file


@transaction.atomic
def add_document(person: Person, paper: Paper, files: Sequence[bytes] = (), *, by: Actor) -> Document:
    """Write a document down, with its pages. A number that looks wrong is kept and marked. Raises `ValidationError`."""
    if not Person.objects.visible_to(by).filter(pk=person.pk).exists() or not may_do(person, "document.add", by):
        raise Refused("not_allowed")
    before = paper.replaces
    if before and (before.person_id != person.pk or before.kind != paper.kind.code):
        raise Refused("not_allowed")
    if before:
        _refuse_replaced(before)
    document = Document(
        person=person,
        organisation_id=by.organisation,
        by=by.account,
        kind=paper.kind.code,
        number=tidy_number(paper.kind, paper.number),
        issued_by=paper.issued_by,
        issued_on=paper.issued_on,
        valid_until=paper.valid_until,
        facts=as_json(paper.facts),
        replaces=before,
    )
    document.full_clean(exclude=["person", "organisation", "replaces", "facts"])
    document.save(force_insert=True)
    audit.record("document.replaced" if before else "document.added", document, by=by, fields=["kind"], digest=True)
    if files:
        add_scans(document, files, by=by)
    return document


def _refuse_replaced(document: Document) -> None:
    _one_after_the_other(document)
    if Document.objects.filter(replaces=document).exists():
        raise Refused("document_replaced")


def _one_after_the_other(document: Document) -> None:
    """Nobody else replaces this document or adds pages to it until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 5))", [f"document {document.pk}"])


@transaction.atomic
def add_scans(document: Document, files: Sequence[bytes], *, by: Actor) -> list[Scan]:
    """Add pages behind those that are there: photos, and PDFs of which only the look of the pages is kept.

    In what the scanner calls a virus nothing is kept but that it came. Raises `Refused`, and then nothing is kept.
    """
    if not may_do(document.person, "scan.add", by):
        raise Refused("not_allowed")
    if any(len(content) > AT_MOST for content in files):
        raise Refused("scan_too_large", most=AT_MOST // 1_000_000)
    _one_after_the_other(document)
    there = Scan.objects.filter(document=document).count()
    made: list[Scan] = []
    for content in files:
        came = _Came(hashlib.sha256(content).hexdigest(), scanned(content))
        pages = [Page("", b"")] if came.said == Freedom.SUSPECT else pages_of(content)
        if there + len(made) + len(pages) > MOST_SCANS:
            raise Refused("too_many_scans", most=MOST_SCANS)
        made += [_kept(document, there + len(made) + at, page, came=came, by=by) for at, page in enumerate(pages, 1)]
    return made


class _Came(NamedTuple):
    """The digest of a file as it came, and what the scanner said of it."""

    sha256: str
    said: Freedom


def _kept(document: Document, number: int, page: Page, *, came: _Came, by: Actor) -> Scan:
    scan = Scan(
        id=uuid4(),
        person_id=document.person_id,
        organisation_id=by.organisation,
        by=by.account,
        document=document,
        page=number,
        media_type=page.media_type,
        size=len(page.content),
        sha256=hashlib.sha256(page.content).hexdigest() if page.content else "",
        came=came.sha256,
        scanned=came.said,
    )
    if page.content:
        vault.put(scan.pk, page.content, belongs_to=f"document {document.pk}")
    scan.save(force_insert=True)
    deed = "scan.added" if page.content else "scan.held"
    audit.record(deed, scan, by=by, fields=["sha256"], digest=True)
    return scan


def read_scan(key: UUID, *, by: Actor) -> tuple[Scan, bytes] | None:
    """A page, for who may read it; None for everybody else, and for what was not kept. That it was read is a fact.

    Raises `vault.Damaged` when the file is not what was kept.
    """
    scan: Scan | None = Scan.objects.visible_to(by).filter(pk=key).exclude(sha256="").first()
    if scan is None:
        return None
    content = vault.get(scan.pk, belongs_to=f"document {scan.document_id}")
    if hashlib.sha256(content).hexdigest() != scan.sha256:
        raise vault.Damaged("the page is not the one that was kept")
    audit.record("scan.read", scan, by=by)
    return scan, content


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How a document was looked at: is it real, how was that found out, on what day."""

    answer: str
    way: str
    on: date


@transaction.atomic
def verify_document(document: Document, checked: Checked, *, by: Actor, today: date) -> Verification:
    """Answer whether a document is real: yes, no or not known. Earlier answers stay. Raises `ValidationError`."""
    if not may_verify(document, by):
        raise Refused("not_yours_to_verify")
    _refuse_replaced(document)
    if checked.on > today:
        raise Refused("examined_later")
    made = Verification(
        person_id=document.person_id,
        organisation_id=by.organisation,
        by=by.account,
        document=document,
        answer=checked.answer,
        way=checked.way,
        on=checked.on,
    )
    made.full_clean(exclude=["person", "organisation", "document"])
    made.save(force_insert=True)
    audit.record("document.verified", made, by=by, fields=["answer", "way"], digest=True)
    return made

"""Documents of people: what they prove, who may see and verify them, and what outside registers answer."""

import hashlib
import sys
from datetime import date, timedelta

import pytest
import typst
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as settings_of
from hypothesis import strategies as st
from tests.pictures import drawable_jpeg, part, png

from sasando.core.facts import FACTS
from sasando.domain.access import roles
from sasando.domain.audit.models import Fact
from sasando.domain.documents import vault
from sasando.domain.documents.actions import (
    Checked,
    add_document,
    add_scans,
    read_scan,
    verify_document,
)
from sasando.domain.documents.asking import ask, people_in, write_answers
from sasando.domain.documents.extracts import read_extract
from sasando.domain.documents.facts import document_facts, register_facts
from sasando.domain.documents.kinds import KINDS, bare
from sasando.domain.documents.models import Document, RegisterAnswer, Scan, Verification
from sasando.domain.documents.papers import Paper, read_stated
from sasando.domain.documents.queries import documents_of, who_saw
from sasando.domain.documents.registers import ByHand
from sasando.domain.errors import Refused
from sasando.domain.people.actions import assign_person
from sasando.domain.people.models import Person
from sasando.exchange.tables import NotATable

TODAY = timezone.localdate()
WOMAN = "Yasinta Seran"  # of Malaka, written down by PT Uji Satu
PASSPORT = Paper(kind=KINDS["passport"], number="x 123-4567", valid_until=date(2030, 1, 1))


@pytest.fixture
def woman(db, cast):
    """Whom the company wrote down; read as whoever acts."""
    return lambda: Person.objects.get(pk=cast.person(WOMAN))


@pytest.fixture
def company(acting_as):
    return acting_as("p3mi")


def facts(cast):
    return document_facts(cast.person(WOMAN), TODAY)


def refusal(deed):
    with pytest.raises(Refused) as refused:
        deed()
    return refused.value.code


class TestAKind:
    @pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
    def test_proves_only_facts_that_the_law_knows(self, kind):
        assert set(kind.facts) <= set(FACTS)
        assert kind.checked_by <= set(roles())

    def test_is_never_a_medical_paper(self):
        assert not {fact for kind in KINDS.values() for fact in kind.facts} & {
            key for key in FACTS if key.startswith(("health_on", "health_result", "psych", "pregnancy"))
        }

    @given(st.from_regex(r"[A-Z][0-9]{7}", fullmatch=True), st.lists(st.sampled_from(" .-/"), max_size=3))
    def test_takes_a_number_with_spaces_and_dashes(self, number, marks):
        written = number[:1] + "".join(marks) + number[1:]
        assert KINDS["passport"].problem_with(written) is None
        assert bare(written) == number

    @pytest.mark.parametrize(
        ("kind", "number"),
        [("passport", "123"), ("id_card", "53210545"), ("social_security_card", "12A"), ("seaman_book", "x")],
    )
    def test_says_what_is_wrong_with_a_number(self, kind, number):
        assert "Periksa" in str(KINDS[kind].problem_with(number))


class TestADocument:
    def test_tells_the_law_what_it_proves(self, woman, company, cast):
        add_document(woman(), PASSPORT, by=company)
        add_document(woman(), Paper(kind=KINDS["marriage_book"]), by=company)
        assert facts(cast) == {
            "passport_number": "X1234567",
            "passport_until": date(2030, 1, 1),
            "marriage_book": True,
        }

    def test_tells_what_was_read_of_it(self, woman, company, cast):
        kind = KINDS["contract"]
        stated, wrong = read_stated(
            kind, {"contract_months": "24 bulan", "contract_elements": "a-g", "contract_endorsed": "ya"}
        )
        assert not wrong
        add_document(woman(), Paper(kind=kind, issued_on=date(2026, 3, 1), facts=stated), by=company)
        assert facts(cast) == {
            "contract_on": date(2026, 3, 1),
            "contract_months": 24,
            "contract_elements": "abcdefg",
            "contract_endorsed": True,
        }

    def test_says_of_what_cannot_be_read_why(self):
        stated, wrong = read_stated(
            KINDS["consent_letter"], {"consent_by": "tetangga", "consent_acknowledged_on": "31/02/2026"}
        )
        assert stated == {}
        assert set(wrong) == {"consent_by", "consent_acknowledged_on"}

    def test_with_a_wrong_number_is_kept_and_marked(self, woman, company, cast):
        kept = add_document(woman(), Paper(kind=KINDS["passport"], number="12 45"), by=company)
        assert kept.number == "12 45"
        assert "Nomor paspor" in str(kept.number_problem)
        assert facts(cast) == {"passport_number": "12 45"}

    def test_with_a_nik_that_is_none_tells_no_nik(self, woman, company, cast):
        add_document(woman(), Paper(kind=KINDS["id_card"], number="5,3E+15"), by=company)
        assert facts(cast) == {}

    def test_that_was_replaced_tells_nothing_more(self, woman, company, cast):
        old = add_document(woman(), PASSPORT, by=company)
        new = Paper(kind=KINDS["passport"], number="C7654321", replaces=old)
        add_document(woman(), new, by=company)
        assert facts(cast) == {"passport_number": "C7654321"}
        assert refusal(lambda: add_document(woman(), new, by=company)) == "document_replaced"

    def test_is_replaced_by_one_of_its_kind_only(self, woman, company):
        old = add_document(woman(), PASSPORT, by=company)
        other = Paper(kind=KINDS["visa"], replaces=old)
        assert refusal(lambda: add_document(woman(), other, by=company)) == "not_allowed"

    def test_that_ends_before_it_begins_is_refused(self, woman, company):
        wrong = Paper(kind=KINDS["visa"], issued_on=TODAY, valid_until=TODAY - timedelta(1))
        with pytest.raises(Exception, match="mendahului"):
            add_document(woman(), wrong, by=company)
        assert not Document.objects.exists()

    def test_written_down_later_tells_nothing_of_an_earlier_day(self, woman, company, cast):
        add_document(woman(), PASSPORT, by=company)
        assert document_facts(cast.person(WOMAN), TODAY - timedelta(1)) == {}

    def test_is_never_changed(self, woman, company):
        add_document(woman(), PASSPORT, by=company)
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            Document.objects.update(number="A0000000")


class TestWhoSeesADocument:
    @pytest.mark.parametrize("role", ["head", "placement-officer", "labour-office", "village", "quay-officer"])
    def test_is_every_office_of_the_home(self, woman, company, acting_as, role):
        add_document(woman(), PASSPORT, [drawable_jpeg()], by=company)
        acting_as(role)
        assert Document.objects.count() == 1

    @pytest.mark.parametrize(
        "role", ["rival", "apjati", "clinic", "psychologist", "task-force", "administrator", "police"]
    )
    def test_is_nobody_else(self, woman, company, acting_as, role):
        add_document(woman(), PASSPORT, [drawable_jpeg()], by=company)
        acting_as(role)
        assert not any(model.objects.exists() for model in (Document, Scan, Verification, RegisterAnswer))

    @pytest.mark.parametrize("role", ["village", "quay-officer", "sister-office"])
    def test_is_not_always_who_opens_its_scan(self, woman, company, acting_as, role):
        scan = add_document(woman(), PASSPORT, [drawable_jpeg()], by=company).scans.get()
        assert read_scan(scan.pk, by=acting_as(role)) is None

    def test_is_immigration_once_the_person_was_handed_to_them(self, woman, company, acting_as, actor_of, cast):
        from sasando.domain.organisations.models import Organisation

        scan = add_document(woman(), PASSPORT, [drawable_jpeg()], by=company).scans.get()
        office = acting_as("protection-officer")
        to = Organisation.objects.get(pk=actor_of("immigration").organisation)
        assign_person(woman(), to=to, until=TODAY + timedelta(5), by=office, today=TODAY)
        assert read_scan(scan.pk, by=acting_as("immigration"))

    def test_is_told_who_saw_it(self, woman, company, acting_as):
        scan = add_document(woman(), PASSPORT, [drawable_jpeg()], by=company).scans.get()
        read_scan(scan.pk, by=company)
        by = acting_as("protection-officer")
        assert [one.action for one in who_saw(woman(), by, most=9)] == ["scan.read", "scan.added", "document.added"]

    def test_of_another_company_adds_nothing(self, woman, company, acting_as, cast):
        person = woman()
        by = acting_as("rival")
        assert refusal(lambda: add_document(person, PASSPORT, by=by)) == "not_allowed"


class TestAScan:
    def test_is_kept_encrypted_without_where_it_was_taken(self, woman, company):
        photo = drawable_jpeg(part(0xE1, b"Exif\x00\x00GPS -10.2 123.5"), tail=b"GPS behind")
        scan = add_document(woman(), PASSPORT, [photo], by=company).scans.get()
        kept, content = read_scan(scan.pk, by=company)
        assert b"GPS" not in content
        assert (hashlib.sha256(content).hexdigest(), hashlib.sha256(photo).hexdigest()) == (kept.sha256, kept.came)
        file = settings.DATA / "files" / scan.pk.hex[:2] / f"{scan.pk.hex}.bin"
        assert b"JFIF" not in file.read_bytes()

    def test_that_was_read_leaves_a_fact(self, woman, company):
        scan = add_document(woman(), PASSPORT, [drawable_jpeg()], by=company).scans.get()
        read_scan(scan.pk, by=company)
        assert Fact.objects.filter(action="scan.read", thing_key=str(scan.pk)).count() == 1

    def test_of_a_pdf_is_how_its_pages_look(self, woman, company):
        pdf = typst.compile({"main": b'#set document(author: "SECRET")\nSECRET\n#pagebreak()\nSECRET'}, format="pdf")
        scans = add_document(woman(), PASSPORT, [drawable_jpeg(), pdf], by=company).scans.all()
        assert [(one.page, one.media_type) for one in scans] == [(1, "image/jpeg"), (2, "image/png"), (3, "image/png")]
        assert not any(b"SECRET" in read_scan(one.pk, by=company)[1] for one in scans)

    def test_that_was_exchanged_for_another_is_not_shown(self, woman, company):
        document = add_document(woman(), PASSPORT, [drawable_jpeg(), png()], by=company)
        first, other = (settings.DATA / "files" / one.pk.hex[:2] / f"{one.pk.hex}.bin" for one in document.scans.all())
        first.write_bytes(other.read_bytes())
        with pytest.raises(vault.Damaged):
            read_scan(document.scans.first().pk, by=company)

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"<svg onload=alert(1)>", "scan_not_readable"),
            (b"\x00\x00\x00\x18ftypheic", "scan_is_heic"),
            (b"%PDF-1.7 nothing", "pdf_not_readable"),
            (drawable_jpeg() + b" " * 10_000_000, "scan_too_large"),
        ],
    )
    def test_that_is_none_is_refused_and_nothing_is_kept(self, woman, company, content, code):
        assert refusal(lambda: add_document(woman(), PASSPORT, [drawable_jpeg(), content], by=company)) == code
        assert not Document.objects.exists()

    def test_more_than_a_document_has_is_refused(self, woman, company):
        document = add_document(woman(), PASSPORT, by=company)
        assert refusal(lambda: add_scans(document, [png()] * 21, by=company)) == "too_many_scans"

    def test_is_of_the_person_of_its_document(self, woman, company, acting_as, cast):
        document = add_document(woman(), PASSPORT, by=acting_as("placement-officer"))
        other = Scan(
            person_id=cast.person("Blasius Nahak"), organisation_id=document.organisation_id, by=document.by,
            document=document, page=1, size=1, sha256="x", came="x", scanned="unscanned",
        )  # fmt: skip
        with pytest.raises(IntegrityError, match="scan_is_of_its_person"), transaction.atomic():
            other.save()


class TestAVirusScanner:
    def scanner(self, status, wait=0):
        return [
            sys.executable,
            "-c",
            f"import sys, time; sys.stdin.buffer.read(); time.sleep({wait}); sys.exit({status})",
        ]

    @pytest.mark.parametrize(("status", "said"), [(0, "clean"), (2, "unscanned")])
    def test_decides_by_its_exit_status(self, woman, company, settings, status, said):
        settings.SCAN_COMMAND = self.scanner(status)
        assert add_document(woman(), PASSPORT, [png()], by=company).scans.get().scanned == said

    def test_that_finds_one_holds_the_file(self, woman, company, settings):
        settings.SCAN_COMMAND = self.scanner(1)
        scan = add_document(woman(), PASSPORT, [png()], by=company).scans.get()
        assert (scan.scanned, scan.sha256) == ("suspect", "")
        assert read_scan(scan.pk, by=company) is None
        assert Fact.objects.filter(action="scan.held").exists()

    def test_that_is_not_there_or_hangs_says_nothing(self, woman, company, settings, monkeypatch):
        monkeypatch.setattr("sasando.domain.documents.scanning.SECONDS", 0.2)
        for command in (["/nowhere/clamdscan"], self.scanner(0, wait=9)):
            settings.SCAN_COMMAND = command
            assert add_document(woman(), PASSPORT, [png()], by=company).scans.get().scanned == "unscanned"


class TestAVerification:
    def verify(self, document, by, answer="yes"):
        return verify_document(document, Checked(answer=answer, way="original", on=TODAY), by=by, today=TODAY)

    def test_is_shown_with_office_and_day(self, woman, company, acting_as):
        document = add_document(woman(), PASSPORT, by=company)
        self.verify(document, acting_as("labour-office"))
        shown = documents_of(woman(), acting_as("p3mi")).get()
        assert (shown.verified, shown.verified_office, shown.verified_on) == ("yes", "Dinas Uji Malaka", TODAY)

    def test_is_not_for_who_brought_it(self, woman, company):
        document = add_document(woman(), PASSPORT, by=company)
        assert refusal(lambda: self.verify(document, company)) == "not_yours_to_verify"

    def test_is_for_the_village_of_what_it_issues_only(self, woman, acting_as):
        village = acting_as("village")
        letter = add_document(woman(), Paper(kind=KINDS["marital_letter"]), by=village)
        assert self.verify(letter, village).answer == "yes"
        passport = add_document(woman(), PASSPORT, by=village)
        assert refusal(lambda: self.verify(passport, village)) == "not_yours_to_verify"

    def test_that_says_no_takes_the_document_its_voice(self, woman, company, acting_as, cast):
        document = add_document(woman(), PASSPORT, by=company)
        office = acting_as("labour-office")
        self.verify(document, office, "not_known")
        assert "passport_number" in facts(cast)
        self.verify(document, office, "no")
        assert facts(cast) == {}
        self.verify(document, office, "yes")
        assert "passport_number" in facts(cast)

    def test_of_a_day_to_come_is_refused(self, woman, acting_as):
        office = acting_as("labour-office")
        document = add_document(woman(), PASSPORT, by=office)
        checked = Checked(answer="yes", way="original", on=TODAY + timedelta(1))
        assert refusal(lambda: verify_document(document, checked, by=office, today=TODAY)) == "examined_later"


def by_hand(answer, register="siskop2mi", **said):
    return ByHand(register=register, source="petugas", answer=answer, on=TODAY, said=said)


def write(adapter, people, by):
    return write_answers(adapter, ask(adapter, people, by=by), by=by)


class TestAnAnswerOfARegister:
    @pytest.fixture
    def office(self, acting_as):
        return acting_as("labour-office")

    def told(self, cast):
        return register_facts(cast.person(WOMAN), TODAY)

    def test_of_yes_gives_its_number(self, woman, office, cast):
        write(by_hand("yes", registration_number="CPMI-1", registered_on=date(2026, 2, 3)), [woman()], office)
        assert self.told(cast) == {"registration_number": "CPMI-1", "registered_on": date(2026, 2, 3)}

    @pytest.mark.parametrize("answer", ["no", "not_known"])
    def test_that_is_no_or_not_known_gives_none(self, woman, office, cast, answer):
        write(by_hand(answer, registration_number="CPMI-1"), [woman()], office)
        assert self.told(cast) == {}

    def test_not_known_is_never_no(self, woman, office, cast):
        write(by_hand("not_known", register="bpjs_kesehatan"), [woman()], office)
        assert self.told(cast) == {}
        write(by_hand("no", register="bpjs_kesehatan"), [woman()], office)
        assert self.told(cast) == {"health_insurance_active": False}

    def test_of_another_birth_stands_beside_ours(self, woman, acting_as, cast):
        from sasando.domain.people.models import Identity

        said = {"nik": "5321054505990001", "born_on": date(2009, 5, 5)}
        acting_as("p3mi")
        Identity.objects.filter(pk=cast.person(WOMAN)).update(born_on=date(1999, 5, 5))
        written = write(by_hand("no", register="dukcapil", **said), [woman()], acting_as("labour-office"))
        assert written[0].differing == ["born_on"]
        assert self.told(cast) == {"born_on_other": date(2009, 5, 5)}

    def test_of_no_about_a_number_takes_the_paper_with_it(self, woman, office, cast):
        add_document(woman(), PASSPORT, by=office)
        write(by_hand("no", register="immigration", passport_number="X1234567"), [woman()], office)
        assert facts(cast) == {}
        add_document(woman(), Paper(kind=KINDS["passport"], number="C7654321"), by=office)
        assert facts(cast) == {"passport_number": "C7654321"}

    def test_twice_is_one(self, woman, office):
        assert len(write(by_hand("yes"), [woman()], office)) == 1
        assert len(write(by_hand("yes"), [woman()], office)) == 0

    def test_is_not_written_by_a_company(self, woman, acting_as):
        by = acting_as("p3mi")
        assert refusal(lambda: write(by_hand("yes"), [woman()], by)) == "not_allowed"


class TestAnExtract:
    HEAD = "NIK;Nama;Tgl Lahir;ID CPMI;Status;Agama"

    def read(self, *rows, register="siskop2mi", head=HEAD):
        return read_extract("\n".join((head, *rows)).encode(), register=register, source="petikan.csv", on=TODAY)

    @pytest.fixture
    def office(self, acting_as):
        return acting_as("labour-office")

    def asked(self, extract, by):
        return ask(extract, people_in(extract, by=by), by=by)

    def test_answers_about_who_has_its_numbers(self, office, cast):
        extract = self.read("5321054505990001;YASINTA SERAN;;CPMI-7;Terdaftar;K")
        [one] = self.asked(extract, office)
        assert (one.person.full_name, one.answered.answer, one.answered.row) == (WOMAN, "yes", 2)
        assert (extract.columns, extract.not_read) == (["NIK", "Nama", "Tgl Lahir", "ID CPMI", "Status"], ["Agama"])
        write_answers(extract, [one], by=office)
        assert register_facts(cast.person(WOMAN), TODAY)["registration_number"] == "CPMI-7"

    def test_names_every_row_that_is_about_nobody_and_every_bad_cell(self, office):
        extract = self.read(
            "5321054505990001;Yasinta Seran;31/02/1999;CPMI-7;entah;",
            "5308120303900003;Paulus Wangge;;;Terdaftar;",  # of another regency
            ";Hanya Nama;;;Terdaftar;",
        )
        [one] = self.asked(extract, office)
        assert one.answered.answer == "not_known"
        found = [(problem.row, problem.column) for problem in extract.problems]
        assert found == [(2, "Tgl Lahir"), (2, "Status"), (3, "NIK"), (4, "NIK")]

    @pytest.mark.parametrize(
        ("register", "answer"), [("dukcapil", "no"), ("siskop2mi", "not_known"), ("bpjs_tk", "not_known")]
    )
    def test_of_another_name_is_what_the_register_is_asked(self, office, register, answer):
        extract = self.read("5321054505990001;Paulina Bano;;;Terdaftar;", register=register)
        [one] = self.asked(extract, office)
        assert (one.answered.answer, list(one.answered.differing)) == (answer, ["full_name"])

    def test_with_a_status_of_no_is_no(self, office):
        [one] = self.asked(self.read("5321054505990001;;;;tidak terdaftar;"), office)
        assert one.answered.answer == "no"

    def test_says_of_a_person_once(self, office):
        row = "5321054505990001;Yasinta Seran;;CPMI-7;Terdaftar;"
        extract = self.read(row, row, row.replace("CPMI-7", "CPMI-8"))
        assert len(self.asked(extract, office)) == 1
        assert [problem.row for problem in extract.problems] == [4]

    def test_writes_nothing_by_itself(self, office):
        self.asked(self.read("5321054505990001;Yasinta Seran;;CPMI-7;Terdaftar;"), office)
        assert not RegisterAnswer.objects.exists()

    def test_without_numbers_is_none(self):
        with pytest.raises(NotATable):
            self.read("Yasinta;1999", head="Nama;Tgl Lahir")

    @settings_of(deadline=None, max_examples=10)
    @given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), max_size=6))
    def test_of_noise_answers_about_nobody(self, rows):
        text = "\n".join(
            [self.HEAD, *(";".join(cell.replace(";", "").replace("\n", "") for cell in row) for row in rows)]
        )
        try:
            extract = read_extract(text.encode("utf-8", "ignore"), register="dukcapil", source="x", on=TODAY)
        except NotATable:
            return
        assert list(extract.ask([])) == []

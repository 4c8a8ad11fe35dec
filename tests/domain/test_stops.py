"""Stop reports, what was met before, photos, and the lane for workers on leave."""

import contextlib
import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import ProgrammingError
from hypothesis import given
from hypothesis import strategies as st
from tests.pictures import jpeg, part, png

from sasando.domain.audit.models import Fact
from sasando.domain.documents import vault
from sasando.domain.documents.pictures import NoPicture, only_picture
from sasando.domain.errors import Refused
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.actions import name_adverse
from sasando.domain.people.models import Person
from sasando.domain.stops.actions import close_draft, hand_over_stop, keep_draft, report_stop, set_aside_stop
from sasando.domain.stops.clearing import Looked, clear_person
from sasando.domain.stops.grounds import OFTEN, grounds
from sasando.domain.stops.keys import name_keys
from sasando.domain.stops.models import Asking, Bringer, Clearance, Draft, Photo, SeenKey, Stop, StopPerson
from sasando.domain.stops.photos import AT_MOST, add_photo, read_photo
from sasando.domain.stops.reentry import CHECKLIST, NOT_SEEN, SEEN, UNKNOWN, judge
from sasando.domain.stops.report import Brought, Stopped, StopReport
from sasando.domain.stops.seen import AT_MOST_AN_HOUR, seen_before, seen_in_stops

NOW = datetime(2026, 3, 7, 22, 15, tzinfo=UTC)
UNCLE = Brought(
    role="family", name="Om Berto Tefnai", phone="0800-0000-4711", house="Kos hijau Jl. Nangka 12, Oesao",
    ticket_buyer="Yanto", wage=Decimal(1500), currency="MYR", per="month", plate="DH 1234 XY",
)  # fmt: skip


def report(**other):
    return StopReport(
        **{
            "id": uuid4(),
            "agency": "police",
            "at": NOW - timedelta(hours=1),
            "gate": "pelabuhan-tenau",
            "people": (Stopped(full_name="Naomi Tefnai", sex="F", age=19), Stopped(full_name="Melkias Sae", sex="M")),
            "brought": (UNCLE,),
            "reasons": ("N02", "group_with_one_buyer"),
        }
        | other
    )


@pytest.fixture
def quay(acting_as):
    return acting_as("quay-officer")


@pytest.fixture
def stop(quay):
    return report_stop(report(), by=quay, now=NOW).stop


class TestAReport:
    def test_keeps_people_bringer_reasons_and_counts(self, stop):
        assert [one.full_name for one in stop.people.all()] == ["Naomi Tefnai", "Melkias Sae"]
        assert (stop.men, stop.women, stop.children) == (1, 1, 0)
        assert {one.code for one in stop.reasons.all()} == {"N02", "group_with_one_buyer"}
        assert stop.bringers.get().wage == 1500

    def test_writes_everybody_down_as_a_person(self, stop):
        assert {str(one.person) for one in stop.people.select_related("person")} == {"Naomi Tefnai", "Melkias Sae"}

    def test_leaves_facts_without_names_or_numbers(self, stop):
        facts = str(list(Fact.objects.values_list("action", "thing", "thing_key", "fields")))
        assert "stop.reported" in facts
        assert not [word for word in ("Tefnai", "Naomi", "4711", "Nangka") if word in facts]

    def test_counts_as_counted_when_somebody_counted(self, quay):
        made = report_stop(report(men=3, women=12, children=2), by=quay, now=NOW).stop
        assert (made.men, made.women, made.children) == (3, 12, 2)

    def test_of_nobody_is_refused(self, quay):
        with pytest.raises(Refused, match="satu orang"):
            report_stop(report(people=()), by=quay, now=NOW)

    def test_from_nowhere_is_refused(self, quay):
        with pytest.raises(Refused) as refused:
            report_stop(report(gate=None), by=quay, now=NOW)
        assert refused.value.code == "stop_nowhere"

    def test_with_a_reason_that_the_law_does_not_know_is_refused(self, quay):
        with pytest.raises(Refused):
            report_stop(report(reasons=("because",)), by=quay, now=NOW)

    @pytest.mark.parametrize("role", ["p3mi", "village", "clinic", "administrator", "police", "head"])
    def test_is_not_for(self, acting_as, role):
        with pytest.raises(Refused):
            report_stop(report(), by=acting_as(role), now=NOW)

    def test_of_immigration_writes_people_down_too(self, acting_as):
        made = report_stop(report(), by=acting_as("immigration"), now=NOW).stop
        assert [str(one.person) for one in made.people.order_by("number")] == ["Naomi Tefnai", "Melkias Sae"]


class TestTheSameReportSentAgain:
    def test_is_one(self, quay):
        sent = report()
        first = report_stop(sent, by=quay, now=NOW)
        again = report_stop(sent, by=quay, now=NOW + timedelta(days=2))
        assert (first.how, again.how, again.stop) == ("new", "again", first.stop)
        assert Person.objects.filter(full_name="Naomi Tefnai").count() == 1

    def test_with_another_content_is_kept_beside_the_first(self, quay):
        sent = report()
        first = report_stop(sent, by=quay, now=NOW).stop
        other = report_stop(replace(sent, carrier="KM Lambelu"), by=quay, now=NOW)
        assert other.how == "conflict"
        assert other.stop.conflicts_with == first
        assert list(first.others.all()) == [other.stop]

    def test_with_that_other_content_twice_is_kept_beside_it_once(self, quay):
        sent = report()
        report_stop(sent, by=quay, now=NOW)
        twice = [report_stop(replace(sent, carrier="KM Lambelu"), by=quay, now=NOW) for _ in range(2)]
        assert twice[0].stop == twice[1].stop
        assert Stop.objects.count() == 2

    def test_with_the_key_of_another_office_is_refused(self, stop, acting_as):
        with pytest.raises(Refused, match="Kunci"):
            report_stop(report(id=stop.pk), by=acting_as("sister-office"), now=NOW)

    def test_ends_when_somebody_decides_which_holds(self, quay):
        sent = report()
        first = report_stop(sent, by=quay, now=NOW).stop
        other = report_stop(replace(sent, carrier="KM Lambelu"), by=quay, now=NOW).stop
        set_aside_stop(first, by=quay)
        assert seen_before([UNCLE], by=quay)[0].reports == 1
        assert other.state == "sent"

    def test_cannot_be_set_aside_when_nothing_contradicts_it(self, stop, quay):
        with pytest.raises(Refused):
            set_aside_stop(stop, by=quay)


class TestWhoSeesAReport:
    def test_is_whoever_reported_it(self, stop, quay):
        assert Stop.objects.visible_to(quay).get() == stop
        assert Bringer.objects.visible_to(quay).count() == 1

    @pytest.mark.parametrize("role", ["head", "protection-officer"])
    def test_is_the_office_of_the_region_with_the_bringer(self, stop, acting_as, role):
        assert Stop.objects.visible_to(acting_as(role)).exists()
        assert Bringer.objects.exists()

    @pytest.mark.parametrize("role", ["p3mi", "village", "clinic", "labour-office", "police", "immigration", "church"])
    def test_is_nobody_else(self, stop, acting_as, role):
        acting_as(role)
        assert not any(model.objects.exists() for model in (Stop, StopPerson, Bringer, SeenKey, Photo))

    def test_is_the_police_once_it_was_handed_to_them(self, stop, quay, acting_as, actor_of):
        police = Organisation.objects.get(pk=actor_of("police").organisation)
        hand_over_stop(stop, to=police, by=quay)
        actor = acting_as("police")
        assert Stop.objects.visible_to(actor).get().next == "police"
        assert StopPerson.objects.visible_to(actor).count() == StopPerson.objects.count() == 2
        assert Bringer.objects.visible_to(actor).get().phone == UNCLE.phone

    def test_is_no_office_that_was_named_against_one_of_them(self, stop, quay, acting_as, actor_of):
        police = Organisation.objects.get(pk=actor_of("police").organisation)
        hand_over_stop(stop, to=police, by=quay)
        first = stop.people.select_related("person").first()
        name_adverse(first.person, organisation=police, by=acting_as("protection-officer"))
        acting_as("police")
        assert [one.full_name for one in StopPerson.objects.all()] == ["Melkias Sae"]

    def test_is_a_labour_office_without_the_bringer(self, acting_as, actor_of, quay):
        office = actor_of("labour-office").organisation
        report_stop(report(next="labour_office", handed_to=office), by=quay, now=NOW)
        acting_as("labour-office")
        assert (Stop.objects.count(), Bringer.objects.count()) == (1, 0)

    def test_is_no_company_to_which_somebody_would_hand_it(self, stop, quay, actor_of):
        company = Organisation.objects.get(pk=actor_of("p3mi").organisation)
        with pytest.raises(Refused):
            hand_over_stop(stop, to=company, by=quay)


class TestWhatWasSeenBefore:
    def test_is_said_with_how_many_reports_when_and_whom_to_call(self, stop, quay):
        asked = Brought(phone="+62 800 0000 4711", house="jalan Nangka no.12", plate="dh1234xy", ticket_buyer="Janto")
        seen = {one.kind: one for one in seen_before([asked], by=quay)}
        assert set(seen) == {"phone", "house", "plate", "buyer"}
        assert (seen["phone"].reports, seen["phone"].latest) == (
            1,
            (NOW - timedelta(hours=1) + timedelta(hours=8)).date(),
        )
        assert [one.name for one in seen["phone"].offices] == ["Pos Uji Maumere"]
        assert seen["phone"].stops == (stop.pk,)

    def test_is_said_without_the_report_to_who_may_not_read_it(self, stop, acting_as):
        seen = seen_before([UNCLE], by=acting_as("sister-office"))
        assert [one.kind for one in seen] == ["phone", "name", "house", "buyer", "plate"]
        assert not any(one.stops for one in seen)

    def test_leaves_out_the_report_that_asks(self, stop, quay):
        assert seen_before([UNCLE], by=quay, but=stop.pk) == []

    def test_is_said_of_people_of_a_list(self, stop, quay):
        found = seen_in_stops(phones=["0800 0000 4711", ""], names=["NAOMI TEFNAY", "Melki", "Berto Tefnai"], by=quay)
        assert [(one.kind, one.text) for one in found] == [
            ("phone", "0800 0000 4711"), ("person", "NAOMI TEFNAY"), ("person", "Berto Tefnai"),
        ]  # fmt: skip

    def test_is_a_fact_of_asking_that_names_nothing(self, stop, quay):
        seen_before([UNCLE], by=quay)
        fact = Fact.objects.get(action="stop.asked")
        assert fact.fields == ["buyer", "house", "name", "phone", "plate"]
        assert Asking.objects.get().size == 8

    @pytest.mark.parametrize("role", ["p3mi", "village", "clinic", "church", "labour-office", "administrator"])
    def test_is_not_told_to(self, stop, acting_as, role):
        with pytest.raises(Refused):
            seen_before([UNCLE], by=acting_as(role))

    def test_cannot_be_asked_past_the_program(self, stop, acting_as):
        acting_as("village")
        with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="nobody asked"):
            cursor.execute(
                "SELECT * FROM security.seen_in_stops(gen_random_uuid(), ARRAY[0], ARRAY['phone'], ARRAY['1'], NULL)"
            )

    def test_cannot_be_read_off_by_asking_everything(self, quay):
        many = [f"0812-{number:08d}" for number in range(AT_MOST_AN_HOUR + 1)]
        with pytest.raises(Refused, match="satu jam"):
            seen_in_stops(phones=many, by=quay)

    @given(st.permutations(["Oktovianus", "Tefa", "Nomleni"]))
    def test_hears_a_name_in_any_order(self, tokens):
        assert name_keys(" ".join(tokens)) == name_keys("Octovianus TEFA nomleni")


class TestADraft:
    def test_is_seen_by_who_began_it_alone(self, quay, acting_as):
        keep_draft(uuid4(), {"names": ["Maria"]}, by=quay, now=NOW)
        assert Draft.objects.visible_to(quay).count() == 1
        assert not Draft.objects.visible_to(acting_as("protection-officer")).exists()
        assert not Draft.objects.exists()

    def test_is_empty_once_it_was_sent(self, quay):
        key = uuid4()
        keep_draft(key, {"names": ["Maria"]}, by=quay, now=NOW)
        close_draft(key, by=quay)
        assert (Draft.objects.get().typed, Draft.objects.get().open) == ({}, False)


class TestAPhoto:
    def test_is_kept_without_where_it_was_taken(self, stop, quay):
        photo = add_photo(stop, jpeg(part(0xE1, b"Exif\x00\x00GPS -10.2 123.5")), kind="ticket", by=quay)
        kept = read_photo(photo.pk, by=quay)[1]
        assert b"GPS" not in kept
        assert hashlib.sha256(kept).hexdigest() == photo.sha256

    def test_lies_on_the_disk_encrypted(self, stop, quay):
        photo = add_photo(stop, jpeg(), kind="ticket", by=quay)
        file = settings.DATA / "files" / photo.pk.hex[:2] / f"{photo.pk.hex}.bin"
        assert b"JFIF" not in file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0

    def test_that_was_exchanged_for_another_is_not_shown(self, stop, quay):
        first, other = (add_photo(stop, jpeg(scan=bytes([n])), kind="ticket", by=quay) for n in (1, 2))
        file = {one: settings.DATA / "files" / one.pk.hex[:2] / f"{one.pk.hex}.bin" for one in (first, other)}
        file[first].write_bytes(file[other].read_bytes())
        with pytest.raises(vault.Damaged):
            read_photo(first.pk, by=quay)

    def test_twice_is_one(self, stop, quay):
        assert add_photo(stop, jpeg(), kind="ticket", by=quay) == add_photo(stop, jpeg(), kind="ticket", by=quay)

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"%PDF-1.7", "photo_not_readable"),
            (b"<svg onload=alert(1)>", "photo_not_readable"),
            (jpeg()[:-2], "photo_not_readable"),
            (jpeg() + b" " * AT_MOST, "photo_too_large"),
        ],
    )
    def test_that_is_none_is_refused(self, stop, quay, content, code):
        with pytest.raises(Refused) as refused:
            add_photo(stop, content, kind="ticket", by=quay)
        assert refused.value.code == code

    def test_of_another_office_is_added_by_nobody(self, stop, acting_as):
        with pytest.raises(Refused):
            add_photo(stop, jpeg(), kind="ticket", by=acting_as("protection-officer"))

    def test_is_not_read_by_who_may_not_read_it(self, stop, quay, acting_as):
        photo = add_photo(stop, jpeg(), kind="ticket", by=quay)
        assert read_photo(photo.pk, by=acting_as("immigration")) is None


class TestAPictureAlone:
    @given(st.lists(st.tuples(st.sampled_from([0xE1, 0xE2, 0xE5, 0xED, 0xEF, 0xFE]), st.binary(max_size=40))))
    def test_holds_nothing_that_was_written_beside_it(self, beside):
        marked = [part(marker, b"SECRET" + body) for marker, body in beside]
        clean = only_picture(jpeg(*marked) + b"SECRET behind the end").content
        assert b"SECRET" not in clean
        assert only_picture(clean).content == clean

    @pytest.mark.parametrize("side", range(1, 9))
    @pytest.mark.parametrize("order", [">", "<"])
    def test_stays_with_the_right_side_up(self, side, order):
        import struct

        head = b"MM\x00\x2a" if order == ">" else b"II\x2a\x00"
        tiff = head + struct.pack(f"{order}IHHHIHHI", 8, 1, 0x0112, 3, 1, side, 0, 0)
        clean = only_picture(jpeg(part(0xE1, b"Exif\x00\x00" + tiff + b"maker note"))).content
        assert (bytes((0x01, 0x12, 0x00, 0x03, 0, 0, 0, 1, 0, side)) in clean) == (side > 1)
        assert b"maker note" not in clean

    def test_of_a_png_is_treated_alike(self):
        clean = only_picture(png((b"tEXt", b"Author\x00SECRET"), (b"eXIf", b"SECRET")) + b"SECRET").content
        assert b"SECRET" not in clean
        assert only_picture(clean).content == clean

    def test_that_would_fill_the_memory_is_none(self):
        with pytest.raises(NoPicture):
            only_picture(jpeg(width=60_000, height=60_000))
        with pytest.raises(NoPicture):
            only_picture(png(width=100_000, height=100_000))

    @given(
        st.binary(max_size=200),
        st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe1\x00\x08Exif"]),
    )
    def test_is_never_made_of_noise(self, noise, head):
        with pytest.raises(NoPicture):
            only_picture(head + noise)

    @given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
    def test_survives_every_damage_or_is_none(self, at, damage):
        content = jpeg(part(0xE1, b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08" + bytes(30)))
        at %= len(content)
        with contextlib.suppress(NoPicture):
            only_picture(content[:at] + damage + content[at + len(damage) :])


class TestAWorkerOnLeave:
    COMPLETE = dict.fromkeys(("passport", "leave_letter", "contract", "card"), SEEN)

    def look(self, by, **other):
        return clear_person(
            Looked(**{"id": uuid4(), "group": uuid4(), "items": self.COMPLETE, "full_name": "Yuliana Bria"} | other),
            by=by,
            now=NOW,
        )

    def test_with_the_four_papers_goes_on(self, quay):
        made = self.look(quay, gate="pelabuhan-tenau")
        assert (made.outcome, made.person.full_name) == ("cleared", "Yuliana Bria")

    @pytest.mark.parametrize("item", [item.key for item in CHECKLIST if item.decides])
    @pytest.mark.parametrize("answer", [NOT_SEEN, UNKNOWN])
    def test_is_told_what_is_missing_and_how_it_is_mended(self, item, answer):
        judged = judge(self.COMPLETE | {item: answer})
        told = judged.lacking if answer == NOT_SEEN else judged.unseen
        assert judged.outcome == "lacking"
        assert [(one.key, bool(str(one.mend))) for one in told] == [(item, True)]

    def test_without_social_security_goes_on_with_advice(self):
        judged = judge(self.COMPLETE | {"bpjs": NOT_SEEN})
        assert (judged.outcome, [one.key for one in judged.advised]) == ("cleared", ["bpjs"])

    def test_is_told_when_what_is_missing_is_no_paper_of_article_13(self):
        assert judge(self.COMPLETE | {"card": NOT_SEEN}).outside_article_13
        assert not judge(self.COMPLETE | {"card": NOT_SEEN, "passport": UNKNOWN}).outside_article_13

    def test_goes_on_on_articles_that_are_named(self):
        assert "UU 18/2017 Pasal 13 huruf e" in judge(self.COMPLETE).basis

    def test_is_stopped_no_more(self, stop, quay):
        line = stop.people.first()
        made = self.look(quay, stopped=line, full_name="")
        line.refresh_from_db()
        assert (line.next, made.person, made.full_name) == ("reentry", line.person, "Naomi Tefnai")

    def test_stays_stopped_while_something_is_missing(self, stop, quay):
        line = stop.people.first()
        self.look(quay, stopped=line, items={"passport": SEEN})
        line.refresh_from_db()
        assert line.next == ""

    def test_of_whom_it_is_sent_twice_is_one(self, quay):
        key = uuid4()
        assert self.look(quay, id=key) == self.look(quay, id=key)
        with pytest.raises(Refused, match="Kunci"):
            self.look(quay, id=key, items={})

    def test_is_seen_by_the_office_of_the_region(self, quay, acting_as):
        self.look(quay, gate="pelabuhan-tenau")
        assert Clearance.objects.visible_to(acting_as("head")).exists()
        acting_as("p3mi")
        assert not Clearance.objects.exists()

    def test_is_cleared_by_no_company(self, acting_as):
        with pytest.raises(Refused):
            self.look(acting_as("p3mi"))


class TestTheReasons:
    def test_begin_with_those_met_often(self):
        assert tuple(grounds())[: len(OFTEN)] == OFTEN

    def test_have_an_article_when_they_are_facts(self):
        assert all(one.basis for code, one in grounds().items() if code.startswith("N"))

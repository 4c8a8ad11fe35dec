"""The pages of the timetable: the calendar, one voyage, entering and importing, and the files."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from tests.web.test_every_page import MOST, Counter

from sasando.domain.access import roles
from sasando.domain.gates.actions import add_sailing, cancel_sailing
from sasando.domain.gates.clock import WITA
from sasando.domain.gates.models import Call, Gate, Sailing
from sasando.domain.gates.voyages import CallAt, Voyage
from sasando.web.gates.line import line_of

WEEK = "/gerbang/jadwal/?gerbang=pelabuhan-lorens-say&mulai=2026-03-07"
HEAD = "kapal;tanggal;gerbang;tiba;berangkat\n"
TABLE = HEAD + (
    "KM Uji;6/3/2026;Nunukan;;20:00\n;7/3/2026;Maumere;06:15;09:00\n"
    ";;Larantuka;25:00;16:00\n;8/3/2026;Lewoleba;07:00;\n"
)
KEYS = ("gate", "arrives", "departs")
CSV = f"/gerbang/jadwal/jadwal.csv{WEEK.removeprefix('/gerbang/jadwal/')}"


def page(answer, status=200):
    assert answer.status_code == status, answer.content[:2000]
    return answer.content.decode()


def at(day, clock):
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 3, day, hour, minute, tzinfo=WITA)


def entered(calls=(), **changes):
    """What the form sends: voyage and calls as (gate, arrives, departs)."""
    sent = {"vessel": "KM Uji", "mode": "", "source": "", "note": "", **changes}
    sent |= {"singgah-TOTAL_FORMS": str(max(3, len(calls))), "singgah-INITIAL_FORMS": "0"}
    for number, values in enumerate(calls):
        sent |= {
            f"singgah-{number}-{key}": value for key, value in zip(("gate", "arrives", "departs"), values, strict=True)
        }
    return sent


CALLS = (
    ("pelabuhan-makassar", "", "2026-03-06T09:00"),
    ("pelabuhan-lorens-say", "2026-03-07T06:15", "2026-03-07T09:00"),
    ("pelabuhan-lewoleba", "2026-03-07T17:00", ""),
)


@pytest.fixture
def ship(acting_as):
    """KM Uji from Nunukan, at Lorens Say on Saturday at dawn."""
    quay = acting_as("quay-officer")
    gates = Gate.objects.in_bulk()
    calls = [
        CallAt(gates["pelabuhan-nunukan"], None, at(5, "20:00")),
        CallAt(gates["pelabuhan-lorens-say"], at(7, "06:15"), at(7, "09:00")),
        CallAt(gates["pelabuhan-lewoleba"], at(7, "17:00")),
    ]
    return add_sailing(Voyage("KM Uji", calls, source="selebaran"), by=quay)


class TestTheCalendar:
    def test_shows_what_calls_and_why_the_day_is_watched(self, client_of, ship):
        shown = page(client_of("village").get(WEEK))
        assert "Sabtu, 7 Maret 2026" in shown
        for words in ("KM Uji", "06:15 WITA", "Tiba dari jalur timur", "Nunukan", "Lewoleba"):
            assert words in shown

    def test_marks_a_watch_day_by_word_shape_and_colour(self, client_of, ship):
        shown = page(client_of("village").get(WEEK))
        assert re.search(r'tag-info"><span class="shape" aria-hidden="true">◇</span>Tiba dari jalur timur', shown)
        assert re.search(r'href="#h-2026-03-07">', shown)

    def test_says_of_several_gates_which_one_is_watched(self, client_of, ship):
        answer = client_of("head").get("/gerbang/jadwal/?mulai=2026-03-07")
        assert "Lorens Say: Tiba dari jalur timur" in page(answer)
        (saturday,) = [box for week in answer.context["weeks"] for box in week if box.day == date(2026, 3, 7)]
        assert [mark.tone for mark in saturday.marks] == ["info"]  # two gates, one shape

    def test_begins_with_the_gates_of_the_own_post(self, client_of):
        answer = client_of("quay-officer").get("/gerbang/jadwal/")
        assert [gate.name for gate in answer.context["asked"].gates] == ["Lorens Say"]
        assert answer.context["asked"].weeks == 5

    def test_of_many_gates_is_one_week(self, client_of):
        answer = client_of("head").get("/gerbang/jadwal/")
        assert len(answer.context["asked"].gates) == 14
        assert answer.context["asked"].weeks == 1

    def test_shows_a_cancelled_voyage_as_cancelled_and_not_as_a_watch_day(self, client_of, ship, acting_as):
        cancel_sailing(ship, by=acting_as("quay-officer"), at=at(6, "08:00"))
        shown = page(client_of("village").get(WEEK))
        assert "Batal" in shown
        assert not re.search("</span>Tiba dari jalur timur", shown)

    def test_leads_to_the_weeks_before_and_after(self, client_of):
        shown = page(client_of("village").get(WEEK))
        assert "mulai=2026-01-26" in shown
        assert "mulai=2026-04-06" in shown

    def test_says_what_to_do_when_it_is_empty(self, client_of):
        assert "impor jadwal dari Excel" in page(client_of("quay-officer").get(WEEK))
        assert "Petugas pos" in page(client_of("village").get(WEEK))

    @pytest.mark.parametrize("asked", ["gerbang=x", "mulai=abc", "mulai=9999-12-31", "gerbang=%00", "mulai=0001-01-01"])
    def test_survives_what_means_nothing(self, client_of, asked):
        page(client_of("head").get(f"/gerbang/jadwal/?{asked}"))

    def test_asks_the_database_little(self, client_of, ship):
        client, counter = client_of("quay-officer"), Counter()
        with connection.execute_wrapper(counter):
            client.get(WEEK)
        assert len(counter.seen) <= MOST

    def test_asks_strangers_to_sign_in(self, client, db):
        assert client.get("/gerbang/jadwal/").status_code == 302


class TestOneVoyage:
    def test_draws_its_ports_and_lists_them_beside(self, client_of, ship):
        shown = page(client_of("police").get(f"/gerbang/jadwal/{ship.pk}/"))
        assert shown.count('class="gates-port') == 3
        assert "1 hari 10 jam" in shown
        assert "Tiba dari jalur timur" in shown
        assert "selebaran" in shown

    def test_asks_the_database_little(self, client_of, ship):
        client, counter = client_of("quay-officer"), Counter()
        with connection.execute_wrapper(counter):
            client.get(f"/gerbang/jadwal/{ship.pk}/")
        assert len(counter.seen) <= MOST

    def test_stands_on_the_line_where_the_timetable_has_it(self, ship):
        nunukan, lorens, _ = ship.calls.all()
        half = nunukan.departs_at + (lorens.arrives_at - nunukan.departs_at) / 2
        begun, under_way, there = (line_of(ship, when) for when in (nunukan.departs_at, half, lorens.arrives_at))
        assert begun.reached == begun.ports[0].y
        assert under_way.reached == (begun.ports[0].y + begun.ports[1].y) / 2
        assert there.reached == there.ports[1].y
        assert [port.state for port in there.ports] == ["past", "here", "coming"]

    def test_before_it_begins_has_gone_nowhere(self, ship):
        assert line_of(ship, datetime(2026, 1, 1, tzinfo=UTC)).reached == 0

    def test_shows_its_deeds_only_to_who_may(self, client_of, ship):
        assert "/ubah/" in page(client_of("quay-officer").get(f"/gerbang/jadwal/{ship.pk}/"))
        for role in ("village", "head", "sister-office"):
            assert "/ubah/" not in page(client_of(role).get(f"/gerbang/jadwal/{ship.pk}/"))


class TestEnteringAVoyage:
    def test_takes_calls_by_the_clock_of_their_gates(self, client_of):
        client = client_of("quay-officer")
        answer = client.post("/gerbang/jadwal/tambah/", entered(CALLS), follow=True)
        assert "KM Uji sudah masuk jadwal." in page(answer)
        assert Call.objects.get(gate_id="pelabuhan-lorens-say").arrives_at == at(7, "06:15")

    def test_reads_a_gate_in_java_by_its_own_clock(self, client_of):
        calls = (("bandara-surabaya", "", "2026-03-07T06:00"),)
        client_of("quay-officer").post("/gerbang/jadwal/tambah/", entered(calls, vessel="CT 1"))
        assert Call.objects.get().departs_at == at(7, "07:00")

    def test_gives_more_rows_without_a_script_and_loses_nothing(self, client_of):
        answer = client_of("quay-officer").post("/gerbang/jadwal/tambah/", entered(CALLS, tambah="1"))
        shown = page(answer)
        assert len(answer.context["calls"].forms) == 6
        assert 'value="2026-03-07T06:15"' in shown
        assert not Sailing.objects.exists()

    @pytest.mark.parametrize("rows", ["-1", "abc", "99999999", ""])
    def test_survives_a_count_of_rows_that_means_nothing(self, client_of, rows):
        sent = entered(CALLS) | {"singgah-TOTAL_FORMS": rows}
        client = client_of("quay-officer")
        assert client.post("/gerbang/jadwal/tambah/", sent | {"tambah": "1"}).status_code == 200
        assert client.post("/gerbang/jadwal/tambah/", sent).status_code == 302

    def test_says_in_which_row_what_is_wrong(self, client_of):
        calls = (("", "", "2026-03-06T09:00"), ("pelabuhan-ende", "", ""))
        shown = page(client_of("quay-officer").post("/gerbang/jadwal/tambah/", entered(calls, vessel="")), 422)
        for words in ("Pilih gerbangnya.", "Singgah 1, Gerbang", "Singgah 2, Tiba"):
            assert words in shown

    def test_says_above_what_cannot_be(self, client_of):
        calls = (CALLS[1], CALLS[0])
        assert "tiba sebelum berangkat" in page(
            client_of("quay-officer").post("/gerbang/jadwal/tambah/", entered(calls)), 422
        )
        assert "Isi paling sedikit satu gerbang" in page(
            client_of("quay-officer").post("/gerbang/jadwal/tambah/", entered()), 422
        )

    @pytest.mark.parametrize("role", [role for role in roles() if role not in (
        "placement-officer", "protection-officer", "quay-officer", "sister-office", "administrator"
    )])  # fmt: skip
    def test_is_not_there_for_others(self, client_of, role):
        client = client_of(role)
        assert client.get("/gerbang/jadwal/tambah/").status_code == 404
        assert client.post("/gerbang/jadwal/impor/", {"text": TABLE}).status_code == 404


class TestCorrectingAVoyage:
    def test_begins_with_what_is_there(self, client_of, ship):
        shown = page(client_of("quay-officer").get(f"/gerbang/jadwal/{ship.pk}/ubah/"))
        assert 'value="2026-03-07T06:15"' in shown
        assert 'value="selebaran"' in shown

    def test_keeps_what_was_changed(self, client_of, ship):
        sent = entered(CALLS, vessel="KM Uji") | {"singgah-INITIAL_FORMS": "3", "singgah-1-arrives": "2026-03-07T08:00"}
        client_of("quay-officer").post(f"/gerbang/jadwal/{ship.pk}/ubah/", sent)
        assert Call.objects.get(gate_id="pelabuhan-lorens-say").arrives_at == at(7, "08:00")

    def test_drops_a_row_that_is_emptied(self, client_of, ship):
        sent = entered((*CALLS[:2], ("", "", ""))) | {"singgah-INITIAL_FORMS": "3"}
        client_of("quay-officer").post(f"/gerbang/jadwal/{ship.pk}/ubah/", sent)
        assert ship.calls.count() == 2

    def test_is_refused_to_the_office_next_door(self, client_of, ship):
        answer = client_of("sister-office").post(f"/gerbang/jadwal/{ship.pk}/ubah/", entered(CALLS))
        assert "tidak berhak" in page(answer, 422)

    def test_cancels_and_restores(self, client_of, ship):
        client = client_of("quay-officer")
        shown = page(client.post(f"/gerbang/jadwal/{ship.pk}/batal/", {"because": "ombak"}, follow=True))
        assert "Alasan: ombak" in shown
        assert "berlaku lagi" in page(client.post(f"/gerbang/jadwal/{ship.pk}/pulihkan/", follow=True))

    def test_repeats_and_says_how_many(self, client_of, ship):
        client, sent = client_of("quay-officer"), {"every": "14", "until": "2026-04-20"}
        assert "3 pelayaran ditambahkan" in page(client.post(f"/gerbang/jadwal/{ship.pk}/ulangi/", sent, follow=True))
        wrong = client.post(f"/gerbang/jadwal/{ship.pk}/ulangi/", {"every": "x"}, follow=True)
        assert "Pilih setiap berapa hari" in page(wrong)


class TestImporting:
    def test_shows_first_what_was_understood_and_saves_nothing(self, client_of):
        answer = client_of("quay-officer").post("/gerbang/jadwal/impor/", {"text": TABLE})
        shown = page(answer)
        assert not Sailing.objects.exists()
        for words in ("“25:00” bukan jam", "Pelabuhan Lorens Say", "07/03/2026: tiba 06:15, berangkat 09:00 WITA"):
            assert words in shown
        assert "Simpan 1 pelayaran" in shown

    def test_saves_the_good_rows_and_leaves_the_others_to_be_corrected(self, client_of):
        client = client_of("quay-officer")
        text = client.post("/gerbang/jadwal/impor/", {"text": TABLE}).context["again"]["text"].value()
        shown = page(client.post("/gerbang/jadwal/impor/", {"text": text, "simpan": "1", "source": "uji"}))
        assert "1 pelayaran baru" in shown
        assert "bukan jam" in shown
        assert [call.gate_id for call in Sailing.objects.get().calls.all()] == [
            "pelabuhan-nunukan", "pelabuhan-lorens-say", "pelabuhan-lewoleba"
        ]  # fmt: skip
        mended = client.post("/gerbang/jadwal/impor/", {"text": text.replace("25:00", "15:00"), "simpan": "1"})
        assert mended.status_code == 302
        assert Sailing.objects.get().calls.count() == 4

    def test_reads_a_file(self, client_of):
        file = io.BytesIO(TABLE.encode())
        file.name = "jadwal.csv"
        assert "KM Uji" in page(client_of("administrator").post("/gerbang/jadwal/impor/", {"file": file}))

    @pytest.mark.parametrize("sent", [{}, {"text": "halo"}, {"text": "   "}, {"text": "a\x00b"}])
    def test_says_why_it_is_no_timetable(self, client_of, sent):
        assert "perlu diperbaiki" in page(client_of("quay-officer").post("/gerbang/jadwal/impor/", sent), 422)

    def test_offers_an_example_that_it_reads_itself(self, client_of):
        client = client_of("quay-officer")
        content = client.get("/gerbang/jadwal/impor/contoh.xlsx").content
        file = io.BytesIO(content)
        file.name = "contoh.xlsx"
        answer = client.post("/gerbang/jadwal/impor/", {"file": file})
        assert answer.context["problems"] == []
        assert answer.context["to_save"] == 1


class TestTheFiles:
    @pytest.mark.parametrize("language", ["id", "en"])
    def test_are_read_back_by_the_import_as_they_are(self, client_of, ship, language):
        client = client_of("quay-officer")
        client.cookies["bahasa"] = language
        content = client.get(CSV).content
        answer = client.post("/gerbang/jadwal/impor/", {"text": content.decode("utf-8-sig")})
        assert answer.context["problems"] == []
        assert [tone for _, tone, _, _ in answer.context["voyages"]] == ["unknown"]

    def test_hold_the_watch_day_and_the_way(self, client_of, ship):
        content = client_of("village").get(CSV).content
        (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        assert (row["Tanggal"], row["Tiba"], row["Dari"], row["Lanjut ke"]) == (
            "2026-03-07",
            "06:15",
            "Nunukan",
            "Lewoleba",
        )
        assert row["Hari pantau"] == "Tiba dari jalur timur"

    def test_are_also_a_workbook(self, client_of, ship):
        answer = client_of("village").get(CSV.replace("csv", "xlsx"))
        assert answer.content.startswith(b"PK")

    def test_are_also_a_calendar_for_a_telephone(self, client_of, acting_as):
        soon = timezone.now().replace(second=0, microsecond=0) + timedelta(days=3)
        quay = acting_as("quay-officer")
        gates = Gate.objects.in_bulk()
        calls = [
            CallAt(gates["pelabuhan-tenau"], None, soon),
            CallAt(gates["pelabuhan-nunukan"], soon + timedelta(days=3)),
        ]
        sailing = add_sailing(Voyage("KM Uji", calls), by=quay)
        answer = client_of("village").get("/gerbang/pelabuhan-tenau/jadwal.ics")
        assert answer["Content-Type"].startswith("text/calendar")
        text = page(answer).replace("\r\n ", "")
        assert f"DTSTART:{soon.astimezone(UTC):%Y%m%dT%H%M%SZ}" in text
        assert f"/gerbang/jadwal/{sailing.pk}/" in text
        assert text.count("SUMMARY:Hari pantau") == 2


class TestThePageOfAGate:
    def test_shows_what_comes_next(self, client_of, acting_as):
        soon, quay = timezone.now() + timedelta(hours=5), acting_as("quay-officer")
        gates = Gate.objects.in_bulk()
        calls = [
            CallAt(gates["pelabuhan-ende"], None, soon),
            CallAt(gates["pelabuhan-waingapu"], soon + timedelta(hours=9)),
        ]
        add_sailing(Voyage("KMP Uji", calls), by=quay)
        shown = page(client_of("village").get("/gerbang/pelabuhan-ende/"))
        assert "KMP Uji" in shown
        assert "/gerbang/jadwal/?gerbang=pelabuhan-ende" in shown

    def test_says_when_nothing_is_entered(self, client_of):
        assert "Belum ada di jadwal." in page(client_of("village").get("/gerbang/pelabuhan-ende/"))


def test_the_week_of_the_tests_begins_on_a_monday():
    assert date(2026, 3, 2).weekday() == 0

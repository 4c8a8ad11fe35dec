"""The pages of companies: who opens which, what stands on them, and what everybody may ask at the door."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from tests.companies import STATED, give_job_order, give_permit, make_company
from tests.web.test_every_page import Counter

from sasando.domain.access import act_as
from sasando.domain.audit.models import Fact
from sasando.domain.licences.actions import record_sanction, reply_to_sanction
from sasando.domain.licences.listing import read_list
from sasando.domain.licences.models import JobOrder, Licence, Permit, Reply, Sanction, Snapshot, StateEntry
from sasando.domain.licences.public_list import import_list
from sasando.domain.licences.states import record_state
from sasando.exchange.sheet import csv_of, xlsx_of
from sasando.project.settings import BEFORE, DOOR
from sasando.web.licences.entering import ADDING, CHANGING
from sasando.web.licences.line import WIDTH, line_of

pytestmark = [pytest.mark.django_db]
OFFICES = ["head", "placement-officer", "protection-officer", "quay-officer", "labour-office", "police", "task-force"]
SOURCE_DAY = "2026-02-01"
SOURCE = {"source": "Keputusan uji 9/2026", "source_day": SOURCE_DAY}


@pytest.fixture
def satu(client_of, cast):
    client_of("placement-officer")
    return make_company(cast, "PT Tenun Uji Jaya", of="p3mi", number="SIP3MI 11/I/2026")


@pytest.fixture
def dua(satu, cast):
    return make_company(cast, "PT Lontar Uji Makmur", of="rival", number="SIP3MI 12/I/2026")


@pytest.fixture
def officer(cast):
    return cast.actor("placement-officer")


@pytest.fixture
def full(satu, officer):
    """The company with everything: permits, orders, a sanction."""
    permit = give_permit(satu, officer)
    give_job_order(satu, officer, permit, without_partner=True)
    punish(satu, officer)
    return satu


def punish(company, by):
    on = date(2026, 3, 1)
    words = {"step": "WARNING", "reason": "Tidak melapor", "article": "Pasal 86", "issuer": "Dirjen Uji"}
    return record_sanction(company.head, by=by, decided_on=on, since=on, **words, **STATED)


def page(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


class TestTheListOfCompanies:
    @pytest.mark.parametrize("role", OFFICES)
    def test_shows_every_office_the_state_of_today(self, satu, dua, client_of, role):
        text = page(client_of(role), "licences:list")
        assert "PT Tenun Uji Jaya" in text
        assert "PT Lontar Uji Makmur" in text
        assert "Aktif" in text

    @pytest.mark.parametrize("role", ["clinic", "church", "village", "administrator", "sister-office"])
    def test_is_there_for_nobody_else(self, satu, client_of, role):
        assert client_of(role).get(reverse("licences:list")).status_code == 404

    def test_is_searched_by_name_number_and_state(self, satu, dua, client_of):
        client = client_of("head")
        assert "PT Lontar Uji Makmur" not in page(client, "licences:list", q="tenun")
        assert "PT Tenun Uji Jaya" in page(client, "licences:list", q="sip3mi 11 I 2026")
        assert "PT Tenun Uji Jaya" not in page(client, "licences:list", keadaan="REVOKED")
        assert "PT Tenun Uji Jaya" not in page(client, "licences:list", keadaan="-")

    @pytest.mark.parametrize("order", ["nama", "-nomor", "keadaan", "-sampai", "tidak-ada"])
    def test_is_sorted_in_any_order(self, satu, client_of, order):
        assert "PT Tenun Uji Jaya" in page(client_of("head"), "licences:list", urut=order)

    def test_leads_to_the_public_list_and_to_the_list_of_bad_employers(self, satu, client_of):
        text = page(client_of("labour-office"), "licences:list")
        for name in ("licences:snapshots", "licences:blacklist", "licences:ending"):
            assert reverse(name) in text

    def test_opens_to_a_company_its_own_page_and_never_another(self, full, dua, client_of):
        client = client_of("p3mi")
        text = page(client, "licences:list")
        assert "SIP2MI SIP3MI 11/I/2026" in text
        assert "Lontar" not in text
        assert client.get(reverse("licences:detail", args=[dua.head.pk])).status_code == 404


class TestThePageOfACompany:
    def test_shows_licence_permits_orders_and_sanctions(self, full, client_of):
        text = page(client_of("labour-office"), "licences:detail", full.head.pk)
        for words in ("SIP3MI 11/I/2026", "Malaysia", "Pengurus rumah tangga", "Tidak melapor", "Keluarga Uji di Ipoh"):
            assert words in text

    def test_names_the_article_when_a_household_has_no_partner(self, full, client_of):
        assert "Pasal 86 ayat (2)" in page(client_of("placement-officer"), "licences:detail", full.head.pk)

    def test_puts_the_reply_beside_the_sanction(self, full, client_of, cast):
        company = cast.actor("p3mi")
        act_as(company)
        reply_to_sanction(Sanction.objects.get(), by=company, text="Laporan sudah dikirim.", on=date(2026, 3, 9))
        assert "Laporan sudah dikirim." in page(client_of("police"), "licences:detail", full.head.pk)

    def test_writes_down_that_it_was_read(self, full, client_of, acting_as):
        page(client_of("police"), "licences:detail", full.head.pk)
        acting_as("police")
        assert Fact.objects.filter(action="company.read", thing_key=str(full.head.pk)).exists()

    @pytest.mark.parametrize("role", ["placement-officer", "head", "p3mi", "police"])
    def test_asks_the_database_at_most_ten_times(self, full, client_of, role):
        client, counter = client_of(role), Counter()
        with connection.execute_wrapper(counter):
            page(client, "licences:detail", full.head.pk)
        assert len(counter.seen) <= 10, [sql[:90] for sql in counter.seen]

    def test_offers_buttons_only_to_who_may_press_them(self, full, client_of):
        assert "Catat SIP2MI" in page(client_of("placement-officer"), "licences:detail", full.head.pk)
        for role in ("labour-office", "police", "p3mi"):
            assert "Catat SIP2MI" not in page(client_of(role), "licences:detail", full.head.pk)

    def test_says_that_a_state_is_not_known_and_not_that_there_is_no_licence(self, satu, client_of, officer):
        act_as(officer)
        entry = StateEntry.objects.get()
        client_of("placement-officer").post(
            reverse("licences:change", args=[satu.head.pk, "tarik", entry.pk]), {"because": "keliru"}
        )
        assert "Belum diketahui" in page(client_of("head"), "licences:detail", satu.head.pk)


class TestTheLineOfTime:
    def test_has_today_inside_and_cuts_what_lies_outside(self):
        class Interval:
            since, until, state = date(2000, 1, 1), None, "ACTIVE"

        line = line_of([Interval], date(2026, 6, 1))
        assert 0 < line.today < WIDTH
        assert [(one.x, one.x + one.width) for one in line.segments] == [(0, WIDTH)]

    def test_leaves_out_what_is_long_past(self):
        class Interval:
            since, until, state = date(2000, 1, 1), date(2001, 1, 1), "ACTIVE"

        assert line_of([Interval], date(2026, 6, 1)).segments == []


class TestWritingSomethingDown:
    def sent(self, client, company, what, **data):
        return client.post(reverse("licences:add", args=[company.head.pk, what]), SOURCE | data)

    @pytest.mark.parametrize("what", ADDING)
    def test_has_a_form_for_every_thing(self, full, client_of, what):
        answer = client_of("placement-officer").get(reverse("licences:add", args=[full.head.pk, what]))
        assert answer.status_code == 200

    @pytest.mark.parametrize("what", ADDING)
    def test_says_what_is_missing_instead_of_failing(self, full, client_of, what):
        answer = client_of("placement-officer").post(reverse("licences:add", args=[full.head.pk, what]), {"since": "x"})
        assert answer.status_code == 422

    @pytest.mark.parametrize("role", ["labour-office", "p3mi", "police", "apjati"])
    def test_is_not_there_for_who_only_reads(self, full, client_of, role):
        answer = client_of(role).get(reverse("licences:add", args=[full.head.pk, "sip2mi"]))
        assert answer.status_code == 404

    def test_of_a_permit_reads_the_position_as_people_write_it(self, satu, client_of, acting_as):
        told = {
            "number": "SIP2MI 7",
            "country": "HK",
            "position": "PRT",
            "sex": "F",
            "quota": 25,
            "since": "2026-02-01",
        }
        answer = self.sent(client_of("placement-officer"), satu, "sip2mi", **told)
        assert answer.url.endswith("#sip2mi")
        acting_as("placement-officer")
        made = Permit.objects.get()
        assert (made.country, made.position, made.quota) == ("HK", "9111", 25)

    def test_of_a_state_shows_on_the_page(self, satu, client_of):
        client, today = client_of("head"), timezone.localdate()
        told = {"licence": satu.licence.pk, "state": "SUSPENDED_FULL", "since": str(today), "until": str(today)}
        self.sent(client, satu, "keadaan", **told)
        assert "Dihentikan seluruhnya" in page(client_of("police"), "licences:detail", satu.head.pk)

    def test_of_a_sanction_can_change_the_licence_as_well(self, satu, client_of, acting_as):
        told = {"step": "REVOCATION", "reason": "Uji", "article": "Pasal 58", "issuer": "Menteri"}
        days = {"decided_on": "2026-04-01", "since": "2026-04-01"}
        self.sent(client_of("head"), satu, "sanksi", licence=satu.licence.pk, **told, **days)
        acting_as("head")
        assert satu.licence.intervals.get(holds=True, state="REVOKED").since == date(2026, 4, 1)

    def test_of_a_number_that_is_there_already_is_refused_with_a_sentence(self, satu, client_of):
        answer = self.sent(client_of("head"), satu, "izin", number="sip3mi 11-I-2026")
        assert answer.status_code == 422
        assert "sudah dicatat" in answer.content.decode()

    def test_of_an_order_offers_only_what_is_the_companys_own(self, full, dua, client_of, officer):
        act_as(officer)
        other = give_permit(dua, officer)
        text = page(client_of("placement-officer"), "licences:add", full.head.pk, "job-order")
        assert str(other.pk) not in text
        assert str(Permit.objects.get(company=full.head).pk) in text


class TestChangingWhatIsThere:
    ROWS = {"masa": Licence, "tarik": StateEntry, "cabut": Permit, "verifikasi": JobOrder, "akhiri-sanksi": Sanction}

    @pytest.mark.parametrize("what", ROWS)
    def test_has_a_form(self, full, client_of, what):
        row = self.ROWS[what].objects.first()
        answer = client_of("placement-officer").get(reverse("licences:change", args=[full.head.pk, what, row.pk]))
        assert answer.status_code == 200

    def test_withdraws_a_permit(self, full, client_of):
        permit = Permit.objects.get()
        client = client_of("placement-officer")
        told = {"on": "2026-04-01", "because": "kebutuhan habis"}
        client.post(reverse("licences:change", args=[full.head.pk, "cabut", permit.pk]), told)
        assert "kebutuhan habis" in page(client, "licences:detail", full.head.pk)

    def test_does_not_reach_the_row_of_another_company(self, full, dua, client_of):
        permit = Permit.objects.get()
        answer = client_of("head").get(reverse("licences:change", args=[dua.head.pk, "cabut", permit.pk]))
        assert answer.status_code == 404

    def test_knows_no_other_words(self, full, client_of):
        for name, args in (("licences:add", ["x"]), ("licences:change", ["x", full.licence.pk])):
            assert client_of("head").get(reverse(name, args=[full.head.pk, *args])).status_code == 404

    def test_has_a_model_for_every_word(self):
        assert {one.model for one in CHANGING.values()} >= set(self.ROWS.values())


class TestAReply:
    def address(self, full):
        return reverse("licences:reply", args=[full.head.pk, Sanction.objects.get().pk])

    def test_is_given_by_the_company_and_stands_on_its_page(self, full, client_of):
        address, client = self.address(full), client_of("p3mi")
        assert client.post(address, {"text": "Kami sudah melapor."}).status_code == 302
        assert "Kami sudah melapor." in page(client, "licences:list")

    @pytest.mark.parametrize("role", ["placement-officer", "police", "apjati", "rival"])
    def test_is_given_by_nobody_else(self, full, dua, client_of, acting_as, role):
        address = self.address(full)
        assert client_of(role).post(address, {"text": "x"}).status_code == 404
        acting_as("placement-officer")
        assert not Reply.objects.exists()


HEADINGS = ["Nama Perusahaan", "Nomor SIP3MI", "Status", "Berlaku sejak", "Berlaku sampai"]


class TestThePublicList:
    def sent(self, client, rows, day="2026-04-01", *, as_csv=False):
        content = csv_of(HEADINGS, rows) if as_csv else xlsx_of("Daftar", HEADINGS, rows)
        file = BytesIO(content)
        file.name = "daftar.csv" if as_csv else "daftar.xlsx"
        told = {"file": file, "source": "daftar uji", "source_day": day}
        return client.post(reverse("licences:snapshots"), told, follow=True)

    @pytest.mark.parametrize("as_csv", [True, False])
    def test_is_read_with_its_bad_cells_named_by_row_and_column(self, satu, client_of, acting_as, as_csv):
        rows = [
            ["PT Tenun Uji Jaya", "SIP3MI 11/I/2026", "aktif", "01/01/2026", "31/12/2027"],
            ["PT Tanpa Nomor", "", "aktif", "", ""],
            ["PT Salah Tanggal", "SIP3MI 90", "entah", "31/02/2026", ""],
            ["PT Tenun Lagi", "sip3mi no. 11/I/2026", "aktif", "", ""],
        ]
        text = self.sent(client_of("placement-officer"), rows, as_csv=as_csv).content.decode()
        acting_as("placement-officer")
        snapshot = Snapshot.objects.get()
        wrong = {(one["row"], one["column"]) for one in snapshot.problems}
        assert wrong == {(3, "No SIP3MI"), (4, "Status SIP3MI"), (4, "SIP3MI dari"), (5, "No SIP3MI")}
        assert [one.name for one in snapshot.rows.all()] == ["PT Tenun Uji Jaya", "PT Salah Tanggal"]
        assert "31/02/2026" in text

    def test_shows_where_the_record_says_otherwise_and_changes_nothing(self, satu, dua, client_of):
        rows = [
            ["PT Tenun Uji Jaya", "SIP3MI 11/I/2026", "dicabut", "", "31/12/2026"],
            ["PT Belum Dikenal", "SIP3MI 77", "aktif", "", ""],
        ]
        client = client_of("head")
        text = self.sent(client, rows).content.decode()
        for words in (
            "Keadaan berbeda",
            "Masa berlaku berbeda",
            "Belum ada di catatan kami",
            "Ada di catatan kami, tidak di daftar",
        ):
            assert words in text
        assert "Dicabut" not in page(client, "licences:list")[page(client, "licences:list").index("<tbody>") :]

    def test_tells_what_changed_since_the_last_one(self, satu, client_of):
        client = client_of("head")
        first = [["PT Satu", "1/26", "aktif", "", ""], ["PT Dua", "2/26", "aktif", "", ""]]
        self.sent(client, first, "2026-03-01")
        later = [["PT Satu", "1/26", "dibekukan", "", ""], ["PT Tiga", "3/26", "aktif", "", ""]]
        text = self.sent(client, later, "2026-04-01").content.decode()
        changed = text[text.index("Berubah sejak daftar") :]
        for words in ("Baru di daftar", "Tidak ada lagi di daftar", "Keadaan berbeda"):
            assert words in changed

    def test_is_applied_by_an_officer_company_by_company(self, satu, client_of, acting_as):
        client = client_of("placement-officer")
        self.sent(client, [["PT Tenun Uji Jaya", "SIP3MI 11/I/2026", "dicabut", "", "31/12/2026"]])
        acting_as("placement-officer")
        snapshot = Snapshot.objects.get()
        apply = reverse("licences:apply", args=[snapshot.pk, snapshot.rows.get().pk])
        client.post(apply)
        acting_as("placement-officer")
        satu.licence.refresh_from_db()
        assert satu.licence.until == date(2026, 12, 31)
        entry = satu.licence.entries.latest("number")
        assert (entry.state, entry.since, entry.source) == ("REVOKED", date(2026, 4, 1), "daftar uji")
        assert "Perbedaan ini sudah tidak ada" in client.post(apply, follow=True).content.decode()

    def test_brings_a_licence_to_the_company_of_that_name_or_says_that_there_is_none(self, satu, client_of, acting_as):
        client = client_of("placement-officer")
        rows = [["TENUN UJI JAYA, PT", "SIP3MI 88", "aktif", "", ""], ["PT Entah", "SIP3MI 89", "aktif", "", ""]]
        self.sent(client, rows)
        acting_as("placement-officer")
        snapshot = Snapshot.objects.get()
        here, nowhere = (reverse("licences:apply", args=[snapshot.pk, row.pk]) for row in snapshot.rows.all())
        client.post(here)
        acting_as("placement-officer")
        assert Licence.objects.get(key="88").company_id == satu.head.pk
        assert "belum ada di direktori" in client.post(nowhere, follow=True).content.decode()

    def test_is_imported_once_for_a_day(self, satu, client_of):
        client, rows = client_of("head"), [["PT Satu", "1/26", "aktif", "", ""]]
        self.sent(client, rows, as_csv=True)
        assert "sudah diimpor" in self.sent(client, rows, as_csv=True).content.decode()

    def test_without_headings_is_refused_with_what_to_write(self, satu, client_of):
        file = BytesIO(b"a;b\n1;2\n")
        file.name = "x.csv"
        told = {"file": file, "source": "x", "source_day": "2026-04-01"}
        answer = client_of("head").post(reverse("licences:snapshots"), told)
        assert answer.status_code == 422
        assert "Baris judul kolom tidak ditemukan" in answer.content.decode()

    def test_is_read_by_offices_and_imported_by_none_of_them(self, satu, client_of, acting_as):
        client = client_of("labour-office")
        assert "Impor dan bandingkan" not in page(client, "licences:snapshots")
        self.sent(client, [["PT Satu", "1/26", "aktif", "", ""]])
        acting_as("placement-officer")
        assert not Snapshot.objects.exists()

    def test_has_an_example_to_write_over(self, client_of):
        assert client_of("head").get(reverse("licences:example")).content.startswith(b"PK")


class TestWhatEndsSoon:
    def test_is_on_a_page_with_the_days_that_are_left(self, satu, client_of, officer):
        soon = timezone.localdate() + timedelta(days=20)
        give_permit(satu, officer, until=soon, since=timezone.localdate())
        assert "20 hari" in page(client_of("placement-officer"), "licences:ending")

    def test_is_on_the_first_screen_of_officer_and_company(self, satu, client_of, officer):
        give_permit(satu, officer, until=timezone.localdate() + timedelta(days=20), since=timezone.localdate())
        for role in ("placement-officer", "p3mi"):
            assert "SIP2MI SIP3MI 11/I/2026" in page(client_of(role), "home:home")

    def test_is_an_honest_empty_page_when_nothing_does(self, client_of):
        assert "Tidak ada yang berakhir" in page(client_of("apjati"), "licences:ending")


class TestTheListOfBadEmployers:
    def test_is_filled_by_officers_and_read_by_companies(self, satu, client_of):
        told = {"kind": "EMPLOYER", "name": "Majikan Uji", "country": "MY", "since": "2026-03-01"}
        client_of("placement-officer").post(reverse("licences:blacklist"), SOURCE | told)
        text = page(client_of("p3mi"), "licences:blacklist")
        assert "Majikan Uji" in text
        assert "Catat dari daftar resmi" not in text


class TestTheDoor:
    @pytest.fixture
    def visitor(self, satu):
        act_as(None)
        with override_settings(ROOT_URLCONF="sasando.project.urls_door", MIDDLEWARE=[*BEFORE, *DOOR]):
            yield Client()

    def test_tells_name_number_state_of_today_day_and_source(self, visitor):
        text = visitor.get("/p3mi/", {"q": "tenun"}).content.decode()
        for words in ("PT Tenun Uji Jaya", "SIP3MI 11/I/2026", "Aktif", STATED["source"], "2 Januari 2026"):
            assert words in text

    def test_tells_nothing_else(self, full, visitor):
        text = visitor.get("/p3mi/", {"q": "tenun"}).content.decode()
        for secret in ("Ipoh", "Tidak melapor", "SIP2MI SIP3MI", "Agensi", "40"):
            assert secret not in text.replace("2640", "")

    def test_says_not_known_and_never_no(self, visitor):
        text = visitor.get("/p3mi/", {"q": "perusahaan entah"}).content.decode()
        assert "Tidak ditemukan bukan berarti tidak berizin" in text
        assert "tidak terdaftar" not in text

    def test_is_small_and_sets_no_cookie(self, visitor):
        answer = visitor.get("/p3mi/", {"q": "tenun"})
        assert len(answer.content) <= 30_000
        assert not answer.cookies

    def test_survives_every_way_of_asking(self, visitor):
        for asked in ("", "%", "' OR 1=1 --", "_" * 500, "\x00abc", "tenun\\", "PT"):
            assert visitor.get("/p3mi/", {"q": asked}).status_code == 200, asked

    def test_asks_for_patience_when_too_many_ask_at_once(self, visitor, as_owner):
        for minute in ("now()", "now() + interval '1 minute'"):
            as_owner.execute(f"INSERT INTO security.door_asked VALUES (date_trunc('minute', {minute}), 600)")
        try:
            text = visitor.get("/p3mi/", {"q": "tenun"}).content.decode()
        finally:
            as_owner.execute("DELETE FROM security.door_asked")
        assert "Tunggu satu menit" in text
        assert "PT Tenun" not in text

    def test_knows_what_only_the_public_list_names(self, visitor, officer):
        act_as(officer)
        read = read_list(csv_of(HEADINGS, [["PT Hanya Terdaftar", "SIP3MI 55", "aktif", "", ""]]))
        import_list(read, by=officer, source="daftar uji", source_day=date(2026, 4, 1))
        act_as(None)
        text = visitor.get("/p3mi/", {"q": "hanya terdaftar"}).content.decode()
        assert "Keadaan izin pada daftar resmi" in text
        assert "1 April 2026" in text


class TestWhatTheOldStateWas:
    def test_stays_on_the_page_after_a_new_one(self, satu, client_of, officer):
        record_state(satu.licence, by=officer, state="WARNED", since=date(2026, 5, 1), until=date(2026, 5, 9), **STATED)
        text = page(client_of("head"), "licences:detail", satu.head.pk)
        assert "Diperingatkan" in text
        assert "30 April 2026" in text

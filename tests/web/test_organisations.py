"""The pages of the directory: organisations, whom to call, what binds them, and who signs in for them."""

import csv
import io
import re

import pytest
from django.utils import timezone
from tests.cast import key

from sasando.domain.audit.models import Fact
from sasando.domain.organisations.models import Account, Agreement, Contact, Invitation, Organisation, RoleAssignment

OFFICE, COMPANY, RIVAL, CLINIC = (
    f"/lembaga/{key(name)}/" for name in ("BP3MI Uji", "PT Uji Satu", "PT Uji Dua", "Klinik Uji")
)
DEWI, RINA = (f"/lembaga/akun/{key(name)}/" for name in ("Dewi Perusahaan", "Rina Pengantar"))
TODAY = timezone.localdate()


def page(answer, status=200):
    assert answer.status_code == status, answer.content[:800]
    return answer.content.decode()


def actions_of(thing):
    return list(Fact.objects.filter(thing_key=str(thing)).order_by("id").values_list("action", flat=True))


class TestTheDirectory:
    def test_is_open_to_everybody_who_signs_in(self, client_of):
        for role in ("p3mi", "village", "apjati", "administrator"):
            shown = page(client_of(role).get("/lembaga/"))
            assert "Klinik Uji" in shown
            assert "PT Uji Dua" in shown

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ("q=uji+satu", {"PT Uji Satu"}),
            ("jenis=police", {"Polda Uji"}),
            ("wilayah=53.21", {"Dinas Uji Malaka", "Desa Uji"}),
            ("wilayah=53.21&jenis=village", {"Desa Uji"}),
        ],
    )
    def test_is_filtered_by_its_address(self, client_of, asked, expected):
        answer = client_of("head").get(f"/lembaga/?{asked}")
        assert {one.name for one in answer.context["page"]} == expected

    @pytest.mark.parametrize("asked", ["jenis=x", "halaman=-1", "urut=login", "q=%00"])
    def test_survives_what_means_nothing(self, client_of, asked):
        page(client_of("head").get(f"/lembaga/?{asked}"))

    def test_asks_the_database_little(self, client_of, django_assert_max_num_queries):
        client = client_of("administrator")
        for address in ("/lembaga/", OFFICE, COMPANY, DEWI):
            with django_assert_max_num_queries(10):
                page(client.get(address))

    def test_is_a_file_too(self, client_of):
        text = client_of("task-force").get("/lembaga/lembaga.csv?jenis=police").content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert [row[0] for row in rows] == ["Nama", "Polda Uji"]


class TestOneOrganisation:
    def test_tells_its_agreement_to_its_own_people(self, client_of):
        assert "Perjanjian berbagi data" in page(client_of("p3mi").get(COMPANY))
        assert "Perjanjian berbagi data" not in page(client_of("p3mi").get(RIVAL))

    def test_tells_every_agreement_to_head_and_administrator(self, client_of):
        for role in ("head", "administrator"):
            assert "Berlaku" in page(client_of(role).get(COMPANY))

    def test_tells_its_accounts_to_its_own_people_and_the_administrator(self, client_of):
        for role in ("p3mi", "administrator"):
            shown = page(client_of(role).get(COMPANY))
            assert "Dewi Perusahaan" in shown
            assert "Petugas P3MI" in shown
        for role in ("rival", "head", "village"):
            assert "Dewi Perusahaan" not in page(client_of(role).get(COMPANY))

    def test_tells_the_head_the_roles_of_the_own_office(self, client_of):
        shown = page(client_of("head").get(OFFICE))
        assert "Rina Pengantar" in shown
        assert "Pengantar kerja" in shown

    def test_that_does_not_exist_is_not_found(self, client_of):
        assert client_of("head").get("/lembaga/00000000-0000-0000-0000-000000000000/").status_code == 404

    def test_has_no_style_inside(self, client_of):
        assert " style=" not in page(client_of("administrator").get(COMPANY))


class TestAddingAnOrganisation:
    GIVEN = {"name": "Puskesmas Uji", "kind": "puskesmas", "seat": "Kab. Ende", "covers": "53.08\nKab. Sikka"}

    def test_reads_places_as_people_write_them(self, client_of):
        shown = page(client_of("administrator").post("/lembaga/tambah/", self.GIVEN, follow=True))
        made = Organisation.objects.get(name="Puskesmas Uji")
        assert (made.seat_id, made.covers) == ("53.08", ["53.08", "53.07"])
        assert "Kab. Ende" in shown
        assert actions_of(made.pk) == ["organisation.added"]

    def test_twice_at_one_place_is_refused(self, client_of):
        client = client_of("administrator")
        client.post("/lembaga/tambah/", self.GIVEN)
        assert "sudah ada di tempat itu" in page(client.post("/lembaga/tambah/", self.GIVEN), 422)

    def test_of_a_company_that_covers_a_region_is_refused(self, client_of):
        given = self.GIVEN | {"kind": "placement-company"}
        assert "tidak mempunyai wilayah kerja" in page(client_of("administrator").post("/lembaga/tambah/", given), 422)

    @pytest.mark.parametrize("role", ["head", "p3mi", "apjati"])
    def test_is_for_the_administrator_alone(self, client_of, role):
        client = client_of(role)
        assert client.get("/lembaga/tambah/").status_code == 404
        assert client.post("/lembaga/tambah/", self.GIVEN).status_code == 404
        assert client.get(f"{COMPANY}ubah/").status_code == 404


class TestChangingAnOrganisation:
    def test_changes_what_differs(self, client_of, acting_as):
        client = client_of("administrator")
        given = {
            "name": "PT Uji Satu Baru",
            "seat": "53.71",
            "covers": "",
            "active": "on",
            "parent": key("PT Uji Induk"),
        }
        client.post(f"{COMPANY}ubah/", given)
        acting_as("administrator")
        assert Organisation.objects.get(pk=key("PT Uji Satu")).name == "PT Uji Satu Baru"
        fact = Fact.objects.get(action="organisation.changed")
        assert fact.fields == ["name"]

    def test_of_one_that_is_closed_lets_nobody_of_it_in(self, client_of):
        company = client_of("p3mi")
        client_of("administrator").post(f"{COMPANY}ubah/", {"name": "PT Uji Satu", "seat": "53.71"})
        assert company.get("/").status_code == 302

    def test_says_at_which_gates_it_stands(self, client_of, acting_as):
        client, address = client_of("administrator"), f"/lembaga/{key('Klinik Uji')}/"
        given = {"name": "Klinik Uji", "seat": "53.71", "active": "on", "stands_at": ["pelabuhan-tenau"]}
        assert "Pelabuhan Tenau" in page(client.post(f"{address}ubah/", given, follow=True))
        acting_as("administrator")
        assert Organisation.objects.get(pk=key("Klinik Uji")).stands_at == ["pelabuhan-tenau"]
        assert client.post(f"{address}ubah/", given | {"stands_at": ["tidak-ada"]}).status_code == 422

    def test_shows_what_is_known(self, client_of):
        shown = page(client_of("administrator").get(f"/lembaga/{key('Dinas Uji Malaka')}/ubah/"))
        assert "53.21 Kabupaten Malaka" in shown


class TestConfirmingTheContact:
    GIVEN = {"name": "Sari", "title": "Kepala klinik", "phone": "+62 380 1"}

    def test_holds_from_today_with_who_did_it(self, client_of, acting_as):
        shown = page(client_of("clinic").post(f"{CLINIC}kontak/", self.GIVEN, follow=True))
        assert "Kepala klinik" in shown
        assert "oleh</span> Sari Klinik" in shown or "oleh Sari Klinik" in shown
        made = Contact.objects.get(name="Sari")
        assert (made.confirmed_on, made.confirmed_by) == (TODAY, key("Sari Klinik"))
        assert actions_of(made.pk) == ["contact.confirmed"]

    def test_is_told_to_others_without_the_name_of_who_did_it(self, client_of):
        client_of("clinic").post(f"{CLINIC}kontak/", self.GIVEN)
        shown = page(client_of("village").get(CLINIC))
        assert "+62 380 1" in shown
        assert "Sari Klinik" not in shown

    def test_the_newest_holds(self, client_of):
        client = client_of("administrator")
        client.post(f"{CLINIC}kontak/", self.GIVEN)
        client.post(f"{CLINIC}kontak/", self.GIVEN | {"name": "Tince"})
        shown = page(client.get(CLINIC))
        assert "Tince" in shown
        assert "+62 380 1" in page(client.get(f"{CLINIC}kontak/"))

    def test_of_others_is_as_if_it_were_not(self, client_of):
        client = client_of("p3mi")
        assert client.get(f"{CLINIC}kontak/").status_code == 404
        assert client.post(f"{CLINIC}kontak/", self.GIVEN).status_code == 404


class TestAnAgreement:
    def test_is_written_down_by_the_administrator(self, client_of):
        given = {"number": "PKS 9/2026", "since": TODAY, "until": TODAY + timezone.timedelta(days=365)}
        shown = page(client_of("administrator").post(f"{COMPANY}perjanjian/", given, follow=True))
        assert "PKS 9/2026" in shown
        assert actions_of(Agreement.objects.get(number="PKS 9/2026").pk) == ["agreement.added"]

    def test_that_ends_before_it_begins_is_refused(self, client_of):
        given = {"number": "PKS 9/2026", "since": TODAY, "until": TODAY - timezone.timedelta(days=1)}
        shown = page(client_of("administrator").post(f"{COMPANY}perjanjian/", given), 422)
        assert "mendahului tanggal mulai" in shown

    def test_is_not_for_others(self, client_of):
        assert client_of("head").get(f"{COMPANY}perjanjian/").status_code == 404

    def test_asks_who_it_is_once_more(self, client_of):
        assert client_of("administrator", proved_at=0).get(f"{COMPANY}perjanjian/").status_code == 302


class TestInviting:
    def test_shows_the_address_once_and_it_opens(self, client_of, client):
        shown = page(client_of("head").post(f"{OFFICE}undang/", {"name": "Baru", "role": "quay-officer"}))
        address = re.search(r"https?://testserver(/masuk/undangan/[^<\s]+)", shown)[1]
        assert "Petugas pos" in shown
        assert Invitation.objects.get(name="Baru").invited_by == key("Ignas Kepala")
        assert client.get(address).status_code == 200

    def test_is_listed_until_it_is_used(self, client_of):
        client = client_of("administrator")
        client.post(f"{COMPANY}undang/", {"name": "Orang Baru", "role": "p3mi"})
        assert "Orang Baru" in page(client.get(COMPANY))
        assert "Orang Baru" not in page(client_of("p3mi").get(COMPANY))

    def test_offers_only_roles_of_that_kind(self, client_of):
        client = client_of("administrator")
        page(client.post(f"{COMPANY}undang/", {"name": "Baru", "role": "head"}), 422)
        assert 'value="p3mi"' in page(client.get(f"{COMPANY}undang/"))

    def test_an_administrator_is_not_for_the_head(self, client_of):
        shown = page(client_of("head").post(f"{OFFICE}undang/", {"name": "Baru", "role": "administrator"}), 422)
        assert "tidak berhak" in shown

    def test_for_others_is_as_if_it_were_not(self, client_of):
        assert client_of("head").get(f"{COMPANY}undang/").status_code == 404
        assert client_of("p3mi").get(f"{COMPANY}undang/").status_code == 404


class TestAnAccount:
    def test_gets_a_role_and_loses_it(self, client_of, acting_as):
        client = client_of("administrator")
        shown = page(client.post(f"{RINA}peran/", {"role": "protection-officer", "until": ""}, follow=True))
        assert "Petugas pelindungan" in shown
        acting_as("administrator")
        given = RoleAssignment.objects.get(account=key("Rina Pengantar"), role="protection-officer")
        client.post(f"{RINA}peran/{given.pk}/akhiri/")
        given.refresh_from_db()
        assert given.until < TODAY

    def test_is_told_which_roles_do_not_go_together(self, client_of):
        shown = page(client_of("administrator").post(f"{RINA}peran/", {"role": "head", "until": ""}), 422)
        assert "tidak boleh digabung" in shown

    def test_that_is_ended_is_signed_out_at_once(self, client_of, acting_as):
        company = client_of("p3mi")
        page(company.get("/orang/"))
        page(client_of("administrator").post(f"{DEWI}akhiri/", follow=True))
        assert company.get("/orang/").status_code == 302
        acting_as("administrator")
        assert not Account.objects.get(pk=key("Dewi Perusahaan")).is_active

    def test_starts_again_by_an_address_that_is_shown_once(self, client_of, client):
        shown = page(client_of("administrator").post(f"{DEWI}mulai-lagi/"))
        address = re.search(r"https?://testserver(/masuk/mulai-lagi/[^<\s]+)", shown)[1]
        assert client.get(address).status_code == 200

    def test_is_not_changed_by_whoever_may_only_read_it(self, client_of, acting_as):
        client = client_of("placement-officer")
        shown = page(client.get(f"/lembaga/akun/{key('Ignas Kepala')}/"))
        assert "Akhiri" not in shown
        for what in ("akhiri/", "peran/", "mulai-lagi/"):
            client.post(f"/lembaga/akun/{key('Ignas Kepala')}/{what}", {"role": "quay-officer"})
        acting_as("head")
        account = Account.objects.get(pk=key("Ignas Kepala"))
        assert account.is_active
        assert account.roles.count() == 1

    def test_of_others_is_as_if_it_were_not(self, client_of):
        for role in ("rival", "head", "village"):
            assert client_of(role).get(DEWI).status_code == 404

    def test_after_proving_who_one_is_leads_back_to_the_account(self, client_of):
        client = client_of("administrator", proved_at=0)
        answer = client.post(f"{DEWI}akhiri/")
        assert answer["Location"] == f"/masuk/buktikan/?next={DEWI}akhiri/"
        proved = client_of("administrator").get(f"{DEWI}akhiri/")
        assert proved["Location"] == DEWI

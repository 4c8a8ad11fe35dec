"""The pages of the trail: one's own deeds, everybody's, and the checkpoints."""

import csv
import io
import json

import pytest
from django.utils import timezone
from tests.cast import key

from sasando.domain.audit.checkpoints import sign_checkpoint
from sasando.domain.audit.models import Checkpoint, Fact
from sasando.domain.audit.sealing import seal
from sasando.domain.audit.verifying import _is_signed
from sasando.domain.organisations.models import Organisation

YASINTA = f"/orang/{key('Yasinta Seran')}/"


def page(answer, status=200):
    assert answer.status_code == status, answer.content[:800]
    return answer.content.decode()


@pytest.fixture
def signed(acting_as):
    """A checkpoint over what is on the chain."""
    acting_as("administrator")
    while seal():
        pass
    return sign_checkpoint() or Checkpoint.objects.latest("number")


class TestOnesOwnDeeds:
    def test_are_shown_in_words_with_the_way_to_the_thing(self, client_of):
        client = client_of("p3mi")
        client.get(YASINTA)
        shown = page(client.get("/jejak/"))
        assert "Membuka data orang" in shown
        assert "termasuk NIK, paspor, dan telepon" in shown
        assert f'href="{YASINTA}"' in shown

    def test_are_shown_to_nobody_else_of_the_same_rank(self, client_of):
        client_of("p3mi").get(YASINTA)
        assert "Membuka data orang</span>" not in page(client_of("rival").get("/jejak/"))

    @pytest.mark.parametrize(
        ("asked", "there"),
        [
            ("perbuatan=person.read", True),
            ("perbuatan=person.added", False),
            (f"hari={timezone.localdate()}", True),
            ("hari=2020-01-01", False),
            ("hari=yesterday&perbuatan=x", True),
        ],
    )
    def test_are_filtered_by_the_address(self, client_of, asked, there):
        client = client_of("p3mi")
        client.get(YASINTA)
        facts = client.get(f"/jejak/?{asked}").context["page"].object_list
        assert ("person.read" in {fact.action for fact in facts}) == there


class TestEverybodysDeeds:
    def test_are_shown_to_head_and_administrator(self, client_of):
        client_of("p3mi").get(YASINTA)
        for role in ("head", "administrator"):
            shown = page(client_of(role).get("/jejak/semua/"))
            assert "Petugas P3MI" in shown
            assert "PT Uji Satu" in shown

    def test_name_accounts_only_to_those_who_may_know_them(self, client_of):
        client_of("p3mi").get(YASINTA)
        assert "Dewi Perusahaan" in page(client_of("administrator").get("/jejak/semua/"))
        assert "Dewi Perusahaan" not in page(client_of("head").get("/jejak/semua/"))

    def test_are_filtered_by_organisation(self, client_of):
        client_of("p3mi").get(YASINTA)
        facts = client_of("head").get(f"/jejak/semua/?lembaga={key('PT Uji Satu')}").context["page"].object_list
        assert {fact.organisation for fact in facts} == {key("PT Uji Satu")}

    @pytest.mark.parametrize("role", ["p3mi", "placement-officer", "protection-officer", "police"])
    def test_are_not_for_others(self, client_of, role):
        client = client_of(role)
        assert client.get("/jejak/semua/").status_code == 404
        assert client.get("/jejak/jejak.csv").status_code == 404
        assert "Semua perbuatan</a>" not in page(client.get("/jejak/"))

    def test_hold_no_link_to_what_the_reader_never_sees(self, client_of):
        client_of("p3mi").get(YASINTA)
        assert "/orang/" not in page(client_of("administrator").get("/jejak/semua/"))

    def test_are_a_file_too_which_is_on_record(self, client_of, acting_as):
        client_of("p3mi").get(YASINTA)
        text = client_of("head").get("/jejak/jejak.csv?perbuatan=person.read").content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert {row["Perbuatan"] for row in rows} == {"Membuka data orang"}
        assert str(key("Yasinta Seran")) in {row["Kunci"] for row in rows}
        acting_as("head")
        assert Fact.objects.filter(action="audit.exported").exists()

    def test_ask_the_database_little(self, client_of, django_assert_max_num_queries):
        client = client_of("administrator")
        for address in ("/jejak/", "/jejak/semua/", "/jejak/titik/"):
            with django_assert_max_num_queries(10):
                page(client.get(address))


class TestCheckpoints:
    def test_are_listed_for_everybody(self, client_of, signed):
        assert f"/jejak/titik/{signed.number}/" in page(client_of("village").get("/jejak/titik/"))

    def test_are_a_file_that_others_can_verify(self, client_of, signed):
        answer = client_of("church").get(f"/jejak/titik/{signed.number}.json")
        assert answer["Content-Disposition"] == f'attachment; filename="checkpoint-{signed.number:012}.json"'
        said = json.loads(answer.content)
        assert _is_signed(said, bytes.fromhex(said["public_key"]))

    def test_are_a_sheet_with_everything_on_it(self, client_of, signed):
        client = client_of("task-force")
        shown = page(client.get(f"/jejak/titik/{signed.number}/"))
        said = json.loads(client.get(f"/jejak/titik/{signed.number}.json").content)
        assert said["text"] in shown
        bare = shown.replace(" ", "")
        assert all(said[part] in bare for part in ("hash", "signature", "public_key"))
        assert '<svg viewBox="0 0 ' in shown
        assert " style=" not in shown

    def test_hold_the_whole_file_in_their_picture(self, client_of, signed):
        """Drawn again from the file by itself, the code is the same."""
        import segno

        client = client_of("task-force")
        said = json.loads(client.get(f"/jejak/titik/{signed.number}.json").content)
        again = segno.make(json.dumps(said, separators=(",", ":")), error="m", micro=False)
        path = again.svg_inline(omitsize=True, lineclass=None).split(' d="')[1].split('"')[0]
        assert path in page(client.get(f"/jejak/titik/{signed.number}/"))

    def test_are_made_at_once_by_the_administrator(self, client_of, acting_as):
        client = client_of("administrator")
        acting_as("administrator")
        while seal():
            pass
        shown = page(client.post("/jejak/titik/buat/", follow=True))
        assert "Titik periksa" in shown

    def test_are_not_made_by_others(self, client_of):
        assert client_of("head").post("/jejak/titik/buat/").status_code == 404

    def test_that_do_not_exist_are_not_found(self, client_of):
        assert client_of("head").get("/jejak/titik/999999999/").status_code == 404


class TestTheMenu:
    def test_leads_everybody_to_their_deeds(self, client_of):
        assert 'href="/jejak/"' in page(client_of("apjati").get("/jejak/"))

    def test_leads_to_people_only_those_who_have_some(self, client_of, acting_as):
        acting_as("administrator")
        assert Organisation.objects.exists()
        assert 'href="/orang/cari/"' not in page(client_of("administrator").get("/jejak/"))
        assert 'href="/orang/cari/"' in page(client_of("clinic").get("/jejak/"))

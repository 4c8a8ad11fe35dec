"""Pages of placements: the queue, the one page, steps, decisions; each role sees and does what is its own."""

import pytest
from django.db import connection
from django.urls import reverse
from tests.cast import key
from tests.issuing import *  # noqa: F403
from tests.placements import day
from tests.web.test_every_page import MOST, Counter

from sasando.domain.access import act_as
from sasando.domain.audit.models import Fact
from sasando.domain.placements.deciding import hold
from sasando.domain.placements.models import Decision, Placement, Step, Waiver

pytestmark = pytest.mark.django_db
SEES = ("head", "placement-officer", "protection-officer", "labour-office", "village")
SEES_NOT = (
    "rival",
    "apjati",
    "clinic",
    "psychologist",
    "police",
    "church",
    "task-force",
    "immigration",
    "sister-office",
)


def at(name, placement, *more):
    return reverse(f"placements:{name}", args=[placement.pk, *more])


def text_of(answer):
    return " ".join(answer.content.decode().split())


class TestTheQueue:
    def test_says_how_many_wait_for_the_reader(self, registered, client_of):
        page = text_of(client_of("placement-officer").get(reverse("placements:list")))
        assert "Yasinta Seran" in page
        assert "Tidak ada berkas yang menunggu Anda." in page
        page = text_of(client_of("labour-office").get(reverse("placements:list")))
        assert "<b>1</b> berkas menunggu Anda" in page

    def test_its_number_is_the_number_of_its_rows(self, registered, client_of):
        answer = client_of("labour-office").get(reverse("placements:list"), {"giliran": "mine"})
        assert answer.context["page"].paginator.count == answer.context["waiting"].mine == 1

    @pytest.mark.parametrize(
        ("asked", "found"),
        [({"q": "seran"}, 1), ({"q": "wangge"}, 0), ({"negara": "Malaysia"}, 1), ({"negara": "Taiwan"}, 0),
         ({"keadaan": "open", "hukum": "incomplete", "skema": "P2P"}, 1), ({"skema": "G2G"}, 0), ({"tahap": "x"}, 1),
         ({"perusahaan": "uji"}, 0), ({"giliran": "over"}, 0), ({"giliran": "before"}, 1)],
    )  # fmt: skip
    def test_filters(self, registered, client_of, asked, found):
        answer = client_of("placement-officer").get(reverse("placements:list"), asked)
        assert answer.context["page"].paginator.count == found

    def test_says_when_a_country_is_not_known(self, registered, client_of):
        page = text_of(client_of("placement-officer").get(reverse("placements:list"), {"negara": "Kongo"}))
        assert "Kongo" in page

    @pytest.mark.parametrize("role", SEES)
    def test_asks_the_database_at_most_ten_times(self, registered, client_of, role):
        client, counter = client_of(role), Counter()
        with connection.execute_wrapper(counter):
            assert client.get(reverse("placements:list")).status_code == 200
        assert len(counter.seen) <= MOST, counter.seen

    def test_is_handed_out_as_csv_with_the_same_rows(self, registered, client_of):
        sheet = client_of("labour-office").get(reverse("placements:csv"), {"q": "seran"})
        rows = sheet.content.decode("utf-8-sig").splitlines()
        assert len(rows) == 2
        assert "Yasinta Seran" in rows[1]

    def test_is_not_handed_out_to_who_may_not(self, registered, client_of):
        assert client_of("village").get(reverse("placements:csv")).status_code == 404

    def test_asks_who_it_is_before_it_is_handed_out(self, registered, client_of):
        assert "/masuk/" in client_of("labour-office", proved_at=0).get(reverse("placements:csv")).url


class TestThePageOfAPlacement:
    @pytest.mark.parametrize("role", SEES)
    def test_asks_the_database_at_most_ten_times(self, complete, client_of, role):
        client, counter = client_of(role), Counter()
        with connection.execute_wrapper(counter):
            assert client.get(at("detail", complete)).status_code == 200
        assert len(counter.seen) <= MOST, [sql[:110] for sql in counter.seen]

    @pytest.mark.parametrize("role", SEES_NOT)
    def test_is_not_there_for_others(self, registered, client_of, role):
        assert client_of(role).get(at("detail", registered)).status_code == 404

    def test_shows_the_way_with_whose_turn_it_is(self, registered, client_of):
        answer = client_of("placement-officer").get(at("detail", registered))
        states = {one.name: one.state for one in answer.context["way"]}
        assert states["Informasi"] == "done"
        assert states["Pendaftaran"] == "done"
        assert states["Paspor"] == "current"
        assert states["Jaminan sosial sebelum bekerja"] == "todo"

    def test_shows_the_checklist_with_articles_to_who_may_read_dossiers(self, registered, client_of):
        page = text_of(client_of("placement-officer").get(at("detail", registered)))
        assert "UU 18/2017 Pasal 13 huruf e" in page
        assert Fact.objects.filter(action="dossier.read", thing_key=str(registered.pk)).exists()

    def test_shows_others_only_the_names_of_what_is_missing(self, registered, client_of, acts):
        page = text_of(client_of("village").get(at("detail", registered)))
        assert "<li>Paspor</li>" in page
        assert "UU 18/2017 Pasal 13 huruf e" not in page
        acts("village")
        assert Fact.objects.filter(action="placement.read", thing_key=str(registered.pk)).exists()

    def test_shows_the_company_its_own(self, complete, client_of):
        page = text_of(client_of("p3mi").get(at("detail", complete)))
        assert "Semua yang diketahui" in page
        assert client_of("rival").get(at("detail", complete)).status_code == 404

    def test_strikes_a_withdrawn_step_through_with_its_reason(self, registered, client_of):
        client = client_of("labour-office")
        number = Step.objects.get(placement=registered, kind="registered").number
        client.post(at("withdraw", registered, number), {"reason": "salah orang"})
        page = text_of(client.get(at("detail", registered)))
        assert "<s>Pendaftaran</s>" in page
        assert "salah orang" in page

    def test_hands_out_a_sheet_for_the_candidate(self, registered, client_of):
        answer = client_of("village").get(at("sheet", registered))
        assert answer.content.startswith(b"%PDF")


class TestStarting:
    def test_looks_before_it_writes(self, client_of):
        page = text_of(client_of("village").get(reverse("placements:begin"), {"q": "Yasinta"}))
        assert reverse("placements:start", args=[key("Yasinta Seran")]) in page

    def test_of_somebody_known_takes_three_taps(self, client_of, acts):
        client = client_of("village")
        answer = client.post(reverse("placements:start", args=[key("Yasinta Seran")]), {"scheme": "P2P"})
        acts("village")
        assert answer.url == at("detail", Placement.objects.get(person=key("Yasinta Seran")))

    def test_of_somebody_new_needs_a_name_only(self, client_of, acts):
        client = client_of("village")
        answer = client.post(reverse("placements:begin"), {"full_name": "Marta Bere"}, follow=True)
        assert answer.status_code == 200
        answer = client.post(answer.request["PATH_INFO"], {"scheme": "P2P", "country": "MY"}, follow=True)
        assert "Marta Bere" in text_of(answer)

    def test_again_is_refused_in_words(self, begun, client_of):
        answer = client_of("village").post(reverse("placements:start", args=[key("Yasinta Seran")]), {"scheme": "P2P"})
        assert answer.status_code == 422
        assert "sudah punya penempatan yang berjalan" in text_of(answer)

    def test_of_somebody_from_elsewhere_is_refused_in_words(self, client_of, acts):
        from sasando.domain.people.actions import add_person
        from sasando.domain.regions.models import Region

        far = add_person(by=acts("labour-office"), full_name="Orang Ende", home=Region.objects.get(pk="53.08"))
        answer = client_of("labour-office").post(reverse("placements:start", args=[far.pk]), {"scheme": "P2P"})
        assert answer.status_code == 422
        assert "bukan dari wilayah kerja Anda" in text_of(answer)


class TestAStep:
    def test_is_asked_with_the_article_that_asks_for_it(self, registered, client_of):
        page = text_of(client_of("placement-officer").get(at("step", registered, "passport")))
        assert "Nomor paspor" in page or "No Paspor" in page
        assert "UU 18/2017 Pasal 13 huruf e" in page

    def test_that_cannot_be_read_says_so_as_a_list_would_and_keeps_what_was_typed(self, registered, client_of):
        given = {"passport_number": "C1234567", "passport_until": "31/02/2030", "on": day(0)}
        answer = client_of("labour-office").post(at("step", registered, "passport"), given)
        assert answer.status_code == 422
        assert "31/02/2030" in text_of(answer)
        assert "C1234567" in text_of(answer)

    def test_is_taken(self, registered, client_of, acts):
        given = {"passport_number": "C1234567", "passport_until": day(900), "documents_held_by_worker": "ya",
                 "on": day(0)}  # fmt: skip
        answer = client_of("labour-office").post(at("step", registered, "passport"), given)
        assert answer.status_code == 302
        acts("labour-office")
        assert "passport" not in Placement.objects.get(pk=registered.pk).missing

    def test_shows_what_is_known_and_does_not_state_it_twice(self, registered, client_of, acts):
        client = client_of("labour-office")
        page = text_of(client.get(at("step", registered, "registered")))
        assert 'value="ID-1"' in page
        given = {"registration_number": "ID-1", "registered_on": day(-85), "marital_status": "divorced"}
        assert client.post(at("step", registered, "registered"), given).status_code == 302
        acts("labour-office")
        assert Step.objects.filter(placement=registered, kind="registered").last().stated.facts == {
            "marital_status": "divorced"
        }

    def test_with_nothing_in_it_is_refused_in_words(self, registered, client_of):
        answer = client_of("labour-office").post(at("step", registered, "passport"), {"on": day(0)})
        assert "Isi paling sedikit satu" in text_of(answer)

    def test_of_a_day_to_come_is_refused_in_words(self, registered, client_of):
        given = {"passport_number": "C1234567", "on": day(3)}
        answer = client_of("labour-office").post(at("step", registered, "passport"), given)
        assert "Tanggal ini belum tiba" in text_of(answer)

    def test_too_early_is_refused_in_words(self, begun, client_of):
        answer = client_of("labour-office").post(at("step", begun, "agreement"), {"placement_agreement_on": day(-1)})
        assert answer.status_code == 422
        assert "Terlalu awal" in text_of(answer)

    @pytest.mark.parametrize(("role", "kind"), [("village", "registered"), ("labour-office", "cleared"),
                                                ("head", "passport"), ("labour-office", "nothing")])  # fmt: skip
    def test_of_others_has_no_form(self, registered, client_of, role, kind):
        assert client_of(role).get(at("step", registered, kind)).status_code == 404

    def test_of_the_village_is_two_taps(self, begun, client_of, acts):
        client = client_of("village")
        page = client.get(at("step", begun, "village_verified"))
        assert day(0).isoformat() in text_of(page)
        given = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
        assert client.post(at("step", begun, "village_verified"), given).status_code == 302

    def test_withdrawn_asks_why(self, registered, client_of):
        client = client_of("labour-office")
        number = Step.objects.get(placement=registered, kind="registered").number
        assert client.post(at("withdraw", registered, number), {"reason": ""}).status_code == 422

    def test_of_another_office_cannot_be_withdrawn(self, registered, client_of):
        number = Step.objects.get(placement=registered, kind="village_verified").number
        answer = client_of("labour-office").post(at("withdraw", registered, number), {"reason": "x"})
        assert "hanya lembaga itu" in text_of(answer)


class TestTheJob:
    def test_is_one_choice_that_brings_company_permit_and_job_order(self, registered, job, client_of, acts):
        client = client_of("labour-office")
        assert "SIP2MI SIP2MI-1" in text_of(client.get(at("match", registered)))
        client.post(at("match", registered), {"job": f"{job.permit.pk}:{job.order.pk}"})
        acts("labour-office")
        placement = Placement.objects.get(pk=registered.pk)
        assert (placement.permit_id, placement.job_order_id) == (job.permit.pk, job.order.pk)

    def test_of_a_company_is_never_another_companys(self, complete, client_of):
        assert "SIP2MI-1" in text_of(client_of("p3mi").get(at("match", complete)))
        assert client_of("rival").get(at("match", complete)).status_code == 404

    def test_not_chosen_is_said(self, registered, job, client_of):
        assert client_of("labour-office").post(at("match", registered), {"job": ""}).status_code == 422

    def test_departure_is_planned(self, registered, client_of, acts):
        given = {"departs_on": day(40), "gate": "pelabuhan-tenau", "route": "Kupang"}
        assert client_of("labour-office").post(at("plan", registered), given).status_code == 302
        acts("labour-office")
        placement = Placement.objects.get(pk=registered.pk)
        assert (placement.departs_on, placement.gates) == (day(40), ["pelabuhan-tenau"])

    def test_papers_stand_side_by_side(self, complete, client_of):
        page = text_of(client_of("placement-officer").get(at("compare", complete)))
        assert "Majikan" in page.title()
        assert client_of("village").get(at("compare", complete)).status_code == 404


class TestDeciding:
    def test_a_complete_file_is_one_button(self, complete, client_of, acts):
        client = client_of("placement-officer")
        assert at("clear", complete) in text_of(client.get(at("detail", complete)))
        client.post(at("clear", complete))
        acts("placement-officer")
        assert Placement.objects.get(pk=complete.pk).state == "cleared"

    def test_an_incomplete_one_is_refused_in_words(self, registered, client_of):
        answer = client_of("placement-officer").post(at("clear", registered), follow=True)
        assert "Belum dapat diluluskan" in text_of(answer)

    def test_holding_a_complete_file_shows_the_warning_in_full(self, complete, client_of, acts):
        client = client_of("placement-officer")
        page = text_of(client.get(at("hold", complete)))
        assert "Pasal 70 ayat (2)" in page
        assert "Rp 1 miliar" in page
        given = {"reason": "ragu", "basis": "UU 18/2017 Pasal 5"}
        assert client.post(at("hold", complete), given).status_code == 422
        assert client.post(at("hold", complete), given | {"warned": "on"}).status_code == 302
        acts("placement-officer")
        assert Decision.objects.get(placement=complete).against_the_law

    def test_holding_without_an_article_is_refused(self, registered, client_of):
        answer = client_of("placement-officer").post(at("hold", registered), {"reason": "x"})
        assert "Tulis pasalnya" in text_of(answer)

    @pytest.mark.parametrize("role", ["labour-office", "p3mi", "village", "head"])
    def test_is_for_the_placement_officer(self, complete, client_of, role):
        assert client_of(role).post(at("clear", complete)).status_code == 404

    def test_an_objection_is_answered_by_another_and_opens_the_file(self, registered, client_of, acts):
        held = hold(registered, reason="paspor", basis="UU 18/2017 Pasal 13", warned=False, on=day(0),
                    by=acts("placement-officer"))  # fmt: skip
        client = client_of("village")
        assert client.post(at("object", registered, held.pk), {"text": "Paspornya ada."}).status_code == 302
        acts("head")
        objection = held.objections.get()
        answer = {"upheld": "ya", "text": "Benar."}
        refused = client_of("placement-officer").post(at("answer", registered, objection.pk), answer)
        assert "ditinjau oleh orang lain" in text_of(refused)
        assert client_of("head").post(at("answer", registered, objection.pk), answer).status_code == 302
        acts("head")
        assert Placement.objects.get(pk=registered.pk).state == "open"

    def test_opening_again_needs_a_reason_and_another_person(self, cleared, client_of):
        assert "Tulis alasannya" in text_of(client_of("head").post(at("reopen", cleared), {"reason": ""}))
        own = client_of("placement-officer").post(at("reopen", cleared), {"reason": "salah"})
        assert "ditinjau oleh orang lain" in text_of(own)
        assert client_of("head").post(at("reopen", cleared), {"reason": "salah"}).status_code == 302


class TestAWaiver:
    GIVEN = {"reason": "buku nikah hilang", "evidence": "surat desa", "basis": "PP 59/2021 Pasal 10"}

    def test_is_asked_by_one_office_and_decided_by_another(self, registered, client_of, acts):
        address = at("waive", registered, "passport")
        assert "Pengecualian perlu alasan" in text_of(client_of("labour-office").post(address, {"reason": ""}))
        assert client_of("labour-office").post(address, self.GIVEN).status_code == 302
        acts("labour-office")
        waiver = Waiver.objects.get(placement=registered)
        decide = at("decide_waiver", registered, waiver.pk)
        own = client_of("labour-office").post(decide, {"approve": "ya"})
        assert "diputuskan oleh orang lain" in text_of(own)
        officer = client_of("placement-officer")
        assert decide in text_of(officer.get(at("detail", registered)))
        assert officer.post(decide, {"approve": "ya"}).status_code == 302
        acts("placement-officer")
        assert "passport" not in Placement.objects.get(pk=registered.pk).missing
        again = client_of("head").post(at("recheck", registered, waiver.pk), {"stands": "tidak"}, follow=True)
        assert "sudah diperiksa ulang" in text_of(again)

    def test_of_what_is_not_missing_has_no_form(self, registered, client_of):
        assert client_of("labour-office").get(at("waive", registered, "min_age_18")).status_code == 404


class TestTheRules:
    def test_of_an_older_day_are_named_and_left_only_by_a_reason(self, registered, client_of, as_rules_of_before):
        client = client_of("placement-officer")
        page = text_of(client.get(at("detail", registered)))
        assert "Aturan di Sasando sudah diperbarui" in page
        assert "Tulis alasannya" in text_of(client.post(at("move", registered), {"reason": ""}))
        assert client.post(at("move", registered), {"reason": "aturan baru"}).status_code == 302
        assert "Aturan terbaru di Sasando" in text_of(client.get(at("detail", registered)))

    @pytest.fixture
    def as_rules_of_before(self, registered):
        from sasando import __version__
        from sasando.core.law.archive import written
        from sasando.core.law.explanation import RULEBOOK
        from sasando.domain.placements.models import RuleSet
        from sasando.domain.placements.program import PROGRAM

        RuleSet.objects.create(fingerprint="0" * 64, version=__version__, content=written(RULEBOOK))
        act_as(PROGRAM)
        Placement.objects.filter(pk=registered.pk).update(rules_id="0" * 64)

    def test_of_today_have_no_page_to_move_to(self, registered, client_of):
        assert client_of("placement-officer").get(at("move", registered)).status_code == 404

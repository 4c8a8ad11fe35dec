"""Companies: what their licence was on a day, what they may recruit for, who reads it, and how they are watched."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.companies import STATED, give_employer, give_job_order, give_permit, make_company

from sasando.core.facts import FACTS
from sasando.domain.access import act_as
from sasando.domain.audit.models import Fact
from sasando.domain.errors import Refused
from sasando.domain.licences.actions import (
    add_blacklisting,
    add_branch_licence,
    add_membership,
    record_sanction,
    reply_to_sanction,
    verify_job_order,
    withdraw_permit,
)
from sasando.domain.licences.door import find_company
from sasando.domain.licences.facts import company_facts, job_order_facts, permit_facts
from sasando.domain.licences.models import (
    Blacklisting,
    Employer,
    JobOrder,
    Licence,
    Membership,
    Permit,
    Reply,
    Sanction,
    StateEntry,
    StateInterval,
)
from sasando.domain.licences.queries import companies, ending
from sasando.domain.licences.states import add_licence, change_term, record_state, withdraw_state
from sasando.domain.licences.timeline import Span, laid_over
from sasando.domain.licences.writing import end
from sasando.domain.organisations.models import Organisation

BEFORE, SPRING, PAUSE, AFTER = date(2025, 6, 1), date(2026, 2, 15), date(2026, 3, 15), date(2026, 6, 15)


@pytest.fixture
def satu(db, cast):
    """The company whose branch the cast's p3mi works for. From here the placement officer acts."""
    return make_company(cast, "PT Tenun Uji Jaya", of="p3mi", number="SIP3MI 11/I/2026")


@pytest.fixture
def dua(db, cast):
    return make_company(cast, "PT Lontar Uji Makmur", of="rival", number="SIP3MI 12/I/2026")


@pytest.fixture
def officer(cast):
    return cast.actor("placement-officer")


def suspend(company, by, **other):
    facts = {"state": "SUSPENDED_FULL", "since": date(2026, 3, 1), "until": date(2026, 5, 31), "article": "Pasal 9"}
    return record_state(company.licence, by=by, **facts | STATED | other)


def state_on(company, day):
    return company_facts(company.head.pk, day).get("company_licence_state")


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def entries(draw):
    spans = []
    for number in range(draw(st.integers(0, 8))):
        since = draw(days)
        length = draw(st.none() | st.integers(0, 200))
        spans.append(Span(since, None if length is None else since + timedelta(days=length), number))
    return spans


class TestEntriesLaidOverEachOther:
    @given(entries(), days)
    def test_say_on_every_day_what_was_entered_last_for_it(self, given_entries, day):
        holds = [span.entry for span in laid_over(given_entries) if span.covers(day)]
        last = [span.entry for span in given_entries if span.covers(day)][-1:]
        assert holds == last

    @given(entries())
    def test_never_share_a_day_and_stand_in_their_order(self, given_entries):
        spans = laid_over(given_entries)
        for one, following in pairwise(spans):
            assert one.until is not None
            assert one.until < following.since

    @given(entries())
    def test_come_to_the_same_when_the_covered_ones_are_left_out(self, given_entries):
        spans = laid_over(given_entries)
        kept = [one for one in given_entries if any(span.entry == one.entry for span in spans)]
        assert laid_over(kept) == spans


class TestALicenceOnADay:
    def test_is_what_was_entered_for_that_day(self, satu, officer):
        suspend(satu, officer)
        assert [state_on(satu, day) for day in (SPRING, PAUSE, AFTER)] == ["ACTIVE", "SUSPENDED_FULL", "ACTIVE"]

    def test_is_not_known_where_nobody_entered_anything(self, satu):
        facts = company_facts(satu.head.pk, BEFORE)
        assert facts == {"company_name": "TENUN UJI JAYA"}

    def test_is_never_computed_from_its_term(self, satu):
        assert state_on(satu, date(2028, 6, 1)) is None
        assert company_facts(satu.head.pk, date(2028, 6, 1))["company_licence_until"] == date(2027, 12, 31)

    def test_tells_number_and_term_as_they_were_written_down(self, satu):
        facts = company_facts(satu.head.pk, SPRING)
        assert facts["company_licence"] == "SIP3MI 11/I/2026"
        assert (facts["company_licence_from"], facts["company_licence_until"]) == (
            date(2026, 1, 1),
            date(2027, 12, 31),
        )

    def test_is_none_while_it_was_only_applied_for(self, satu, officer):
        record_state(satu.licence, by=officer, state="APPLIED", since=date(2026, 1, 1), until=SPRING, **STATED)
        assert company_facts(satu.head.pk, date(2026, 1, 5)) == {"company_name": "TENUN UJI JAYA"}

    def test_is_the_licence_that_ran_then_when_there_were_several(self, satu, officer):
        old = {"since": date(2021, 1, 1), "until": date(2025, 12, 31)}
        first = add_licence(satu.head, by=officer, number="SIP3MI 1/2021", **old, **STATED)
        record_state(first, by=officer, state="ACTIVE", **old, **STATED)
        assert company_facts(satu.head.pk, BEFORE)["company_licence"] == "SIP3MI 1/2021"
        assert company_facts(satu.head.pk, SPRING)["company_licence"] == "SIP3MI 11/I/2026"

    def test_speaks_the_language_of_the_law_engine(self, satu, officer):
        permit = give_permit(satu, officer)
        order = give_job_order(satu, officer, permit)
        merged = (
            company_facts(satu.branch.pk, SPRING) | permit_facts(permit, SPRING, 3) | job_order_facts(order, SPRING)
        )
        for key, value in merged.items():
            assert type(value) is FACTS[key].kind.python_type, key


class TestAWrongEntry:
    def test_is_withdrawn_and_what_it_covered_holds_again(self, satu, officer):
        entry = suspend(satu, officer)
        withdraw_state(entry, by=officer, because="salah perusahaan")
        assert state_on(satu, PAUSE) == "ACTIVE"

    def test_stays_readable_with_who_withdrew_it_and_why(self, satu, officer):
        entry = suspend(satu, officer)
        withdraw_state(entry, by=officer, because="salah perusahaan")
        kept = StateEntry.objects.get(pk=entry.pk)
        assert (kept.withdrawn_by, kept.withdrawn_because) == (officer.account, "salah perusahaan")

    def test_is_not_withdrawn_without_a_reason_or_twice(self, satu, officer):
        entry = suspend(satu, officer)
        with pytest.raises(Refused, match="alasannya"):
            withdraw_state(entry, by=officer, because=" ")
        withdraw_state(entry, by=officer, because="salah")
        with pytest.raises(Refused):
            withdraw_state(entry, by=officer, because="salah")

    def test_ends_before_it_begins_and_is_refused(self, satu, officer):
        with pytest.raises(ValidationError, match="mendahului"):
            suspend(satu, officer, until=date(2026, 2, 1))

    def test_names_an_activity_only_when_a_part_was_stopped(self, satu, officer):
        with pytest.raises(ValidationError, match="sebagian"):
            suspend(satu, officer, activity="perekrutan")
        suspend(satu, officer, state="SUSPENDED_PART", activity="perekrutan")


class TestIntervals:
    def test_cannot_overlap_even_when_the_program_is_passed_by(self, satu, officer):
        entry = satu.licence.entries.get()
        with pytest.raises(IntegrityError, match="state_interval_overlaps_no_other"), transaction.atomic():
            StateInterval.objects.create(licence=satu.licence, entry=entry, state="ACTIVE", since=PAUSE)

    def test_keep_what_was_thought_before(self, satu, officer):
        suspend(satu, officer)
        thought = satu.licence.intervals.filter(holds=False).get()
        assert (thought.since, thought.until) == (date(2026, 1, 1), date(2027, 12, 31))


class TestEveryDeed:
    def test_leaves_one_fact(self, satu, officer):
        before = Fact.objects.count()
        suspend(satu, officer)
        change_term(satu.licence, by=officer, until=date(2028, 1, 31))
        permit = give_permit(satu, officer)
        withdraw_permit(permit, by=officer, on=AFTER, because="keputusan uji")
        record_sanction(satu.head, by=officer, licence=satu.licence, **sanction())
        facts = list(Fact.objects.order_by("pk").values_list("action", flat=True))[before:]
        assert facts == [
            "licence.state_recorded",
            "licence.term_changed",
            "permit.added",
            "permit.withdrawn",
            "sanction.recorded",
        ]

    @pytest.mark.parametrize("role", ["p3mi", "labour-office", "apjati", "police", "protection-officer"])
    def test_is_the_placement_officers_or_the_heads(self, satu, cast, role):
        by = cast.actor(role)
        act_as(by)
        for deed in (
            lambda: suspend(satu, by),
            lambda: give_permit(satu, by),
            lambda: give_employer(satu, by),
            lambda: record_sanction(satu.head, by=by, **sanction()),
            lambda: change_term(satu.licence, by=by, until=None),
        ):
            with pytest.raises(Refused):
                deed()

    def test_is_refused_for_what_is_no_company(self, satu, officer):
        with pytest.raises(Refused, match="bukan P3MI"):
            give_permit(satu.__class__(satu.branch, satu.branch, satu.licence), officer)


class TestABranch:
    def test_acts_under_the_licence_of_its_head_office(self, satu):
        assert company_facts(satu.branch.pk, SPRING)["company_licence"] == "SIP3MI 11/I/2026"

    def test_is_not_known_to_be_licensed_until_somebody_says_so(self, satu, officer):
        assert "branch_licensed" not in company_facts(satu.branch.pk, SPRING)
        term = {"since": date(2026, 2, 1), "until": date(2026, 4, 30)}
        add_branch_licence(
            satu.head, by=officer, branch=satu.branch, number="C-1", issuer="Dinas Uji", **term, **STATED
        )
        known = [company_facts(satu.branch.pk, day)["branch_licensed"] for day in (SPRING, AFTER)]
        assert known == [True, False]

    def test_of_another_company_gets_no_licence_here(self, satu, dua, officer):
        with pytest.raises(Refused, match="bukan cabang"):
            add_branch_licence(satu.head, by=officer, branch=dua.branch, number="C", issuer="x", since=SPRING, **STATED)


class TestAPermit:
    def test_tells_country_position_sex_quota_and_holder(self, satu, officer):
        assert permit_facts(give_permit(satu, officer), SPRING) == {
            "permit_number": "SIP2MI SIP3MI 11/I/2026",
            "permit_from": date(2026, 2, 1),
            "permit_until": date(2026, 11, 30),
            "permit_country": "MY",
            "permit_position": "9111",
            "permit_sex": "F",
            "permit_quota": 40,
            "permit_holder": "TENUN UJI JAYA",
        }

    def test_leaves_counting_to_who_counts(self, satu, officer):
        assert permit_facts(give_permit(satu, officer), SPRING, placed=7)["permit_placed"] == 7

    def test_ended_the_day_before_it_was_withdrawn(self, satu, officer):
        permit = give_permit(satu, officer)
        withdraw_permit(permit, by=officer, on=PAUSE, because="keputusan uji")
        assert permit_facts(permit, PAUSE)["permit_until"] == PAUSE - timedelta(days=1)
        assert permit_facts(permit, SPRING)["permit_until"] == date(2026, 11, 30)

    def test_is_written_down_once_for_a_position(self, satu, officer):
        give_permit(satu, officer)
        with pytest.raises(ValidationError, match="sudah dicatat"):
            give_permit(satu, officer)
        give_permit(satu, officer, position="5311")

    def test_is_for_somebody(self, satu, officer):
        with pytest.raises(ValidationError, match="paling sedikit 1"):
            give_permit(satu, officer, quota=0)


class TestAJobOrder:
    def test_tells_employer_and_partner(self, satu, officer):
        facts = job_order_facts(give_job_order(satu, officer), SPRING)
        assert (facts["employer_name"], facts["employer_type"]) == ("KELUARGA UJI DI IPOH", "HOUSEHOLD")
        assert facts["partner_agency"] == "AGENSI UJI"

    def test_without_partner_is_a_fact_and_not_a_gap(self, satu, officer):
        order = give_job_order(satu, officer, without_partner=True)
        assert job_order_facts(order, SPRING)["partner_agency"] == ""

    def test_of_which_no_partner_is_known_leaves_it_open(self, satu, officer):
        order = give_job_order(satu, officer, partner=None)
        assert "partner_agency" not in job_order_facts(order, SPRING)

    def test_was_not_verified_before_the_day_of_the_verification(self, satu, officer):
        order = give_job_order(satu, officer)
        assert "job_order_verified_on" not in job_order_facts(order, date(2026, 2, 9))
        assert job_order_facts(order, SPRING)["job_order_verified_on"] == date(2026, 2, 10)

    def test_takes_employer_permit_and_partner_of_no_other_company(self, satu, dua, officer):
        permit, employer = give_permit(dua, officer), give_employer(dua, officer)
        with pytest.raises(Refused, match="perusahaan lain"):
            give_job_order(satu, officer, permit, without_partner=True)
        with pytest.raises(Refused, match="perusahaan lain"):
            give_job_order(satu, officer, employer=employer, without_partner=True)

    def test_of_a_listed_employer_says_so_from_that_day(self, satu, officer):
        order = give_job_order(satu, officer)
        listed = {"kind": "EMPLOYER", "name": "KELUARGA UJI DI IPOH", "country": "MY", "since": PAUSE}
        add_blacklisting(by=officer, **listed, **STATED)
        assert job_order_facts(order, AFTER)["employer_blacklisted"] is True
        assert "employer_blacklisted" not in job_order_facts(order, SPRING)

    def test_of_a_listed_partner_says_so_until_the_listing_ended(self, satu, officer):
        order = give_job_order(satu, officer)
        listed = {"kind": "PARTNER", "name": "Agensi Uji", "country": "MY", "since": SPRING}
        end(add_blacklisting(by=officer, **listed, **STATED), by=officer, until=PAUSE)
        assert job_order_facts(order, PAUSE)["employer_blacklisted"] is True
        assert "employer_blacklisted" not in job_order_facts(order, AFTER)

    def test_is_clear_only_after_somebody_looked(self, satu, officer):
        order = verify_job_order(give_job_order(satu, officer), by=officer, unlisted_on=PAUSE)
        assert job_order_facts(order, PAUSE)["employer_blacklisted"] is False
        assert "employer_blacklisted" not in job_order_facts(order, SPRING)


def sanction(**other):
    return {
        "step": "SUSPENSION_FULL",
        "reason": "Merekrut tanpa SIP2MI",
        "article": "Permen P2MI 4/2025 Pasal 9 ayat (1)",
        "issuer": "Dirjen Pelindungan",
        "decided_on": date(2026, 3, 1),
        "since": date(2026, 3, 1),
        "until": date(2026, 5, 31),
        **STATED,
        **other,
    }


class TestASanction:
    def test_brings_the_licence_into_its_state_for_the_same_days(self, satu, officer):
        record_sanction(satu.head, by=officer, licence=satu.licence, **sanction())
        assert [state_on(satu, day) for day in (SPRING, PAUSE, AFTER)] == ["ACTIVE", "SUSPENDED_FULL", "ACTIVE"]

    def test_without_a_licence_leaves_the_state_alone(self, satu, officer):
        record_sanction(satu.head, by=officer, **sanction())
        assert state_on(satu, PAUSE) == "ACTIVE"

    def test_is_answered_by_the_company_itself_and_its_branch(self, satu, cast, officer):
        made = record_sanction(satu.head, by=officer, **sanction())
        company = cast.actor("p3mi")
        act_as(company)
        reply_to_sanction(made, by=company, text="SIP2MI sudah ada; lampiran menyusul.", on=PAUSE)
        act_as(officer)
        assert Reply.objects.visible_to(officer).get().text.startswith("SIP2MI sudah ada")

    @pytest.mark.parametrize("role", ["rival", "placement-officer", "apjati"])
    def test_is_answered_by_nobody_else(self, satu, cast, officer, role):
        made = record_sanction(satu.head, by=officer, **sanction())
        other = cast.actor(role)
        act_as(other)
        with pytest.raises(Refused):
            reply_to_sanction(made, by=other, text="Ini bukan kami.", on=PAUSE)

    def test_takes_no_empty_answer(self, satu, cast, officer):
        made = record_sanction(satu.head, by=officer, **sanction())
        company = cast.actor("p3mi")
        act_as(company)
        with pytest.raises(Refused, match="isinya"):
            reply_to_sanction(made, by=company, text="  ", on=PAUSE)


class TestWhoSeesWhat:
    @pytest.fixture
    def both(self, satu, dua, officer):
        for one in (satu, dua):
            permit = give_permit(one, officer)
            give_job_order(one, officer, permit)
            record_sanction(one.head, by=officer, **sanction())
        return satu, dua

    @pytest.mark.parametrize("model", [Licence, Permit, JobOrder, Employer, Sanction])
    def test_a_company_sees_its_own_and_never_anothers(self, both, cast, model):
        actor = cast.actor("p3mi")
        act_as(actor)
        seen = set(model.objects.visible_to(actor).values_list("company", flat=True))
        assert seen == {both[0].head.pk}
        assert set(model.objects.values_list("company", flat=True)) == seen, "the database says the same"

    def test_an_association_sees_licence_and_sanctions_of_its_members(self, both, cast, officer):
        actor = cast.actor("apjati")
        association = Organisation.objects.get(pk=actor.organisation)
        add_membership(both[0].head, by=officer, association=association, since=BEFORE, **STATED)
        act_as(actor)
        for model in (Licence, Sanction):
            assert [one.company_id for one in model.objects.visible_to(actor)] == [both[0].head.pk]
        for model in (Permit, JobOrder, Employer):
            assert not model.objects.visible_to(actor).exists()

    def test_an_association_sees_nothing_of_who_left_it(self, both, cast, officer):
        actor = cast.actor("apjati")
        association = Organisation.objects.get(pk=actor.organisation)
        member = add_membership(both[0].head, by=officer, association=association, since=BEFORE, **STATED)
        end(member, by=officer, until=date(2025, 12, 31))
        act_as(actor)
        assert not Licence.objects.visible_to(actor).exists()
        assert Membership.objects.visible_to(actor).exists()

    @pytest.mark.parametrize("role", ["clinic", "psychologist", "church", "village", "sister-office", "administrator"])
    def test_others_see_nothing(self, both, cast, role):
        actor = cast.actor(role)
        act_as(actor)
        for model in (Licence, Permit, JobOrder, Sanction, Blacklisting):
            assert not model.objects.visible_to(actor).exists()

    @pytest.mark.parametrize("role", ["labour-office", "protection-officer", "quay-officer", "police", "immigration"])
    def test_offices_see_every_company(self, both, cast, role):
        actor = cast.actor(role)
        act_as(actor)
        assert {one.pk for one in companies(actor, SPRING) if one.licence} == {one.head.pk for one in both}
        assert Permit.objects.visible_to(actor).count() == 2


class TestTheListOfCompanies:
    def test_names_the_state_of_the_day_that_is_asked(self, satu, dua, officer):
        suspend(dua, officer)
        on = {one.name: one.state for one in companies(officer, PAUSE) if one.licence}
        assert on == {"PT Tenun Uji Jaya": "ACTIVE", "PT Lontar Uji Makmur": "SUSPENDED_FULL"}
        assert {one.state for one in companies(officer, BEFORE)} == {None}


class TestWhatEndsSoon:
    def test_comes_with_the_nearest_day_first(self, satu, officer):
        permit = give_permit(satu, officer, until=date(2026, 5, 1))
        give_job_order(satu, officer, permit, until=date(2026, 4, 20))
        rows = list(ending(officer, SPRING))
        assert [(one["what"], one["ends"]) for one in rows] == [
            ("job_order", date(2026, 4, 20)),
            ("permit", date(2026, 5, 1)),
        ]

    def test_names_no_permit_that_was_withdrawn(self, satu, officer):
        permit = give_permit(satu, officer, until=date(2026, 5, 1))
        withdraw_permit(permit, by=officer, on=SPRING, because="uji")
        assert list(ending(officer, SPRING)) == []

    def test_shows_a_company_only_its_own(self, satu, dua, cast, officer):
        for one in (satu, dua):
            give_permit(one, officer, until=date(2026, 5, 1))
        act_as(cast.actor("p3mi"))
        assert [one["company_key"] for one in ending(cast.actor("p3mi"), SPRING)] == [satu.head.pk]

    def test_is_empty_for_who_may_read_nothing(self, satu, cast):
        act_as(cast.actor("clinic"))
        assert list(ending(cast.actor("clinic"), SPRING)) == []


@pytest.mark.usefixtures("satu")
class TestWhatEverybodyMayAsk:
    def test_is_found_by_whole_words_or_the_whole_number(self):
        for asked in ("tenun uji", "PT. Tenun Uji Jaya", "sip3mi no 11 / I / 2026"):
            assert [one.name for one in find_company(asked)] == ["PT Tenun Uji Jaya"], asked

    @pytest.mark.parametrize("asked", ["ten", "te", "", "%", "___", "11/I", "tenu%", "PT", "un uji"])
    def test_is_not_found_letter_by_letter(self, asked):
        assert find_company(asked) == []

    def test_tells_state_day_and_source_and_nothing_more(self):
        found = find_company("tenun")[0]
        assert (found.state, found.source, found.as_of) == ("ACTIVE", STATED["source"], STATED["source_day"])

    def test_says_nothing_where_nothing_is_known(self, cast):
        make_company(cast, "PT Sirih Uji", of="rival", number="SIP3MI 13")
        licence = Licence.objects.get(key="13")
        withdraw_state(licence.entries.get(), by=cast.actor("placement-officer"), because="keliru")
        assert find_company("sirih")[0].state is None

    def test_needs_no_actor(self):
        act_as(None)
        assert find_company("tenun uji jaya")

"""Story A and C of the field: what the officer taps, and the sums that come out of it."""

import pytest
from tests.core.tally.told import Told

from sasando.core.tally import AFTER, LEFT, RIGHT, Why, equation, says

NUNUKAN, MAKASSAR, MAUMERE, LEWOLEBA, KUPANG = "NUNUKAN", "MAKASSAR", "MAUMERE", "LEWOLEBA", "KUPANG"


@pytest.fixture
def quay() -> Told:
    """29 names from Nunukan, 17 of them due at Lorens Say in Maumere; what was ticked there on Saturday at dawn."""
    told = Told(NUNUKAN, MAKASSAR, MAUMERE, LEWOLEBA, KUPANG)
    told.letter(29, "BP3MI Kaltara")
    told.letter(17, "BP3MI Kaltara", MAUMERE)
    for number in range(1, 30):
        due = MAUMERE if number <= 17 else LEWOLEBA if number <= 24 else KUPANG
        told.entry(f"n{number:02}", due, source="BP3MI Kaltara")
        told.tick(f"n{number:02}", MAKASSAR, "seen", phone="makassar")
    for number in range(1, 15):
        told.tick(f"n{number:02}", MAUMERE, "arrived")
    for number in (15, 16):
        told.tick(f"n{number:02}", MAUMERE, "carried_on", to=LEWOLEBA)
    told.tick("n17", MAUMERE, "missing", since=MAKASSAR)
    told.count(MAUMERE, 14)
    told.entry("toddler", announced=False, found_at=MAUMERE, companion_of="n03")
    told.tick("toddler", MAUMERE, "extra")
    return told


def numbers(terms: dict[str, tuple[str, ...]]) -> dict[str, int]:
    return {name: len(ids) for name, ids in terms.items()}


class TestSaturdayAtDawnInLorensSay:
    def test_seventeen_and_the_toddler_are_fifteen_arrived_two_carried_on_one_missing(self, quay):
        maumere = quay.voyage.balances[MAUMERE]
        assert numbers(maumere.terms(LEFT)) == {"due": 17, "extra": 1}
        assert numbers(maumere.terms(RIGHT)) == {"arrived": 15, "carried_on": 2, "missing": 1}
        assert equation(maumere) == (
            "17 seharusnya turun di sini + 1 tambahan = 15 turun + 2 lanjut tanpa turun + 1 hilang",
            "15 turun = 15 masih di sini",
        )

    def test_every_number_has_its_rows(self, quay):
        maumere = quay.voyage.balances[MAUMERE]
        assert maumere.carried_on == ("n15", "n16")
        assert maumere.missing == ("n17",)
        assert maumere.extra == ("toddler",)

    def test_lewoleba_sees_its_two(self, quay):
        lewoleba = quay.voyage.balances[LEWOLEBA]
        assert lewoleba.sent_here == ("n15", "n16")
        assert set(quay.voyage.expected(LEWOLEBA)) == set(lewoleba.due) | {"n15", "n16"}

    def test_makassar_is_asked_for_its_one(self, quay):
        (question,) = quay.voyage.questions
        assert (question.gate, question.why, question.entries) == (MAKASSAR, Why.MISSING, ("n17",))
        assert says(question, named={"n17": "Yosep"}.get, gate=str.title) == "Tanyakan ke Makassar: Yosep hilang."

    def test_makassar_is_asked_also_when_nobody_said_since_when(self, quay):
        quay.entry("n30", MAUMERE)
        quay.tick("n30", MAKASSAR, "seen", phone="makassar")
        quay.tick("n30", MAUMERE, "missing")
        assert quay.place("n30") == ("missing", MAKASSAR)

    def test_those_not_due_here_do_not_spoil_the_sum(self, quay):
        before = quay.voyage.balances[MAUMERE]
        for number in range(18, 30):
            quay.tick(f"n{number:02}", MAUMERE, "seen")
        assert quay.voyage.balances[MAUMERE] == before
        assert len(quay.voyage.balances[KUPANG].waiting) == 5

    def test_the_head_count_of_fourteen_is_explained_by_the_toddler(self, quay):
        (sum_,) = quay.voyage.sums
        assert (sum_.kind, sum_.said, sum_.counted, sum_.entries) == ("heads", 14, 15, ("toddler",))
        assert says(sum_, gate=str.title) == "Di Maumere dihitung 14 orang, yang dicentang turun 15: selisih +1."

    def test_nothing_contradicts(self, quay):
        assert quay.voyage.conflicts == ()

    def test_handed_over_by_van_bus_and_ferry_it_still_balances(self, quay):
        for number in range(1, 11):
            quay.tick(f"n{number:02}", MAUMERE, "released", to="Kab. Sikka")
        quay.tick("toddler", MAUMERE, "released", to="Kab. Sikka")
        for number in range(11, 15):
            quay.tick(f"n{number:02}", MAUMERE, "carried_on", to=LEWOLEBA)
        maumere = quay.voyage.balances[MAUMERE]
        assert numbers(maumere.terms(AFTER)) == {"released": 11, "sent_on": 4}
        assert numbers(maumere.terms(RIGHT)) == {"arrived": 15, "carried_on": 2, "missing": 1}
        assert len(quay.voyage.balances[LEWOLEBA].sent_here) == 6

    def test_the_lost_one_is_found_in_makassar(self, quay):
        quay.tick("n17", MAKASSAR, "seen", phone="makassar")
        quay.tick("n17", MAKASSAR, "carried_on", phone="makassar", to=MAUMERE)
        assert quay.place("n17") == ("on_the_way", MAUMERE)
        assert quay.kinds("shown") == ["found"]
        assert quay.voyage.balances[MAUMERE].waiting == ("n17",)
        assert quay.voyage.questions == ()


class TestTheThirdBatchOfTheUncle:
    """Fifteen with ferry tickets to Larantuka: the alert goes on to Parepare, five are on leave and are cleared."""

    @pytest.fixture
    def ferry(self) -> Told:
        told = Told("KUPANG", "LARANTUKA", "PAREPARE")
        for number in range(1, 16):
            told.entry(f"p{number:02}", "LARANTUKA")
        for number in range(1, 13):
            told.tick(f"p{number:02}", "LARANTUKA", "arrived")
        for number in range(1, 6):
            told.tick(f"p{number:02}", "LARANTUKA", "released", to="cuti, boleh berangkat")
        for number in range(6, 13):
            told.tick(f"p{number:02}", "LARANTUKA", "released", to="Dinas Flores Timur")
        for number in range(13, 16):
            told.tick(f"p{number:02}", "LARANTUKA", "missing")
        return told

    def test_balances_at_larantuka(self, ferry):
        larantuka = ferry.voyage.balances["LARANTUKA"]
        assert numbers(larantuka.terms(RIGHT)) == {"arrived": 12, "missing": 3}
        assert numbers(larantuka.terms(AFTER)) == {"released": 12}

    def test_the_three_who_slipped_by_are_asked_for_in_kupang(self, ferry):
        (question,) = ferry.voyage.questions
        assert (question.gate, len(question.entries)) == ("KUPANG", 3)

    def test_parepare_finds_them_and_larantuka_still_balances(self, ferry):
        for number in range(13, 16):
            ferry.tick(f"p{number:02}", "PAREPARE", "arrived", phone="parepare")
        voyage = ferry.voyage
        assert len(voyage.balances["PAREPARE"].turned_up) == 3
        assert numbers(voyage.balances["LARANTUKA"].terms(RIGHT)) == {"arrived": 12, "elsewhere": 3}
        assert ferry.kinds("shown") == ["found"] * 3 + ["elsewhere"] * 3
        assert voyage.open == ()

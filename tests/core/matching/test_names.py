"""Names as people write them: what is dropped, what is kept, and when two are one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasando.core.matching import GENERAL
from sasando.core.matching.likeness import NameComparison, likeness
from sasando.core.matching.names import name_key, names_key
from sasando.core.matching.spelling import frame, sound

compare = NameComparison(GENERAL)


class TestANameKey:
    @pytest.mark.parametrize(
        ("written", "key"),
        [
            ("  MARIA   BRIA ", "maria bria"),
            ("Hj. Siti binti Ahmad", "siti ahmad"),
            ("H. Ahmad", "ahmad"),
            ("Drs. Yosef Bere, S.Pd., M.Si", "yosef bere"),
            ("Ma’u Ta'ek", "mau taek"),
            ("Maria da Silva", "maria silva"),
            ("F. Seran", "f seran"),
            ("Maria Bria-Seran", "maria bria seran"),
            ("Yosef Bere (Jo)", "yosef bere|jo"),
            ("Yosef alias Jo Bere", "yosef|jo bere"),
            ("Umbu", "umbu"),
            ("Ibu", "ibu"),
            ("José Ñuñez", "jose nunez"),
            ("123", ""),
            ("", ""),
        ],
    )
    def test_keeps_what_names_and_drops_the_rest(self, written, key):
        assert name_key(written) == key

    def test_holds_several_names_of_one_person_each_once(self):
        assert names_key("Maria Bria", "Mery", "MARIA BRIA") == "maria bria|mery"

    @given(st.text(max_size=40))
    def test_of_a_key_is_the_key(self, text):
        key = name_key(text)
        assert names_key(*key.split("|")) == names_key(*(part for part in key.split("|") if part))


class TestTheSpellingsOfOneName:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("yohanes", "johannes"), ("yosef", "joseph"), ("stefanus", "stevanus"), ("theresia", "teresia"),
            ("yakobus", "jacobus"), ("noer", "nur"), ("djafar", "jafar"), ("sjarif", "syarif"),
            ("zakarias", "sakarias"),
            ("felix", "feliks"), ("paulus", "paulis"), ("christina", "kristina"), ("vincensius", "vinsensius"),
            ("hermanus", "ermanus"), ("elisabeth", "elizabet"),
        ],
    )  # fmt: skip
    def test_sound_the_same(self, one, other):
        assert sound(one) == sound(other)
        assert frame(one) == frame(other)

    @pytest.mark.parametrize(
        ("one", "other", "level"),
        [
            ("maria", "maria", "equal"),
            ("frans", "fransiskus", "variant"),
            ("yuli", "yuliana", "variant"),
            ("yuli", "yulius", "variant"),
            ("yusuf", "jusup", "sound"),
            ("seran", "serang", "near"),
            ("wilhelmus", "wilhelums", "near"),
            ("kris", "krisantus", "short"),
            ("m", "maria", "initial"),
            ("m", "yosef", ""),
            ("bria", "seran", ""),
        ],
    )
    def test_agree_at_a_level(self, one, other, level):
        assert likeness(one, other) == likeness(other, one) == level


class TestTwoNames:
    @pytest.mark.parametrize(
        ("one", "other", "level"),
        [
            ("maria bria", "maria bria", "equal"),
            ("maria bria", "bria maria", "reordered"),
            ("maria bria", "mariya bria", "spelled"),
            ("yosef bere seran", "yosef bereseran", "spelled"),
            ("maria yuliana bria", "maria bria", "fewer"),
            ("maria bria", "m bria", "spelled"),
            ("maria bria", "yosef bria", "partly"),
            ("maria bria", "yosef seran", "different"),
            ("maria bria|mery", "mery", "equal"),
        ],
    )
    def test_agree_at_a_level(self, one, other, level):
        assert compare(one, other).level == level

    def test_speak_the_more_for_one_person_the_better_they_agree(self):
        others = ("maria bria", "mariya bria", "m bria", "bria", "yosef bria", "yosef seran")
        bits = [compare("maria bria", other).bits for other in others]
        assert bits == sorted(bits, reverse=True)
        assert bits[0] > 0 > bits[-1]

    def test_of_which_one_is_missing_say_nothing(self):
        assert compare("maria", "").bits == 0

    def test_are_worth_no_less_for_a_title_that_is_left_out(self):
        assert compare("umbu ndapa", "ndapa").bits == compare("ndapa", "ndapa").bits

    @given(
        *[
            st.lists(
                st.sampled_from(["maria", "mary", "bria", "bere", "seran", "bereseran", "m"]), min_size=1, max_size=5
            )
        ]
        * 2
    )
    def test_agree_alike_in_either_order(self, one, other):
        assert compare(" ".join(one), " ".join(other)) == compare(" ".join(other), " ".join(one))

"""Yes and no, the codes of a fact, and the letters of the contract."""

from collections import defaultdict

import pytest

from sasando.core.facts import FACTS, Kind
from sasando.core.facts.reading import Unreadable, read_cell
from sasando.core.facts.words import code_words

CODED = [fact for fact in FACTS.values() if fact.kind is Kind.CODE]


def read(key: str, cell: object) -> object:
    return read_cell(FACTS[key], cell)


def why(key: str, cell: object) -> str:
    with pytest.raises(Unreadable) as caught:
        read(key, cell)
    return caught.value.because["id"]


class TestYesAndNo:
    @pytest.mark.parametrize(
        "cell", ["ya", "Y", "YES", "true", "1", "ada", "Sudah", "sudah ada", "√", "✓", "✔️", "v", True, 1, 1.0]
    )
    def test_yes_has_many_words(self, cell):
        assert read("marriage_book", cell) is True

    @pytest.mark.parametrize(
        "cell", ["tidak", "T", "no", "FALSE", "0", "tidak ada", "tdk ada", "belum", "belum ada", False, 0, 0.0]
    )
    def test_no_has_many_words_and_not_yet_is_no(self, cell):
        assert read("marriage_book", cell) is False

    @pytest.mark.parametrize("cell", ["x", "X", "✗", "×", "oke", "mungkin", "2", 2, 0.5, "ya/tidak", "-1", "f"])
    def test_what_could_be_either_is_not_guessed(self, cell):
        assert "bukan ya atau tidak" in why("marriage_book", cell)

    @pytest.mark.parametrize("cell", [None, "", "  ", "-", "–", "—", "n/a", "N/A", "?", "...", float("nan")])
    def test_not_known_is_never_no(self, cell):
        assert read("marriage_book", cell) is None


class TestACode:
    @pytest.mark.parametrize(
        ("key", "cell", "code"),
        [
            ("sex", "L", "M"),
            ("sex", " p ", "F"),
            ("sex", "Laki - Laki", "M"),
            ("sex", "PEREMPUAN", "F"),
            ("marital_status", "Belum Kawin", "single"),
            ("marital_status", "cerai mati", "widowed"),
            ("scheme", "p2p", "P2P"),
            ("scheme", "G to G", "G2G"),
            ("scheme", "sea n", "SEA_N"),
            ("scheme", "Mandiri", "IND"),
            ("employer_type", "instansi pemerintah", "GOVERNMENT"),
            ("employer_type", "Rumah Tangga", "HOUSEHOLD"),
            ("recruiter_kind", "Calo", "INDIVIDUAL"),
            ("recruiter_kind", "tidak ada", "NONE"),
            ("consent_by", "istri", "SPOUSE"),
            ("health_result", "FIT", "fit"),
            ("health_result", "tdk layak", "unfit"),
            ("visa_kind", "belum ada", "NONE"),
            ("company_licence_state", "SUSPENDED-FULL", "SUSPENDED_FULL"),
            ("purpose", "PMI", "WORK"),
        ],
    )
    def test_is_read_from_its_word_in_any_case_and_punctuation(self, key, cell, code):
        assert read(key, cell) == code

    @pytest.mark.parametrize("fact", CODED, ids=lambda fact: fact.key)
    def test_is_read_from_every_declared_word(self, fact):
        for code, written in fact.codes.items():
            for word in (code, *written, f" {code.lower()} ", code.replace("_", " ")):
                assert read_cell(fact, word) == code

    @pytest.mark.parametrize("fact", CODED, ids=lambda fact: fact.key)
    def test_shares_no_word_with_another_code_of_its_fact(self, fact):
        codes_of = defaultdict(set)
        for code, written in fact.codes.items():
            for word in code_words({code: written}):
                codes_of[word].add(code)
        assert {word: codes for word, codes in codes_of.items() if len(codes) > 1} == {}

    def test_that_is_not_known_is_refused_with_the_words_it_could_be(self):
        assert "Tulis salah satu: L, P." in why("sex", "X")

    def test_that_is_mistyped_is_refused_with_the_nearest_word(self):
        assert "Maksud Anda kawin?" in why("marital_status", "kawinn")

    @pytest.mark.parametrize("cell", ["janda", "belum", "L/P", True, 3])
    def test_that_could_be_two_is_not_guessed(self, cell):
        assert "tidak dikenal" in why("marital_status", cell)

    @pytest.mark.parametrize("cell", ["belum", "belum ada", "dalam proses", "menyusul", "-"])
    def test_of_a_result_that_is_not_there_yet_is_not_known(self, cell):
        assert read("health_result", cell) is None


class TestTheLettersOfTheContract:
    @pytest.mark.parametrize(
        "cell", ["abcdefg", "A B C D E F G", "a,b,c,d,e,f,g", "a-g", "a s/d g", "a.-g.", "Lengkap"]
    )
    def test_are_all_there(self, cell):
        assert read("contract_elements", cell) == "abcdefg"

    @pytest.mark.parametrize(
        ("cell", "letters"),
        [
            ("g, a, a", "ag"),
            ("a-c, e", "abce"),
            ("huruf a, b dan d", "abd"),
            ("abd", "abd"),
            ("a sampai dengan e", "abcde"),
        ],
    )
    def test_are_each_there_once_and_in_order(self, cell, letters):
        assert read("contract_elements", cell) == letters

    def test_are_none_when_the_cell_says_so_and_not_known_when_it_is_empty(self):
        assert read("contract_elements", "tidak ada") == ""
        assert read("contract_elements", "-") is None

    @pytest.mark.parametrize("cell", ["ada", "abx", "abcdefgh", "g-a", "tidak lengkap", 7, True, "√", "bad"])
    def test_are_not_read_out_of_words(self, cell):
        assert "bukan daftar huruf" in why("contract_elements", cell)

"""Which fact a column speaks of."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasando.core.facts import FACTS
from sasando.core.facts.headers import match_header, reduced_header, suggest_header


class TestAHeader:
    @pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.key)
    def test_is_known_by_its_key_and_every_declared_word(self, fact):
        for header in (fact.key, *fact.headers, *fact.label.values()):
            assert match_header(header) == fact.key
            assert match_header(f"  {header.upper()} : ") == fact.key

    def test_belongs_to_one_fact_only(self):
        facts_of = defaultdict(set)
        for fact in FACTS.values():
            for header in (fact.key, *fact.headers):
                facts_of[reduced_header(header)].add(fact.key)
        assert {header: keys for header, keys in facts_of.items() if len(keys) > 1} == {}

    @pytest.mark.parametrize(
        ("header", "key"),
        [
            ("TGL.  LAHIR", "born_on"),
            ("Tanggal\nLahir *", "born_on"),
            ("No. KTP", "nik"),
            ("Nomor KTP", "nik"),
            ("Bin / Binti", "alias"),
            ("Iuran Pra (Rp.)", "premium_pre_idr"),
            ("SIP3MI sampai dengan", "company_licence_until"),
            ("Paspor berlaku s.d.", "passport_until"),
            ("Désa", "village"),
            ("Tanggal PK", "contract_on"),
        ],
    )
    def test_does_not_depend_on_case_punctuation_spaces_accents_and_short_forms(self, header, key):
        assert match_header(header) == key

    @pytest.mark.parametrize(
        "header", ["No", "No.", "", "  ", "Keterangan", "Alamat", "Tempat Lahir", "Nama Ayah", "Umur"]
    )
    def test_of_no_fact_is_neither_matched_nor_mistaken_for_a_slip(self, header):
        assert match_header(header) is None
        assert suggest_header(header) is None

    @pytest.mark.parametrize(
        ("header", "meant"),
        [
            ("Tgl Laihr", "Tgl Lahir"),
            ("Nama Lengkp", "Nama Lengkap"),
            ("Negara Tujan", "Negara Tujuan"),
            ("Kabupten", "Kabupaten"),
            ("Jabatn", "Jabatan"),
        ],
    )
    def test_that_is_mistyped_is_not_matched_but_suggested(self, header, meant):
        assert match_header(header) is None
        assert suggest_header(header) == meant

    @given(st.text(max_size=30))
    def test_may_be_any_text(self, text):
        key = match_header(text)
        assert key is None or key in FACTS
        suggestion = suggest_header(text)
        assert suggestion is None or match_header(suggestion) in FACTS

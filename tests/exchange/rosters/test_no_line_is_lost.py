"""Whatever is pasted, every line is found again: in a person or among the others, once."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange.rosters.messy import message

from sasando.exchange.rosters import FIELDS, ReadRoster, read_roster, read_text

SNIPPETS = st.sampled_from(
    [
        "1. Maria Bria, P, 25 th", "2) Yosef / L / 30", "- Ana", "Nama: Anton", "   umur 25", "+ 1 anak (3 th)",
        "*LANJUT LEWOLEBA*", "Kab. Flores Timur", "Total 29 orang", "No;Nama;JK;Umur", "1;Maria;P;25", "No\tNama\tJK",
        '1;"Maria";P;25', '2;"Yosef;L;30', "[21/11/25 05.12] Pak Yos: 3. Ana", "<Media omitted>", "🙏", "\u200b", '"',
        "1️⃣ Ana", "①Ana", "I) Ana, P", "II) Yosef",
        "> 4. Ana", "Tiba a.n. Ana Bria (30) dan Yosef (25) asal Ende di ruang",

        "JosÃ© 30 L", "L 27 Ana Larantuka", "bayi (8 bln)", " 1. Maria Bria, P, 25 th",
        "Perekrut: Bpk Stef (0813 5555 1212)", "perempuan, sekitar 25, baju merah", "sep=;", "Nama,Umur", "Ana,20",
        "====", "NIK 5306",
    ]
)  # fmt: skip
LINES = st.lists(SNIPPETS | st.text(max_size=60), max_size=25)


def found_again(roster: ReadRoster) -> Counter:
    """Every raw line of the answer: a person has one or more, by line feeds; a sentence may name several people."""
    told = {person.line: person.raw for person in roster.people}
    return Counter(roster.other) + Counter(line for raw in told.values() for line in raw.split("\n"))


def raw_lines(text: str) -> Counter:
    return Counter(line for line in text.splitlines() if line.strip())


class TestArbitraryText:
    @given(LINES, st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028", "\x85", "\v", "\f", "\x1c"]))
    @settings(max_examples=400, deadline=None)
    def test_comes_back_line_by_line(self, lines, end):
        text = end.join(lines)
        roster = read_text(text)
        assert found_again(roster) == raw_lines(text)
        assert roster.lines == raw_lines(text).total()

    def test_of_quotes_across_lines_comes_back_too(self):
        text = '"\n"\nNo;Nama;JK;Umur'
        assert found_again(read_text(text)) == raw_lines(text)

    @given(st.text(max_size=300))
    @settings(max_examples=300, deadline=None)
    def test_of_any_letters_comes_back_too(self, text):
        assert found_again(read_text(text)) == raw_lines(text)

    @given(st.binary(max_size=300))
    @settings(max_examples=200, deadline=None)
    def test_is_read_whatever_its_bytes(self, noise):
        roster = read_roster(b"x" + noise)
        assert roster.lines == len(roster.other) + sum(len(person.raw.split("\n")) for person in roster.people)

    @given(LINES)
    @settings(max_examples=100, deadline=None)
    def test_gives_people_with_every_field_of_the_contract(self, lines):
        for person in read_text("\n".join(lines)).fields:
            assert tuple(person) == FIELDS
            assert set(person["unsure"]) <= set(FIELDS)


class TestAThousandMessyLists:
    @pytest.mark.parametrize("start", range(0, 1000, 250))
    def test_lose_no_line(self, start):
        for seed in range(start, start + 250):
            text, _ = message(seed)
            assert found_again(read_text(text)) == raw_lines(text), seed

    def test_that_are_also_damaged_lose_no_line(self):
        dice = random.Random(4)
        for seed in range(200):
            letters = list(message(seed)[0])
            for _ in range(12):
                letters[dice.randrange(len(letters))] = dice.choice("\n\t,;/()*-|\"'9 \u200e🙏")
            text = "".join(letters)
            assert found_again(read_text(text)) == raw_lines(text), seed


class TestLinesThatAreHardToKeep:
    @pytest.mark.parametrize(
        "text",
        [
            "1. Ana, P\n1. Ana, P\n 1. Ana, P\n1. Ana, P \n\t1. Ana, P\nTotal 2\nTotal 2\n Total 2",
            "1. Ana, P\u20282. Yos, L\u20283. Mia\u0085Total 3\v4. Rosa, P\f5. Eta, P\x1c6. Nona, P",
            "\u200b\n\u200e\u200f\n\ufeff\n\u00ad\n\u3164\n1. Ana\n\u2800",
            "1. Ana, P\n+ 1 anak (3 th)\n+ 1 anak (3 th)\n   umur 25\n   umur 25\nhp 081234567890\nhp 081234567890",
            "Tiba a.n. Ana Bria (30) dan Yosef (25) asal Ende di ruang\n" * 3,
            'Nama;JK\n"Ana\nBria";P\n"Ana\nBria";P\n;;\n;;\n"',
        ],
    )
    def test_are_all_found_again(self, text):
        roster = read_text(text)
        assert found_again(roster) == raw_lines(text)
        assert roster.lines == raw_lines(text).total()

    def test_a_hundred_thousand_letters_of_noise_too(self):
        dice = random.Random(5)
        noise = "".join("\n" if dice.random() < 0.02 else chr(dice.randrange(32, 0x2FFF)) for _ in range(100_000))
        assert found_again(read_text(noise)) == raw_lines(noise)


class TestTextWithoutEnd:
    @pytest.mark.parametrize(
        "piece",
        [
            "a",
            "1 ",
            "( ",
            "L/P ",
            "+ ",
            "Ds. ",
            "30 ",
            "L ",
            "Ã©",
            "> ",
            "I) ",
            "x.p.2.",
            "th 1987 ",
            "a.n. X (30), ",
            "NIK 5306 ",
            "hp 08 ",
            "lahir ",
            "meninggal ",
            "perekrut: ",
            "@",
            "anak ",
            "0",
            '"',
            "Kab. Kota ",
            "- ",
            "12/",
        ],
    )
    def test_is_read_in_reasonable_time(self, piece):
        text = piece * 200_000
        roster = read_text(f"1. Maria\n{text}\n2. {text}")
        assert roster.lines == 3

"""Lists with columns: sheets and separated text, the columns in any order, under titles and merged heads."""

import datetime

import pytest
from tests.exchange.sheets import ods, text, xls, xlsx

from sasando.exchange.rosters import Person, ReadRoster, read_roster
from sasando.exchange.tables import NotATable

COLUMNS = [
    "No", "Nama", "Bin/Binti", "Alias", "JK", "Umur/Tgl Lahir", "NIK", "No Paspor/SPLP", "Desa", "Kecamatan",
    "Kabupaten", "Tempat Kerja", "Lama Kerja", "Alasan", "Anak Ikut", "Asal Surat", "Kapal/Pesawat", "Tgl",
    "Pelabuhan Turun", "Kondisi", "Penjemput", "Ket",
]  # fmt: skip
MARIA = [
    1, "MARIA BRIA", "Yosef", "Mery", "P", 25, "5321014107000012", "SPLP XD 123", "Wehali", "Malaka Tengah",
    "Malaka", "ladang sawit", "3 th", "overstay", 1, "KJRI", "KM Lambelu", datetime.date(2025, 11, 21),
    "Maumere", "sehat", "kakak", "-",
]  # fmt: skip


def of_sheet(rows, change=None) -> ReadRoster:
    return read_roster(xlsx(rows, change))


def first(rows) -> Person:
    return of_sheet(rows).people[0]


class TestTheColumnsOfArrivals:
    def check(self, person: Person) -> None:
        assert (person.number, person.full_name, person.bin_binti, person.aliases) == (
            1,
            "MARIA BRIA",
            "Yosef",
            ["Mery"],
        )
        assert (person.sex, person.age, person.nik) == ("female", 25, "5321014107000012")
        assert (person.passport_number, person.passport_kind, person.children) == ("XD 123", "splp", 1)
        assert (person.village_code, person.district, person.regency) == (
            "53.21.01.2006",
            "Malaka Tengah",
            "Kabupaten Malaka",
        )
        assert (person.note, person.unsure) == (None, [])
        assert person.more == {
            "Tempat Kerja": "ladang sawit", "Lama Kerja": "3 th", "Alasan": "overstay", "Asal Surat": "KJRI",
            "Kapal/Pesawat": "KM Lambelu", "Tgl": "21/11/2025", "Pelabuhan Turun": "Maumere", "Kondisi": "sehat",
            "Penjemput": "kakak",
        }  # fmt: skip

    def test_are_all_read(self):
        self.check(first([COLUMNS, MARIA]))

    def test_are_read_in_any_order(self):
        self.check(first([COLUMNS[:1] + COLUMNS[:0:-1], MARIA[:1] + MARIA[:0:-1]]))

    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    def test_are_read_from_separated_text(self, separator):
        written = [cell.strftime("%d/%m/%Y") if isinstance(cell, datetime.date) else cell for cell in MARIA]
        self.check(read_roster(text([COLUMNS, written], separator)).people[0])

    def test_are_read_from_old_and_open_formats(self):
        rows = [["No", "Nama", "L/P", "Usia"], [1, "Maria", "P", 25]]
        for data in (xls(rows), ods(rows)):
            person = read_roster(data).people[0]
            assert (person.full_name, person.sex, person.age, person.line) == ("Maria", "female", 25, 2)


class TestWhatStandsAroundATable:
    ROWS = (
        ["DAFTAR PMI DEPORTASI DARI NUNUKAN"],
        ["KM Lambelu, 21 November 2025, sebanyak 4 orang"],
        [],
        ["No", "Nama", "JK", "Umur", "Alamat", None, "Ket"],
        [None, None, None, None, "Desa", "Kab", None],
        [1, "Maria Bria", "P", 25, "Wehali", "Malaka"],
        ["Kab. Flores Timur"],
        [2, "Anton", "L", 30],
        [3, None, "P", "sktr 30", None, None, "baju merah"],
        [None, "Jumlah", None, 3],
        ["LANJUT LEWOLEBA"],
        [4, "Petrus", "L", 20],
        [None, "Kupang, 21 November 2025"],
    )

    @pytest.fixture(scope="class")
    @classmethod
    def roster(cls) -> ReadRoster:
        return of_sheet(cls.ROWS, lambda _, sheet: sheet.merge_cells("E4:F4"))

    def test_is_nobody(self, roster):
        assert [person.full_name for person in roster.people] == ["Maria Bria", "Anton", None, "Petrus"]
        assert (roster.lines, len(roster.other)) == (12, 8)

    def test_is_kept_row_by_row(self, roster):
        assert roster.other[0] == "DAFTAR PMI DEPORTASI DARI NUNUKAN"
        assert "\tJumlah\t\t3" in roster.other
        assert roster.people[0].raw == "1\tMaria Bria\tP\t25\tWehali\tMalaka"

    def test_says_what_holds_for_all(self, roster):
        assert dict(roster.stated) == {"from": "NUNUKAN", "ship": "KM Lambelu", "date": "2025-11-21", "total": 4}

    def test_makes_sections(self, roster):
        assert [person.section for person in roster.people] == [
            None,
            "Kab. Flores Timur",
            "Kab. Flores Timur",
            "LANJUT LEWOLEBA",
        ]
        assert roster.people[1].regency == "Kabupaten Flores Timur"

    def test_merged_heads_name_the_columns_below(self, roster):
        assert (roster.people[0].village, roster.people[0].regency) == ("Wehali", "Kabupaten Malaka")

    def test_somebody_without_a_name_keeps_the_description(self, roster):
        somebody = roster.people[2]
        assert (somebody.description, somebody.age, somebody.unsure) == ("baju merah", 30, ["age"])


class TestCells:
    def test_a_nik_that_excel_rounded_is_not_taken(self):
        person = first([["Nama", "NIK"], ["Maria", 5321014107000010]])
        assert (person.nik, person.unsure) == (None, ["nik"])
        assert "5321014107000010" in (person.note or "")

    def test_a_phone_gets_its_zero_back(self):
        assert first([["Nama", "No HP"], ["Maria", 81234567890]]).phone == "081234567890"

    @pytest.mark.parametrize(
        ("cell", "born_on", "year", "age"),
        [
            (datetime.date(1999, 3, 12), "1999-03-12", None, None),
            ("Belu, 12-03-1999", "1999-03-12", None, None),
            (1999, None, 1999, None),
            ("1999", None, 1999, None),
            ("25 thn", None, None, 25),
            (25, None, None, 25),
        ],
    )
    def test_a_birth_may_be_a_day_a_year_or_an_age(self, cell, born_on, year, age):
        for header in ("Tgl Lahir", "Umur"):
            person = first([["Nama", "JK", header], ["Maria", "P", cell]])
            assert (person.born_on, person.birth_year, person.age, person.unsure) == (born_on, year, age, [])

    def test_what_cannot_be_read_is_a_remark_and_unsure(self):
        person = first([["Nama", "JK", "Umur"], ["Maria", "?!x", "muda"]])
        assert (person.sex, person.age, person.unsure, person.note) == (None, None, ["sex", "age"], "?!x; muda")

    @pytest.mark.parametrize("nothing", ["-", "tidak ada", "tdk tahu", ".", "n/a", "0"])
    def test_a_word_for_nothing_is_nothing(self, nothing):
        person = first([["Nama", "NIK", "No Paspor", "Umur"], ["Maria", nothing, nothing, nothing]])
        assert (person.nik, person.passport_number, person.age, person.note, person.unsure) == (
            None,
            None,
            None,
            None,
            [],
        )

    def test_an_address_in_one_cell_is_taken_apart(self):
        person = first([["Nama", "JK", "Alamat"], ["Maria", "P", "RT 03 Ds. Wehali Kec. Malaka Tengah Kab. Malaka"]])
        assert (person.village, person.district, person.regency) == ("Wehali", "Malaka Tengah", "Kabupaten Malaka")
        assert person.note == "RT 03"

    def test_a_name_cell_may_hold_more_than_the_name(self):
        person = first([["Nama", "JK"], ["1. Kadir bin Kasim alias Paulus", "L"]])
        assert (person.number, person.full_name, person.aliases, person.bin_binti) == (
            1,
            "Kadir bin Kasim",
            ["Paulus"],
            "Kasim",
        )

    def test_two_columns_of_one_name_are_both_kept(self):
        person = first([["Nama", "JK", "Barang", "Barang"], ["Maria", "P", "tas", "koper"]])
        assert person.more == {"Barang": "tas", "Barang (2)": "koper"}


class TestSeveralSheets:
    @staticmethod
    def book() -> bytes:
        def add(book, sheet):
            lewoleba = book.create_sheet("Lewoleba")
            for row in (["Lanjut Lewoleba"], ["1. Petrus Koli, L, 30 th, Lembata"], [2, "Ana", "P", 22]):
                lewoleba.append(row)
            book.create_sheet("kosong")
            hidden = book.create_sheet("arsip")
            hidden.append(["rahasia"])
            hidden.sheet_state = "hidden"

        return xlsx([["Nama", "JK"], ["Maria", "P"]], add)

    def test_are_all_read_also_without_heads(self):
        roster = read_roster(self.book())
        assert [(one.sheet, one.line, one.full_name) for one in roster.people] == [
            ("Daftar", 2, "Maria"), ("Lewoleba", 2, "Petrus Koli"), ("Lewoleba", 3, "Ana"),
        ]  # fmt: skip
        assert roster.lines == 5

    def test_a_hidden_one_is_named_and_not_read(self):
        assert read_roster(self.book()).not_read == ["arsip"]


class TestSeparatedText:
    def test_a_record_may_go_over_lines(self):
        roster = read_roster(b'Nama;Alamat;JK\n"Maria\nBria";"Wehali\nMalaka";P\nAna;Ende;P\n')
        assert [person.full_name for person in roster.people] == ["Maria Bria", "Ana"]
        assert roster.people[0].raw == '"Maria\nBria";"Wehali\nMalaka";P'

    def test_a_stray_quote_swallows_nobody(self):
        roster = read_roster(b'Nama;JK\n"Maria;P\nAna;P\nYosef;L\n')
        assert len(roster.people) == 3

    def test_a_message_that_begins_with_heads_and_goes_on_free_is_a_message(self):
        roster = read_roster(b"No, Nama, JK, Umur\n1. Maria Bria P 25 th Malaka\n2. Yosef Kolo L 30 th Belu\n")
        assert [person.full_name for person in roster.people] == ["Maria Bria", "Yosef Kolo"]

    def test_a_second_row_of_heads_changes_the_columns(self):
        roster = read_roster(b"Nama;JK;Umur\nMaria;P;25\nUmur;Nama;JK\n30;Yosef;L\n")
        assert [(person.full_name, person.age) for person in roster.people] == [("Maria", 25), ("Yosef", 30)]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_may_be_of_any_encoding(self, encoding):
        assert read_roster("Nama;JK\nJosé Peña;L\n".encode(encoding)).people[0].full_name == "José Peña"

    def test_a_web_page_named_xls_is_a_table(self):
        page = b"<html><table><tr><th>Nama<th>JK<th>Umur<tr><td>Maria<td>P<td>25</table></html>"
        person = read_roster(page).people[0]
        assert (person.full_name, person.age) == ("Maria", 25)


class TestWhatIsNoList:
    @pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"\x89PNG\r\n", b"PK\x03\x04 broken", b"\xff\xd8\xff\xe0"])
    def test_is_refused_with_a_sentence(self, data):
        with pytest.raises(NotATable) as refusal:
            read_roster(data)
        assert refusal.value.because["id"].endswith(".")

    def test_an_empty_file_is_an_empty_list(self):
        assert read_roster(b"").lines == 0

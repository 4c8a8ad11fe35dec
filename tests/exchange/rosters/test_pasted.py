"""A list as it is pasted from WhatsApp or typed from a letter, without columns."""

import pytest

from sasando.exchange.rosters import Person, ReadRoster, read_text


def only(text: str) -> Person:
    people = read_text(text).people
    assert len(people) == 1
    return people[0]


def names(roster: ReadRoster) -> list[str | None]:
    return [person.full_name for person in roster.people]


LETTER = """[21/11/25 05.12] Pak Yos: Selamat pagi, berikut daftar PMI deportasi dari Nunukan
sebanyak 29 orang naik KM Bukit Siguntang tgl 21 November 2025
*Turun Maumere:*
1. Maria Bria, P, 25 th
   Ds. Wehali Kec. Malaka Tengah
   HP 0812 3333 4444
2. Yosef Seran (L) 30
3. Anton
+ 1 anak (3 th)
5. Anton

*LANJUT LEWOLEBA*
1. Petrus Koli, L, Lembata
1. Ana

Kab. Flores Timur (2 org)
1. Lusia Tukan 40 thn
21/11/2025, 05:12 - Bu Ina: 2. Rosa Tukan P 22 Adonara
<Media omitted>
Total 29 orang (L 17 P 12)
Terima kasih 🙏
Kupang, 21 November 2025"""


@pytest.fixture(scope="module")
def roster() -> ReadRoster:
    return read_text(LETTER)


class TestAMessageWithSections:
    def test_gives_the_people_and_no_one_else(self, roster):
        expected = ["Maria Bria", "Yosef Seran", "Anton", "Anton", "Petrus Koli", "Ana", "Lusia Tukan", "Rosa Tukan"]
        assert names(roster) == expected

    def test_keeps_the_heading_with_the_people_below_it(self, roster):
        sections = [person.section for person in roster.people]
        assert sections == ["Turun Maumere"] * 4 + ["LANJUT LEWOLEBA"] * 2 + ["Kab. Flores Timur (2 org)"] * 2

    def test_takes_the_regency_from_a_heading_that_names_one(self, roster):
        assert roster.people[6].regency == "Kabupaten Flores Timur"
        assert roster.people[1].regency is None

    def test_adds_the_lines_that_go_on_about_somebody(self, roster):
        maria = roster.people[0]
        assert maria.raw.count("\n") == 2
        assert (maria.village, maria.district, maria.phone) == ("Wehali", "Malaka Tengah", "081233334444")
        assert roster.people[2].children == 1
        assert roster.people[2].age is None

    def test_says_what_the_list_says_of_itself(self, roster):
        assert dict(roster.stated) == {
            "sender": "Pak Yos", "from": "Nunukan", "ship": "KM Bukit Siguntang", "date": "2025-11-21", "total": 29,
            "male": 17, "female": 12,
        }  # fmt: skip

    def test_tells_which_numbers_are_missing_or_stand_twice(self, roster):
        assert (roster.numbers_missing, roster.numbers_twice) == ([4], [1])

    def test_keeps_every_other_line(self, roster):
        assert roster.other[2:6] == [
            "*Turun Maumere:*",
            "*LANJUT LEWOLEBA*",
            "Kab. Flores Timur (2 org)",
            "<Media omitted>",
        ]
        assert roster.lines == 20


class TestNumbering:
    @pytest.mark.parametrize(
        "start",
        [
            "7. ",
            "7) ",
            "7.",
            "(7) ",
            "no. 7 ",
            "No 7. ",
            "7 ",
            "7 - ",
            "7️⃣ ",
            "⑦ ",
            "*7.* ",
            "- 7. ",
            "7.\t",
            "✅ 7. ",
            "⑺ ",
        ],
    )
    def test_is_understood_however_it_is_written(self, start):
        person = only(f"{start}Maria Bria, P, 25 th")
        assert (person.number, person.full_name, person.age) == (7, "Maria Bria", 25)

    @pytest.mark.parametrize("bullet", ["- ", "• ", "* ", "– ", "-"])
    def test_may_be_a_dash(self, bullet):
        assert only(f"{bullet}Maria Bria").full_name == "Maria Bria"

    def test_ten_has_a_sign_of_its_own(self):
        assert [only(f"{sign} Ana, P").number for sign in ("🔟", "1️⃣0️⃣", "⑩")] == [10, 10, 10]

    def test_is_not_the_age(self):
        person = only("25 th, Maria Bria, P")
        assert (person.number, person.age) == (None, 25)


class TestSeparators:
    @pytest.mark.parametrize("separator", [", ", ",", " / ", "/", "; ", " | ", "|", "\t", " - ", " – ", "  "])
    def test_may_be_anything(self, separator):
        person = only(
            "1. " + separator.join(["Maria Bria", "P", "25 th", "Wehali", "Malaka Tengah", "Malaka", "081234567890"])
        )
        assert (person.full_name, person.sex, person.age) == ("Maria Bria", "female", 25)
        assert (person.village, person.regency, person.phone) == ("Wehali", "Kabupaten Malaka", "081234567890")
        assert person.unsure == []

    def test_may_be_missing(self):
        person = only("1. Maria Bria P 25 Wehali Malaka Tengah Malaka")
        assert (person.full_name, person.sex, person.age, person.village) == ("Maria Bria", "female", 25, "Wehali")

    @pytest.mark.parametrize(
        "line", ["P, 25, Maria Bria, Malaka", "Malaka, Maria Bria, 25, P", "25 th / P / Maria Bria / Malaka"]
    )
    def test_the_order_may_be_another(self, line):
        person = only(f"1. {line}")
        assert (person.full_name, person.age, person.regency) == ("Maria Bria", 25, "Kabupaten Malaka")


class TestNames:
    @pytest.mark.parametrize(
        ("words", "name", "aliases"),
        [
            ("Kadir bin Kasim alias Paulus", "Kadir bin Kasim", ["Paulus"]),
            ("Maria Bria als Mery", "Maria Bria", ["Mery"]),
            ("Maria @ Mery @ Meri", "Maria", ["Mery", "Meri"]),
            ('Maria "Mery" Bria', "Maria Bria", ["Mery"]),
            ("Maria Bria panggilan Mery", "Maria Bria", ["Mery"]),
            ("Maria Bria (Mery)", "Maria Bria", ["Mery"]),
            ("D'Rosario Anton", "D'Rosario Anton", []),
            ("MARIA BRIA", "MARIA BRIA", []),
            ("Yuliana Bere-Seran, S.Pd", "Yuliana Bere-Seran, S.Pd", []),
            ("Sdri. Maria", "Maria", []),
            ("Maria L. Bria", "Maria L. Bria", []),
        ],
    )
    def test_are_kept_as_written_with_the_others_beside_them(self, words, name, aliases):
        person = only(f"1. {words}, P, 25 th")
        assert (person.full_name, person.aliases) == (name, aliases)

    def test_the_father_is_no_alias(self):
        person = only("1. Siti Aminah binti Ahmad, P")
        assert (person.full_name, person.bin_binti, person.aliases) == ("Siti Aminah binti Ahmad", "Ahmad", [])

    def test_two_people_in_one_line_are_one_unsure_name(self):
        person = only("1. suami istri Yosef & Maria, Ende")
        assert (person.full_name, person.unsure, person.regency) == ("Yosef & Maria", ["full_name"], "Kabupaten Ende")

    @pytest.mark.parametrize(
        "line",
        [
            "perempuan, sekitar 25, baju merah, dari Malaka",
            "- perempuan sekitar 25 th, baju merah, Malaka",
            "3. pr, ± 25, baju merah, asal Malaka",
        ],
    )
    def test_somebody_may_be_known_by_a_description_only(self, line):
        person = only(line)
        assert (person.full_name, person.sex, person.age) == (None, "female", 25)
        assert (person.regency, person.unsure, person.description) == ("Kabupaten Malaka", ["age"], "baju merah")

    @pytest.mark.parametrize("words", ["N.N", "tidak diketahui", "tdk tahu namanya", "Mr X"])
    def test_nobody_is_called_unknown(self, words):
        assert only(f"1. {words}, L, 30 th").full_name is None

    def test_a_place_at_the_end_of_a_name_is_proposed_and_unsure(self):
        person = only("1. Bernadete Peni Lembata, P, 33")
        assert (person.full_name, person.regency) == ("Bernadete Peni Lembata", "Kabupaten Lembata")
        assert person.unsure == ["full_name", "regency"]


class TestAges:
    @pytest.mark.parametrize(
        "words",
        ["25", "25 th", "25 thn", "25th", "umur 25", "umur: 25 tahun", "usia 25", "(25)", "P/25", "25 tahun", "25 yrs"],
    )
    def test_are_years(self, words):
        person = only(f"1. Maria Bria, {words}, Malaka")
        assert (person.age, person.unsure) == (25, [])

    @pytest.mark.parametrize(
        "words", ["± 25", "sktr 25", "sekitar 25 th", "kira-kira 25", "25an", "+/- 25 th", "~25 th", "umur 25?"]
    )
    def test_may_be_about(self, words):
        person = only(f"1. Maria Bria, {words}, Malaka")
        assert (person.age, person.unsure) == (25, ["age"])

    def test_may_be_unknown(self):
        person = only("1. Maria Bria, umur tidak tahu, Malaka")
        assert (person.age, person.unsure) == (None, ["age"])

    def test_of_infants_are_months(self):
        person = only("1. Bayi Yohanes, 8 bln, ikut no 2")
        assert (person.full_name, person.age, person.age_months) == ("Yohanes", 0, 8)

    @pytest.mark.parametrize(
        "words", ["anak ikut: 2", "+ 2 anak (3 th, 1 th)", "2 anak", "bawa 2 orang anak", "dengan 2 anak"]
    )
    def test_of_children_along_are_not_those_of_the_mother(self, words):
        person = only(f"1. Maria Bria, P, 25 th, {words}")
        assert (person.age, person.children) == (25, 2)

    def test_years_at_work_are_no_age(self):
        person = only("1. Maria Bria, kerja 3 tahun di Sibu, Malaka")
        assert (person.age, person.note) == (None, "kerja 3 tahun di Sibu")

    @pytest.mark.parametrize(
        ("words", "born_on", "year"),
        [
            ("TTL: Belu, 12-03-1999", "1999-03-12", None),
            ("tgl lahir 12/03/1999", "1999-03-12", None),
            ("lahir 12 Maret 1999", "1999-03-12", None),
            ("12.03.1999", "1999-03-12", None),
            ("lahir tahun 1999", None, 1999),
            ("1999", None, 1999),
            ("(1999)", None, 1999),
        ],
    )
    def test_may_follow_from_a_birth(self, words, born_on, year):
        person = only(f"1. Maria Bria, P, {words}")
        assert (person.born_on, person.birth_year, person.unsure) == (born_on, year, [])

    def test_a_year_of_two_digits_is_a_guess(self):
        person = only("1. Maria Bria, P, tgl lahir 12-03-99")
        assert (person.born_on, person.unsure) == ("1999-03-12", ["born_on"])


class TestPlaces:
    @pytest.mark.parametrize(
        ("words", "regency", "code"),
        [
            ("TTS", "Kabupaten Timor Tengah Selatan", "53.02"),
            ("SoE", "Kabupaten Timor Tengah Selatan", "53.02"),
            ("SBD", "Kabupaten Sumba Barat Daya", "53.18"),
            ("Flotim", "Kabupaten Flores Timur", "53.06"),
            ("Mabar", "Kabupaten Manggarai Barat", "53.15"),
            ("Kab. Malaka", "Kabupaten Malaka", "53.21"),
            ("Malaka NTT", "Kabupaten Malaka", "53.21"),
            ("Kota Kupang", "Kota Kupang", "53.71"),
            ("Kab. Bone", "Kabupaten Bone", "73.08"),
        ],
    )
    def test_of_every_writing_are_the_official_ones(self, words, regency, code):
        person = only(f"1. Maria Bria, P, {words}")
        assert (person.regency, person.regency_code, person.unsure) == (regency, code, [])

    def test_kupang_alone_is_unsure(self):
        person = only("1. Maria Bria, P, Kupang")
        assert (person.regency, person.regency_code, person.unsure) == ("Kupang", None, ["regency"])

    def test_a_district_tells_which_kupang(self):
        person = only("1. Maria Bria, P, Bokonusan, Semau, Kupang")
        assert (person.village, person.regency, person.unsure) == ("Bokonusan", "Kabupaten Kupang", [])

    def test_a_heading_tells_which_kupang(self):
        person = only("Kota Kupang:\n1. Maria Bria, P, Kupang")
        assert (person.regency, person.unsure) == ("Kota Kupang", [])

    def test_a_village_that_no_table_has_is_kept_and_unsure(self):
        person = only("1. Maria Bria, P, Ds. Watukosong, Kab. Malaka")
        assert (person.village, person.village_code, person.unsure) == ("Watukosong", None, ["village"])

    def test_a_place_spelled_otherwise_is_proposed_and_unsure(self):
        person = only("1. Maria Bria, P, Kab. Malakka")
        assert (person.regency, person.unsure) == ("Kabupaten Malaka", ["regency"])


class TestPapersAndPhones:
    @pytest.mark.parametrize("words", ["NIK 5306120412900001", "5306120412900001", "No. KTP: 5306 1204 1290 0001"])
    def test_a_nik_has_sixteen_digits(self, words):
        assert only(f"1. Maria Bria, P, {words}").nik == "5306120412900001"

    def test_a_nik_with_a_digit_too_few_is_a_remark_and_unsure(self):
        person = only("1. Maria Bria, P, NIK 530612041290001")
        assert (person.nik, person.unsure, person.note) == (None, ["nik"], "NIK 530612041290001")

    @pytest.mark.parametrize(
        ("words", "number", "kind", "unsure"),
        [
            ("paspor C1234567", "C1234567", "paspor", []),
            ("SPLP XD 123", "XD 123", "splp", []),
            ("No Paspor: C 1234567", "C 1234567", "paspor", []),
            ("C1234567", "C1234567", "paspor", ["passport_number"]),
        ],
    )
    def test_a_passport_is_told_by_its_word_or_its_form(self, words, number, kind, unsure):
        person = only(f"1. Maria Bria, P, {words}")
        assert (person.passport_number, person.passport_kind, person.unsure) == (number, kind, unsure)

    @pytest.mark.parametrize(
        "words", ["HP 0812-3456-7890", "081234567890", "WA: 0812 3456 7890", "hp suami 081234567890"]
    )
    def test_a_phone_is_its_digits(self, words):
        assert only(f"1. Maria Bria, P, {words}").phone == "081234567890"

    def test_a_phone_abroad_keeps_its_plus(self):
        assert only("1. Maria Bria, P, +60 12-345 6789").phone == "+60123456789"


class TestFormsAndPlainNames:
    def test_a_form_of_labels_is_one_person_each(self):
        text = "Nama : Maria Bria\nUmur : 25\nJK : P\nAlamat : Wehali, Malaka Tengah, Malaka\n\nNama: Yosef\nUmur: 30"
        roster = read_text(text)
        assert names(roster) == ["Maria Bria", "Yosef"]
        assert (roster.people[0].sex, roster.people[0].village, roster.people[1].age) == ("female", "Wehali", 30)

    def test_names_alone_are_a_list_too(self):
        assert names(read_text("Maria Bria\nYosef Kolo\nPetrus")) == ["Maria Bria", "Yosef Kolo", "Petrus"]
        assert names(read_text("maria bria\nyosef kolo\npetrus")) == ["maria bria", "yosef kolo", "petrus"]

    def test_sentences_are_nobody(self):
        lines = (
            "Mereka akan turun di Maumere dan lanjut ke Larantuka.",
            "Kapal tiba pagi ini, mohon disiapkan mobil",
            "Siap laksanakan",
        )
        assert read_text("\n".join(lines)).people == []

    def test_the_same_line_twice_is_told(self):
        roster = read_text("1. Ana, P, 20\n2. Yosef, L, 30\n3. Ana, P, 20")
        assert (len(roster.people), roster.repeated) == (3, [3])

    def test_nothing_is_an_empty_list(self):
        assert read_text(" \n\n").summary()["lines"] == 0

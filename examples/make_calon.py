"""Makes examples/calon.xlsx: about 60 invented people over all schemes and faults, as an office would send them.

Nobody is meant: given names and clan names are drawn from lists of common names and put together freely; companies,
numbers and villages' officers are invented. Run: .venv/bin/python examples/make_calon.py
"""

import tomllib
from datetime import date
from pathlib import Path

import xlsxwriter

from sasando.core.facts import FACTS, Kind
from sasando.core.facts.countries import country_name
from sasando.core.facts.positions import position_title
from sasando.core.facts.regions import place_name

ROOT = Path(__file__).parents[1]
TITLE = (
    "DAFTAR CALON PEKERJA MIGRAN INDONESIA",
    "Contoh untuk Sasando: semua orang, perusahaan dan nomor di sini rekaan",
    "Tgl Berangkat: 2 Maret 2026",
)
DROPPED = {"agreement_cost_clause", "permit_sex", "principal_asks_identity", "return_reported_on", "spsk"}

# A departure of 2021: by the law of 6 April an old health certificate stops it, by that of 7 April it is a notice.
OLD: dict[str, object] = {
    "health_on": "04/01/2021",
    "recruited_on": "01/02/2021",
    "permit_from": "04/01/2021",
    "company_licence_from": "06/01/2020",
    "placement_agreement_on": "01/03/2021",
    "selected_at_office_on": "15/02/2021",
    "orientation_on": "29/03/2021",
    "contract_on": "15/03/2021",
}

# base person of tests/law/people.toml, name, what differs (None: the cell is empty), as an office would type it
PEOPLE: list[tuple[str, str, dict[str, object]]] = [
    ("maria", "Maria Goreti Wea", {}),
    ("maria", "Yasinta Bria", {"passport_until": "20/02/2026"}),
    ("maria", "Theresia Kolo", {"passport_number": None, "passport_until": None}),
    ("maria", "Adelina Tefa", {"visa_kind": "Kunjungan"}),
    ("maria", "Yuliana Nahak", {"consent_by": "ayah"}),
    ("maria", "Ferdinanda Seran", {"marriage_book": "tidak ada"}),
    ("maria", "Katarina Manek", {"recruiter_kind": "calo", "company_licence": None, "permit_number": None}),
    ("maria", "Elisabet Un", {"recruiter_kind": "sponsor"}),
    ("maria", "Agnes Lau", {"company_licence_state": "dicabut"}),
    ("maria", "Rosalina Taolin", {"company_licence_state": "skorsing sebagian"}),
    ("maria", "Bernadeta Kain", {"recruited_on": "15/08/2025"}),
    ("maria", "Monika Atok", {"permit_country": "Singapura"}),
    ("maria", "Anastasia Bere", {"permit_quota": 40, "permit_placed": 40}),
    ("maria", "Margareta Boko", {"placement_agreement_with": "PT Lewotobi Makmur"}),
    ("maria", "Fransiska Kore", {"partner_agency": None}),
    ("maria", "Veronika Fahik", {"country": "Arab Saudi", "permit_country": "Arab Saudi"}),
    ("maria", "Marselina Sangu", {"born_on": "03/03/2008", "born_on_other": None, "marital_status": "belum kawin"}),
    ("maria", "Regina Taso", {"born_on": "02/03/2008", "consent_by": "ibu", "marital_status": "belum kawin"}),  # a minor when signing
    ("maria", "Klara Watu", {"born_on_other": "15/04/2009"}),
    ("maria", "Benedikta Rega", {"born_on_other": "16/04/1995"}),
    ("maria", "Emilia Mberu", {"health_on": "28/11/2025"}),
    ("maria", "Yovita Wora", {"health_result": "tidak layak"}),
    ("maria", "Lusia Nonga", {"psych_result": "perlu tindak lanjut"}),
    ("maria", "Kornelia Mesi", {"pregnancy_test_on": "28/02/2026", "pregnancy_result": "positif"}),
    ("maria", "Apolonia Reda", {"position_contract": "Pekerja perkebunan"}),
    ("maria", "Skolastika Deki", {"contract_elements": "a, b, c, e", "contract_endorsed": "belum"}),
    ("maria", "Matilde Djou", {"premium_pre_idr": "Rp 35.000", "premium_during_idr": "189.000"}),
    ("maria", "Paulina Kaesmetan", {"charged_to_worker_idr": "Rp 5.000.000", "documents_held_by_worker": "tidak"}),
    ("maria", "Imelda Nenoliu", {"nik": "5.3E+15", "passport_until": "31/02/2031"}),
    ("maria", "Dorkas Kabu", {"nik": None, "social_security_number": None, "registration_number": None}),
    ("yuliana", "Yuliana Bano", {}),
    ("yuliana", "Natalia Sanam", {"competence_until": "01/03/2026"}),
    ("yuliana", "Melania Tnunay", {"job_order_verified_on": None, "employer_blacklisted": "ya"}),
    ("yuliana", "Oktaviana Liu", {"visa_until": "01/03/2026", "visa_employer": "Taoyuan Precision"}),
    ("yuliana", "Ersi Banamtuan", {"branch_licensed": "tidak", "orientation_on": None, "worker_card_number": None}),
    ("yuliana", "Selfiana Nabut", {"route": "Kupang-Surabaya-Batam-Taipei"}),
    ("yuliana", "Yane Tapatab", {"placement_agreement_on": "10/03/2026"}),
    ("kristina", "Kristina Neolaka", {}),
    ("kristina", "Meri Taopan", {"psych_on": None, "psych_result": None}),
    ("kristina", "Desi Litelnoni", {"marital_letter": None, "consent_acknowledged_on": None}),
    ("markus", "Markus Kollo", {}),
    ("markus", "Yohanis Aoetpah", {"own_company_permit": None, "employed_since": None}),
    ("petrus", "Petrus Balla", {}),
    ("petrus", "Stefanus Krivo", {"employer_type": "perseorangan"}),
    ("petrus", "Viktor Taneo", {"employer_type": None, "own_risk_statement": "belum"}),
    ("yosef", "Yosef Muit", {}),
    ("yosef", "Gaspar Asury", {"seaman_book_until": "28/02/2026"}),
    ("yosef", "Domingus Kaseh", {"sea_contract_approved_on": None, "agency_agreement_endorsed": "belum"}),
    ("yohanes", "Yohanes Pake", {}),
    ("yohanes", "Simon Fanggidae", {"seaman_book_number": None, "collective_agreement": "belum"}),
    ("agustinus", "Agustinus Ledo", {}),
    ("agustinus", "Lorens Djawa", {"employer_type": "perseorangan"}),
    ("yuliana", "Arnoldus Klau", {"purpose": "kuliah"}),
    ("yuliana", "Blasius Tae", {"country": "Indonesia"}),
    ("maria", "Ina", {key: None for key in FACTS if key != "full_name"}),
    ("maria", "Perempuan muda, kaus merah, turun di dermaga", {key: None for key in FACTS if key != "full_name"}),
    ("maria", "Hendrika Bouk", {"scheme": None, "sex": None}),
    ("maria", "Yunita Leki", {**OLD, "departs_on": "06/04/2021"}),
    ("maria", "Martina Seuk", {**OLD, "departs_on": "07/04/2021"}),
]  # fmt: skip


def main() -> None:
    """Write the list beside this file."""
    cast = tomllib.loads((ROOT / "tests" / "law" / "people.toml").read_text(encoding="utf-8"))
    keys = [key for key in FACTS if key not in DROPPED]
    with xlsxwriter.Workbook(ROOT / "examples" / "calon.xlsx") as book:
        sheet = book.add_worksheet("Calon")
        head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#26356D", "font_color": "white"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for row, text in enumerate(TITLE):
            sheet.write_string(row, 0, text)
        top = len(TITLE) + 1
        for place, header in enumerate(["No", *(FACTS[key].label["id"] for key in keys)]):
            sheet.write_string(top, place, header, head)
            sheet.set_column(place, place, 16)
        for number, (base, name, differs) in enumerate(PEOPLE, start=1):
            facts = {**cast[base]["facts"], **differs, "full_name": name}
            sheet.write_number(top + number, 0, number)
            for place, key in enumerate(keys, start=1):
                _write(sheet, (top + number, place), _as_typed(key, facts.get(key)), day)
        sheet.write_string(top + len(PEOPLE) + 2, 1, f"Jumlah: {len(PEOPLE)} orang")
        sheet.freeze_panes(top + 1, 2)


def _as_typed(key: str, value: object) -> object:
    """A canonical value as an office would type it."""
    if key == "departs_on" and value == date(2026, 3, 2):
        return None  # the letter says it
    fact = FACTS[key]
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if fact.kind is Kind.CODE and value in fact.codes:
        return value if key in ("scheme", "sea_channel") else fact.codes[str(value)][0]
    named = {Kind.POSITION: position_title, Kind.COUNTRY: country_name, Kind.PLACE: place_name}
    return named[fact.kind](value) if fact.kind in named and isinstance(value, str) else value


def _write(sheet: xlsxwriter.worksheet.Worksheet, at: tuple[int, int], value: object, day: object) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*at, value, day)
    elif isinstance(value, int):
        sheet.write_number(*at, value)
    elif value is not None:
        sheet.write_string(*at, str(value))


if __name__ == "__main__":
    main()

"""The columns of lists of people: which field a header speaks of, and reading the cell below it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from sasando.core.facts.dates import read_date
from sasando.core.facts.headers import match_header, reduced_header
from sasando.core.facts.identity import read_nik
from sasando.core.facts.reading import Cell, CellProblem
from sasando.core.facts.regions import find_regency
from sasando.core.facts.unreadable import Unreadable
from sasando.core.facts.writing import clean
from sasando.exchange.cells import as_written
from sasando.exchange.rosters.ages import OLDEST, read_age
from sasando.exchange.rosters.births import read_birth, take_day
from sasando.exchange.rosters.children import read_children
from sasando.exchange.rosters.lines import read_line
from sasando.exchange.rosters.names import can_be_name, read_names, says_nobody, take_aliases, tidy
from sasando.exchange.rosters.persons import read_person
from sasando.exchange.rosters.roster import Person, Sex
from sasando.exchange.rosters.sexes import read_sex, take_sex
from sasando.exchange.tables.header import LONGEST_HEADER

_HEADERS: Final[Mapping[str, str]] = {
    "number": "no; no urut; nomor urut; nourut; #; urut; num; nmr",
    "full_name": "nama; nama lengkap; no nama; nama pmi; nama deportan; nama penumpang; nama wni; nama pekerja migran"
    "; nama/alias; nama wni/pmi; nama pmi-b; nama pmib"
    "; nama almarhum; nama almarhumah; nama almarhum/ah; nama jenazah; nama cpmi; nama calon pmi; nama pmi/cpmi"
    "; nama tki; nama deportan/repatrian; nama calon; pmi; nama sesuai ktp"
    "; nama orang; nama peserta; nama dan alias; nama sesuai paspor; nama korban",
    "bin_binti": "bin/binti; bin; binti; nama ayah; ayah; nama bapak; bin/ti; nama orang tua; bin - binti",
    "aliases": "alias; nama alias; panggilan; nama panggilan; nama lain; alias/panggilan; nama kecil",
    "sex": "jk; l/p; lp; p/l; kelamin; jenis kelamin; jns kelamin; j/k; gender; sex; lk/pr; jenis kel",
    "age": "umur; usia; umur (th); umur/tgl lahir; umur tgl lahir; usia/tgl lahir; tgl lahir/umur; age; umur/ttl; umr",
    "born_on": "tgl lahir; tanggal lahir; ttl; tempat tgl lahir; tempat/tgl lahir; lahir; thn lahir"
    "; tahun lahir; tgl lhr",
    "birth_place": "tempat lahir; tmpt lahir; tmp lahir",
    "nik": "nik; no ktp; nik/ktp; ktp; no nik",
    "passport_number": "no paspor/splp; paspor/splp; no splp; splp; paspor; no paspor; no passport; passport"
    "; no dokumen; no paspor / splp; nomor dokumen perjalanan; dokumen perjalanan; no dok; no pasport",
    "village": "desa; kelurahan; desa/kel; desa/kelurahan; kel/desa; desa asal; desa kel; kel",
    "district": "kecamatan; kec; kecamatan asal",
    "regency": "kabupaten; kab; kab/kota; kabupaten/kota; kota/kab; kota/kabupaten; kabupaten asal; kab asal; kota"
    "; asal kabupaten; asal kab",
    "address": "alamat; asal; alamat asal; daerah asal; alamat lengkap; desa-kec-kab; desa/kec/kab; asal daerah"
    "; alamat di indonesia; alamat ktp; alamat tujuan; domisili; desa kec kab",
    "male_mark": "l; lk; laki-laki; laki; pria; l jk; l l/p; l jenis kelamin; lk jenis kelamin; laki-laki jenis kelamin"
    "; lk jk; l kelamin",
    "female_mark": "p; pr; perempuan; wanita; p jk; p l/p; p jenis kelamin; pr jenis kelamin; perempuan jenis kelamin"
    "; pr jk; p kelamin",
    "male_age": "l umur; lk umur; laki-laki umur; l usia; lk usia; laki-laki usia; umur laki-laki; umur lk",
    "female_age": "p umur; pr umur; perempuan umur; p usia; pr usia; perempuan usia; umur perempuan; umur pr",
    "phone": "hp; no hp; telp; no telp; wa; no wa; kontak; hp/wa; no hp/wa; no telepon; nomor hp; telepon"
    "; no hp keluarga; hp keluarga; no kontak; no tlp",
    "children": "anak ikut; anak; jumlah anak; anak yang ikut; anak yg ikut; jml anak; anak dibawa",
    "note": "ket; keterangan; catatan; note; ket lain",
}  # fmt: skip
_FACTS: Final = {
    "full_name": "full_name",
    "alias": "aliases",
    "sex": "sex",
    "born_on": "born_on",
    "nik": "nik",
    "passport_number": "passport_number",
    "village": "village",
    "regency": "regency",
}
_NOTHING: Final = re.compile(
    r"[-–—_.?/\s]*|(?:tidak|tdk|belum|blm|tak)\s*(?:ada|punya|tahu|tau|diketahui|jelas)|nihil|kosong|n/?a|null|none|0+",
    re.IGNORECASE,
)
_MARKS: Final = frozenset({"v", "√", "✓", "✔", "☑", "x", "1", "1.0", "*", "ya", "y", "l", "p", "lk", "pr", "•"})
PAIRS: Final = {
    "male_mark": "female_mark", "female_mark": "male_mark", "male_age": "female_age", "female_age": "male_age",
}  # fmt: skip
"""Columns for men and for women: one without the other is no statement about a person."""
_SERIAL: Final = re.compile(r"[1-4]\d{4}(?:\.0+)?")
_RUN_TOGETHER: Final = re.compile(r"(?:19|20)\d{6}")
_CODE: Final = re.compile(r"\d\d\.\d\d")
_WHOLE_NIK: Final = re.compile(r"\d{15}[1-9]")  # Excel makes the last digit 0; another program may have kept it
_PLACES: Final = ("village", "district", "regency")


@lru_cache(maxsize=20_000)
def column_of(header: str) -> str | None:
    """The field of a person that a header speaks of; None when it is another column.

    >>> column_of("Bin/Binti"), column_of("No. Paspor / SPLP"), column_of("Umur (thn)"), column_of("Kapal/Pesawat")
    ('bin_binti', 'passport_number', 'age', None)
    """
    if len(header) > LONGEST_HEADER:
        return None
    for words in (header, re.sub(r"\([^()]*\)", " ", header)):
        if field := _known().get(reduced_header(words)) or ("number" if words.strip() == "#" else None):
            return field
    return _FACTS.get(match_header(header) or "")


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    return {
        reduced_header(header): field
        for field, headers in _HEADERS.items()
        for header in headers.split(";")
        if header.strip() != "#"
    }


def read_into(person: Person, field: str, cell: Cell | CellProblem) -> str:
    """Read one cell into the person. Gives back what could not be read, so that nothing is lost.

    >>> person = Person(line=1, raw="")
    >>> read_into(person, "phone", 81234567890), person.phone
    ('', '081234567890')
    >>> read_into(person, "sex", "??"), read_into(person, "sex", "banci"), person.unsure
    ('', 'banci', ['sex'])
    """
    text = clean(as_written(cell))
    if _NOTHING.fullmatch(text):
        return ""
    if isinstance(cell, CellProblem):
        person.doubt(_field_of(field))
        if field == "nik" and _WHOLE_NIK.fullmatch(text):
            person.nik = text
        return f"{text} ({cell.because['id']})"
    read = _marked(person, field, text) if field in PAIRS else _READERS[field](person, cell, text)
    return "" if read else text


def _field_of(field: str) -> str:
    special = {"address": "regency", "number": "note", "male_age": "age", "female_age": "age"}
    return special.get(field, "sex" if field in PAIRS else field)


def _marked(person: Person, field: str, text: str) -> bool:
    """A mark in the column of men or women; what counts more than one there is an age."""
    sex: Sex = "female" if field.startswith("female") else "male"
    if text.lower() in _MARKS and field.endswith("mark"):
        return take_sex(person, sex)
    if not read_age(text, person):
        person.doubt("sex")
        return False
    if field.endswith("mark"):
        person.doubt("age")
    return take_sex(person, sex)


def _name(person: Person, _: Cell, text: str) -> bool:
    """A name cell may bear its own number, other names and the sex; a description is read as a line is."""
    line = read_line(text, person.line)
    if person.number is None:
        person.number = line.number
    if says_nobody(line.text):
        return False
    if not can_be_name(tidy(take_aliases(line.text)[0])):
        read_person(line.text, person)
        return True
    named = read_names(line.text)
    person.full_name, person.bin_binti = named.full_name, named.bin_binti or person.bin_binti
    person.aliases += named.aliases
    person.doubt(*named.unsure)
    return True


def _number(person: Person, _: Cell, text: str) -> bool:
    digits = text.strip(" .)(")
    if digits.isascii() and digits.isdecimal() and len(digits) <= 5:
        person.number = int(digits)
        return True
    return False


def _father(person: Person, _: Cell, text: str) -> bool:
    person.bin_binti = re.sub(r"^(?:bin|binti|bt)\b[.\s]*", "", text, flags=re.IGNORECASE) or None
    return True


def _aliases(person: Person, _: Cell, text: str) -> bool:
    names = [tidy(name) for name in re.split(r"[,;/]|\balias\b|@", text, flags=re.IGNORECASE)]
    person.aliases += [name for name in names if name]
    return True


def _sex(person: Person, _: Cell, text: str) -> bool:
    sex = read_sex(text)
    if sex is None:
        person.doubt("sex")
        return False
    person.sex = sex
    return True


def _age(person: Person, cell: Cell, text: str) -> bool:
    if isinstance(cell, date) or (isinstance(cell, int | float) and cell > 1900):
        return _born(person, cell, text)
    if read_age(text, person) or read_birth(text, person):
        return True
    person.doubt("age")
    return False


def _born(person: Person, cell: Cell, text: str) -> bool:
    """A day, a number that Excel made of it, a year, or an age that stands in the wrong column."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 1930 <= cell <= 2030:
        person.birth_year = int(cell)
        return True
    if isinstance(cell, int | float) and 0 <= cell <= OLDEST:
        return read_age(text, person)
    return _born_of_text(person, cell, text)


def _born_of_text(person: Person, cell: Cell, text: str) -> bool:
    if _RUN_TOGETHER.fullmatch(text):
        person.doubt("born_on")
        return take_day(person, f"{text[:4]}-{text[4:6]}-{text[6:]}")
    if isinstance(cell, str) and _SERIAL.fullmatch(text):  # the number that Excel made of a day, kept as text
        person.doubt("born_on")
        cell = float(text)
    if not isinstance(cell, str):
        try:
            person.born_on = read_date(cell).isoformat()
        except Unreadable:
            person.doubt("born_on")
            return read_age(text, person)
        return True
    if read_birth(text, person) or read_age(text, person):
        return True
    person.doubt("born_on")
    return False


def _birth_place(person: Person, _: Cell, text: str) -> bool:
    person.birth_place = text
    return True


def _nik(person: Person, cell: Cell, _: str) -> bool:
    try:
        person.nik = read_nik(cell)
    except Unreadable:
        person.doubt("nik")
        return False
    return True


def _passport(person: Person, _: Cell, text: str) -> bool:
    number = re.sub(r"^(?:no\.?\s*)?(?:paspor|passport|splp)?[\s.:#-]*", "", text, flags=re.IGNORECASE)
    if not any(c.isdigit() for c in number):
        return False
    person.passport_kind = "splp" if re.match(r"(?:no\.?\s*)?splp|xd", text, re.IGNORECASE) else "paspor"
    person.passport_number = number.upper()
    return True


def _phone(person: Person, _: Cell, text: str) -> bool:
    found = re.search(r"\+?\d(?:[ .()-]?\d){6,15}", text)
    if not found:
        person.doubt("phone")
        return False
    digits = "".join(c for c in found[0] if c.isdigit() or c == "+")
    person.phone = f"0{digits}" if re.fullmatch(r"8\d{8,11}", digits) else digits  # Excel takes the first 0 away
    rest = clean(text.replace(found[0], " ")).strip(" ,;/()-")
    if rest:
        person.note = "; ".join(word for word in (person.note, f"HP: {rest}") if word)
    return True


def _children(person: Person, _: Cell, text: str) -> bool:
    found = re.search(r"\d{1,2}", text)
    person.children = int(found[0]) if found else None
    return bool(found) and bool(re.fullmatch(r"\d{1,2}\s*(?:orang|org|anak)?", text, re.IGNORECASE))


def _note(person: Person, _: Cell, text: str) -> bool:
    """A remark stays a remark, also when it speaks of children."""
    read_children(text, person)
    return False


_READERS: Final[Mapping[str, Callable[[Person, Cell, str], bool]]] = {
    "full_name": _name,
    "number": _number,
    "bin_binti": _father,
    "aliases": _aliases,
    "sex": _sex,
    "age": _age,
    "born_on": _born,
    "birth_place": _birth_place,
    "nik": _nik,
    "passport_number": _passport,
    "phone": _phone,
    "children": _children,
    "note": _note,
}


def place_words(field: str, text: str) -> str:
    """The name in a cell of places, without the word that says what it is; a code becomes its name.

    >>> place_words("village", "Ds. Wehali"), place_words("regency", "53.21"), place_words("regency", "Kota Kupang")
    ('Wehali', 'Kabupaten Malaka', 'Kota Kupang')
    """
    if field == "regency":
        if _CODE.fullmatch(text):
            try:
                return find_regency(text).name
            except Unreadable:
                return text
        return text
    kinds = r"desa|ds|kelurahan|kel" if field == "village" else r"kecamatan|kec"
    return re.sub(rf"^(?:(?:{kinds})\b[./\s:]*)+", "", text, flags=re.IGNORECASE) or text


def is_place(field: str) -> bool:
    """Whether the column holds a place or an address."""
    return field in _PLACES or field == "address"


def says_nothing(text: str) -> bool:
    """Whether a cell only says that there is nothing to say.

    >>> says_nothing("-"), says_nothing("tdk ada"), says_nothing("Ende")
    (True, True, False)
    """
    return bool(_NOTHING.fullmatch(text))

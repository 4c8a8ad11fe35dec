"""The pieces of a line that say by their own form what they are: numbers of documents, phones, ages, days, sex.

Each is cut out of the text, a separator stays in its place; what is left over is names, places and remarks.
"""

import re
from collections.abc import Callable
from typing import Final

from sasando.core.facts.dates import read_date
from sasando.core.facts.unreadable import Unreadable
from sasando.core.facts.writing import clean
from sasando.exchange.rosters.roster import Person, Sex

SEP: Final = "\ue000"
"""Stands where something separated two pieces; no keyboard writes it."""
BRACKET: Final = "\ue001"
"""Stands before a piece that was in brackets."""

_ABOUT: Final = (
    r"(?P<about>±|\+/-|\+-|~|(?:kira[\s-]*(?:kira|2)|sekitar|sktr|skt|skitar|kurang\s+lebih|krg\s*lbh|kl|k\.l)\b\.?)?"
)
_YEARS: Final = r"(?:t(?:ahu)?n|thn|tahun|th|thun|tahn|yrs?|years?(?:\s+old)?|y\.?o)\b\.?"
_MONTHS: Final = r"(?:bulan|bln|bl|months?)\b\.?"
_NIK: Final = re.compile(
    r"(?:\b(?:no\.?\s*)?(?:nik|ktp|nik/ktp|ktp/nik)\b[\s.:=/#']*)?(?<![\d.])"
    r"(?P<nik>\d{4}(?:[ .-]?\d{4}){3}|\d{6}[ .-]\d{6}[ .-]\d{4})(?!\d)",
    re.IGNORECASE,
)
_BAD_NIK: Final = re.compile(
    r"\b(?:no\.?\s*)?(?:nik|ktp)\b[\s.:=/#']*(?P<digits>\d[\d .-]{3,24}\d)(?!\d)", re.IGNORECASE
)
_PASSPORT: Final = re.compile(
    r"\b(?:no\.?\s*|nomor\s*)?(?P<kind>paspor|passport|pasport|passpor|paspr|pspr|splp)\b[\s.:=/#-]*(?:no(?:mor)?\b[\s.:=#]*)?"
    r"(?P<number>[a-z]{1,3}[ -]?\d{2,9}(?:/\d{2,4}(?![-./\d]))?|\d{5,9})\b",
    re.IGNORECASE,
)
_BARE_PASSPORT: Final = re.compile(r"(?<![\w/])(?P<number>[A-Z]{1,2} ?\d{6,7})(?![\w/])")
_PHONE: Final = re.compile(
    r"(?:\b(?:no\.?\s*)?(?:hp|wa|telp?|tlpn?|tlp|telepon|telpon|phone|kontak|nomor)\b"
    r"(?:[\s./]*(?:wa|hp|telp)\b)?(?P<whose>[\s.:]*(?:suami|istri|isteri|ibu|bapak|ayah|mama|kakak|adik|anak|om|paman"
    r"|tante|keluarga|kel|majikan|penjemput)\b)?[\s.:=()]*(?P<labelled>\+?\d(?:[\d().]|[ -](?=\d)){5,20}\d)"
    r"|(?<![\w.+])(?P<number>(?:\+?62[ -]?|0)8\d(?:[ .-]?\d){6,11}|01\d[ -]?\d{3,4}[ -]?\d{4}"
    r"|\+\d{2}(?:[ .-]?\d){7,12}))(?![\d])",
    re.IGNORECASE,
)
_CHILD: Final = re.compile(
    rf"(?:anak\s*(?:(?:(?:yg|yang)\s+)?(?:ikut|dibawa|serta)\s*[:=]?|[:=])\s*(?P<after>\d{{1,2}})(?:\s*(?:orang|org))?"
    rf"|(?:(?:\+|dan|dgn|dengan|bersama|bawa|membawa|ikut|&)\s*)+(?P<count>\d{{1,2}}|se)?\s*(?:orang\s*)?"
    rf"(?P<who>anak(?:nya)?|bayi(?:nya)?|balita(?:nya)?)\b(?:\s*(?P<many>\d{{1,2}})\b(?!\s*(?:{_YEARS}|{_MONTHS}))(?:\s*(?:orang|org)\b)?)?"
    rf"|(?<=[{SEP}{BRACKET},/;])\s*(?P<baby>bayi|balita)(?=\s*\(?\d)|(?P<two>\d{{1,2}})\s+(?:orang\s+)?anak\b(?:\s+ikut\b)?)"
    r"(?:\s*(?:perempuan|laki[\s-]*laki|pr|lk)\b)?"
    rf"(?P<rest>[\s({SEP}{BRACKET}]*(?:umur|usia)?[\s:]*\d{{1,2}}\s*(?:{_YEARS}|{_MONTHS})(?:\s*(?:dan|&|,)\s*\d{{1,2}}\s*(?:{_YEARS}|{_MONTHS}))*\)?)?",
    re.IGNORECASE,
)
_AGE: Final = re.compile(
    rf"(?=[\dUuAa±+~KkSs-])(?P<label>\b(?:umur|usia|umr|um|age|u(?=[.:]))\b[\s.:=]*)?(?:{_ABOUT})\s*(?<![\d.-])(?P<age>\d{{1,3}})"
    rf"\s*(?:(?P<years>{_YEARS})(?:\s*(?P<and>\d{{1,2}})\s*{_MONTHS})?|(?P<months>{_MONTHS})|(?P<tens>-?an\b)|(?!\s*(?:orang|org|jiwa|anak|hari)))"
    r"(?P<doubt>\s*\?+)?(?![\d/:]|[.,-]\d)",
    re.IGNORECASE,
)
_NO_AGE: Final = re.compile(
    r"\b(?:umur|usia)\b[\s.:=]*(?:(?:tidak|tdk|belum|blm|tak)\s+\w+|\?+|-+(?=\s|$))", re.IGNORECASE
)
_AT_WORK: Final = re.compile(
    rf"\b(?:(?:lama\s+)?(?:be)?kerja|lama|selama|sudah|sdh|masa\s+kerja|di\s+(?:malaysia|sabah|serawak|sarawak|tawau|singapura|brunei"
    rf"|arab|hongkong|taiwan))\b[^,;/\d{SEP}{BRACKET}]{{0,40}}\d{{1,2}}\s*(?:{_YEARS}|{_MONTHS})[^,;/{SEP}{BRACKET}]{{0,40}}",
    re.IGNORECASE,
)
_MONTH: Final = r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|ags|agt|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*\.?"
_DAY: Final = rf"(?:\d{{1,2}}\s*[-/. ]\s*(?:\d{{1,2}}|{_MONTH})\s*[-/. ]\s*'?\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}})"
_BIRTH: Final = re.compile(
    rf"\b(?:t\.?t\.?l|tempat[\s,/&]*(?:dan\s*)?(?:tgl|tanggal)[\s.]*lahir|(?:tgl|tanggal|tg|tgl/bln/thn)[\s.]*(?:lahir|lhr)|lahir(?:\s+(?:di|tgl|tanggal))?"
    rf"|lhr|thn[\s.]*lahir|tahun\s+lahir|kelahiran|born|dob)\b[\s.:=]*(?P<place>[^\W\d_][^\d,;:{SEP}{BRACKET}]{{1,40}}?)?[\s,./:-]*"
    rf"(?P<day>{_DAY}|(?:19|20)\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_BARE_DAY: Final = re.compile(rf"(?<![\d/.-])(?P<day>{_DAY})(?![\d/-])", re.IGNORECASE)
_SHORT_YEAR: Final = re.compile(r"(.*[-/. ])'?(\d{2})$")
_MALE_WORDS: Final = r"laki[\s-]*laki|laki2|lelaki|pria|laki|cowok|male|lk|♂"
_FEMALE_WORDS: Final = r"perempuan|perempuam|wanita|cewek|female|pr|prp|♀"
_MALE: Final = frozenset({"l", "m", "lakilaki", "laki2", "lelaki", "pria", "laki", "cowok", "male", "lk", "♂"})
_FEMALE: Final = frozenset({"p", "w", "f", "perempuan", "perempuam", "wanita", "cewek", "female", "pr", "prp", "♀"})
_SEX_LABELLED: Final = re.compile(
    rf"\b(?:j\.?k|jenis\s*kelamin|kelamin|sex|gender|l/p)\b[\s.:=]+(?:(?P<m>{_MALE_WORDS}|l|m)|(?P<f>{_FEMALE_WORDS}|p|w|f))(?![\w'’])",
    re.IGNORECASE,
)
_SEX_WORD: Final = re.compile(
    rf"(?<![\w'’-])(?:(?P<m>{_MALE_WORDS})|(?P<f>{_FEMALE_WORDS}))(?![\w'’]|-\w)\.?", re.IGNORECASE
)
_SEX_LETTER: Final = re.compile(
    rf"(?P<before>^|[{SEP}{BRACKET},;/(\d]\s*)?(?<![^\W_])(?P<sex>[LPlp])(?P<after>\s*(?=[{SEP}{BRACKET},;/)]|$|\d)|\.(?=\s*[\d{SEP}]))?(?![\w.'’-])"
)
_LONG_NUMBER: Final = re.compile(r"\d[\d./ -]{2,}\d|\d{3}|(?:splp|paspor|lahir|ttl)\D*\d")
_SEX_AND_AGE: Final = re.compile(r"(?<=\w)\s+(?P<sex>[LP])\s+(?P<age>\d{1,2})(?=\s+[^\W\d]|$)")


_WIDE: Final = re.compile(r"\s*[\t|;]\s*|\s{2,}|\s+[-–—=>]+\s+|\s+/\s+|\s*\u2022\s*")
_FROM: Final = re.compile(r"\s+(?:dari|asal|berasal\s+dari)\b\s*[:.]?\s*(?=[^\W\d_])", re.IGNORECASE)
_CHILD_OF: Final = re.compile(r"(?:anak|istri|isteri|suami|adik|kakak|ibu|bapak)$", re.IGNORECASE)

_SLASH: Final = re.compile(
    r"(?P<kept>\b(?:l/p|p/l|lk/pr|nik/ktp|ktp/nik|desa/kel\w*|kel/desa|kab/kota|kabupaten/kota|rt/rw|s/d|hp/wa|wa/hp|tempat/tgl"
    r"|suami/istri|bin/binti)\b|\+/-)|(?<=[^\d\s])/|/(?=[^\d\s])|(?<=\d{5})/|/(?=\d{5})|/(?=\d{1,2}[-.]\d{1,2}[-.]\d{4})",
    re.IGNORECASE,
)


class Pieces:
    """A line while it is taken apart: what is left of its text, the person it speaks of, and the remarks cut out."""

    def __init__(self, text: str, person: Person) -> None:
        self.text = text
        self.person = person
        self.notes: list[str] = []

    def cut(self, pattern: re.Pattern[str], take: Callable[[re.Match[str]], bool]) -> None:
        """Hand each place where the pattern is found to `take`; what it takes leaves a separator behind."""
        self.text = pattern.sub(lambda found: SEP if take(found) else found[0], self.text)


def separated(text: str) -> str:
    """Every separator that cannot be part of a date or a name, as one sign; brackets are kept apart.

    >>> separated("Maria - P | Ende").split(SEP)
    ['Maria', 'P', 'Ende']
    """
    text = _WIDE.sub(SEP, text.strip())
    if "/" in text:
        text = _SLASH.sub(lambda found: found["kept"] or SEP, text)
    if "dari" in text.lower() or "asal" in text.lower():
        text = _FROM.sub(lambda found: found[0] if _CHILD_OF.search(text[: found.start()]) else SEP, text)
    if "(" in text or "[" in text or ")" in text or "]" in text:
        text = re.sub(r"\s*[(\[]\s*", BRACKET, text)
        text = re.sub(r"\s*[)\]]\s*", SEP, text)
    if text.count("-") >= 2 and SEP not in text and "," not in text:
        text = re.sub(r"(?<=[^\W\d])-(?=\d|[LP]-|[LP]$)|(?<=\d)-(?=[^\W\d])|(?<=-[LP])-", SEP, text)
    return text


def cut_pieces(pieces: Pieces) -> None:
    """Everything that says by its form what it is, the surest first."""
    person, lower = pieces.person, pieces.text.lower()
    if _LONG_NUMBER.search(lower):
        _cut_numbers(pieces)
    if any(c.isdigit() for c in lower):
        if "anak" in lower or "ba" in lower:
            pieces.cut(_CHILD, lambda found: _take_child(pieces, found))
        pieces.cut(_AT_WORK, lambda found: _take_note(pieces, found[0]))
        pieces.cut(_BARE_DAY, lambda found: _take_bare_day(person, found["day"]))
        _cut_age(pieces)
        pieces.cut(_SEX_AND_AGE, lambda found: _take_sex_and_age(person, found))
    if "umur" in lower or "usia" in lower:
        pieces.cut(_NO_AGE, lambda found: _take_no_age(pieces, found[0]))
    pieces.cut(_SEX_LABELLED, lambda found: _take_sex(person, "male" if found["m"] else "female"))
    pieces.cut(_SEX_WORD, lambda found: _take_sex(person, "male" if found["m"] else "female"))
    if person.sex is None:
        pieces.cut(_SEX_LETTER, lambda found: _take_letter(person, found))


def _cut_numbers(pieces: Pieces) -> None:
    """What has at least two digits in a row, and more than an age has."""
    person = pieces.person
    pieces.cut(_BIRTH, lambda found: _take_birth(person, found))
    pieces.cut(_NIK, lambda found: _take_nik(person, found["nik"]))
    pieces.cut(_PASSPORT, lambda found: _take_passport(person, found["number"], found["kind"]))
    pieces.cut(_BAD_NIK, lambda found: _take_bad_nik(pieces, found))
    pieces.cut(_PHONE, lambda found: _take_phone(pieces, found))
    pieces.cut(_BARE_PASSPORT, lambda found: _take_passport(person, found["number"], ""))


def _take_birth(person: Person, found: re.Match[str]) -> bool:
    if person.born_on or person.birth_year:
        return False
    if found["place"]:
        person.birth_place = clean(found["place"]).strip(" ,./-") or None
    day = found["day"]
    if re.fullmatch(r"\d{4}", day):
        person.birth_year = int(day)
        return True
    return take_day(person, day)


def take_day(person: Person, text: str) -> bool:
    """The day of birth; of a day that does not exist only the year, and a year of two digits is a guess: unsure.

    >>> person = Person(line=1, raw="")
    >>> take_day(person, "31-02-1999"), person.born_on, person.birth_year, person.unsure
    (True, None, 1999, ['born_on'])
    """
    short = _SHORT_YEAR.fullmatch(text.strip())
    if short:
        text = f"{short[1]}{'20' if int(short[2]) < 26 else '19'}{short[2]}"
    try:
        person.born_on = read_date(text).isoformat()
    except Unreadable:
        year = re.search(r"(?:19|20)\d{2}", text)
        if not year:
            return False
        person.birth_year = int(year[0])
    if short or person.born_on is None:
        person.doubt("born_on")
    return True


def read_birth(text: str, person: Person) -> bool:
    """The birth in a cell that holds nothing else: place and day, day, or only the year.

    >>> person = Person(line=1, raw="")
    >>> read_birth("Belu, 12-03-1999", person), person.born_on, person.birth_place
    (True, '1999-03-12', 'Belu')
    """
    found = _BIRTH.search(f"lahir {text}")
    return _take_birth(person, found) if found else take_day(person, text)


def _take_bare_day(person: Person, day: str) -> bool:
    """A day without a label is most probably the birth; after 2020 it may be that of the voyage."""
    if person.born_on or person.birth_year:
        return False
    taken = take_day(person, day)
    if taken and person.born_on and person.born_on > "2020":
        person.doubt("born_on")
    return taken


def _take_nik(person: Person, text: str) -> bool:
    if person.nik:
        return False
    person.nik = "".join(c for c in text if c.isdigit())
    born, province = int(person.nik[6:8]), int(person.nik[:2])
    if not (11 <= province <= 97 and (1 <= born <= 31 or 41 <= born <= 71)):
        person.doubt("nik")
    return True


def _take_bad_nik(pieces: Pieces, found: re.Match[str]) -> bool:
    """A NIK with a digit too few is kept as a remark, so that somebody can ask for it."""
    pieces.person.doubt("nik")
    return _take_note(pieces, found[0])


def _take_passport(person: Person, number: str, kind: str) -> bool:
    if person.passport_number:
        return False
    person.passport_number = clean(number).upper()
    kind = kind.lower()
    person.passport_kind = "splp" if kind == "splp" or person.passport_number.startswith("XD") else "paspor"
    if not kind:
        person.doubt("passport_number")
    return True


def _take_phone(pieces: Pieces, found: re.Match[str]) -> bool:
    number = found["labelled"] or found["number"]
    digits = ("+" if number.startswith("+") else "") + "".join(c for c in number if c.isdigit())
    if len(digits) > 16:
        return False
    if pieces.person.phone:
        return _take_note(pieces, found[0])
    pieces.person.phone = digits
    if found["whose"]:
        pieces.notes.append(f"HP {clean(found['whose']).strip(' .:')}")
    return True


def _take_child(pieces: Pieces, found: re.Match[str]) -> bool:
    """Children who travel along: how many, and the words as a remark."""
    counted = found["after"] or found["count"] or found["many"] or found["two"] or "1"
    number = 1 if counted.lower() == "se" else int(counted)
    pieces.person.children = (pieces.person.children or 0) + number
    return _take_note(pieces, found[0])


def _take_note(pieces: Pieces, words: str) -> bool:
    said = clean(words).strip(f" ,;:/()-{SEP}{BRACKET}")
    if said:
        pieces.notes.append(said)
    return True


def _take_no_age(pieces: Pieces, words: str) -> bool:
    pieces.person.doubt("age")
    return _take_note(pieces, words)


def _cut_age(pieces: Pieces) -> None:
    """The age with a label or a unit; a naked number is left to its place in the line."""
    best = max(
        (found for found in _AGE.finditer(pieces.text) if _says_age(found)),
        key=lambda found: (bool(found["label"]), bool(found["years"]), -found.start()),
        default=None,
    )
    if best is not None:
        take_age(pieces.person, best)
        pieces.text = f"{pieces.text[: best.start()]}{SEP}{pieces.text[best.end() :]}"


def _says_age(found: re.Match[str]) -> bool:
    said = found["label"] or found["years"] or found["months"] or found["about"] or found["tens"]
    return bool(said) and int(found["age"]) <= 120


def take_age(person: Person, found: re.Match[str]) -> None:
    """Whole years; months only of an infant."""
    age = int(found["age"])
    if found["months"]:
        person.age, person.age_months = divmod(age, 12)[0], age if age < 24 else None
    else:
        person.age = age
    if found["about"] or found["doubt"] or found["tens"]:
        person.doubt("age")


def read_age(text: str, person: Person) -> bool:
    """The age in a cell or piece that holds nothing else.

    >>> person = Person(line=1, raw="")
    >>> read_age("sktr 25", person), person.age, person.unsure
    (True, 25, ['age'])
    """
    found = _AGE.fullmatch(text.strip(f" .,{BRACKET}"))
    if not found or int(found["age"]) > 120:
        return False
    take_age(person, found)
    return True


def read_sex(text: str) -> Sex | None:
    """The sex that a cell or piece names, and nothing else.

    >>> read_sex("Lk"), read_sex("P"), read_sex("♀"), read_sex("L/P")
    ('male', 'female', 'female', None)
    """
    word = text.strip(f" .,:{BRACKET}()").lower().replace("-", "").replace(" ", "")
    return "male" if word in _MALE else "female" if word in _FEMALE else None


def _take_sex(person: Person, sex: Sex) -> bool:
    if person.sex and person.sex != sex:
        person.doubt("sex")
        return False
    person.sex = sex
    return True


def _take_sex_and_age(person: Person, found: re.Match[str]) -> bool:
    """ "Maria Bria P 25 Oesao": nothing separates, the letter and the number after it do."""
    if person.sex is not None or person.age is not None:
        return False
    person.sex, person.age = "male" if found["sex"] == "L" else "female", int(found["age"])
    return True


def _take_letter(person: Person, found: re.Match[str]) -> bool:
    """L or P alone: between separators it is the sex, between two words it may be an initial."""
    bounded = found["before"] is not None or found["after"] is not None
    if not bounded or person.sex is not None or (found.start() == 0 and found["after"] is None):
        return False
    person.sex = "male" if found["sex"] in "Ll" else "female"
    return True

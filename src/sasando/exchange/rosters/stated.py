"""What a list says of itself in its title lines: the ship, the day, where from, where to, how many."""

import re
from collections.abc import Iterable
from typing import Final

from sasando.core.facts.dates import read_date
from sasando.core.facts.unreadable import Unreadable
from sasando.exchange.rosters.lines import Line

_SHIP: Final = re.compile(
    r"(?:kapal(?:\s+laut)?|pesawat|penerbangan|flight)\s*[:=]\s*(?P<named>[^,;()\n]{2,40})"
    r"|\b(?P<ship>(?:KMP?|KFC|MV|KM/|K\.M)\b\.?\s*[A-Z][\w.'-]*(?:\s+(?:[A-Z][\w.'-]*|[IVX]+|\d{1,2}))*)"
    r"|\b(?P<plane>(?:lion(?:\s*air)?|wings(?:\s*air)?|batik(?:\s*air)?|garuda(?:\s*indonesia)?|citilink|nam\s*air|trans\s*nusa|transnusa"
    r"|super\s*air\s*jet|airasia|sriwijaya(?:\s*air)?|pelita(?:\s*air)?)(?:\s*\(?[A-Z]{2}[\s-]?\d{2,4}\)?)?)(?![\w])"
    r"|\bkapal\s+(?P<loose>[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){0,3})"
)
_DAY: Final = re.compile(r"\d{1,2}\s*[-/. ]\s*(?:\d{1,2}|[A-Za-z]{3,9})\s*[-/. ]\s*\d{2,4}|\d{4}-\d{2}-\d{2}")
_FROM: Final = re.compile(
    r"\b(?:dari|asal|ex|eks|pelabuhan\s+asal)\b\s*[:=]?\s*(?!surat)(?P<place>[A-Z][\w.'-]*(?:\s+(?!tanggal|tgl|ke|menuju|tujuan|dengan|sebanyak|sejumlah|berjumlah|dan|untuk|yang|via)[A-Z][\w.'-]*){0,3})",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"\b(?:tujuan|menuju|ke)\b\s*[:=]?\s*(?P<place>[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){0,3})")
_TOTAL: Final = re.compile(
    r"(?:\b(?:sebanyak|berjumlah|sejumlah|total|jumlah|jml|jlh)\b(?:(?!laki|perempuan|wanita|pria|anak|dewasa)[^\d\n]){0,40}?(?P<after>\d{1,5})\b(?!\s*(?:th|thn|tahun|kg))"
    r"|\b(?P<before>\d{1,5})\s*(?:\([^)]*\)\s*)?(?:orang|org|jiwa|pax|pmi|deportan)\b)",
    re.IGNORECASE,
)
_MEN: Final = (
    re.compile(r"\b(?:l|lk|laki[\s-]*laki|laki|pria)\b\s*[:=]?\s*(\d{1,4})\b", re.IGNORECASE),
    re.compile(r"\b(\d{1,4})\s*(?:orang\s*)?(?:laki[\s-]*laki|pria|lk)\b", re.IGNORECASE),
)
_WOMEN: Final = (
    re.compile(r"\b(?:p|pr|perempuan|wanita)\b\s*[:=]?\s*(\d{1,4})\b", re.IGNORECASE),
    re.compile(r"\b(\d{1,4})\s*(?:orang\s*)?(?:perempuan|wanita|pr)\b", re.IGNORECASE),
)
_PART: Final = re.compile(
    r"\W*(?:(?:yang|yg)\s+|[a-z\d]{1,3}[.)]\s*|jumlah\s+|total\s+)*(?:turun|lanjut|transit|kab|kabupaten|kota|sub|sakit|meninggal)\b",
    re.IGNORECASE,
)
_LONGEST: Final = 400  # characters of a line that are looked at


def read_stated(lines: Iterable[Line]) -> dict[str, object]:
    """What the lines that are nobody say about the whole list; the first statement about each thing holds.

    >>> from sasando.exchange.rosters.lines import read_line
    >>> read_stated([read_line("Daftar PMI dari Nunukan sebanyak 29 orang, KM Bukit Siguntang, 21-11-2025", 1)])
    {'ship': 'KM Bukit Siguntang', 'date': '2025-11-21', 'from': 'Nunukan', 'total': 29}
    """
    stated: dict[str, object] = {}
    for line in lines:
        text = line.text[:_LONGEST]
        if line.sender:
            stated.setdefault("sender", line.sender)
        if _PART.match(text):  # what holds for a part of the list says nothing of all of it
            continue
        _ship_and_day(text, stated)
        _places(text, stated)
        _counts(text, stated)
    return stated


def _ship_and_day(text: str, stated: dict[str, object]) -> None:
    if "ship" not in stated and (found := _SHIP.search(text)):
        stated["ship"] = next(words for words in found.groups() if words).strip(" .,")
    if "date" not in stated and (found := _DAY.search(text)):
        day = re.sub(r"([-/. ])(\d{2})$", r"\g<1>20\2", found[0]) if re.search(r"\D\d{2}$", found[0]) else found[0]
        try:
            stated["date"] = read_date(day).isoformat()
        except Unreadable:
            return


def _places(text: str, stated: dict[str, object]) -> None:
    if "from" not in stated and (found := _FROM.search(text)) and found["place"][0].isupper():
        stated["from"] = found["place"].strip(" .,")
    if "to" not in stated and (found := _TO.search(text)):
        stated["to"] = found["place"].strip(" .,")


def _counts(text: str, stated: dict[str, object]) -> None:
    if "total" not in stated and (found := _TOTAL.search(text)):
        stated["total"] = int(found["after"] or found["before"])
    for key, patterns in (("male", _MEN), ("female", _WOMEN)):
        found = next((hit for pattern in patterns if (hit := pattern.search(text))), None)
        if key not in stated and found:
            stated[key] = int(found[1])

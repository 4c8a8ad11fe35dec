"""What the lines above a table say without a colon: "P3MI PT Ende, SIP3MI No. 455/2023 berlaku s/d 12 Januari 2028"."""

import re
from collections.abc import Iterator
from typing import Final

from sasando.core.facts.reading import Unreadable
from sasando.core.facts.settings import read_setting

_ANCHOR: Final = re.compile(
    r"\b(?:(?P<company_name>P3MI)|(?P<company_licence>SIP3MI)|(?P<permit_number>SIP2MI)"
    r"|(?P<country>(?:negara\s+)?tujuan)|(?P<departs_on>(?:ke)?berangkat(?:an)?)"
    r"|(?P<until>berlaku\s+(?:s/d|s\.d\.?|sd|sampai\s+dengan|sampai|hingga)))(?=[\s.,]|$)",
    re.IGNORECASE,
)
_UNTIL: Final = {"company_licence": "company_licence_until", "permit_number": "permit_until"}
_SHAPE: Final = {
    "company_name": re.compile(r"(?:PT|CV)\b\.?\s*\S.*", re.IGNORECASE),
    "company_licence": re.compile(r"\S*\d\S*(?:\s*/\s*\S+)*"),
    "permit_number": re.compile(r"\S*\d\S*(?:\s*/\s*\S+)*"),
}
_LEADS_IN: Final = re.compile(r"^(?:(?:nomor|no|ke|pada|tanggal|tgl|hari)\b\.?\s*)+", re.IGNORECASE)
_LEADS_ON: Final = re.compile(r"(?:\s+(?:dengan|dan|yang|untuk|dari|tanggal|tgl|rencana|negara)\.?)+$", re.IGNORECASE)


def said_in_prose(text: str) -> Iterator[tuple[str, str]]:
    """Fact and words of each statement that has the shape it must have; what has not is left alone, never guessed.

    >>> dict(said_in_prose("Daftar calon P3MI PT Ende Jaya dengan SIP3MI No. 455/2023 berlaku s/d 12 Januari 2028"))
    {'company_name': 'PT Ende Jaya', 'company_licence': '455/2023', 'company_licence_until': '12 Januari 2028'}
    >>> dict(said_in_prose("Calon PMI tujuan Malaysia, berangkat tanggal 3 Maret 2026"))
    {'country': 'Malaysia', 'departs_on': '3 Maret 2026'}
    >>> list(said_in_prose("Tujuan surat ini; SIP2MI yang lama; keberangkatan segera; P3MI se-NTT"))
    []
    """
    anchors = list(_ANCHOR.finditer(text))
    permit = None
    ends = [anchor.start() for anchor in anchors[1:]] + [len(text)]
    for anchor, end in zip(anchors, ends, strict=False):
        named = anchor.lastgroup or ""
        permit = named if named in _UNTIL else permit
        key = _UNTIL.get(permit or "") if named == "until" else named
        said = _LEADS_ON.sub("", _LEADS_IN.sub("", text[anchor.end() : end].strip(" ,.;()"))).strip(" ,.;()")
        if key and _can_be(key, said):
            yield key, said


def _can_be(key: str, said: str) -> bool:
    if not said or (key in _SHAPE and not _SHAPE[key].fullmatch(said)):
        return False
    try:
        return read_setting(f"{key}={said}")[1] is not None
    except Unreadable:
        return False

"""The lines of a pasted list, without what telephones and people put around the words: headers, marks, numbers."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sasando.exchange.rosters.mending import mended
from sasando.exchange.tables.visible import without_hidden

LONGEST_READ: Final = 1_000  # characters; patterns never meet a text without end, `raw` keeps the rest

_STAMP: Final = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
_CLOCK: Final = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?"
_CHAT: Final = re.compile(
    rf"\[?(?:{_STAMP}[,\s]+{_CLOCK}|{_CLOCK}[,\s]+{_STAMP})\s*\]?\s*(?:[-–]\s+)?(?P<rest>.*)", re.IGNORECASE
)
_SENDER: Final = re.compile(r"(?P<sender>[^:\[\]]{1,40}?):(?:\s+(?P<said>.*))?$")
_FORWARDED: Final = re.compile(
    r"[\[(<]*\s*(?:forwarded(?: many times)?|diteruskan(?: berkali-kali)?)\s*[\])>]*\s*:?\s*", re.IGNORECASE
)
_EMOJI: Final = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2500-\u25ff\u2600-\u263f\u2641\u2643-\u2712\u2715-\u2775\u2794-\u27bf\u2b00-\u2bff"
    "\u20e3\ufe0f\u200d\U0001f000-\U0001faff]+"
)
_KEYCAP: Final = re.compile(r"(?:[0-9]\ufe0f?\u20e3\s?)+")
_TEN: Final = "\U0001f51f"  # the one sign of a telephone that holds two digits
_BULLET: Final = re.compile(
    r"(?:[-–—•·‣◦●○>✓✔☑✅❌❎➡▪▫◾◽◼◻🔹🔸🔵🔴🟢👉👩👨👦👧👶🧍🧒\ufe0f#=]+|\*(?=\s)|[a-z]\)|[a-z]\.(?=\s))\s*"
)
_QUOTED: Final = re.compile(r"(?:>\s?)+(?=\S)")
_ROMAN: Final = re.compile(r"(?P<roman>[IVX]{1,6})[.)]\s*(?=[^\W\d_])")
_ROMANS: Final = {"I": 1, "V": 5, "X": 10}
_NUMBERED: Final = re.compile(
    r"(?:no(?:mor)?\b\.?\s*|#)?[(\[]?(?P<number>\d{1,4})[)\]]?"
    r"(?:\s*(?:=+>?|[-–]+>|→)\s*|\s*[.)\]:]+(?!\d)\s*|\s*[-–,;|/\t]+(?!\d)\s*|\s*[.),;|:\-–]+\s+|(?P<bare>[^\S\t]+))(?=[^\W_]|['’\"*(♀♂±?~+@-])",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"(?:th|thn|tahun|bln|bulan|hari|orang|org|jiwa|anak|laki|perempuan|pria|wanita|pr|lk|jam|wita|wib|malam|pax|pmi"
    r"|cpmi|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
    r"|jan|feb|mar|apr|jun|jul|agu|agt|sep|okt|nov|des)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One raw line. `text` are its words, `number` the number that the sender gave it, `sender` who sent the message.

    `at` counts from 1. `bullet`: it began with a dash or dot; `bold`: all of it was between stars; `indented`: it
    began with white space; `chat`: a message began here; `roman`: the number is a Roman one, as headings have too.
    """

    at: int
    raw: str
    text: str
    number: int | None = None
    bullet: bool = False
    bold: bool = False
    indented: bool = False
    chat: bool = False
    sender: str = ""
    roman: bool = False

    @property
    def listed(self) -> bool:
        """Whether a number or a dash says that this is an item of a list."""
        return self.number is not None or self.bullet


def read_line(raw: str, at: int, *, roman: bool = False) -> Line:
    """Take a raw line apart. Never fails, whatever the text. `roman`: the list counts I, II, III.

    >>> line = read_line("[21/11/25 05.12] Pak Yos: 2) *Maria Bria*", 1)
    >>> line.text, line.number, line.sender
    ('Maria Bria', 2, 'Pak Yos')
    """
    words = without_hidden_keycaps(mended(raw[:LONGEST_READ])).strip()
    quoted = _QUOTED.match(words)
    words, sender, chat = _without_chat(words[quoted.end() :] if quoted else words)
    words = _FORWARDED.sub("", words, count=1) if words[:1] in "[(<fFdD" else words
    bold = len(words) > 2 and words[0] == "*" == words[-1] and words[1] != " "
    number, bullet, words = _numbered(words)
    counted = _ROMAN.match(words) if roman and number is None else None
    if counted:
        number, words = _value(counted["roman"]), words[counted.end() :]
    words = words.strip()
    bold = bold or (len(words) > 2 and words[0] == "*" == words[-1])
    text = _EMOJI.sub("  ", _unmarked(words)).strip()
    if number is None:  # an emoji stood before the number
        number, again, text = _numbered(text) if text != words else (None, False, text)
        bullet = bullet or again
    return Line(at, raw, text.strip(), number, bullet, bold, raw[:1].isspace(), chat, sender, bool(counted))


def counts_roman(raw_lines: Iterable[str]) -> bool:
    """Whether the lines count I, II, III; a single "V." is the first letter of a name.

    >>> counts_roman(["I) Maria", "II) Yosef"]), counts_roman(["V. Seran, L"])
    (True, False)
    """
    seen = {found["roman"] for raw in raw_lines if (found := _ROMAN.match(raw[:20].strip()))}
    return {"I", "II"} <= seen


def _value(roman: str) -> int:
    values = [_ROMANS[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def without_hidden_keycaps(raw: str) -> str:
    """Characters that nobody sees are gone, and the number signs of telephones are numbers.

    >>> without_hidden_keycaps("1\\ufe0f\\u20e32\\ufe0f\\u20e3 Maria")
    '12. Maria'
    """
    if raw.isascii():
        return raw
    words = raw.replace(_TEN, "10\u20e3").replace("\xa0", " ")
    words = _KEYCAP.sub(lambda found: "".join(c for c in found[0] if c.isdecimal()) + ". ", words)
    words = without_hidden(words).replace("\u20e3", ". ").lstrip("\ufeff")
    words = re.sub(r"\.\s+\.?\s*", ". ", words, count=1) if ". " in words[:8] else words
    head = words.lstrip()[:1]
    if head and unicodedata.category(head) == "No" and (value := unicodedata.numeric(head, 0)) >= 1:
        words = f"{value:.0f}. {words.lstrip()[1:].lstrip()}"
    return unicodedata.normalize("NFKC", words.replace("±", "\ue010")).replace("\ue010", "±")


def _without_chat(words: str) -> tuple[str, str, bool]:
    found = _CHAT.match(words) if words[:1] == "[" or words[:1].isdecimal() else None
    if not found:
        return words, "", False
    rest = found["rest"]
    named = _SENDER.match(rest)
    if not named:
        return rest.strip(), "", True
    return (named["said"] or "").strip(), named["sender"].strip(" ~-"), True


def _numbered(words: str) -> tuple[int | None, bool, str]:
    """Number, bullet and the rest of a line that may begin with either, or with a dash before its number."""
    bullet = _BULLET.match(words)
    rest = words[bullet.end() :] if bullet else words
    bare = rest[1:] if rest[:1] in "*_" else rest  # "*1. Maria*"
    found = _NUMBERED.match(bare)
    naked = found and found["bare"] and bare[found.end("number")].isspace()
    if found and not (naked and _UNIT.match(bare, found.end())):
        return int(found["number"]), bool(bullet), bare[found.end() :]
    return None, bool(bullet), rest


def _unmarked(words: str) -> str:
    """Without the stars and dashes by which telephones write bold and slanted."""
    if "*" in words:
        words = words.replace("*", "")
    if "_" in words:
        words = words.replace("_", " ")
    if "```" in words:
        words = words.replace("```", "")
    return words.replace("~", "") if words.count("~") >= 2 else words

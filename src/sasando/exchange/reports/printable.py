"""Text of strangers, made fit to be shown: nothing in it may steer a terminal, a page or a spreadsheet."""

import re
from functools import lru_cache

# Control characters (a terminal obeys them, XML forbids them), half surrogates (no encoding has them), marks that
# turn the direction of what follows (they make a name read as another), and code points that are no characters.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_SPACES = re.compile(r"\s+")
_LONGEST_CELL = 32_000  # Excel refuses 32,768; room for the apostrophes

# What begins with one of these signs is a formula to some program; the wide ones are those of East Asian keyboards.
# It counts as a beginning too after a comma, semicolon, quote or line feed: a sheet saved as CSV with commas may be
# opened where the semicolon separates.
_RUNS = re.compile(r"(^|[,;\n\"])([ \u00a0\u200b\ufeff]*)(?=[=+\-@＝＋－＠])")


def printable(text: str) -> str:
    """The text on one line without characters that steer.

    >>> printable("Maria\\x1b[31m \\r\\n Bere")
    'Maria[31m Bere'
    """
    return _SPACES.sub(" ", _UNFIT.sub("", text)).strip()


@lru_cache(maxsize=50_000)
def cell(text: str) -> str:
    """The text for a spreadsheet: where a program might see a formula begin, an apostrophe stands before it.

    The apostrophe is part of the text, so it is still there when someone saves the sheet as CSV and opens that.

    >>> cell("=HYPERLINK(1)"), cell("\\tBere\\x07"), cell(" +62 812"), cell("Bere;=1+1")
    ("'=HYPERLINK(1)", 'Bere', "'+62 812", "Bere;'=1+1")
    """
    clean = _UNFIT.sub("", text.replace("\r", "\n").replace("\t", " ")).strip()
    if len(clean) > _LONGEST_CELL:
        clean = clean[:_LONGEST_CELL] + "…"
    if clean.startswith("<r>"):  # xlsxwriter would take it for its own rich text and write it unescaped
        return "'" + clean
    return _RUNS.sub(r"\1\2'", clean)


def breakable(text: str, longest: int = 30) -> str:
    """The text for a page: words longer than `longest` may break, so that they stay on the paper.

    >>> len(breakable("x" * 40))
    41
    """
    return " ".join(
        word if len(word) <= longest else "\u200b".join(word[i : i + longest] for i in range(0, len(word), longest))
        for word in printable(text).split(" ")
    )


def clipped(text: str, width: int) -> str:
    """The text on one line, with an ellipsis where it is longer than `width`.

    >>> clipped("Yohanes Berkhmans Nahak", 12)
    'Yohanes Ber…'
    """
    line = printable(text)
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"

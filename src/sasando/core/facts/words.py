"""Reading words that stand for something: yes and no, the codes of a fact, the letters of the contract."""

import re
from collections.abc import Mapping

from sasando.core.facts.codes import Codes
from sasando.core.facts.nearest import did_you_mean, nearest
from sasando.core.facts.unreadable import Unreadable, unreadable
from sasando.core.facts.writing import Cell, plain, quoted, shown, squash, words

_YES = "ya iya y yes true 1 ada sudah sudahada punya benar betul aktif v"
_NO = "tidak t no false 0 tidakada belum belumada tidakpunya salah tidakaktif nonaktif"
_ANSWERS = dict.fromkeys(_YES.split(), True) | dict.fromkeys(_NO.split(), False)
_SHORT_FORMS = {"tdk": "tidak", "tak": "tidak", "blm": "belum", "sdh": "sudah"}
_TICKS = {"√", "✓", "✔", "☑", "✅"}

ELEMENTS = "abcdefg"
"""The elements of the employment contract that UU 18/2017 article 15(2) lists, a to g."""
_ALL = {"lengkap", "semua", "semuaada", "lengkapsemua", "all", "complete"}
_NO_ELEMENT = {"tidakada", "kosong", "nihil", "none", "tanpa"}
_RANGE = re.compile(r"\b([a-z])\.?\s*(?:-|–|—|s/d|s\.d\.?|sd|sampai(?:\s+dengan)?|hingga|to)\s*([a-z])\b")
_BETWEEN = re.compile(r"[\s,;./&+()]+")


def read_yes_no(cell: Cell) -> bool:
    """Yes or no; "belum" (not yet) is no. Raises `Unreadable` for anything else, "x" included: it may cross or tick.

    >>> read_yes_no("Tidak ada"), read_yes_no("√"), read_yes_no(1.0)
    (False, True, True)
    """
    if isinstance(cell, bool):
        return cell
    text = shown(cell)
    if text.rstrip("\ufe0e\ufe0f") in _TICKS:
        return True
    answer = _ANSWERS.get(_word(text))
    if answer is None or text.startswith("-"):
        raise unreadable(
            f"{quoted(text)} bukan ya atau tidak. Tulis ya atau tidak; kosongkan kalau belum diketahui.",
            f"{quoted(text)} is neither yes nor no. Write ya or tidak; leave it empty if it is not known.",
        )
    return answer


def read_code(codes: Codes, cell: Cell) -> str:
    """The code whose word stands in the cell; raises `Unreadable` with the words it knows.

    >>> read_code({"M": ("L", "laki-laki"), "F": ("P", "perempuan")}, " Laki - Laki ")
    'M'
    """
    text = shown(cell)
    known = code_words(codes)
    code = known.get(_word(text))
    if code is None or isinstance(cell, bool):
        raise _not_a_code(codes, known, text)
    return code


def code_words(codes: Codes) -> Mapping[str, str]:
    """Every word of the codes, reduced for comparison, with its code; the codes themselves included.

    >>> code_words({"M": ("laki-laki",)})
    {'m': 'M', 'lakilaki': 'M'}
    """
    return {_word(word): code for code, written in codes.items() for word in (code, *written)}


def _word(text: str) -> str:
    return "".join(_SHORT_FORMS.get(word, word) for word in words(text))


def read_letters(cell: Cell) -> str:
    """Which of the letters a-g stand in the cell, each once, in their order; "" is none of them.

    >>> read_letters("a, b; d"), read_letters("a s/d g"), read_letters("tidak ada")
    ('abd', 'abcdefg', '')
    """
    text = shown(cell)
    if not isinstance(cell, str):
        raise _not_letters(text)
    whole = squash(text)
    if whole in _ALL or whole in _NO_ELEMENT:
        return ELEMENTS if whole in _ALL else ""
    spread = _RANGE.sub(lambda found: _letters_between(*found.groups()), plain(text).replace("huruf", " "))
    found = set()
    for token in _BETWEEN.split(spread):
        if token in {"dan", "and"}:
            continue
        # "ada" (there is) is a word; letters written together are read only in their order
        if not set(token) <= set(ELEMENTS) or "".join(sorted(set(token))) != token:
            raise _not_letters(text)
        found |= set(token)
    if not found:
        raise _not_letters(text)
    return "".join(sorted(found))


def _letters_between(first: str, last: str) -> str:
    letters = [chr(letter) for letter in range(ord(first), ord(last) + 1)]
    return ",".join(letters) if letters else f"{first}-{last}"


def _not_letters(text: str) -> Unreadable:
    return unreadable(
        f"{quoted(text)} bukan daftar huruf a sampai g. Tulis huruf yang ada dalam PK, misalnya abcdefg, atau lengkap.",
        f"{quoted(text)} is not a list of the letters a to g. Write those that the contract has, for example abcdefg.",
    )


def _not_a_code(codes: Codes, known: Mapping[str, str], text: str) -> Unreadable:
    near = dict.fromkeys(known[word] for word in nearest(squash(text), known))
    written = {code: others[0] if others else code for code, others in codes.items()}
    ask_id, _ = did_you_mean(written[code] for code in near)
    _, ask_en = did_you_mean(near)
    return unreadable(
        f"{quoted(text)} tidak dikenal di kolom ini.{ask_id} Tulis salah satu: {', '.join(written.values())}.",
        f"{quoted(text)} is not known in this column.{ask_en} Write one of: {', '.join(codes)}.",
    )

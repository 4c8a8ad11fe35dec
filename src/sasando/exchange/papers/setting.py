"""Setting a page with typst: archival where the letters allow it. Input reaches a template as data, never as markup."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec
import typst

from sasando.exchange.reports.words import WITA

_MISSING_LETTER: Final = "could not be displayed with font"  # as typst says it


def set_page(template: str, data: Any, *, at: datetime) -> bytes:
    """The PDF of a template of this folder, made at an aware moment: PDF/A-2b and PDF/UA-1.

    A plain PDF with the fonts of this machine for a name in letters that the fonts of the wheel lack.
    """
    source = Path(__file__).with_name(template).read_bytes()
    inputs = {"data": msgspec.json.encode(data).decode()}

    def compile_as(standards: Any, *, system: bool) -> bytes:
        return typst.compile(
            source,
            font_paths=_fonts(system=system),
            sys_inputs=inputs,
            pdf_standards=standards,
            timestamp=at.astimezone(WITA).replace(microsecond=0),
        )

    try:
        return compile_as(["a-2b", "ua-1"], system=False)
    except typst.TypstError as problem:
        if _MISSING_LETTER not in str(problem):
            raise
        return compile_as([], system=True)


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system)

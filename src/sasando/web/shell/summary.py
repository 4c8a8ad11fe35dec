"""One line of a summary (`shell/components/summary.html`): what it is, what is known, and beside it a note or a way."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """`value` is shown as a dash when it is empty; with `url` it is a link."""

    label: str
    value: Any = ""
    note: Any = ""
    url: str = ""

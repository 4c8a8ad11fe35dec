"""What a stop report on a phone can be ticked from: agencies, ways, reasons, in the language of the reader."""

from typing import Any

from django.utils.translation import get_language

from sasando.domain.stops.grounds import OFTEN, grounds
from sasando.domain.stops.kinds import Agency, BringerRole, Mode, Next, PhotoKind

Choices = dict[str, list[tuple[str, str]]]


def choices() -> Choices:
    """The choices by the name of their field: pairs of key and words."""
    english = (get_language() or "").startswith("en")
    found: dict[str, Any] = {"agency": Agency, "mode": Mode, "next": Next, "role": BringerRole, "photo": PhotoKind}
    listed = {name: [(value, str(label)) for value, label in kind.choices] for name, kind in found.items()}
    often = (grounds()[code] for code in OFTEN)
    listed["reasons"] = [(one.code, one.says["en" if english else "id"]) for one in often]
    return listed

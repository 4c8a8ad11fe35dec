"""Names of ships and numbers of flights, as people write them."""

import re
from typing import Final

from sasando.core.facts.writing import squash
from sasando.domain.gates.models import Mode

_TITLE: Final = re.compile(r"^\W*(?:k\.?\s*m\.?\s*p\.?|k\.?\s*m\.?|kapal|feri)\s+", re.IGNORECASE)


def vessel_key(written: str) -> str:
    """What two writings of one ship or flight number have in common.

    >>> {vessel_key(one) for one in ("KM Bukit Siguntang", "KM. BUKIT SIGUNTANG", "Bukit  Siguntang")}
    {'bukitsiguntang'}
    >>> vessel_key("JT-697"), vessel_key("KMP Inerie II")
    ('jt697', 'inerieii')
    """
    return squash(_TITLE.sub("", written.strip())) or squash(written)


_MODES: Final = (
    (Mode.FERRY, re.compile(r"\bk\.?\s*m\.?\s*p\b|\b(?:feri|ferry|ferries|roro|penyeberangan)\b", re.IGNORECASE)),
    (Mode.ROAD, re.compile(r"\b(?:bus|bis|travel|mobil|van|oto|truk|darat)\b", re.IGNORECASE)),
    (Mode.SHIP, re.compile(r"\bk\.?\s*m\b|\b(?:kapal|laut|pelni|kri|kn|speed\s?boat|perahu)\b", re.IGNORECASE)),
    (Mode.FLIGHT, re.compile(r"^\W*(?:pesawat|penerbangan|flight|udara)\b|^(?=\w*[A-Z])[A-Z0-9]{2}[- ]?\d{1,4}$")),
)


def mode_of(written: str) -> Mode | None:
    """By what one travels whose ship or flight number is written so; None when the writing does not say.

    >>> [mode_of(one) for one in ("KM Lambelu", "KMP Lakaan", "JT 697", "bus Gemilang", "Lambelu")]
    [Mode.SHIP, Mode.FERRY, Mode.FLIGHT, Mode.ROAD, None]
    """
    return next((mode for mode, pattern in _MODES if pattern.search(written.strip())), None)

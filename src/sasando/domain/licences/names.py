"""Names and numbers reduced for comparing: a list never writes them as the last one did."""

from sasando.core.facts.organisations import read_organisation
from sasando.core.facts.unreadable import Unreadable
from sasando.core.facts.writing import squash


def name_key(name: str) -> str:
    """A name without its legal form; as it stands when nothing is left.

    >>> name_key("PT. Contoh Sejahtera, Tbk"), name_key("***")
    ('CONTOH SEJAHTERA', '***')
    """
    try:
        return read_organisation(name)[:200]
    except Unreadable:
        return name.strip().upper()[:200]


def number_key(number: str) -> str:
    """The number of a licence by its letters and digits.

    >>> number_key("SIP3MI No. 12/I/2025") == number_key("sip3mi 12 / I / 2025"), number_key("12/I/2025")
    (True, '12I2025')
    """
    key = squash(number).upper().removeprefix("SIP3MI")
    return (key.removeprefix("NOMOR").removeprefix("NO") or squash(number).upper())[:80]

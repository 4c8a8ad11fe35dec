"""What a card says and how it is judged, in words for people; how a day is written is the caller's."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from sasando.core.credentials.judging import Caution, Judgement, Reason, day_said
from sasando.core.credentials.statement import Statement, What
from sasando.core.facts import Says
from sasando.core.facts.countries import country_name

GOOD: Final[Says] = {"id": "Berlaku", "en": "In force"}
NOT_GOOD: Final[Says] = {"id": "Tidak berlaku", "en": "Not in force"}
SAYS: Final[dict[Reason | Caution, Says]] = {
    Reason.UNKNOWN_KEY: {
        "id": "Kunci penanda tangannya tidak dikenal. Kartu ini bukan dari kami, atau daftar kunci Anda lama.",
        "en": "The key that signed it is not known. This card is not ours, or your set of keys is old.",
    },
    Reason.SIGNATURE: {
        "id": "Tanda tangannya salah. Isi kartu diubah, atau kartu ini palsu.",
        "en": "The signature is wrong. What the card says was changed, or the card is forged.",
    },
    Reason.REVOKED: {
        "id": "Kartu ini sudah dicabut.",
        "en": "This card was revoked.",
    },
    Reason.NOT_YET: {
        "id": "Kartu ini baru berlaku mulai {day}. Periksa juga tanggal di alat Anda.",
        "en": "This card is in force from {day} only. Check the date of your device too.",
    },
    Reason.EXPIRED: {
        "id": "Masa berlakunya habis pada {day}.",
        "en": "It expired on {day}.",
    },
    Reason.NOT_ISSUED: {
        "id": "Tidak ada dalam buku penerbitan, walaupun tanda tangannya benar. Tahan kartu ini, hubungi BP3MI.",
        "en": "It is not in our ledger, though the signature is right. Keep this card and call BP3MI.",
    },
    Caution.NO_LIST: {
        "id": "Belum dibandingkan dengan daftar pencabutan.",
        "en": "Not yet compared with the revocation list.",
    },
    Caution.OLD_LIST: {
        "id": "Daftar pencabutan lama, tanggal {day}. Ambil yang baru bila ada sinyal.",
        "en": "The revocation list is old, of {day}. Fetch a new one when there is signal.",
    },
}
KINDS: Final[dict[What, Says]] = {
    What.LETTER: {"id": "Surat kelulusan", "en": "Clearance letter"},
    What.CARD: {"id": "Kartu pendamping", "en": "Companion card"},
    What.EXAMINATION: {"id": "Hasil pemeriksaan", "en": "Examination result"},
}
LABELS: Final[dict[str, Says]] = {
    "what": {"id": "Jenis", "en": "Kind"},
    "serial": {"id": "Nomor", "en": "Number"},
    "name": {"id": "Nama", "en": "Name"},
    "birth_year": {"id": "Tahun lahir", "en": "Year of birth"},
    "country": {"id": "Negara tujuan", "en": "Country"},
    "position": {"id": "Jabatan", "en": "Position"},
    "employer": {"id": "Pemberi kerja", "en": "Employer"},
    "company": {"id": "Perusahaan", "en": "Company"},
    "permit": {"id": "Nomor izin", "en": "Permit number"},
    "outcome": {"id": "Hasil", "en": "Outcome"},
    "facility": {"id": "Diperiksa di", "en": "Examined at"},
    "decided_on": {"id": "Diputuskan", "en": "Decided on"},
    "last_day": {"id": "Berlaku sampai", "en": "In force until"},
    "issuer": {"id": "Diterbitkan oleh", "en": "Issued by"},
    "log_index": {"id": "Nomor dalam buku penerbitan", "en": "Number in the ledger"},
}
"""In the order in which a card is read."""


def sentence(judgement: Judgement, language: str, say_day: Callable[[date], str]) -> str:
    """Why it is not good, or what a good one leaves open; nothing where there is nothing to say."""
    which = judgement.reason or judgement.caution
    day = day_said(judgement)
    return SAYS[which][language].format(day=say_day(day) if day else "") if which else ""


def lines(said: Statement, language: str, say_day: Callable[[date], str]) -> Iterator[tuple[str, str]]:
    """What the card says, as label and value, without what it does not say."""
    for name, label in LABELS.items():
        value = getattr(said, name)
        if isinstance(value, What):
            value = KINDS[value][language]
        elif name == "country" and value:
            value = country_name(value)
        elif isinstance(value, date):
            value = say_day(value)
        if value not in ("", None):
            yield label[language], str(value)

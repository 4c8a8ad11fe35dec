"""What the columns of a timetable are called."""

import re
from functools import lru_cache
from typing import Final

from sasando.core.facts.writing import squash

VESSEL, DAY, GATE, ARRIVES, DEPARTS, MODE, NOTE = "vessel", "day", "gate", "arrives", "departs", "mode", "note"
OTHER = "other"
"""What timetables often tell besides, and nobody asks of them here. It makes a row of headings more certain."""

LABELS: Final = {
    VESSEL: "kapal/penerbangan",
    DAY: "tanggal",
    GATE: "gerbang",
    ARRIVES: "tiba",
    DEPARTS: "berangkat",
    MODE: "moda",
    NOTE: "keterangan",
}
"""The headings that we ask for, in their order."""

_WORDS: Final = {
    VESSEL: "kapal namakapal penerbangan kapalpenerbangan kapalpesawat kapalataupenerbangan namaarmada armada pesawat"
    " nomorpenerbangan nopenerbangan noflight flight shipflight shiporflight flightno flightnumber vessel vesselname"
    " ship angkutan feri ferry namaferi",
    DAY: "tanggal tgl date haritanggal haritgl tanggalpelayaran tanggalsinggah",
    GATE: "gerbang pelabuhan bandara pelabuhanbandara bandarapelabuhan tempat kota port gate gates singgah"
    " pelabuhansinggah tempatsinggah lokasi airport harbour dermaga namapelabuhan",
    ARRIVES: "tiba jamtiba waktutiba datang jamdatang kedatangan waktudatang eta sta arrival arrives arrive arrived"
    " sandar",
    DEPARTS: "berangkat jamberangkat waktuberangkat keberangkatan etd std departure departs depart leaves tolak"
    " jamtolak bertolak",
    MODE: "moda jenis mode jenisangkutan jenismoda travelsby",
    NOTE: "keterangan ket catatan note notes remark remarks",
    OTHER: "no nomor hari day trip voyage rute asal tujuan dari ke lanjutke jamsetempat haripantau keadaan status"
    " sumber from to next goesonto source state watchday localtime localclock nopol nakhoda",
}
_KNOWN: Final = {squash(word): key for key, line in _WORDS.items() for word in line.split()}


_ZONE: Final = re.compile(r"\b(wita|wib|wit)\b", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def column_of(header: str) -> str | None:
    """What a header speaks of, or None. The clock and what stands in brackets are not looked at.

    >>> column_of("Nama Kapal"), column_of("Jam Tiba (WITA)"), column_of("ETD WIB"), column_of("Nakhoda")
    ('vessel', 'arrives', 'departs', 'other')
    """
    bare, _, _ = _ZONE.sub("", header).partition("(")
    return _KNOWN.get(squash(bare)) if len(header) <= 60 else None


def zone_in(header: str) -> str:
    """The clock that a header names.

    >>> zone_in("Jam Tiba (WIB)"), zone_in("Tiba")
    ('WIB', '')
    """
    found = _ZONE.search(header)
    return found[1].upper() if found else ""

"""A tour in five steps: as whom to enter, where to begin, what to look for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasando.web.demo.guests import Guest


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `url` is where it begins, `download` a file to take along."""

    guest: Guest
    title: Promise
    text: Promise
    url: str
    download: str = ""


_STEPS = (
    (
        "placement-officer",
        "rosters:add",
        _("Periksa satu daftar"),
        _(
            "Unduh daftar contoh, lalu seret ke halaman ini. Setiap orang mendapat keputusan, "
            "dengan pasal dan kekurangannya."
        ),
    ),
    (
        "p3mi",
        "rosters:list",
        _("Lihat hanya milik sendiri"),
        _(
            "Perusahaan melihat daftarnya sendiri dan tidak satu pun milik perusahaan lain. "
            "Cari nama orang lain: tidak ada."
        ),
    ),
    (
        "village",
        "people:list",
        _("Jadi kepala desa, dari ponsel"),
        _("Perkecil jendela selebar ponsel. Kepala desa melihat warganya yang tercatat dan yang berangkat minggu ini."),
    ),
    (
        "head",
        "home:home",
        _("Tanya dari mana angkanya"),
        _("Setiap angka punya arti, tanggal, dan baris di belakangnya. Buka salah satu sampai ke orangnya."),
    ),
    (
        "administrator",
        "audit:facts",
        _("Ikuti jejaknya"),
        _(
            "Semua yang Anda lakukan tadi tercatat dalam rantai. Ubah satu baris di basis data, "
            "lalu jalankan sasando audit verify: baris itu ditunjuk."
        ),
    ),
)  # fmt: skip


def tour(guests: Mapping[str, Guest]) -> list[Step]:
    """The steps that this world can show."""
    return [
        Step(guests[role], title, text, reverse(name), reverse("demo:sample") if name == "rosters:add" else "")
        for role, name, title, text in _STEPS
        if role in guests
    ]

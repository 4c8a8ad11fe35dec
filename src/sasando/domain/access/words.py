"""The table of rights in plain words, for the page on which everybody reads their own."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasando.domain.access.rights import Relation, actions, relations_of

THINGS: Final[Mapping[str, Promise]] = {
    "home": _("Halaman awal"),
    "search": _("Pencarian"),
    "person": _("Orang"),
    "identity": _("NIK, paspor, dan telepon"),
    "assignment": _("Penyerahan"),
    "adversity": _("Pihak yang dilaporkan"),
    "roster": _("Daftar"),
    "entry": _("Baris daftar"),
    "verdict": _("Hasil pemeriksaan"),
    "flag": _("Tanda bahaya"),
    "organisation": _("Lembaga"),
    "contact": _("Kontak lembaga"),
    "agreement": _("Perjanjian berbagi data"),
    "account": _("Akun"),
    "invitation": _("Undangan"),
    "role": _("Peran"),
    "rights": _("Hak"),
    "gate": _("Gerbang"),
    "region": _("Wilayah"),
    "audit": _("Jejak perbuatan"),
    "trail": _("Jejak sebuah berkas"),
    "checkpoint": _("Titik periksa jejak"),
}
"""What the rights are about, in the order in which the page shows it."""

ACTIONS: Final[Mapping[str, Promise]] = {
    "home.read": _("membuka halaman awal"),
    "rights.read": _("membaca hak sendiri dan mengatur cara masuk"),
    "search.use": _("mencari di antara yang boleh dilihat"),
    "region.read": _("membaca provinsi sampai desa dengan kodenya"),
    "gate.read": _("membaca bandara, pelabuhan, dan jalurnya"),
    "gate.add": _("menambah gerbang"),
    "gate.change": _("mengubah atau menutup gerbang"),
    "organisation.read": _("membaca lembaga yang ikut serta"),
    "organisation.add": _("menambah lembaga"),
    "organisation.change": _("mengubah lembaga"),
    "contact.read": _("membaca siapa yang dapat dihubungi"),
    "contact.confirm": _("memastikan siapa yang dapat dihubungi"),
    "agreement.read": _("membaca perjanjian berbagi data"),
    "agreement.add": _("mencatat perjanjian berbagi data"),
    "agreement.change": _("mengubah perjanjian berbagi data"),
    "account.read": _("membaca akun"),
    "account.change": _("mengubah akun"),
    "account.end": _("mengakhiri akun"),
    "invitation.read": _("membaca undangan"),
    "invitation.add": _("mengundang orang untuk membuka akun"),
    "role.read": _("membaca peran yang diberikan"),
    "role.add": _("memberi peran"),
    "role.end": _("mengakhiri peran"),
    "person.read": _("membaca data orang: nama, desa asal, keadaan"),
    "person.add": _("mencatat orang"),
    "person.change": _("mengubah data orang"),
    "identity.read": _("membaca NIK, nomor paspor, dan telepon orang"),
    "identity.add": _("mencatat NIK, nomor paspor, dan telepon orang"),
    "identity.change": _("mengubah NIK, nomor paspor, dan telepon orang"),
    "assignment.read": _("membaca siapa diserahkan kepada lembaga mana"),
    "assignment.add": _("menyerahkan orang kepada lembaga lain untuk waktu tertentu"),
    "assignment.end": _("mengakhiri penyerahan"),
    "adversity.read": _("membaca lembaga mana yang dilaporkan dalam perkara seseorang"),
    "adversity.add": _("mencatat lembaga yang dilaporkan; lembaga itu lalu tidak melihat orangnya lagi"),
    "roster.read": _("membuka daftar orang"),
    "roster.add": _("mengunggah daftar untuk diperiksa"),
    "roster.change": _("memeriksa ulang atau menutup daftar"),
    "roster.export": _("mengunduh daftar sebagai Excel atau PDF"),
    "entry.read": _("membaca baris daftar"),
    "entry.add": _("menambah baris daftar"),
    "entry.change": _("mengubah baris daftar"),
    "verdict.read": _("membaca hasil pemeriksaan dengan pasalnya"),
    "verdict.add": _("menyimpan hasil pemeriksaan"),
    "verdict.change": _("memperbarui hasil pemeriksaan"),
    "flag.read": _("membaca tanda bahaya"),
    "audit.read": _("membaca jejak perbuatan"),
    "trail.read": _("membaca siapa yang pernah membuka atau mengubah sebuah berkas"),
    "checkpoint.read": _("membaca titik periksa jejak"),
    "checkpoint.add": _("membuat titik periksa jejak"),
}

RELATIONS: Final[Mapping[Relation, Promise]] = {
    "none": _("semuanya"),
    "own": _("milik lembaga Anda"),
    "covers": _("di wilayah kerja lembaga Anda"),
    "assigned": _("yang diserahkan kepada lembaga Anda, sampai hari yang ditentukan"),
    "former": _("yang dahulu diserahkan kepada lembaga Anda"),
    "adverse": _("yang melaporkan lembaga Anda"),
    "subject": _("tentang diri Anda sendiri"),
}

_ONE_ONLY: Final = frozenset({"home", "rights", "search"})
"""Things of which there is only one: "all of them" says nothing."""


class Sentence(NamedTuple):
    """One right: what, and of whom."""

    may: str
    whose: tuple[str, ...]


class Group(NamedTuple):
    """The rights about one thing."""

    thing: str
    sentences: tuple[Sentence, ...]


def rights_in_words(role: str) -> list[Group]:
    """What the role may do, by thing, in the language of the reader. What it may not do is not there."""
    groups = []
    for thing, title in THINGS.items():
        allowed = [action for action in actions() if _thing(action) == thing and relations_of(role, action)]
        if allowed:
            groups.append(Group(str(title), tuple(_sentence(role, action) for action in allowed)))
    return groups


def _thing(action: str) -> str:
    return action.partition(".")[0]


def _sentence(role: str, action: str) -> Sentence:
    may = gettext("Anda boleh %(deed)s.") % {"deed": ACTIONS[action]}
    relations = relations_of(role, action)
    if "none" in relations:  # whoever may do it to all of them may do it to their own
        relations = () if _thing(action) in _ONE_ONLY else ("none",)
    return Sentence(may, tuple(str(RELATIONS[relation]) for relation in relations))

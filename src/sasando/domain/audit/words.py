"""Facts in plain words: what was done, and to what kind of thing. A test finds every action that is recorded."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DEEDS: Final[Mapping[str, Promise]] = {
    "person.read": _("Membuka data orang"),
    "person.added": _("Mencatat orang"),
    "person.changed": _("Mengubah data orang"),
    "person.assigned": _("Menyerahkan orang kepada lembaga"),
    "person.adverse_named": _("Mencatat lembaga yang dilaporkan"),
    "person.exported": _("Mengunduh daftar orang"),
    "identity.added": _("Mencatat NIK, paspor, atau telepon"),
    "identity.changed": _("Mengubah NIK, paspor, atau telepon"),
    "assignment.ended": _("Mengakhiri penyerahan"),
    "search.used": _("Mencari dengan NIK atau nomor paspor"),
    "roster.added": _("Menyerahkan daftar untuk diperiksa"),
    "roster.opened": _("Mulai membaca daftar"),
    "roster.read_on": _("Melanjutkan pembacaan daftar"),
    "roster.checked": _("Selesai memeriksa daftar"),
    "roster.refused": _("Menolak daftar yang tidak terbaca"),
    "roster.stopped": _("Menghentikan pembacaan daftar"),
    "roster.resumed": _("Menyuruh melanjutkan daftar"),
    "roster.check_asked": _("Meminta daftar diperiksa ulang"),
    "roster.read": _("Membuka daftar"),
    "roster.exported": _("Mengunduh daftar"),
    "roster.announced": _("Memasukkan daftar orang di perjalanan"),
    "roster.passed": _("Menambah gerbang yang dilewati daftar"),
    "tick.added": _("Mencentang orang di gerbang"),
    "count.added": _("Mencatat hitungan kepala"),
    "ruling.added": _("Memutuskan centang yang berlaku"),
    "handover.added": _("Menyerahterimakan daftar"),
    "notice.sent": _("Mengirim kabar ke gerbang"),
    "answer.given": _("Menjawab kabar gerbang"),
    "entry.found": _("Mencatat orang di luar daftar"),
    "entry.read": _("Membuka baris daftar"),
    "entry.exported": _("Mengunduh daftar calon"),
    "verdict.read": _("Membuka hasil pemeriksaan"),
    "organisation.added": _("Menambah lembaga"),
    "organisation.changed": _("Mengubah lembaga"),
    "contact.confirmed": _("Memastikan kontak lembaga"),
    "agreement.added": _("Mencatat perjanjian berbagi data"),
    "account.invited": _("Mengundang orang untuk membuka akun"),
    "account.opened": _("Membuka akun"),
    "account.ended": _("Mengakhiri akun"),
    "account.reset": _("Memulai ulang cara masuk sebuah akun"),
    "account.restarted": _("Memilih cara masuk yang baru"),
    "account.password_changed": _("Mengganti kata sandi"),
    "invitation.added": _("Mengundang orang untuk membuka akun"),
    "role.added": _("Memberi peran"),
    "role.given": _("Memberi peran"),
    "role.ended": _("Mengakhiri peran"),
    "session.started": _("Masuk"),
    "session.ended": _("Mengakhiri sesi"),
    "factor.added": _("Menambah cara masuk"),
    "factor.removed": _("Menghapus cara masuk"),
    "proof.given": _("Membuktikan diri sekali lagi"),
    "gate.added": _("Menambah gerbang"),
    "gate.closed": _("Menutup gerbang"),
    "gate.loaded": _("Memuat gerbang bawaan"),
    "checkpoint.added": _("Membuat titik periksa"),
    "audit.exported": _("Mengunduh jejak perbuatan"),
    "installation.begun": _("Memulai pemasangan dengan pengelola pertama"),
    "world.made": _("Membuat dunia peragaan"),
}

THINGS: Final[Mapping[str, Promise]] = {
    "people.person": _("orang"),
    "people.identity": _("NIK, paspor, dan telepon"),
    "rosters.roster": _("daftar"),
    "rosters.entry": _("baris daftar"),
    "passages.tick": _("centang di gerbang"),
    "passages.count": _("hitungan kepala"),
    "passages.ruling": _("putusan atas pertentangan"),
    "passages.handover": _("serah terima"),
    "passages.notice": _("kabar antargerbang"),
    "passages.answer": _("jawaban kabar"),
    "passages.link": _("tautan jawaban"),
    "organisations.organisation": _("lembaga"),
    "organisations.contact": _("kontak lembaga"),
    "organisations.agreement": _("perjanjian"),
    "organisations.account": _("akun"),
    "organisations.invitation": _("undangan"),
    "organisations.roleassignment": _("peran"),
    "mfa.authenticator": _("cara masuk"),
    "gates.gate": _("gerbang"),
    "audit.checkpoint": _("titik periksa"),
}

FIELDS: Final[Mapping[str, Promise]] = {
    "identity.read": _("termasuk NIK, paspor, dan telepon"),
    "full_name": _("nama"),
    "description": _("ciri-ciri"),
    "sex": _("jenis kelamin"),
    "home": _("asal"),
    "nik": _("NIK"),
    "passport_number": _("nomor paspor"),
    "born_on": _("tanggal lahir"),
    "phone": _("telepon"),
    "until": _("tanggal akhir"),
    "since": _("tanggal mulai"),
    "number": _("nomor"),
    "name": _("nama"),
    "title": _("judul atau jabatan"),
    "seat": _("tempat"),
    "covers": _("wilayah kerja"),
    "kind": _("jenis"),
    "active": _("keadaan"),
    "is_active": _("keadaan"),
    "password": _("kata sandi"),
    "stage": _("tahap"),
    "as_of": _("diperiksa per"),
    "source": _("isi berkas"),
    "errors": _("sel yang tidak terbaca"),
    "checked_at": _("waktu diperiksa"),
    "csv": _("sebagai CSV"),
    "xlsx": _("sebagai Excel"),
    "pdf": _("sebagai PDF"),
}


def deed(action: str) -> str:
    """What was done, in the language of the reader; an action without words is its own key."""
    return str(DEEDS.get(action, action))


def thing(label: str) -> str:
    """The kind of thing it was done to; "" when it was done to none."""
    return str(THINGS.get(label, label))


def fields(names: Iterable[str]) -> str:
    """The fields it was about, as a line; the same word is said once."""
    return ", ".join(dict.fromkeys(str(FIELDS.get(name, name)) for name in names))

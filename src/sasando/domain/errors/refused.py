"""A refusal has a code for machines and a sentence for people, in their language."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TEXTS = {
    "not_allowed": _("Anda tidak berhak melakukan ini. Hak Anda dapat dibaca di halaman Hak saya."),
    "already_done": _("Ini sudah dilakukan sebelumnya; tidak ada yang berubah."),
    "person_without_name": _("Tulis nama atau ciri-ciri orang ini; salah satu cukup."),
    "roster_not_ready": _("Daftar ini masih dibaca; tunggu sampai selesai."),
    "roster_not_readable": _("Daftar ini tidak dapat dibaca: %(because)s"),
    "rules_have_changed": _(
        "Aturan hukum di Sasando sudah diperbarui sejak daftar ini diperiksa. Periksa ulang dahulu."
    ),
    "file_too_large": _("Berkas ini %(megabytes)s MB; paling besar %(most)s MB. Bagi daftar menjadi beberapa berkas."),
    "nothing_given": _("Pilih berkas atau tempel daftarnya."),
    "agreement_missing": _("Belum ada perjanjian berbagi data yang berlaku dengan %(organisation)s."),
    "role_incompatible": _("Peran %(role)s tidak boleh digabung dengan peran %(other)s pada orang yang sama."),
    "role_not_for_kind": _("Peran %(role)s bukan untuk jenis lembaga ini."),
    "invitation_not_valid": _("Undangan ini sudah dipakai, sudah lewat 72 jam, atau tidak ada. Minta undangan baru."),
    "own_account": _("Akun dan peran Anda sendiri hanya dapat diakhiri oleh pengelola lain."),
    "login_taken": _("Nama masuk ini sudah dipakai; pilih yang lain."),
    "until_in_the_past": _("Tanggal akhir %(until)s sudah lewat; pilih hari ini atau sesudahnya."),
    "out_of_reach": _("Dengan asal itu orang ini keluar dari wilayah kerja Anda. Minta kantor yang mencatatnya."),
    "gate_exists": _("Gerbang dengan nama itu sudah ada."),
    "chain_broken": _(
        "Rantai jejak rusak pada segel %(number)s; titik periksa tidak ditandatangani. Jalankan: sasando audit verify."
    ),
    "same_key_other_content": _("Kunci yang sama sudah dipakai untuk isi lain; yang pertama tetap berlaku."),
    "not_on_this_list": _("Orang ini tidak ada di daftar itu."),
    "where_to_missing": _("Pilih gerbang tujuan."),
    "receiver_missing": _("Tulis siapa yang menerima."),
    "nobody_chosen": _("Pilih paling sedikit satu orang."),
    "nothing_to_hand_over": _("Belum ada orang yang tiba di gerbang ini."),
    "gate_closed": _("Gerbang ini sudah ditutup."),
}


class Refused(ValidationError):  # noqa: N818 - it says what happened
    """The request was understood and refused. Nothing was changed. `code` is for machines, the text for people.

    >>> Refused("already_done").code
    'already_done'
    """

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(TEXTS[code], code=code, params=details or None)

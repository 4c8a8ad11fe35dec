"""Why an envelope waits or was refused, in plain words; codes of `errors.refused` have theirs there."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasando.domain.errors.refused import TEXTS

REASONS: Final[Mapping[str, Promise]] = {
    "not_here_yet": _("Menunggu daftar, orang, atau centang yang belum sampai ke sini."),
    "not_understood": _("Isi catatan ini tidak dapat dibaca."),
    "gate_unknown": _("Gerbang yang ditulis tidak dikenal."),
    "line_is_nobody": _("Baris daftar yang dicentang tidak dibaca sebagai orang."),
    "not_written": _("Catatan ini bertentangan dengan data yang sudah ada atau di luar hak pengirimnya."),
    "cannot_be_opened": _("Segelnya bukan untuk server ini. Ponsel tetap menyimpannya; buat catatannya sekali lagi."),
    "other_organisation": _("Dibuat untuk lembaga lain; kirim dengan akun lembaga itu."),
    "broken": _("Rusak di jalan; ponsel mengirim ulang."),
    "applied_by_hand": _("Diterapkan oleh seseorang di meja sengketa."),
    "dropped": _("Tidak dipakai; alasannya tertulis."),
}


def reason(code: str, details: Mapping[str, Any] | None = None) -> str:
    """The sentence of a code, in the language of the reader.

    >>> reason("not_a_code")
    'not_a_code'
    """
    text = str(REASONS.get(code) or TEXTS.get(code) or code)
    try:
        return text % (details or {})
    except (KeyError, ValueError, TypeError):
        return text

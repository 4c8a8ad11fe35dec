"""Why something given as a list cannot be read as a table: one sentence each, for people."""

from typing import Final

from sasando.core.facts import Says


class NotATable(Exception):  # noqa: N818 - the house says what it is, not "Error"
    """What was given cannot be read as a table. `because` is the one sentence to show, in both languages.

    >>> NotATable(EMPTY).because["en"]
    'There is nothing in this file.'
    """

    def __init__(self, because: Says) -> None:
        super().__init__(because["id"])
        self.because = because


NOT_FOUND: Final[Says] = {"id": "Berkas ini tidak ditemukan.", "en": "This file was not found."}
NOT_ALLOWED: Final[Says] = {"id": "Berkas ini tidak boleh dibaca.", "en": "This file may not be read."}
A_FOLDER: Final[Says] = {
    "id": "Ini folder, bukan berkas; sebutkan satu berkas di dalamnya.",
    "en": "This is a folder, not a file; name one file in it.",
}
EMPTY: Final[Says] = {"id": "Berkas ini kosong.", "en": "There is nothing in this file."}
TOO_LARGE: Final[Says] = {
    "id": "Berkas ini terlalu besar untuk satu daftar; bagi menjadi beberapa daftar.",
    "en": "This file is too large for one list; split it into several lists.",
}
TOO_SPREAD: Final[Says] = {
    "id": "Tabel ini terlalu besar, atau ada sel terisi jauh di luar tabel; hapus sel itu atau bagi daftarnya.",
    "en": "This table is too large, or a cell far outside it is filled; clear that cell or split the list.",
}
TOO_SLOW: Final[Says] = {
    "id": "Berkas ini tidak selesai dibaca dalam waktu yang wajar; salin tabelnya ke berkas baru.",
    "en": "This file could not be read in a reasonable time; copy the table into a new file.",
}
TOO_WIDE: Final[Says] = {
    "id": "Tabel ini mempunyai terlalu banyak kolom untuk sebuah daftar calon.",
    "en": "This table has too many columns for a list of candidates.",
}
BOMB: Final[Says] = {
    "id": "Berkas ini mengembang jauh melebihi ukurannya dan tidak dibuka.",
    "en": "This file unpacks to far more than its size and was not opened.",
}
READER_FAILED: Final[Says] = {
    "id": "Pembaca berkas gagal; ini bukan salah berkas Anda. Coba lagi, lalu laporkan kepada tim Sasando.",
    "en": "The reader failed; this is no fault of your file. Try again, then tell the Sasando team.",
}
DAMAGED: Final[Says] = {
    "id": "Berkas ini rusak atau terpotong; minta kirim ulang atau simpan kembali sebagai .xlsx.",
    "en": "This file is damaged or cut off; ask for it again or save it anew as .xlsx.",
}
DEFINITIONS: Final[Says] = {
    "id": "Berkas ini memuat definisi XML yang tidak pernah ada dalam lembar kerja biasa, dan tidak dibuka.",
    "en": "This file carries XML definitions that no ordinary spreadsheet has, and was not opened.",
}
LOCKED: Final[Says] = {
    "id": "Berkas ini dikunci dengan kata sandi; simpan tanpa kata sandi lalu coba lagi.",
    "en": "This file is locked with a password; save it without one and try again.",
}
NOT_SPREADSHEET: Final[Says] = {
    "id": "Ini bukan berkas tabel; simpan sebagai .xlsx, .ods atau .csv.",
    "en": "This is not a file with a table; save it as .xlsx, .ods or .csv.",
}
NO_SHEETS: Final[Says] = {
    "id": "Berkas teks (csv) tidak mempunyai lembar; jalankan tanpa --sheet.",
    "en": "A text file (csv) has no sheets; run it without --sheet.",
}
NO_HEADER: Final[Says] = {
    "id": "Tidak ada baris judul kolom yang dikenali (misalnya Nama, NIK, Tgl Lahir).",
    "en": "No row of column headers was recognised (for example Nama, NIK, Tgl Lahir).",
}


def no_such_sheet(asked: str, names: list[str]) -> Says:
    """The sentence for a sheet that was asked for and is not there."""
    there = ", ".join(names[:20])
    return {
        "id": f"Tidak ada lembar “{asked}”; yang ada: {there}.",
        "en": f"There is no sheet “{asked}”; there are: {there}.",
    }


def header_not_in(sheet: str) -> Says:
    """The sentence for a sheet that was asked for and has no headers."""
    return {
        "id": f"Tidak ada baris judul kolom yang dikenali di lembar “{sheet}” (misalnya Nama, NIK, Tgl Lahir).",
        "en": f"No row of column headers was recognised on sheet “{sheet}” (for example Nama, NIK, Tgl Lahir).",
    }


def header_only_hidden(sheet: str) -> Says:
    """The sentence for a list that stands on hidden sheets only."""
    return {
        "id": f"Daftar hanya ada di lembar tersembunyi “{sheet}”; tampilkan lembar itu atau sebutkan namanya.",
        "en": f"The list stands only on the hidden sheet “{sheet}”; unhide that sheet or name it.",
    }

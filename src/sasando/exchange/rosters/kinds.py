"""Which lines of a pasted list are nobody: greetings, titles, counts, headings, signatures, chatter."""

import re
from typing import Final

from sasando.core.facts.writing import plain, words
from sasando.exchange.rosters.lines import Line
from sasando.exchange.rosters.places import regencies_named, town_of

_SPOKEN: Final = re.compile(
    r"(?:selamat|slmt|assalam\w*|wa'?alaikum\w*|salam|shalom|syalom|syaloom|yth|kepada|kpd|dear|halo+|hallo+|hai|mohon"
    r"|mhn|tolong|terima ?kasih|trima ?kasih|trims|tks|thx|makasih|mks|demikian|hormat|dengan hormat|berikut"
    r"|bersama ini"
    r"|izin|ijin|info(?:rmasi)?|lapor(?:an)?|tabe|siap|oke?|baik|noted|fyi|catatan|nb|note|tembusan|mengetahui|ttd"
    r"|catat|perhatian|penting|update|pagi|siang|sore|malam|bpk/ibu|bapak/ibu|rekan|kawan|teman|adapun|sesuai"
    r"|sehubungan|menindaklanjuti|maaf|semoga|tuhan|god bless|amin|nip|kepala|a\.n\.?\s+kepala|petugas|pelapor"
    r"|penanggung ?jawab|koordinator|pendamping|kontak person|cp|cc|update data|revisi|data sementara)\b",
    re.IGNORECASE,
)
_THANKS: Final = re.compile(
    r"(?:terima ?kasih|trima ?kasih|trims|makasih|selamat (?:pagi|siang|sore|malam)|mohon|demikian)\b", re.IGNORECASE
)
_TITLE: Final = re.compile(
    r"(?:daftar|data|list|nama[\s-]*nama|rekap\w*|manifes\w*|surat|perihal|lampiran|hal\s*:|nomor\s*(?:surat)?\s*:"
    r"|no\.?\s*surat|kapal|km\.?\s|kmp\.?\s|kfc\b|mv\.?\s|pesawat|penerbangan|flight|tanggal|tgl\b|hari\b|jam\b|pukul"
    r"|tiba|eta\b|etd\b|berangkat|keberangkatan|kedatangan|pemulangan|deportasi|repatriasi|pmi\b|cpmi\b|asal\s*:"
    r"|dari\s*:|tujuan\s*:|pelabuhan|bandara|p4mi|bp3mi|bp2mi|kp2mi|upt\b|kjri|kbri|satgas|helpdesk|konsulat|dinas"
    r"|disnaker)\b",
    re.IGNORECASE,
)
_CHATTER: Final = re.compile(
    r"<?(?:media|gambar|foto|video|dokumen|stiker|audio|image|sticker|document|file|kontak|contact card|gif)\s*"
    r"(?:omitted|tidak disertakan|dihilangkan|terlampir)>?|(?:pesan ini|anda|kamu)?\s*(?:telah\s+)?(?:di|meng)hapus"
    r"(?: pesan ini)?|this message was deleted|pesan dan panggilan .*|messages and calls .*|.*(?:bergabung menggunakan"
    r"|menambahkan|telah keluar|mengubah (?:subjek|deskripsi|ikon)).*|forwarded.*|diteruskan.*|https?://\S+"
    r"|\S+\.(?:jpe?g|png|pdf|xlsx?|docx?|opus|mp4)(?: \(.*\))?",
    re.IGNORECASE,
)
_COUNT: Final = (
    r"(?:(?:\d{1,4}|[a-z]+)?\s*[([]?\s*\d{1,4}\s*[)\]]?\s*(?:orang|org|jiwa|pmi|c?pmi|pax|anak|laki[\s-]*laki|perempuan"
    r"|lk|pr|l|p|dewasa|balita|bayi)?)"
)
_TOTAL: Final = re.compile(
    r"(?:(?:grand|sub)?[\s-]*(?:total|jumlah|jml|jlh)[\s:.]*"
    r"|(?:grand|sub|sub-)?\s*(?:total|jumlah|jml|jlh|ttl|tot)\b(?:\s+(?:seluruh(?:nya)?|keseluruhan|semua(?:nya)?|pmi|cpmi"
    r"|orang|deportan|penumpang|sementara|akhir|laki[\s-]*laki|perempuan|laki|pr|lk|l|p|anak))*\b.*\d.*"
    r"|(?:sebanyak|berjumlah|sejumlah|semuanya|seluruhnya|sisa(?:nya)?)\b.*\d.*"
    r"|=?\s*\d{1,4}\s*(?:orang|org|jiwa|pax)\b.*"
    r"|(?:(?:l|p|lk|pr|laki[\s-]*laki|perempuan|anak|dewasa|balita|bayi)\s*[:=]?\s*\d{1,4}\s*(?:orang|org)?[\s,;/&+()|-]*(?:dan\s*)?){1,6}\.?)",
    re.IGNORECASE,
)
_DATED: Final = re.compile(
    r"(?:[^\W\d][\w .'-]{1,30},\s*)?(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)[,\s]*)?(?:tgl\.?|tanggal)?\s*"
    r"\d{1,2}[\s/.-]+(?:\d{1,2}|[a-z]{3,9})[\s/.-]+\d{2,4}(?:[,\s]+(?:pukul|jam)?\s*\d{1,2}[.:]\d{2}.*)?",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(
    r"(?:(?P<letter>[A-Za-z]|[IVX]{1,5})[.)]\s*)?(?P<lead>turun|lanjut(?:an)?|transit|debarkasi|rombongan|kelompok|group"
    r"|grup|gelombang|tahap|trip|bus|mobil|travel|kloter|asal|tujuan|untuk|yang|yg|posko|regu|tim|ke|dijemput)\b(?P<rest>.*)",
    re.IGNORECASE,
)
_REGENCY: Final = re.compile(
    r"(?:[A-Za-z]\s*[.)]\s*|[IVX]{1,5}\s*[.)]\s*)?(?:asal\s+|dari\s+)?(?P<name>(?P<kind>kabupaten|kab|kota|kodya)?\b[.:\s]*"
    r"[^\W\d_][\w .'’-]{1,38}?)\s*(?:[:=(\[-].*|\d{1,3}\s*(?:orang|org).*)?",
    re.IGNORECASE,
)
_HEADER_WORDS: Final = (
    "no nomor nama lengkap jk umur usia l p lp lk pr jenis kelamin alamat asal desa kel kelurahan kec kecamatan"
    " kab kabupaten kota nik ktp paspor splp ket keterangan hp telp tgl lahir ttl tempat tanggal urut pmi bin"
    " binti alias"
)
_HEADERS: Final = frozenset(_HEADER_WORDS.split())
_ORDER_TEXT: Final = (
    "mohon agar supaya harap silakan segera tolong demi kami bahwa karena sehingga apabila jika diminta dimohon"
)
_ORDERS: Final = frozenset(_ORDER_TEXT.split())
_SMALL: Final = (
    "yang yg di ke dan untuk utk ini itu adalah akan dengan dgn pada kami saya mereka bisa juga oleh atau sudah"
    " telah the of and to in is for are was"
)
_SMALL_WORDS: Final = frozenset(_SMALL.split())
_LONGEST_HEADING: Final = 60
_BETWEEN: Final = re.compile(r"[-–/|;,]\s*[LPlp]\s*(?:[-–/|;,]|$)|[-–/|;].*[-–/|;]")  # more than a heading has


def is_noise(line: Line) -> bool:
    """A line without words, or one that the telephone wrote."""
    return not any(c.isalnum() for c in line.text) or bool(_CHATTER.fullmatch(line.text[:200]))


def is_total(line: Line) -> bool:
    """A line that counts people."""
    if line.number is not None and not re.match(r"(?:total|jumlah)\b", line.text, re.IGNORECASE):
        return False
    return len(line.text) <= 200 and bool(_TOTAL.fullmatch(line.text.strip(" .:*()")))


def is_spoken(line: Line) -> bool:
    """A greeting, a title, a request, a date or signature; a number in front makes a name more likely than a title."""
    text = line.text
    if line.listed:
        if line.number is None and _THANKS.match(text):
            return True
        return not _ORDERS.isdisjoint(words(text)[:6]) and not any(c.isdigit() for c in text)
    return bool(_SPOKEN.match(text) or _TITLE.match(text) or _DATED.fullmatch(text[:100]))


def is_nobody(line: Line) -> bool:
    """Whether the line is nobody, by its own words alone."""
    return is_noise(line) or is_total(line) or is_column_headers(line) or is_spoken(line)


def is_prose(text: str) -> bool:
    """A sentence: more than a few small words that no name and no list has.

    >>> is_prose("Mereka akan turun di Maumere dan lanjut ke Larantuka"), is_prose("Maria Bria")
    (True, False)
    """
    said = words(text)
    return sum(word in _SMALL_WORDS for word in said) >= (1 if len(said) > 6 or text[-1:] in ".!?" else 2)


def is_column_headers(line: Line) -> bool:
    """The heads of columns that stand in the middle of a text.

    >>> from sasando.exchange.rosters.lines import read_line
    >>> is_column_headers(read_line("No. Nama / JK / Umur / Asal", 1))
    True
    """
    said = words(line.text)
    return len(said) >= 2 and sum(word in _HEADERS for word in said) * 4 >= len(said) * 3


def heading_of(line: Line) -> str | None:
    """The words of a heading that holds for the lines below it; None when the line is no heading.

    >>> from sasando.exchange.rosters.lines import read_line
    >>> heading_of(read_line("*LANJUT LEWOLEBA*", 1)), heading_of(read_line("Kab. Flores Timur (5 orang)", 2))
    ('LANJUT LEWOLEBA', 'Kab. Flores Timur (5 orang)')
    >>> heading_of(read_line("1. Maria Bria", 3)) is None
    True
    """
    text = line.text.strip()
    title = text.strip(" :*-=.")
    if not title or len(title) > _LONGEST_HEADING or line.bullet or _BETWEEN.search(title):
        return None
    ends = text.endswith((":", ":-"))
    led = _HEADING.fullmatch(title)
    if led and _is_led(led, title, line):
        return title
    if _names_regency(title, line, ends=ends):
        return title
    if (line.number is None or line.roman) and ends and ":" not in title and not any(c.isdigit() for c in title):
        return title if len(words(title)) <= 6 else None
    return None


def _is_led(led: re.Match[str], title: str, line: Line) -> bool:
    """ "Turun Maumere", "Lanjut ke Lewoleba": the word in front, few words, and no description of a person."""
    said = words(title)
    if len(said) > 7 or "," in title or re.search(r"\b(?:th|thn|tahun|umur|usia|nik|hp)\b", plain(title)):
        return False
    weak = led["lead"].lower() in {"asal", "tujuan", "untuk", "ke", "tim", "yang", "yg"}
    if line.number is not None and not line.roman:
        return not weak and led["lead"].lower() in {"turun", "lanjut", "lanjutan", "transit"}
    return not weak or line.bold or line.text.rstrip().endswith(":")


def _names_regency(title: str, line: Line, *, ends: bool) -> bool:
    """A line that is a regency and nothing else; without its kind only where no number makes it a person."""
    found = _REGENCY.fullmatch(title)
    if not found:
        return False
    name = found["name"].strip(" .:-")
    listed = line.listed and not line.roman
    if not regencies_named(name) and not (town_of(name) and not listed):
        return False
    return bool(found["kind"]) or not listed or ends


def regency_of_heading(heading: str) -> str | None:
    """The regency that a heading says its people are from; a port where they land says nothing of that.

    >>> regency_of_heading("Kab. Flores Timur (5 orang)"), regency_of_heading("Turun Maumere")
    ('Kab. Flores Timur', None)
    """
    found = _REGENCY.fullmatch(heading.strip())
    if not found:
        return None
    name = found["name"].strip(" .:-")
    return name if regencies_named(name) else None

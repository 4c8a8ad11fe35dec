"""What in a line is a name, which other names stand beside it, and what only looks like one."""

import re
from dataclasses import dataclass, field
from typing import Final

from sasando.core.facts.writing import clean, words

LONGEST_NAME: Final = 70  # characters
_MOST_WORDS: Final = 8

_SHAPE: Final = re.compile(r"[^\W\d_](?:[\w.'’‘`´,&+–-]|\s)*", re.UNICODE)
_ADDRESSED: Final = re.compile(
    r"(?:(?:sdr[ai]?|sdri|saudara|saudari|bpk|bapak|bp|pak|ibu|bu|ny|nn|tn|mr|mrs|ms|a\.n|an(?=\.)|atas nama|bayi"
    r"|balita|by(?=\.)"
    r"|inf(?=\.)|chd(?=\.)|alm(?:h|arhum(?:ah)?)?|jenazah"
    r"|nama(?: lengkap| asli| sebenarnya| pmi| cpmi)?)\b[.:]*\s*)+(?=[\w\ue002])",
    re.IGNORECASE,
)
_SHE: Final = re.compile(r"\b(?:sdri|saudari|ibu|bu|ny|nn|mrs|ms|almh|almarhumah)\b", re.IGNORECASE)
_HE: Final = re.compile(r"\b(?:sdr|saudara|bpk|bapak|bp|pak|tn|mr)\b", re.IGNORECASE)
_DEAD: Final = re.compile(r"\b(?:alm(?:h|arhum(?:ah)?)?|jenazah)\b\.?", re.IGNORECASE)
_DEAD_AT_END: Final = re.compile(r"\s+alm(?:h|arhum(?:ah)?)?\.?$", re.IGNORECASE)
_BABY: Final = re.compile(r"(?:bayi|balita|by)\b", re.IGNORECASE)
_FAMILIAR: Final = re.compile(
    r"(?:(?P<she>nona|mama|tante|oma|mbak)|om|opa|bapa|mas|kakak|kak|adik)\s+\w", re.IGNORECASE
)
_FATHER_MISSING: Final = re.compile(r"\s+(?:bin|binti|bte?|bnt|bnti)\.?\s*$", re.IGNORECASE)
_FATHER_WORD: Final = re.compile(r"\s(?:bin|binti|bte|bnti)\b", re.IGNORECASE)
_NICKNAME: Final = re.compile(
    r"[\s,(]*(?:(?<![^\W_])(?:alias|als|a\.?k\.?a|(?:nama\s+)?panggilan|(?:biasa\s+)?dipanggil|nama\s+lain"
    r"|nama\s+kecil|(?:nama\s+)?(?:di|dlm|dalam)\s+paspor(?=\s*[:=])|nama\s+(?:di\s+)?paspor|known\s+as)\b|@)[.:=\s]*(?P<name>[^,;/()\ue000\ue001@]{2,70})",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(r"\s+(?:alias|als|aka|a\.k\.a)\b\.?\s*|\s*@\s*", re.IGNORECASE)
_IN_QUOTES: Final = re.compile(r"[\"“”«»]([^\"“”«»]{2,40})[\"“”«»]")
_FATHER: Final = re.compile(
    r"(?:^|\s)(?:bin|binti|bte?|bnt|bnti)\b\.?\s+(?P<name>[^\W\d_][^,;/()\ue000\ue001@\d]{1,60})", re.IGNORECASE
)
_COUPLE: Final = re.compile(
    r"^(?:suami[\s/-]*ist[re]+i|pasutri|pasangan(?:\s+suami\s+istri)?|kakak[\s-]*(?:ber)?adik|sepasang)\b[\s:]*",
    re.IGNORECASE,
)
_TWO: Final = re.compile(r"\s*(?:&|\+|\b(?:dan|dgn|dengan|and|bersama)\b)\s*", re.IGNORECASE)
_DEGREE: Final = re.compile(
    r",\s*(?=(?:S|M|A|Dr|Drs|Dra|Ir|SE|SH|SS|ST|SPd|SKM|MM|MSi)\b\.?\s?[A-Za-z]{0,4}\.?(?:\s*[,;\ue000]|$))"
)
_INNER_COMMA: Final = "\ue002"
_NOBODY: Final = re.compile(
    r"(?:n\.?n\.?|mr\.?\s*x|mrs\.?\s*x|x+|anonim|no\s*name|(?:nama(?:nya)?\s+)?(?:tidak|tdk|belum|blm|tak|tanpa|bukan)"
    r"\s+(?:di)?(?:ke)?(?:tahu|tau|kenal|tahui|ketahui|jelas|ada|terbaca|nama|identitas|bernama|menyebut)\w*(?:\s.*)?)",
    re.IGNORECASE,
)
_NOT_NAME_WORDS: Final = (
    # how somebody looks, and how somebody is
    "baju kaos celana jaket rok sarung jilbab kerudung topi tas koper sepatu sandal rambut kulit tinggi pendek kurus"
    " gemuk badan wajah tato kumis kacamata memakai pakai berjilbab berbaju hamil mengandung sakit luka lumpuh demam"
    " merah biru hijau kuning hitam putih cokelat coklat orange ungu abu warna lengan panjang kursi roda infus"
    # what else is written in a line
    " tidak tdk belum blm sudah sdh ada tanpa dengan dgn yang yg untuk utk dari dr ke pada oleh akan ini itu juga"
    " atau saat karena krn agar supaya mohon tolong harap silakan jemput dijemput penjemput keluarga turun lanjut"
    " kapal pesawat pelabuhan bandara paspor splp dokumen deportasi dideportasi repatriasi majikan ladang kebun sawit"
    " kilang restoran kerja bekerja pekerjaan asisten buruh sopir nelayan tki tkw pmi cpmi orang org jiwa total jumlah"
    " umur usia th thn bulan bln lahir tanggal tgl nik ktp hp telp alamat desa ds kel kec kecamatan kab kabupaten"
    " kelurahan provinsi status ket keterangan catatan kondisi sehat meninggal jenazah hilang kabur"
    " sendiri ikut anaknya bayi balita suaminya istrinya ibunya ayahnya anak suami istri isteri bertahan"
    " menyusul alasan overstay razia"
    " laki perempuan pria wanita lelaki cewek cowok kami kita saya mereka adalah bisa tujuan rombongan kelompok"
    " sekitar sktr kira-kira sisanya semua the and of with is to"
)
_NOT_NAMES: Final = frozenset(_NOT_NAME_WORDS.split())
_LOST: Final = "?\ufffd¿*|<>{}$%^=~#"
_SENTENCE: Final = re.compile(r"[.!?]\s+[a-z]|[!?]$")


@dataclass(slots=True)
class Named:
    """The names in a text: the main one, the others, the father after bin or binti, and which fields are unsure."""

    full_name: str | None = None
    aliases: list[str] = field(default_factory=list)
    bin_binti: str | None = None
    sex: str | None = None  # "male" or "female": only by the way somebody is addressed
    remark: str | None = None  # "Alm.": said before or behind the name, and no part of it
    unsure: list[str] = field(default_factory=list)


def guard_degrees(text: str) -> str:
    """The comma before a degree ("Maria Bria, S.Pd") separates nothing; `read_names` puts it back.

    >>> guard_degrees("Maria Bria, S.Pd, P").count(",")
    1
    """
    return _DEGREE.sub(_INNER_COMMA, text) if "," in text else text


def take_aliases(text: str) -> tuple[str, list[str]]:
    """The text without its "alias X", "@ X" and quoted names, and those names.

    >>> take_aliases("Kadir bin Kasim alias Paulus, 40 th")
    ('Kadir bin Kasim, 40 th', ['Paulus'])
    """
    found: list[str] = []

    def keep(match: re.Match[str]) -> str:
        names = [tidy(name) for name in _AGAIN.split(match[match.lastindex or 0])]
        kept = [name for name in names if name and can_be_name(name)]
        found.extend(kept)
        return "" if kept else match[0]

    lower = text.lower()
    if (
        "@" in text
        or "al" in lower
        or "a.k" in lower
        or "aka" in lower
        or "nama" in lower
        or "known" in lower
        or "panggil" in lower
        or "paspor" in lower
    ):
        text = _NICKNAME.sub(keep, text)
    if '"' in text or "“" in text or "”" in text:
        text = _IN_QUOTES.sub(keep, text)
    return text, found


def read_names(text: str) -> Named:
    """The names in the words that stand where a name should.

    >>> read_names("Sdri. Siti binti Ahmad").full_name, read_names("Sdri. Siti binti Ahmad").bin_binti
    ('Siti binti Ahmad', 'Ahmad')
    >>> read_names("suami istri Yosef & Maria").unsure, read_names("nama tidak diketahui").full_name
    (['full_name'], None)
    """
    named = Named()
    text, named.aliases = take_aliases(text)
    words_of_name = tidy(text)
    addressed = _ADDRESSED.match(words_of_name)
    if addressed:
        _take_address(named, addressed[0])
        words_of_name = words_of_name[addressed.end() :]
    if dead := _DEAD_AT_END.search(words_of_name):
        named.remark, words_of_name = clean(dead[0]), words_of_name[: dead.start()]
    couple = _COUPLE.match(words_of_name)
    words_of_name = words_of_name[couple.end() :] if couple else words_of_name
    if not words_of_name or _NOBODY.fullmatch(words_of_name):
        return named
    if couple or len([part for part in _TWO.split(words_of_name) if part]) > 1:
        named.unsure.append("full_name")
    if familiar := _FAMILIAR.match(words_of_name):  # "Nona" is how she is called, and a name of Flores
        named.unsure.append("full_name")
        named.sex = named.sex or ("female" if familiar["she"] else None)
    _take_father(named, words_of_name)
    if is_odd(named.full_name or ""):
        named.unsure.append("full_name")
    return named


def _take_address(named: Named, address: str) -> None:
    named.sex = "female" if _SHE.search(address) else "male" if _HE.search(address) else None
    if dead := _DEAD.search(address):
        named.remark = clean(dead[0])
    if _BABY.match(address):  # the name may be that of the mother
        named.sex = None
        named.unsure.append("full_name")


def _take_father(named: Named, words_of_name: str) -> None:
    """ "Siti binti (tidak tahu)" has a father whom nobody knows, and so has "Lukas bin X"."""
    named.full_name = _FATHER_MISSING.sub("", words_of_name)
    if father := _FATHER.search(words_of_name):
        named.bin_binti = tidy(father["name"])
    elif named.full_name != words_of_name or _FATHER_WORD.search(words_of_name):
        named.unsure += ["full_name", "bin_binti"]


def is_odd(name: str) -> bool:
    """Whether something stands in a name that no name has: a digit, a letter alone, letters that were lost.

    >>> is_odd("Petrus 2 Klau"), is_odd("Maria L Bria"), is_odd("Maria L. Bria"), is_odd("Yoh?nes")
    (True, True, False, True)
    """
    alone = any(len(word) == 1 and word.isalpha() for word in name.replace(",", " ").split())
    return alone or any(c.isdigit() or c in _LOST for c in name)


def odd_name(text: str) -> bool:
    """Whether the words would be a name but for letters that were lost on the way.

    >>> odd_name("?????? Seran"), odd_name("baju merah?"), odd_name("??")
    (True, False, False)
    """
    rest = "".join(c for c in text if c not in _LOST)
    return rest != text and sum(map(str.isalpha, rest)) >= 3 and can_be_name(rest.strip()) and text[-1:] not in "?!"


def name_before_remark(text: str) -> str:
    """The words at the beginning that may be a name, of a text that goes on with a remark; none when it is one.

    >>> name_before_remark("Adriana Banamtuan tidak ada ktp"), name_before_remark("baju merah Maria")
    ('Adriana Banamtuan', '')
    """
    said = text.split()
    end = next((at for at, word in enumerate(said) if not _NOT_NAMES.isdisjoint(words(word))), len(said))
    name = " ".join(said[:end]).rstrip(f" {_LOST}")
    return name if end < len(said) and len(name) > 2 and can_be_name(name) else ""


def can_be_name(text: str) -> bool:
    """Whether these words may be the name of a person, as far as their shape and their words tell.

    >>> can_be_name("Maria da Costa"), can_be_name("baju merah"), can_be_name("5 orang")
    (True, False, False)
    """
    text = _COUPLE.sub("", text)
    if not 2 <= len(text) <= LONGEST_NAME or not _SHAPE.fullmatch(text):
        return False
    if _SENTENCE.search(text) or _NOBODY.fullmatch(text):
        return False
    said = words(_ADDRESSED.sub("", text))
    if said[:1] == ["tahun"]:  # a surname of Timor, and a year
        return False
    return 0 < len(said) <= _MOST_WORDS and _NOT_NAMES.isdisjoint(said) and max(map(len, said)) > 1


def says_nobody(text: str) -> bool:
    """Whether the words say that the name is not known.

    >>> says_nobody("tdk diketahui"), says_nobody("N.N."), says_nobody("Nina")
    (True, True, False)
    """
    return bool(_NOBODY.fullmatch(tidy(text)))


def looks_written_as_name(text: str) -> bool:
    """Whether each word begins with a capital letter, but for the small words inside a name.

    >>> looks_written_as_name("Maria da Costa"), looks_written_as_name("siap laksanakan")
    (True, False)
    """
    small = {"da", "de", "do", "dos", "del", "bin", "binti", "bt", "alias", "als", "dan", "bte", "la", "van", "di"}
    said = [word for word in re.split(r"[\s,.]+", text) if word]
    return bool(said) and all(not word[0].islower() or word.lower() in small for word in said)


def tidy(text: str) -> str:
    """The words without what separated them.

    >>> tidy(" : Maria  Bria -")
    'Maria Bria'
    """
    return clean(text.replace(_INNER_COMMA, ", ")).strip(' ,;:/|-–—=.•·"“”()[]\ue000\ue001').strip()

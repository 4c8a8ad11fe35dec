"""The sentences of the tally, in Indonesian and English."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from sasando.core.tally.balance import AFTER, LEFT, RIGHT, Balance
from sasando.core.tally.conflict import Conflict, ConflictKind
from sasando.core.tally.course import PlaceKind
from sasando.core.tally.sums import Mismatch, SumKind
from sasando.core.tally.voyage import Question, Why

Says = Mapping[str, str]

CONFLICTS: Final[Mapping[ConflictKind, Says]] = {
    ConflictKind.DIED_AND_ALIVE: {
        "id": "{who}: dicatat meninggal, tetapi ada tanda lain sesudahnya ({gates}).",
        "en": "{who}: noted as died, but there is another tick after it ({gates}).",
    },
    ConflictKind.DIED_TWICE: {
        "id": "{who}: dicatat meninggal di dua tempat ({gates}).",
        "en": "{who}: noted as died at two places ({gates}).",
    },
    ConflictKind.ARRIVED_AND_MISSING: {
        "id": "{who}: ada yang mencatat hilang, ada yang mencatat sudah tiba atau lanjut ({gates}). Sementara dianggap "
        "hilang.",
        "en": "{who}: noted as missing and also as arrived or gone on ({gates}). Treated as missing for now.",
    },
    ConflictKind.RELEASED_TWICE: {
        "id": "{who}: dicatat diserahkan kepada dua penerima ({gates}).",
        "en": "{who}: noted as handed over to two receivers ({gates}).",
    },
    ConflictKind.RELEASED_AND_HERE: {
        "id": "{who}: dicatat sudah diserahkan, tetapi HP lain mencatat masih ada ({gates}).",
        "en": "{who}: noted as handed over, but another phone still has them ({gates}).",
    },
    ConflictKind.TWO_GATES: {
        "id": "{who}: dicatat di dua tempat yang tidak bisa benar dua-duanya ({gates}).",
        "en": "{who}: noted at two places that cannot both be true ({gates}).",
    },
    ConflictKind.CARRIED_AND_ARRIVED: {
        "id": "{who}: dicatat lanjut, tetapi HP lain mencatat turun ({gates}). Sementara dianggap lanjut.",
        "en": "{who}: noted as gone on, but by another phone as come off ({gates}). Treated as gone on for now.",
    },
    ConflictKind.CARRIED_TO_TWO: {
        "id": "{who}: dicatat lanjut ke dua tujuan ({gates}).",
        "en": "{who}: noted as gone on to two places ({gates}).",
    },
    ConflictKind.SEPARATED: {
        "id": "{who}: anak dan pendampingnya tidak bersama ({gates}).",
        "en": "{who}: the child and the adult are not together ({gates}).",
    },
    ConflictKind.PERSON_TWICE: {
        "id": "{who}: orang yang sama ada di dua baris. Baris mana yang dihitung?",
        "en": "{who}: the same person stands on two lines. Which line counts?",
    },
    ConflictKind.EXTRA_BUT_ANNOUNCED: {
        "id": "{who}: dicatat sebagai tambahan, tetapi namanya ada di daftar ({gates}).",
        "en": "{who}: noted as extra, but the name is on the list ({gates}).",
    },
    ConflictKind.UNDO_DISPUTED: {
        "id": "{who}: tanda dibatalkan, tetapi HP lain yang membuatnya atau masih menyatakannya ({gates}).",
        "en": "{who}: a tick was undone, but another phone made it or still says it ({gates}).",
    },
    ConflictKind.AFTER_HANDOVER: {
        "id": "{who}: diubah sesudah daftar diserahterimakan ({gates}).",
        "en": "{who}: changed after the list was handed over ({gates}).",
    },
    ConflictKind.REWRITTEN: {
        "id": "{who}: catatan yang sama datang dengan dua isi.",
        "en": "{who}: the same record came with two contents.",
    },
    ConflictKind.UNDO_CIRCLE: {
        "id": "{who}: pembatalan yang saling membatalkan; tidak ada yang berlaku.",
        "en": "{who}: undos that undo each other; none has an effect.",
    },
    ConflictKind.UNKNOWN_ENTRY: {
        "id": "Ada tanda untuk baris yang belum diterima ({gates}).",
        "en": "There is a tick for a line that has not come in yet ({gates}).",
    },
    ConflictKind.UNKNOWN_UNDONE: {
        "id": "{who}: yang dibatalkan belum diterima ({gates}).",
        "en": "{who}: what was undone has not come in yet ({gates}).",
    },
    ConflictKind.DECIDED_TWICE: {
        "id": "{who}: pernah diputuskan berbeda; keputusan terakhir yang berlaku ({gates}).",
        "en": "{who}: decided in two ways; the last decision holds ({gates}).",
    },
    ConflictKind.FOUND: {
        "id": "{who}: sempat hilang, sudah ditemukan ({gates}).",
        "en": "{who}: was missing, has been found ({gates}).",
    },
    ConflictKind.ELSEWHERE: {
        "id": "{who}: turun di tempat lain, bukan tujuan di daftar ({gates}).",
        "en": "{who}: came off elsewhere than the list says ({gates}).",
    },
}

TERMS: Final[Mapping[str, Says]] = {
    "due": {"id": "seharusnya turun di sini", "en": "due here"},
    "sent_here": {"id": "dikirim dari tempat lain", "en": "sent here"},
    "extra": {"id": "tambahan", "en": "extra"},
    "turned_up": {"id": "turun tanpa diberitahukan", "en": "came off unannounced"},
    "arrived": {"id": "turun", "en": "arrived"},
    "carried_on": {"id": "lanjut tanpa turun", "en": "carried on"},
    "missing": {"id": "hilang", "en": "missing"},
    "died": {"id": "meninggal", "en": "died"},
    "elsewhere": {"id": "di tempat lain", "en": "elsewhere"},
    "double": {"id": "tertulis dua kali", "en": "written twice"},
    "waiting": {"id": "belum dicentang", "en": "not yet ticked"},
    "still_here": {"id": "masih di sini", "en": "still here"},
    "released": {"id": "diserahkan", "en": "handed over"},
    "sent_on": {"id": "diteruskan", "en": "sent on"},
    "lost": {"id": "hilang sesudah turun", "en": "missing after arriving"},
    "died_here": {"id": "meninggal sesudah turun", "en": "died after arriving"},
    "moved": {"id": "pindah tanpa catatan", "en": "moved without a tick"},
}

PLACES: Final[Mapping[PlaceKind, Says]] = {
    PlaceKind.EXPECTED: {"id": "Ditunggu di {gate}", "en": "Expected at {gate}"},
    PlaceKind.HERE: {"id": "Ada di {gate}", "en": "At {gate}"},
    PlaceKind.ON_THE_WAY: {"id": "Dalam perjalanan ke {gate}", "en": "On the way to {gate}"},
    PlaceKind.RELEASED: {"id": "Diserahkan di {gate} kepada {to}", "en": "Handed over at {gate} to {to}"},
    PlaceKind.MISSING: {"id": "Hilang sejak {since}", "en": "Missing since {since}"},
    PlaceKind.DIED: {"id": "Meninggal di {gate}", "en": "Died at {gate}"},
    PlaceKind.DOUBLE: {"id": "Orang yang sama dengan baris {to}", "en": "The same person as line {to}"},
}

SUMS: Final[Mapping[SumKind, Says]] = {
    SumKind.LETTER: {
        "id": "Surat {source} menyebut {said} orang, di daftarnya ada {counted} nama: selisih {difference}.",
        "en": "The letter {source} says {said} people, its list has {counted} names: a difference of {difference}.",
    },
    SumKind.LETTERS: {
        "id": "Dua surat ({source}) menyebut jumlah berbeda: {said} dan {counted} orang.",
        "en": "Two letters ({source}) state different numbers: {said} and {counted} people.",
    },
    SumKind.HEADS: {
        "id": "Di {gate} dihitung {said} orang, yang dicentang turun {counted}: selisih {difference}.",
        "en": "At {gate} {said} people were counted, {counted} are ticked as arrived: a difference of {difference}.",
    },
}

QUESTIONS: Final[Mapping[Why, Says]] = {
    Why.MISSING: {"id": "Tanyakan ke {gate}: {who} hilang.", "en": "Ask {gate}: {who} missing."},
    Why.WHERE_TO: {"id": "Tanyakan ke {gate}: {who} lanjut ke mana?", "en": "Ask {gate}: where did {who} go on to?"},
    Why.NOT_TICKED: {
        "id": "Tanyakan ke {gate}: {who} belum dicentang, padahal daftar sudah diserahkan.",
        "en": "Ask {gate}: {who} not ticked, though the list was handed over.",
    },
}


def says(
    one: Conflict | Mismatch | Question,
    *,
    language: str = "id",
    named: Callable[[str], str] = str,
    gate: Callable[[str], str] = str,
) -> str:
    """The sentence of a conflict, a sum or a question. `named` and `gate` turn ids into names for people."""
    match one:
        case Conflict():
            who, gates = ", ".join(map(named, one.entries)), ", ".join(map(gate, one.gates))
            return CONFLICTS[one.kind][language].format(who=who, gates=gates)
        case Question():
            return QUESTIONS[one.why][language].format(who=", ".join(map(named, one.entries)), gate=gate(one.gate))
    return SUMS[one.kind][language].format(
        source=one.source,
        said=one.said,
        counted=one.counted,
        difference=f"{one.difference:+d}",
        gate=gate(one.gate) if one.gate else "",
    )


def equation(balance: Balance, *, language: str = "id") -> tuple[str, str]:
    """The two equations of a gate in words, terms that are empty left out.

    >>> equation(Balance("LORENS_SAY", due=("a", "b"), arrived=("a",), missing=("b",), still_here=("a",)))
    ('2 seharusnya turun di sini = 1 turun + 1 hilang', '1 turun = 1 masih di sini')
    """
    first = f"{_added(balance, LEFT, language)} = {_added(balance, RIGHT, language)}"
    return first, f"{_added(balance, ('arrived',), language)} = {_added(balance, AFTER, language)}"


def _added(balance: Balance, names: Iterable[str], language: str) -> str:
    return " + ".join(f"{len(ids)} {TERMS[name][language]}" for name, ids in balance.terms(names).items()) or "0"

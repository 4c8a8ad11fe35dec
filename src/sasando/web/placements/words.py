"""Words of placements for people: codes of facts, values, names of requirements, articles, in the reader's language."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sasando.core.facts import FACTS, Kind
from sasando.core.facts.countries import country_name
from sasando.core.facts.positions import position_title
from sasando.core.facts.regions import place_name
from sasando.core.law.expression import facts_of
from sasando.core.law.indonesia.acts import cited_on
from sasando.core.law.rulebook import Rulebook
from sasando.core.law.stage import STAGE_NAMES, Stage
from sasando.domain.organisations.kinds import ROLE_NAMES
from sasando.exchange.reports.words import Language
from sasando.exchange.reports.words import day as day_in_words
from sasando.web.placements.labels import LABELS

_SEX = {"F": gettext_lazy("Perempuan"), "M": gettext_lazy("Laki-laki")}
CODES: Final[Mapping[str, Mapping[str, str | Promise]]] = {
    "sex": _SEX,
    "permit_sex": _SEX,
    "marital_status": {
        "single": gettext_lazy("Belum kawin"),
        "married": gettext_lazy("Kawin"),
        "divorced": gettext_lazy("Cerai hidup"),
        "widowed": gettext_lazy("Cerai mati"),
    },
    "recruiter_kind": {
        "COMPANY_STAFF": gettext_lazy("Petugas P3MI yang ditunjuk"),
        "AGENCY_OFFICER": gettext_lazy("Petugas BP3MI atau dinas"),
        "NONE": gettext_lazy("Tidak ada; calon datang sendiri"),
        "INDIVIDUAL": gettext_lazy("Orang perseorangan (calo, sponsor)"),
    },
    "consent_by": {
        "SPOUSE": gettext_lazy("Suami atau istri"),
        "PARENT": gettext_lazy("Ayah atau ibu"),
        "GUARDIAN": gettext_lazy("Wali"),
    },
    "employer_type": {
        "LEGAL_ENTITY": gettext_lazy("Badan hukum"),
        "GOVERNMENT": gettext_lazy("Instansi pemerintah"),
        "HOUSEHOLD": gettext_lazy("Rumah tangga atau perseorangan"),
    },
    "sea_channel": {
        "AGENCY": gettext_lazy("Lewat pemerintah"),
        "P3MI": gettext_lazy("Lewat P3MI"),
        "OWN_COMPANY": gettext_lazy("Perusahaan sendiri"),
        "INDIVIDUAL": gettext_lazy("Perseorangan"),
    },
    "visa_kind": {
        "WORK": gettext_lazy("Visa kerja"),
        "VISIT": gettext_lazy("Kunjungan atau wisata"),
        "UMRAH": gettext_lazy("Umrah"),
        "HAJJ": gettext_lazy("Haji"),
        "STUDENT": gettext_lazy("Pelajar"),
        "TRANSIT": gettext_lazy("Transit"),
        "NONE": gettext_lazy("Tidak ada visa"),
    },
    "health_result": {
        "fit": gettext_lazy("Layak"),
        "unfit": gettext_lazy("Tidak layak"),
        "follow_up": gettext_lazy("Perlu tindak lanjut"),
    },
    "company_licence_state": {
        "ACTIVE": gettext_lazy("Berlaku"),
        "WARNED": gettext_lazy("Diperingatkan"),
        "SUSPENDED_PART": gettext_lazy("Dihentikan sebagian"),
        "SUSPENDED_FULL": gettext_lazy("Dihentikan sementara"),
        "REVOKED": gettext_lazy("Dicabut"),
        "EXPIRED": gettext_lazy("Habis berlaku"),
        "SURRENDERED": gettext_lazy("Dikembalikan"),
    },
    "purpose": {"WORK": gettext_lazy("Bekerja")},
}
ELEMENTS: Final = {
    "a": gettext_lazy("a. Nama, profil, dan alamat pemberi kerja"),
    "b": gettext_lazy("b. Nama dan alamat pekerja"),
    "c": gettext_lazy("c. Jabatan dan jenis pekerjaan"),
    "d": gettext_lazy("d. Hak dan kewajiban kedua pihak"),
    "e": gettext_lazy("e. Kondisi dan syarat kerja: jam, upah, cuti, fasilitas, jaminan sosial"),
    "f": gettext_lazy("f. Jangka waktu perjanjian"),
    "g": gettext_lazy("g. Jaminan keamanan dan keselamatan"),
}
"""What a contract must hold (UU 18/2017 article 15(2))."""
SOURCES: Final = {
    "person": gettext_lazy("Data orang"),
    "placement": gettext_lazy("Penempatan ini"),
    "documents": gettext_lazy("Dokumen"),
    "registers": gettext_lazy("Jawaban daftar luar"),
    "examinations": gettext_lazy("Pemeriksaan"),
    "steps": gettext_lazy("Langkah yang dicatat"),
    "licences": gettext_lazy("Izin dan permintaan kerja"),
}


def language() -> Language:
    """The language of the reader, as reports name it."""
    return "en" if (get_language() or "").startswith("en") else "id"


def code_words(key: str) -> Mapping[str, str | Promise]:
    """The codes of a fact with their words, in the order of a form."""
    named = CODES.get("health_result" if key == "psych_result" else key, {})
    return {code: named.get(code, code) for code in [*named, *(code for code in FACTS[key].codes if code not in named)]}


def label_of(key: str) -> str:
    """What a fact is called."""
    return str(LABELS.get(key) or FACTS[key].label[language()])


def value_words(key: str, value: Any) -> str:
    """A value of a fact as people read it; days may be text of ISO 8601."""
    kind = FACTS[key].kind
    if value is None:
        return ""
    if kind is Kind.DATE:
        return day_in_words(date.fromisoformat(value) if isinstance(value, str) else value, language())
    if kind is Kind.YES_NO:
        return _("Ya") if value in (True, "True") else _("Tidak")
    if kind is Kind.MONEY:
        return f"Rp {int(value):,}".replace(",", ".")
    return str(_shown(key, kind, value))


def _shown(key: str, kind: Kind, value: Any) -> Any:
    if kind is Kind.MONTHS:
        return _("%(months)s bulan") % {"months": value}
    if kind is Kind.CODE:
        return code_words(key).get(value, value)
    if kind is Kind.COUNTRY:
        return country_name(value, language())
    if kind is Kind.POSITION:
        return position_title(value, language())
    if kind is Kind.PLACE:
        return place_name(value)
    return _("tidak ada") if value == "" else value


def requirement_name(key: str, rulebook: Rulebook) -> str:
    """What a requirement is called; its key when the rules do not know it."""
    column = rulebook.by_key.get(key)
    return column.versions[-1].name[language()] if column else key


def stage_name(stage: str) -> str:
    """What a stage is called, with a capital."""
    name = STAGE_NAMES[Stage(stage)][language()]
    return name[:1].upper() + name[1:]


def role_names(roles: Iterable[str]) -> str:
    """Roles as one phrase.

    >>> role_names(["head"])
    'Kepala BP3MI'
    """
    return ", ".join(str(ROLE_NAMES.get(role, role)) for role in roles)


@cache
def _asking(rulebook: Rulebook) -> dict[str, list[str]]:
    asked: dict[str, list[str]] = {}
    for column in rulebook.columns:
        for fact in {fact for _version, check in column.checks for fact in facts_of(check.holds)}:
            asked.setdefault(fact, []).append(column.key)
    return asked


def articles_of(fact: str, rulebook: Rulebook, *, on: date, on_land: bool) -> list[str]:
    """The articles in force on a day whose requirements look at a fact, each once."""
    found: dict[str, None] = {}
    for key in _asking(rulebook).get(fact, []):
        version = rulebook.by_key[key].in_force(on)
        if version:
            found |= dict.fromkeys(cited_on(version.basis, on, on_land=on_land)[:1])
    return list(found)

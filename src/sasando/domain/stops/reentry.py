"""The lane for workers on leave: what is looked at, on which article, and what the answer means.

A worker on leave has a job that goes on: they need no new dossier of article 13, but the papers of the running one. An
official who holds back somebody whose papers are complete commits an offence (UU 18/2017 articles 70(2), 84(2)).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasando.core.law.indonesia.acts import PERBAN_27_2025, PERMEN_34_2025, UU_18_2017
from sasando.domain.stops.kinds import Outcome

SEEN: Final = "seen"
NOT_SEEN: Final = "not_seen"
UNKNOWN: Final = "unknown"
ANSWERS: Final = ((SEEN, _("Ada")), (NOT_SEEN, _("Tidak ada")), (UNKNOWN, _("Belum dilihat")))

NO_HOLDING: Final = (UU_18_2017.article("70(2)"), UU_18_2017.article("84(2)"))
"""Holding back a worker whose papers are complete is forbidden, and punished."""


NO_ARTICLE: Final = _("Bukti kerja masih berjalan; tidak disebut dalam undang-undang")
_ARTICLE: Final = " Pasal "
_PAPERS_OF_DEPARTURE: Final = UU_18_2017.article("13")


def articles(basis: Iterable[str]) -> str:
    """Articles as one line; the act is named once for those that follow each other.

    >>> articles(("UU 18/2017 Pasal 13 huruf e", "UU 18/2017 Pasal 17", "Permen P2MI 34/2025 Pasal 14"))
    'UU 18/2017 Pasal 13 huruf e, Pasal 17; Permen P2MI 34/2025 Pasal 14'
    """
    line, before = "", ""
    for article in basis:
        act = article.partition(_ARTICLE)[0]
        line += f", {article[len(act) + 1 :]}" if act == before else f"; {article}"
        before = act
    return line[2:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One paper of the checklist. `decides`: without it nobody is cleared in this lane; `mend`: how it is made good."""

    key: str
    says: Promise
    basis: tuple[str, ...]
    mend: Promise
    decides: bool = True

    @property
    def basis_words(self) -> str:
        """Its articles; where the law names none, that it names none."""
        return articles(self.basis) or str(NO_ARTICLE)

    @property
    def of_article_13(self) -> bool:
        """Whether it is among the papers without which an official may not let somebody depart (article 70(1))."""
        return any(article.startswith(_PAPERS_OF_DEPARTURE) for article in self.basis)


CHECKLIST: Final = (
    Item(
        key="passport",
        says=_("Paspor masih berlaku, dengan visa atau izin kerja"),
        basis=(UU_18_2017.article("13", "e"), UU_18_2017.article("13", "f")),
        mend=_("Paspor: kantor imigrasi terdekat. Izin kerja: minta majikan mengirim salinannya."),
    ),
    Item(
        key="leave_letter",
        says=_("Surat cuti dari majikan, atau bukti kerja yang masih berjalan"),
        basis=(),
        mend=_("Minta majikan mengirim surat cuti lewat WhatsApp atau surel sekarang; cetak dan lampirkan."),
    ),
    Item(
        key="contract",
        says=_("Perjanjian kerja masih berlaku, atau perpanjangannya"),
        basis=(UU_18_2017.article("13", "h"), UU_18_2017.article("17")),
        mend=_("Minta salinan dari majikan; perpanjangan disahkan Perwakilan RI di negara penempatan."),
    ),
    Item(
        key="card",
        says=_("Kartu E-PMI (E-KPMI atau KTKLN)"),
        basis=(PERMEN_34_2025.article("14"), PERBAN_27_2025.article("1(7)")),
        mend=_("Kartu dibuat pada hari yang sama di BP3MI atau LTSA dengan paspor, surat cuti, dan nomor BPJS."),
    ),
    Item(
        key="bpjs",
        says=_("BPJS Ketenagakerjaan masih aktif"),
        basis=(UU_18_2017.article("5", "d"), UU_18_2017.article("29")),
        mend=_("Iuran dibayar lewat aplikasi atau kantor BPJS; tidak menahan keberangkatan."),
        decides=False,
    ),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the checklist came to. `lacking` are papers that are not there, `unseen` those nobody looked at."""

    outcome: Outcome
    lacking: tuple[Item, ...] = ()
    unseen: tuple[Item, ...] = ()
    advised: tuple[Item, ...] = ()

    @property
    def basis(self) -> str:
        """On which articles somebody goes on."""
        return articles(dict.fromkeys(article for item in CHECKLIST if item.decides for article in item.basis))

    @property
    def outside_article_13(self) -> bool:
        """Whether all that is missing is no paper of article 13: whether anybody may be held for it is an open question
        of law (law notes 9.2), so nobody is told that they may.
        """
        return bool(self.lacking) and not any(item.of_article_13 for item in (*self.lacking, *self.unseen))


def judge(items: Mapping[str, str]) -> Judged:
    """What these answers come to; what is not answered was not seen by anybody.

    >>> judge({"passport": SEEN, "leave_letter": SEEN, "contract": SEEN, "card": SEEN}).outcome.value
    'cleared'
    >>> [item.key for item in judge({"passport": SEEN, "leave_letter": NOT_SEEN}).lacking]
    ['leave_letter']
    """
    answer = {item.key: items.get(item.key, UNKNOWN) for item in CHECKLIST}
    deciding = [item for item in CHECKLIST if item.decides]
    lacking = tuple(item for item in deciding if answer[item.key] == NOT_SEEN)
    unseen = tuple(item for item in deciding if answer[item.key] not in (SEEN, NOT_SEEN))
    advised = tuple(item for item in CHECKLIST if not item.decides and answer[item.key] != SEEN)
    outcome = Outcome.LACKING if lacking or unseen else Outcome.CLEARED
    return Judged(outcome, lacking, unseen, advised)

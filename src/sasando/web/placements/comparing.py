"""Contract, job order, visa and permit side by side: what each says of the same thing, and where they differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sasando.domain import audit
from sasando.web.placements import reading, words
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

PAPERS: Final = {
    "permit": gettext_lazy("SIP2MI"),
    "order": gettext_lazy("Permintaan kerja"),
    "agreement": gettext_lazy("Perjanjian penempatan"),
    "contract": gettext_lazy("Perjanjian kerja"),
    "visa": gettext_lazy("Visa"),
    "competence": gettext_lazy("Sertifikat kompetensi"),
}
_ROWS: Final[tuple[tuple[Any, Mapping[str, str]], ...]] = (
    (
        gettext_lazy("Jabatan"),
        {"permit": "permit_position", "order": "position", "contract": "position_contract", "visa": "position_visa",
         "competence": "competence_position"},
    ),
    (
        gettext_lazy("Pemberi kerja"),
        {"order": "employer_name", "contract": "employer_contract", "visa": "visa_employer"},
    ),
    (gettext_lazy("Negara"), {"permit": "permit_country", "order": "country"}),
    (gettext_lazy("Untuk"), {"permit": "permit_sex", "order": "sex"}),
    (
        gettext_lazy("Perusahaan penempatan"),
        {"permit": "permit_holder", "order": "company_name", "agreement": "placement_agreement_with"},
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """One row: what each paper says, "" where it says nothing; and whether two of them differ."""

    label: str
    said: list[tuple[str, str]]
    differs: bool


@require_safe
@needs("dossier.read")
def compare(request: Request, pk: UUID) -> HttpResponse:
    """The papers of one placement side by side."""
    placement = reading.one(request.actor, pk)
    judged = reading.judged_of(placement, request.actor)
    if judged is None:
        raise Http404
    audit.record("dossier.read", placement, by=request.actor)
    order = placement.job_order
    compared = rows_of(judged.facts)
    context = {
        "placement": placement,
        "rows": compared,
        "papers": PAPERS.values(),
        "differing": [row.label for row in compared if row.differs],
        "wage": f"{order.currency} {order.wage:,.0f}".replace(",", ".") if order and order.wage else "",
        "months": words.value_words("contract_months", judged.facts.get("contract_months")),
    }
    return render(request, "placements/compare.html", context)


def rows_of(facts: Mapping[str, Any]) -> list[Compared]:
    """Every row of which a paper says something."""
    rows = []
    for label, keys in _ROWS:
        values = {paper: facts.get(keys[paper]) if paper in keys else None for paper in PAPERS}
        known = {value for value in values.values() if value}
        if known:
            said = [(str(PAPERS[paper]), _said(keys, paper, value)) for paper, value in values.items()]
            rows.append(Compared(str(label), said, len(known) > 1))
    return rows


def _said(keys: Mapping[str, str], paper: str, value: Any) -> str:
    if paper not in keys:
        return ""
    return words.value_words(keys[paper], value) if value else _("belum diketahui")

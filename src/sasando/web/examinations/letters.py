"""The letter of an outcome, with the code by which anybody verifies it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sasando.domain import audit
from sasando.domain.examinations.signing import holds
from sasando.exchange.papers.fitness import FitnessLetter, write_fitness_letter
from sasando.exchange.reports.words import moment
from sasando.web.examinations.examining import outcome_of
from sasando.web.examinations.outcomes import facts_of, language
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


@require_safe
@needs("outcome.read")
def letter(request: Request, pk: UUID) -> HttpResponse:
    """The letter as PDF; of an outcome that was replaced or edited there is none."""
    found = outcome_of(request, pk)
    if getattr(found, "replaced_by", None) is not None or not holds(found):
        raise Http404
    audit.record("outcome.printed", found, by=request.actor, fields=["pdf"])
    now = timezone.now()
    paper = FitnessLetter(
        language=language(),
        title=_("Surat hasil pemeriksaan"),
        labels=_labels(),
        about=[(line.label, ", ".join(filter(None, (str(line.value), line.note)))) for line in facts_of(found)],
        result=str(found.get_result_display()),
        code=found.code,
        printed=_("Dicetak %(at)s") % {"at": moment(now, language())},
        at=now,
    )
    return download(write_fitness_letter(paper), f"hasil-{found.code}.pdf", "application/pdf")


def _labels() -> dict[str, str]:
    return {
        "result": _("Hasil"),
        "code": _("Kode surat"),
        "verify": _("Siapa pun dapat memeriksa surat ini dengan kodenya. Surat ini tidak memuat temuan pemeriksaan."),
        "signed": _("Hasil ini ditandatangani secara digital oleh pemeriksa; perubahan sesudahnya terlihat."),
    }

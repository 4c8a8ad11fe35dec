"""An outcome in words, as its page and its letter show it."""

from typing import Any

from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sasando.domain.access import Actor
from sasando.domain.examinations.facts import designated_on, licence_until
from sasando.domain.examinations.kinds import Kind, TestResult
from sasando.domain.examinations.models import PregnancyTest
from sasando.exchange.reports.words import Language, day
from sasando.web.examinations.reading import designation_words
from sasando.web.shell.summary import Line


def language() -> Language:
    """The language of the reader, as papers and days are written."""
    return "en" if (get_language() or "").startswith("en") else "id"


def facts_of(outcome: Any) -> list[Line]:
    """Who was examined by whom, when and where, until when it holds; and how the examiner stood on that day."""
    return [
        Line(_("Nama"), outcome.full_name),
        Line(_("Tanggal lahir"), day(outcome.born_on, language()) if outcome.born_on else ""),
        Line(_("Pemeriksaan"), outcome.get_kind_display()),
        Line(_("Lembaga pemeriksa"), str(outcome.organisation), _designation(outcome)),
        Line(_("Pemeriksa"), outcome.examiner, _licence(outcome)),
        Line(_("Tempat"), outcome.booking.slot.place.title),
        Line(_("Tanggal periksa"), day(outcome.examined_on, language())),
        Line(_("Berlaku sampai"), day(outcome.valid_until, language()) if outcome.valid_until else ""),
        Line(_("No sertifikat"), outcome.number),
    ]


def _designation(outcome: Any) -> str:
    if outcome.kind != Kind.HEALTH:
        return ""
    return designation_words(designated_on(outcome.organisation_id, outcome.examined_on))


def _licence(outcome: Any) -> str:
    """The registration, and whether a licence held on the day: a notice, never more."""
    if outcome.kind != Kind.PSYCHOLOGY or outcome.psychologist is None:
        return ""
    until = licence_until(outcome.psychologist.pk, outcome.examined_on)
    registration = _("No STR %(number)s.") % {"number": outcome.psychologist.registration}
    if until is None:
        return f"{registration} {_('SILP belum dicatat; ini hanya pemberitahuan.')}"
    said = (
        _("SILP sampai %(until)s.")
        if until >= outcome.examined_on
        else _("SILP habis pada %(until)s; ini hanya pemberitahuan.")
    )
    return f"{registration} {said % {'until': day(until, language())}}"


def pregnancy_of(outcome: Any, actor: Actor) -> str:
    """What the reader may hear of a pregnancy test: the result, only that it was taken, or nothing."""
    if outcome.kind != Kind.HEALTH:
        return ""
    test = PregnancyTest.objects.visible_to(actor).filter(outcome=outcome).first()
    if test:
        return str(test.get_result_display())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT result FROM security.pregnancy_test_of(%s, %s) WHERE outcome_id = %s",
            [outcome.person_id, outcome.examined_on, outcome.pk],
        )
        row = cursor.fetchone()
    if row is None:
        return ""
    return str(TestResult(row[0]).label) if row[0] else _("Sudah dilakukan")

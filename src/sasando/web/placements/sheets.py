"""The sheet for the candidate: code and QR to the page without account, what is done, what is missing."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sasando.core.law.rulebook import Rulebook
from sasando.domain import audit
from sasando.exchange.papers.follow_sheet import FollowSheet, write_follow_sheet
from sasando.exchange.reports.words import moment
from sasando.web.placements import picture, reading, words
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

_HALF = 4


@require_safe
@needs("placement.read")
def sheet(request: Request, pk: UUID) -> HttpResponse:
    """The sheet to print and hand over."""
    placement = reading.one(request.actor, pk)
    audit.record("placement.read", placement, by=request.actor, fields=["pdf"])
    rulebook, now = reading.rules_of(placement), timezone.now()
    way = picture.drawn(placement, reading.steps_of(placement, request.actor), rulebook, timezone.localdate())
    paper = FollowSheet(
        language=words.language(),
        title=_("Langkah saya ke luar negeri"),
        name=str(placement),
        about=reading.goes_to(placement),
        code=f"{placement.code[:_HALF]} {placement.code[_HALF:]}".strip(),
        address=f"{settings.DOOR_ADDRESS}/ikuti/",
        labels=_labels(placement, moment(now, words.language())),
        stages=[(one.name, _state(one)) for one in way if not one.after],
        missing=[_missing(key, rulebook) for key in placement.missing],
        at=now,
    )
    return download(write_follow_sheet(paper), f"langkah-{placement.code}.pdf", "application/pdf")


def _state(one: picture.Drawn) -> str:
    return f"{one.word}: {one.who}" if one.state in ("current", "late") and one.who else one.word


def _missing(key: str, rulebook: Rulebook) -> tuple[str, str]:
    column = rulebook.by_key.get(key)
    return words.requirement_name(key, rulebook), column.versions[-1].do[words.language()] if column else ""


def _labels(placement: Any, made: str) -> dict[str, str]:
    year = _("Lalu tulis tahun lahir Anda: %(year)s.") % {"year": placement.born_year}
    return {
        "how": _("Lihat langkah Anda kapan saja, tanpa akun dan tanpa biaya. Pindai kode ini, atau buka:"),
        "qr": _("Kode QR ke halaman langkah Anda"),
        "code": _("Kode Anda"),
        "year": year if placement.born_year else _("Tahun lahir Anda belum dicatat: biarkan kosong."),
        "stages": _("Yang sudah dan yang akan"),
        "stage": _("Tahap"),
        "state": _("Keadaan"),
        "missing": _("Yang masih kurang"),
        "free": _("Simpan lembar ini. Jangan bayar siapa pun untuk tahap-tahap ini sebelum bertanya ke 0800-1000."),
        "made": _("Dicetak dari Sasando, %(at)s") % {"at": made},
    }

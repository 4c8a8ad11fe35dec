"""What the pages of the ledger show, and the paper itself."""

from typing import Any

from django.conf import settings
from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sasando.core.facts.positions import position_title
from sasando.domain.access import Actor
from sasando.domain.issuance.actions import unpaid
from sasando.domain.issuance.kinds import Printed
from sasando.domain.issuance.models import Issue, Payment
from sasando.domain.issuance.papers import lines_of, signed_text
from sasando.domain.organisations.models import Account, Organisation
from sasando.domain.placements.kinds import State
from sasando.domain.placements.models import Decision, Placement
from sasando.exchange.papers.card import Paper, write_paper


def ledger_of(placement: Placement, actor: Actor) -> dict[str, Any]:
    """Decision, quota, payments and papers of one placement, and what the reader may do next."""
    issues = Issue.objects.visible_to(actor).filter(placement=placement).annotate(printed=Count("prints"))
    papers = list(issues.select_related("revocation").order_by("-log_index"))
    decision = Decision.objects.visible_to(actor).filter(placement=placement).first()
    payments = list(Payment.objects.visible_to(actor).filter(placement=placement)) if actor.may("payment.read") else []
    ready = placement.state in (State.CLEARED, State.ISSUED) and decision is not None and decision.outcome == "cleared"
    used = {one.kind for one in papers if decision and one.decision_id == decision.pk}
    may_make = ready and actor.may("issue.add") and decision is not None and decision.by != actor.account
    return {
        "placement": placement,
        "position": position_title(placement.position, get_language() or "id"),
        "decision": decision,
        "payments": payments,
        "papers": papers,
        "quota": quota_of(placement, actor),
        "lacking": unpaid(placement) if actor.may("payment.read") else [],
        "kinds": [kind for kind in Printed if kind not in used] if may_make else [],
        "may_pay": actor.may("payment.add"),
        "may_prove": actor.may("payment.prove"),
        "may_print": actor.may("issue.print"),
        "may_revoke": actor.may("issue.revoke"),
        "account": actor.account,
    }


def quota_of(placement: Placement, actor: Actor) -> dict[str, int] | None:
    """How many cards the permit allows, and how many live ones there are."""
    if placement.permit is None:
        return None
    live = Issue.objects.visible_to(actor).filter(permit=placement.permit, kind=Printed.CARD, revocation__isnull=True)
    issued = live.count()
    return {"quota": placement.permit.quota, "issued": issued, "left": max(placement.permit.quota - issued, 0)}


def pdf_of(made: Issue, actor: Actor) -> bytes:
    """The paper as a PDF, in Indonesian: it is read by others than who prints it."""
    words = {
        "name": _("Nama"), "birth_year": _("Tahun lahir"), "country": _("Negara"), "position": _("Jabatan"),
        "employer": _("Pemberi kerja"), "company": _("Perusahaan"), "permit": _("SIP2MI"),
    }  # fmt: skip
    office = Organisation.objects.get(pk=made.organisation_id)
    about = [(words[key], value) for key, value in lines_of(made) if value]
    about.append((_("Berlaku sampai"), date_format(made.expires_on, "d-m-Y")))
    title = _("Surat kelulusan berkas") if made.kind == Printed.LETTER else _("Kartu pendamping pekerja migran")
    now = timezone.now()
    return write_paper(Paper(
        kind=made.kind, language=get_language() or "id", title=title, serial=made.serial, labels=_labels(), about=about,
        code=signed_text(made), at=now,
        printed=_("Dicetak %(at)s WITA") % {"at": date_format(timezone.localtime(now), "d-m-Y H.i")},
        opening=_("Berkas penempatan orang di bawah ini lengkap menurut UU 18/2017 Pasal 13 pada hari diputuskan."),
        closing=_("Menahan keberangkatan orang yang berkasnya lengkap dilarang (UU 18/2017 Pasal 70 ayat (2))."),
        place_and_day=date_format(made.issued_on, "j F Y"), signed_by=_issuer(made, actor), office=office.name,
    ))  # fmt: skip


def _issuer(made: Issue, actor: Actor) -> str:
    if made.issued_by == actor.account:
        return actor.name
    found = Account.objects.filter(pk=made.issued_by).values_list("name", flat=True).first()
    return found or ""


def _labels() -> dict[str, str]:
    address = f"{settings.DOOR_ADDRESS}/kartu/"
    return {
        "qr": _("Kode QR yang ditandatangani"),
        "verify": _("Periksa di %(address)s atau dengan halaman pindai Sasando. Kertas yang diubah tidak lolos.")
        % {"address": address},
        "fold": _("Gunting mengikuti garis, lipat di tengah."),
        "card": _("Kartu pendamping"),
        "beside": _("Kartu ini mendampingi kartu elektronik (E-KPMI) dari negara dan tidak menggantikannya."),
    }

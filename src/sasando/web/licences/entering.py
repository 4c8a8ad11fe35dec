"""What an officer writes down about a company, and what the company answers. One page for one form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sasando.domain.licences import actions, states
from sasando.domain.licences.models import (
    Appointee,
    BranchLicence,
    CooperationAgreement,
    Deposit,
    JobOrder,
    Licence,
    Membership,
    Permit,
    Sanction,
    StateEntry,
)
from sasando.domain.licences.queries import companies
from sasando.domain.licences.writing import end
from sasando.domain.organisations.models import Organisation
from sasando.web.licences import forms as asked
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


@dataclass(frozen=True, slots=True)
class Adding:
    """A new row: the words above the form, the form, and the deed (called with the company first)."""

    title: str | Promise
    form: type[asked.OfCompany]
    deed: Callable[..., Any]
    part: str


@dataclass(frozen=True, slots=True)
class Changing:
    """A change of a row that is there: by its model, the form, and the deed (called with the row first)."""

    title: str | Promise
    model: Any
    form: type[forms.Form]
    deed: Callable[..., Any]
    part: str
    danger: bool = False


def _record_state(_company: Organisation, *, licence: Licence, **facts: Any) -> StateEntry:
    return states.record_state(licence, **facts)


ADDING: Final = {
    "izin": Adding(gettext_lazy("Catat SIP3MI"), asked.LicenceForm, states.add_licence, "izin"),
    "keadaan": Adding(gettext_lazy("Catat keadaan SIP3MI"), asked.StateForm, _record_state, "izin"),
    "sip2mi": Adding(gettext_lazy("Catat SIP2MI"), asked.PermitForm, actions.add_permit, "sip2mi"),
    "job-order": Adding(gettext_lazy("Catat job order"), asked.JobOrderForm, actions.add_job_order, "job-order"),
    "pemberi-kerja": Adding(gettext_lazy("Catat pemberi kerja"), asked.EmployerForm, actions.add_employer, "job-order"),
    "mitra": Adding(gettext_lazy("Catat Mitra Usaha"), asked.PartnerForm, actions.add_partner, "job-order"),
    "kerja-sama": Adding(
        gettext_lazy("Catat perjanjian kerja sama"), asked.CooperationForm, actions.add_cooperation, "kerja-sama"
    ),
    "sanksi": Adding(gettext_lazy("Catat sanksi"), asked.SanctionForm, actions.record_sanction, "sanksi"),
    "petugas": Adding(
        gettext_lazy("Catat direksi atau petugas lapangan"), asked.AppointeeForm, actions.appoint, "petugas"
    ),
    "cabang": Adding(gettext_lazy("Catat izin cabang"), asked.BranchLicenceForm, actions.add_branch_licence, "cabang"),
    "deposito": Adding(gettext_lazy("Catat deposito"), asked.DepositForm, actions.add_deposit, "deposito"),
    "asosiasi": Adding(
        gettext_lazy("Catat keanggotaan asosiasi"), asked.MembershipForm, actions.add_membership, "deposito"
    ),
}

_WITHDRAW: Final = gettext_lazy("Tarik catatan keadaan")
_END: Final = gettext_lazy("Catat tanggal akhir")
CHANGING: Final = {
    "masa": Changing(
        gettext_lazy("Ubah masa berlaku SIP3MI"), Licence, asked.TermForm, states.change_term, "izin"
    ),
    "tarik": Changing(_WITHDRAW, StateEntry, asked.WithdrawForm, states.withdraw_state, "izin", danger=True),
    "cabut": Changing(
        gettext_lazy("Catat pencabutan SIP2MI"), Permit, asked.WithdrawPermitForm, actions.withdraw_permit, "sip2mi",
        danger=True,
    ),
    "verifikasi": Changing(
        gettext_lazy("Catat verifikasi job order"), JobOrder, asked.VerifyForm, actions.verify_job_order, "job-order"
    ),
    "akhiri-sanksi": Changing(_END, Sanction, asked.TermForm, end, "sanksi"),
    "akhiri-petugas": Changing(_END, Appointee, asked.TermForm, end, "petugas"),
    "akhiri-cabang": Changing(_END, BranchLicence, asked.TermForm, end, "cabang"),
    "akhiri-kerja-sama": Changing(_END, CooperationAgreement, asked.TermForm, end, "kerja-sama"),
    "akhiri-deposito": Changing(_END, Deposit, asked.TermForm, end, "deposito"),
    "akhiri-asosiasi": Changing(_END, Membership, asked.TermForm, end, "deposito"),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs("licence.add")
def add(request: Request, pk: Any, what: str) -> HttpResponse:
    """Write down something new about a company."""
    one, company = ADDING.get(what), _company(request, pk)
    if one is None:
        raise Http404
    form = one.form(request.POST or None, company=company)
    if form.is_valid() and saved(form, lambda: one.deed(company, by=request.actor, **form.cleaned_data)):
        return _done(request, company, one.part)
    return _asked(request, company, form, one.title)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("licence.change")
def change(request: Request, pk: Any, what: str, key: Any) -> HttpResponse:
    """Write down a change of something that is there."""
    one, company = CHANGING.get(what), _company(request, pk)
    if one is None:
        raise Http404
    path = "licence__company" if one.model is StateEntry else "company"
    row = get_object_or_404(one.model.objects.visible_to(request.actor), pk=key, **{path: company})
    form = one.form(request.POST or None)
    if form.is_valid() and saved(form, lambda: one.deed(row, by=request.actor, **form.cleaned_data) or True):
        return _done(request, company, one.part)
    return _asked(request, company, form, one.title, kind="danger" if one.danger else "main")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reply.add")
def reply(request: Request, pk: Any, key: Any) -> HttpResponse:
    """The company answers a sanction."""
    company = _company(request, pk)
    sanction = get_object_or_404(Sanction.objects.visible_to(request.actor), pk=key, company=company)
    form, today = asked.ReplyForm(request.POST or None), timezone.localdate()
    deed = actions.reply_to_sanction
    if form.is_valid() and saved(form, lambda: deed(sanction, by=request.actor, on=today, **form.cleaned_data)):
        return _done(request, company, "sanksi")
    return _asked(request, company, form, _("Jawab sanksi"), sanction=sanction)


def _company(request: Request, pk: Any) -> Any:
    return get_object_or_404(companies(request.actor, timezone.localdate()), pk=pk)


def _done(request: Request, company: Organisation, part: str) -> HttpResponse:
    messages.success(request, _("Sudah dicatat."))
    answer: HttpResponse = redirect("licences:detail", company.pk)
    answer["Location"] += f"#{part}"
    return answer


def _asked(request: Request, company: Organisation, form: forms.BaseForm, title: Any, **more: Any) -> HttpResponse:
    context = {"company": company, "form": form, "title": title} | more
    return render(request, "licences/form.html", context, status=422 if form.errors else 200)

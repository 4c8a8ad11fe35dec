"""What is asked on the pages of companies. Every row tells its source and the day of that source."""

from collections.abc import Callable
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sasando.core.facts.countries import country_name
from sasando.core.facts.positions import read_position
from sasando.core.facts.tables import table
from sasando.core.facts.unreadable import Unreadable
from sasando.domain.licences.kinds import LicenceState
from sasando.domain.licences.models import (
    Appointee,
    Blacklisting,
    BranchLicence,
    CooperationAgreement,
    Deposit,
    Employer,
    JobOrder,
    Licence,
    Membership,
    PartnerAgency,
    Permit,
    Sanction,
    StateEntry,
)
from sasando.domain.licences.names import number_key
from sasando.domain.organisations.kinds import Kind
from sasando.domain.organisations.models import Organisation

_STATED: Final = ("source", "source_day")
_TERM: Final = ("since", "until")
NOT_STATED: Final = "-"
ORDERS: Final = {"nama": "name", "nomor": "number", "keadaan": "state", "sampai": "until"}
USUAL: Final = "nama"


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "id"


def _countries() -> list[tuple[str, str]]:
    codes = [row["iso2"] for row in table("countries_id.csv")]
    return [("", "–"), *sorted(((code, country_name(code, _language())) for code in codes), key=lambda one: one[1])]


def day_field(**kwargs: Any) -> forms.DateField:
    """A day, with the calendar of the browser."""
    return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)


class CompanyFilter(forms.Form):
    """Which companies. A value that means nothing filters nothing."""

    q = forms.CharField(label=_("Nama atau nomor SIP3MI"), required=False, max_length=80)
    keadaan = forms.ChoiceField(
        label=_("Keadaan hari ini"),
        required=False,
        choices=[("", _("Semua keadaan")), *LicenceState.choices, (NOT_STATED, _("Belum diketahui"))],
    )

    def found(self, companies: QuerySet[Any]) -> QuerySet[Any]:
        """Of these the ones asked for, in the order of the address (`urut`)."""
        self.is_valid()
        text, state = (self.cleaned_data.get(one, "") for one in ("q", "keadaan"))
        named = Q()
        for word in text.split():
            named &= Q(name__icontains=word)
        if text:
            companies = companies.filter(named | Q(licences__key=number_key(text))).distinct()
        if state:
            companies = companies.filter(state=None) if state == NOT_STATED else companies.filter(state=state)
        order = self.data.get("urut", USUAL)
        column = ORDERS.get(order.removeprefix("-"), ORDERS[USUAL])
        return companies.order_by(("-" if order.startswith("-") else "") + column, "name", "pk")


class OfCompany(forms.ModelForm):  # type: ignore[type-arg]
    """A row about one company: `company` narrows what may be chosen to what is that company's own."""

    def __init__(self, *args: Any, company: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            elif isinstance(field, forms.ModelChoiceField):
                field.queryset = self.choosable(name, company)
        if "country" in self.fields:
            self.fields["country"] = forms.ChoiceField(label=_("Negara"), choices=_countries)
        if "position" in self.fields:
            self.fields["position"].help_text = _("Seperti tertulis, misalnya Pengurus rumah tangga.")
        if "source_day" in self.fields:
            self.fields["source_day"].initial = timezone.localdate

    def choosable(self, name: str, company: Organisation | None) -> QuerySet[Any]:
        """What may be chosen in a field: rows of the company, its branches, or the associations."""
        of: dict[str, Callable[[], QuerySet[Any]]] = {
            "branch": lambda: Organisation.objects.filter(kind=Kind.BRANCH, parent=company),
            "association": lambda: Organisation.objects.filter(kind=Kind.ASSOCIATION, active=True),
            "licence": lambda: Licence.objects.filter(company=company),
            "employer": lambda: Employer.objects.filter(company=company),
            "partner": lambda: PartnerAgency.objects.filter(company=company),
            "permit": lambda: Permit.objects.filter(company=company),
        }
        return of[name]()

    def clean_position(self) -> str:
        """As the law engine knows it."""
        try:
            return read_position(self.cleaned_data["position"])
        except Unreadable as problem:
            raise ValidationError(problem.because[_language()]) from None

    def _post_clean(self) -> None:
        """The action checks the whole row, with the company that it belongs to; here only the fields."""


class LicenceForm(OfCompany):
    """A SIP3MI."""

    class Meta:
        model = Licence
        fields = ("number", *_TERM, "basis", *_STATED)
        help_texts: ClassVar = {
            "until": _("Seperti tertulis pada izin; jangan dihitung sendiri. Kosong bila tidak tertulis."),
            "basis": _("Misalnya Permen P2MI 1/2025."),
        }


class StateForm(OfCompany):
    """What the licence is from a day on."""

    class Meta:
        model = StateEntry
        fields = ("licence", "state", *_TERM, "article", "activity", *_STATED)
        help_texts: ClassVar = {
            "until": _("Kosong bila belum ada tanggal akhir. Sesudahnya keadaan sebelumnya berlaku lagi."),
            "activity": _("Hanya bila yang dihentikan sebagian, misalnya perekrutan ke Arab Saudi."),
        }


class BranchLicenceForm(OfCompany):
    """The licence of the province for a branch."""

    class Meta:
        model = BranchLicence
        fields = ("branch", "number", "issuer", *_TERM, *_STATED)
        labels: ClassVar = {"branch": _("Cabang")}


class DepositForm(OfCompany):
    """A deposit."""

    class Meta:
        model = Deposit
        fields = ("bank", "number", "amount", *_TERM, *_STATED)


class AppointeeForm(OfCompany):
    """Whom the company appointed."""

    class Meta:
        model = Appointee
        fields = ("role", "name", "branch", "letter", *_TERM, *_STATED)
        labels: ClassVar = {"branch": _("Cabang")}


class MembershipForm(OfCompany):
    """Of which association the company is a member."""

    class Meta:
        model = Membership
        fields = ("association", *_TERM, *_STATED)
        labels: ClassVar = {"association": _("Asosiasi")}


class EmployerForm(OfCompany):
    """An employer abroad."""

    class Meta:
        model = Employer
        fields = ("name", "kind", "country", *_STATED)


class PartnerForm(OfCompany):
    """A partner agency abroad."""

    class Meta:
        model = PartnerAgency
        fields = ("name", "country", *_STATED)


class CooperationForm(OfCompany):
    """An agreement with a partner agency."""

    class Meta:
        model = CooperationAgreement
        fields = ("partner", "number", *_TERM, *_STATED)
        labels: ClassVar = {"partner": _("Mitra Usaha")}


class PermitForm(OfCompany):
    """A SIP2MI."""

    class Meta:
        model = Permit
        fields = ("number", "country", "position", "sex", "quota", *_TERM, *_STATED)


class JobOrderForm(OfCompany):
    """A job order."""

    class Meta:
        model = JobOrder
        fields = (
            *("number", "permit", "employer", "partner", "without_partner", "position", "sex", "wanted", "wage"),
            *("currency", "until", "verified_number", "verified_on", "verified_by", *_STATED),
        )
        labels: ClassVar = {"permit": _("SIP2MI"), "employer": _("Pemberi kerja"), "partner": _("Mitra Usaha")}
        help_texts: ClassVar = {
            "without_partner": _("Tandai hanya bila diketahui bahwa tidak ada Mitra Usaha."),
            "currency": _("Tiga huruf, misalnya MYR."),
        }


class SanctionForm(OfCompany):
    """A sanction, and whether it changes the state of a licence."""

    licence = forms.ModelChoiceField(
        Licence.objects.none(),
        label=_("Catat juga pada SIP3MI"),
        required=False,
        help_text=_("Keadaan izin itu lalu mengikuti sanksi ini pada hari yang sama. Kosong: hanya sanksinya."),
    )

    class Meta:
        model = Sanction
        fields = (*("step", "reason", "article", "activity", "number", "issuer", "decided_on", *_TERM, *_STATED),)
        help_texts: ClassVar = {"activity": _("Hanya untuk penghentian sebagian.")}


class BlacklistingForm(OfCompany):
    """An employer or a partner on a published list."""

    class Meta:
        model = Blacklisting
        fields = ("kind", "name", "country", "reason", *_TERM, *_STATED)


class TermForm(forms.Form):
    """Until when it holds."""

    until = day_field(label=_("Berlaku sampai"))


class WithdrawForm(forms.Form):
    """Why an entry is taken back."""

    because = forms.CharField(label=_("Alasan"), max_length=200)


class WithdrawPermitForm(WithdrawForm):
    """When and why a permit was withdrawn."""

    on = day_field(label=_("Dicabut pada"))
    field_order = ("on", "because")


class VerifyForm(forms.Form):
    """The verification of a job order; what stays empty stays as it is."""

    verified_number = forms.CharField(label=_("Nomor verifikasi Atnaker"), max_length=80, required=False)
    verified_on = day_field(label=_("Tanggal verifikasi"), required=False)
    verified_by = forms.CharField(label=_("Diverifikasi oleh"), max_length=120, required=False)
    unlisted_on = day_field(
        label=_("Tidak ada di daftar bermasalah pada"),
        required=False,
        help_text=_("Hari Anda melihat daftar resmi dan tidak menemukan pemberi kerja dan Mitra Usahanya."),
    )


class ReplyForm(forms.Form):
    """The company's answer to a sanction."""

    text = forms.CharField(
        label=_("Jawaban perusahaan"),
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Terlihat di samping sanksi ini oleh semua yang boleh membaca sanksinya. Tidak dapat diubah."),
    )


class ListForm(forms.Form):
    """A public list of companies, as it was on a day."""

    file = forms.FileField(label=_("Berkas daftar"), help_text=_("Excel atau CSV, satu baris satu perusahaan."))
    source = forms.CharField(label=_("Sumber"), max_length=300, help_text=_("Alamat halaman atau nomor surat."))
    source_day = day_field(label=_("Daftar per tanggal"), initial=timezone.localdate)

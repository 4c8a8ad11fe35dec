"""Forms of the ledger: a payment by its receipt, why a paper is revoked, the answer to what did not agree."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sasando.domain.issuance.kinds import Because, PaymentKind, Printed
from sasando.domain.issuance.models import Issue

_ALL = [("", _("Semua"))]


class IssueFilter(forms.Form):
    """Which papers."""

    q = forms.CharField(label=_("Nama"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Jenis"), required=False, choices=[*_ALL, *Printed.choices])
    state = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[*_ALL, ("good", _("Berlaku")), ("revoked", _("Dicabut"))],
    )

    def found(self, issues: QuerySet[Issue]) -> QuerySet[Issue]:
        """The papers that fit, the newest first."""
        given: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        if given.get("q"):
            issues = issues.filter(placement__full_name__icontains=given["q"])
        if given.get("kind"):
            issues = issues.filter(kind=given["kind"])
        if given.get("state"):
            issues = issues.filter(revocation__isnull=given["state"] == "good")
        return issues.order_by("-log_index")


class PaymentForm(forms.Form):
    """A payment as the receipt says it."""

    kind = forms.ChoiceField(label=_("Untuk"), choices=PaymentKind.choices)
    amount = forms.IntegerField(label=_("Jumlah (Rp)"), min_value=1, max_value=100_000_000)
    paid_on = forms.DateField(label=_("Dibayar"), widget=forms.DateInput(attrs={"type": "date"}))
    reference = forms.CharField(
        label=_("Nomor bukti"), max_length=60, help_text=_("Nomor pada kuitansi atau struk BPJS Ketenagakerjaan.")
    )


class RevokeForm(forms.Form):
    """Why a paper counts no more."""

    because = forms.ChoiceField(label=_("Alasan"), choices=Because.choices)


class PrintForm(forms.Form):
    """Why it is printed once more; empty the first time."""

    reason = forms.CharField(label=_("Alasan cetak ulang"), max_length=200, required=False)


class AnswerForm(forms.Form):
    """What became of something that did not agree."""

    answer = forms.CharField(label=_("Penjelasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

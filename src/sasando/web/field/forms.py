"""Forms of the desk where what phones sent is decided."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SealedFileForm(forms.Form):
    """The file that a phone saved because it had no signal."""

    file = forms.FileField(label=_("Berkas tersegel"))


class DecisionForm(forms.Form):
    """What is done with an envelope."""

    decision = forms.ChoiceField(choices=[("apply", "apply"), ("drop", "drop")])
    reason = forms.CharField(label=_("Alasan"), max_length=300, required=False)

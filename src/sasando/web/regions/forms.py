"""What is asked on the pages of the regions."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RegionSearch(forms.Form):
    """One field for everything: a name, a line of names, a code of either system."""

    cari = forms.CharField(
        label=_("Nama atau kode wilayah"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"placeholder": _("misalnya Oesao, Kupang Timur atau 5301")}),
    )

    def text(self) -> str:
        """What was asked; "" when nothing."""
        self.is_valid()
        return str(self.cleaned_data.get("cari", ""))

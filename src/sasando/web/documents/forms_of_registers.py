"""What is asked where answers of outside registers are written down or imported."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sasando.core.facts import FACTS
from sasando.core.facts.reading import outcome_of
from sasando.core.facts.unreadable import Unreadable
from sasando.domain.documents.models import Register, Truth
from sasando.domain.documents.registers import STATED
from sasando.web.documents.forms import fact_field, says


def _on() -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=_("Tanggal jawaban"), initial=timezone.localdate, widget=widget)


class AnswerForm(forms.Form):
    """What an officer saw in a register about one person."""

    answer = forms.ChoiceField(
        label=_("Jawaban"),
        choices=Truth,
        widget=forms.RadioSelect,
        help_text=_("Bila register tidak menjawab atau tidak jelas: belum diketahui. Itu bukan tidak."),
    )
    on = _on()
    source = forms.CharField(
        label=_("Sumber"), max_length=200, help_text=_("Misalnya: layar SISKOP2MI, atau nomor surat jawaban.")
    )

    def __init__(self, *args: Any, register: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.register = register
        for key in STATED[Register(register)]:
            self.fields[key] = fact_field(FACTS[key])

    def clean(self) -> dict[str, Any]:
        """What the register states, read; a sentence at each field that cannot be."""
        given: dict[str, Any] = super().clean() or {}
        self.said: dict[str, Any] = {}
        for key in STATED[Register(self.register)]:
            value = outcome_of(FACTS[key], given.get(key) or None)
            if isinstance(value, Unreadable):
                self.add_error(key, says(value.because))
            elif value is not None:
                self.said[key] = value
        return given


class ExtractForm(forms.Form):
    """An extract of a register: a file, or a table that was pasted."""

    register = forms.ChoiceField(label=_("Register"), choices=Register)
    on = _on()
    source = forms.CharField(
        label=_("Sumber"), max_length=200, help_text=_("Misalnya: unduhan SISKOP2MI, atau nomor surat.")
    )
    file = forms.FileField(label=_("Berkas petikan"), required=False, help_text=_("Excel, OpenDocument, atau CSV."))
    text = forms.CharField(
        label=_("Tempel tabelnya"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "wrap": "off"}),
        help_text=_("Salin dari Excel bersama judul kolomnya."),
    )

    def content(self) -> bytes:
        """What was handed in; what was pasted or corrected comes before an old file."""
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text") or ""
        return text.encode() if text.strip() or not file else file.read()

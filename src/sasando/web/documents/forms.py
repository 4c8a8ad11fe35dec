"""What is asked of documents: of each kind only what it says, read as cells of a list are read."""

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sasando.core.facts import FACTS, Fact, Says
from sasando.core.facts import Kind as FactKind
from sasando.domain.documents.kinds import KINDS, Kind
from sasando.domain.documents.models import Document, Truth, Way
from sasando.domain.documents.papers import Paper, read_stated

FILES: Final = "image/jpeg,image/png,application/pdf"
_OPEN: Final = ("", _("Belum diketahui"))


class Several(forms.FileInput):
    """A field of files: several photos at once, or the camera of a phone."""

    allow_multiple_selected = True


def files_field() -> forms.Field:
    """Photos or PDFs; the files themselves are taken from the request."""
    return forms.Field(
        label=_("Foto atau PDF"),
        required=False,
        widget=Several({"multiple": True, "accept": FILES, "data-shrink": True}),
        help_text=_("Semua halaman. JPEG, PNG, atau PDF, paling besar 10 MB. Tempat dan alat pemotretan dihapus."),
    )


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **more)


def says(both: Says) -> str:
    """A label or a sentence in the language of the reader."""
    return both["en" if (get_language() or "").startswith("en") else "id"]


def fact_field(fact: Fact) -> forms.Field:
    """The field of a fact; what it means is read later, by the readers of facts."""
    label, widget = says(fact.label), forms.TextInput({"autocomplete": "off"})
    match fact.kind:
        case FactKind.DATE:
            widget = forms.TextInput({"type": "date"})
        case FactKind.YES_NO:
            return _choice(label, [("ya", _("Ya")), ("tidak", _("Tidak"))])
        case FactKind.CODE:
            return _choice(label, [(code, code_word(fact, code)) for code in fact.codes])
        case FactKind.MONEY | FactKind.MONTHS | FactKind.COUNT:
            widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    help_text = _("Huruf butir Pasal 15(2) yang ada, misalnya abcdefg.") if fact.kind is FactKind.LETTERS else ""
    return forms.CharField(label=label, required=False, max_length=200, widget=widget, help_text=help_text)


def _choice(label: str, choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[_OPEN, *choices])


def code_word(fact: Fact, code: str) -> str:
    """What offices write for a code: the first of its words that is no abbreviation."""
    words = fact.codes[code] or (code,)
    return next((word for word in words if len(word) > 2), words[0]).capitalize()


class DocumentForm(forms.Form):
    """One document of one kind. `facts` are the fields beside number and days."""

    number = forms.CharField(
        label=_("Nomor"), required=False, max_length=60, widget=forms.TextInput({"autocomplete": "off"})
    )
    issued_by = forms.CharField(label=_("Penerbit"), required=False, max_length=120)
    issued_on = day_field(_("Tanggal terbit atau tanda tangan"))
    valid_until = day_field(_("Berlaku sampai"))

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": kind.code} | kwargs)
        self.kind = kind
        for column, fact in kind.columns.items():
            self.fields[column].label = says(FACTS[fact].label)
        self.fields["issued_by"].help_text = str(kind.issuer)
        if kind.months:
            self.fields["valid_until"].help_text = _("Biasanya %(months)s bulan. Tulis yang tercetak.") % {
                "months": kind.months
            }
        if not kind.expires:
            del self.fields["valid_until"]
        for key in kind.stated:
            self.fields[key] = fact_field(FACTS[key])
        self.fields["scans"] = files_field()

    def clean(self) -> dict[str, Any]:
        """What is stated, read; a sentence at each field that cannot be."""
        given: dict[str, Any] = super().clean() or {}
        self.facts, wrong = read_stated(self.kind, {key: given.get(key) or "" for key in self.kind.stated})
        for key, because in wrong.items():
            self.add_error(key, says(because))
        return given

    def paper(self, replaces: Document | None = None) -> Paper:
        """The document, as the action takes it."""
        given: dict[str, Any] = {
            name: self.cleaned_data.get(name) for name in ("number", "issued_by", "issued_on", "valid_until")
        }
        return Paper(kind=self.kind, facts=self.facts, replaces=replaces, **given)


class PagesForm(forms.Form):
    """More pages of a document."""

    scans = files_field()


class VerifyForm(forms.Form):
    """Whether a document is real."""

    answer = forms.ChoiceField(label=_("Apakah dokumen ini benar?"), choices=Truth, widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("Cara memeriksa"), choices=Way)
    on = forms.DateField(
        label=_("Tanggal periksa"),
        initial=timezone.localdate,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class QueueFilter(forms.Form):
    """Which of the documents that wait."""

    jenis = forms.ChoiceField(label=_("Jenis dokumen"), required=False)

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: list[tuple[str, str | Promise]] = [
            (kind.code, kind.name) for kind in KINDS.values() if role in kind.checked_by
        ]
        self.fields["jenis"].choices = [("", _("Semua jenis")), *kinds]  # type: ignore[attr-defined]

    def kind(self) -> str:
        """The kind that was chosen; "" for all of them."""
        return self.cleaned_data["jenis"] if self.is_valid() else ""

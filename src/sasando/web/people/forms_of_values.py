"""What is asked where values with their source are written down, decided and corrected."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from sasando.domain.people.saying import Source
from sasando.domain.people.values import (
    BIRTHS,
    OWNERS,
    RELATIONS,
    Certainty,
    Detail,
    IdentifierKind,
    SourceKind,
    ValueKind,
)
from sasando.web.shell.places import PlaceField

OLDEST: Final = 120
_DETAILS: Final = {
    IdentifierKind.BIRTH: (_("Seberapa pasti"), BIRTHS),
    IdentifierKind.PHONE: (_("Milik siapa"), OWNERS),
    IdentifierKind.RELATIVE: (_("Hubungan"), RELATIONS),
}


def _choices(some: Any) -> list[Any]:
    return [(one.value, one.label) for one in some]


class SourceFields(forms.Form):
    """Where it comes from; every one may stay empty."""

    source = forms.ChoiceField(
        label=_("Sumber"),
        required=False,
        choices=[("", _("Tidak disebut")), *SourceKind.choices],
    )
    source_note = forms.CharField(
        label=_("Keterangan sumber"),
        required=False,
        max_length=200,
        help_text=_("Misalnya nomor surat, nama kapal, atau siapa yang mengatakannya."),
    )

    def source_said(self) -> Source:
        """The source, as the actions take it."""
        given = self.cleaned_data
        return Source(
            kind=given.get("source") or SourceKind.OTHER,
            note=given.get("source_note", ""),
            on=given.get("on"),
            certainty=given.get("certainty") or Certainty.SAID,
        )


class ValueForm(SourceFields):
    """One value of one kind: only the fields of that kind."""

    text = forms.CharField(label=_("Isi"), required=False, max_length=200)
    region = PlaceField(label=_("Asal"), required=False)
    detail = forms.ChoiceField(required=False)
    day = forms.DateField(
        label=_("Tanggal lahir"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    number = forms.IntegerField(label=_("Umur dalam tahun"), required=False, min_value=0, max_value=date.max.year)
    phone = forms.CharField(
        label=_("Telepon"),
        required=False,
        max_length=30,
        widget=forms.TextInput({"type": "tel", "autocomplete": "off"}),
    )
    certainty = forms.ChoiceField(
        label=_("Kepastian"), required=False, choices=Certainty.choices, initial=Certainty.SAID
    )
    on = forms.DateField(
        label=_("Per tanggal"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Hari hal ini dikatakan atau tertulis di surat."),
    )
    field_order = ("text", "region", "detail", "day", "number", "phone", "certainty", "source", "source_note", "on")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in {"text", "region", "detail", "day", "number", "phone"} - set(self._wanted()):
            del self.fields[name]
        if kind in _DETAILS:
            label, choices = _DETAILS[IdentifierKind(kind)]
            self.fields["detail"].label = label
            self.fields["detail"].choices = _choices(choices)  # type: ignore[attr-defined]
        self._word()

    def _wanted(self) -> tuple[str, ...]:
        special = {
            ValueKind.VILLAGE: ("region", "text"),
            IdentifierKind.BIRTH: ("detail", "day", "number"),
            IdentifierKind.PHONE: ("text", "detail"),
            IdentifierKind.RELATIVE: ("text", "detail", "phone"),
            IdentifierKind.CHILD: ("text", "number"),
        }
        return special.get(self.kind, ("text",))  # type: ignore[call-overload,no-any-return]

    def _word(self) -> None:
        if self.kind == ValueKind.VILLAGE:
            self.fields["text"].label = _("Dalam kata-katanya sendiri")
        if self.kind in (IdentifierKind.RELATIVE, IdentifierKind.CHILD):
            self.fields["text"].label = _("Nama")
        if self.kind == IdentifierKind.BIRTH:
            self.fields["number"].label = _("Tahun, atau umur kira-kira")
            self.fields["number"].help_text = _("Bila tanggalnya tidak diketahui, misalnya 1998, atau 25.")
        if self.kind == IdentifierKind.NIK:
            self.fields["text"].widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})

    def clean_text(self) -> str:
        """A NIK has sixteen digits; a passport number is written in capitals, without spaces."""
        text = str(self.cleaned_data["text"])
        if self.kind == IdentifierKind.NIK and not (text.isdecimal() and len(text) == 16):
            raise forms.ValidationError(_("NIK terdiri dari 16 angka."))
        return text.upper().replace(" ", "") if self.kind == IdentifierKind.PASSPORT else text

    def clean(self) -> dict[str, Any]:
        """Something must be written, and a birth must be one."""
        given: dict[str, Any] = super().clean() or {}
        if self.kind == IdentifierKind.BIRTH:
            self._clean_birth(given)
        elif not self.errors and not any(given.get(name) for name in ("text", "region")):
            self.add_error("text", _("Tulis isinya dahulu."))
        return given

    def _clean_birth(self, given: dict[str, Any]) -> None:
        detail, number = given.get("detail"), given.get("number")
        if detail == Detail.DAY and not given.get("day"):
            self.add_error("day", _("Tulis tanggalnya, atau pilih tahun atau umur saja."))
        elif detail == Detail.YEAR and not 1900 <= (number or 0) <= 2100:
            self.add_error("number", _("Tulis tahun dengan empat angka, misalnya 1998."))
        elif detail == Detail.ABOUT and not 0 < (number or 0) <= OLDEST:
            self.add_error("number", _("Tulis umurnya dalam tahun, misalnya 25."))
        if detail == Detail.ABOUT and not given.get("on"):
            self.add_error("on", _("Umur hanya berarti bersama harinya: tulis kapan orang ini dilihat."))

    def what(self) -> dict[str, Any]:
        """The value itself, as the action takes it."""
        given = {name: self.cleaned_data[name] for name in self._wanted() if self.cleaned_data.get(name)}
        if self.kind == IdentifierKind.BIRTH:
            given.pop("number" if given.get("detail") == Detail.DAY else "day", None)
        if region := given.get("region"):
            given.setdefault("text", region.title)
        return given


class SuggestionFilter(forms.Form):
    """Which pairs."""

    WAITING, UNSURE, DECIDED = "menunggu", "ragu", "diputuskan"
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[
            (WAITING, _("Menunggu putusan")),
            (UNSURE, _("Belum pasti")),
            (DECIDED, _("Sudah diputuskan")),
        ],
    )


class CorrectionFilter(forms.Form):
    """Which requests."""

    WAITING, DECIDED = "menunggu", "diputuskan"
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[(WAITING, _("Menunggu putusan")), (DECIDED, _("Sudah diputuskan"))],
    )

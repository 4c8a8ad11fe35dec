"""What is asked when news are sent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.gates.models import Gate
from sasando.domain.organisations.models import Organisation
from sasando.domain.passages.models import Purpose
from sasando.domain.passages.notices import News
from sasando.domain.rosters.models import Entry, Roster

WHICH = [("", _("Semua")), ("in", _("Masuk")), ("out", _("Terkirim")), ("silent", _("Belum dijawab"))]


class NoticeFilter(forms.Form):
    """Which news."""

    which = forms.ChoiceField(label=_("Kabar"), required=False, choices=WHICH)


class _Name(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Entry) -> str:
        return " · ".join(str(part) for part in (obj.full_name or obj.description, obj.age, obj.place) if part)


class SendForm(forms.Form):
    """Whom, where to, and why."""

    purpose = forms.ChoiceField(
        label=_("Maksud"), choices=Purpose, widget=forms.RadioSelect, initial=Purpose.EXPECT.value
    )
    gate = forms.ModelChoiceField(label=_("Gerbang"), queryset=Gate.objects.none(), required=False)
    to = forms.ModelChoiceField(
        label=_("Atau lembaga"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=_("Misalnya desa, untuk bertanya: apakah ini orang Anda?"),
    )
    carrier = forms.CharField(label=_("Kapal atau penerbangan"), required=False, max_length=80)
    expected_at = forms.DateTimeField(
        label=_("Diperkirakan tiba"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    people = _Name(label=_("Orang"), queryset=Entry.objects.none(), widget=forms.CheckboxSelectMultiple)
    urgent = forms.BooleanField(
        label=_("Mendesak: bunyikan di sana"),
        required=False,
        help_text=_("Hanya bila orang hilang, sakit, atau harus dicegah hari ini."),
    )

    def __init__(self, *args: Any, roster: Roster, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roster = roster
        fields: Any = self.fields
        fields["gate"].queryset = Gate.objects.visible_to(by).filter(active=True)
        fields["to"].queryset = Organisation.objects.visible_to(by).filter(active=True).exclude(pk=by.organisation)
        fields["people"].queryset = Entry.objects.visible_to(by).filter(roster=roster).order_by("row", "full_name")

    def clean(self) -> dict[str, Any]:
        """One gate, or one office."""
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("gate")) == bool(cleaned.get("to")):
            raise Refused("gate_or_office")
        return cleaned

    def news(self) -> News:
        """What is to be sent."""
        given = self.cleaned_data
        return News(
            purpose=Purpose(given["purpose"]),
            roster=self.roster,
            gate=given["gate"],
            to=given["to"],
            carrier=given["carrier"] or self.roster.carrier or "",
            expected_at=given["expected_at"],
            urgent=given["urgent"],
        )


class LinkForm(forms.Form):
    """For whom a link is made."""

    to = forms.CharField(
        label=_("Untuk kantor atau orang"),
        max_length=120,
        help_text=_("Misalnya: Syahbandar Makassar."),
    )

"""What is asked on the pages of persons."""

from functools import cache
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasando.core.facts.regions import place_name
from sasando.core.facts.tables import table
from sasando.domain.access import Actor, is_allowed
from sasando.domain.organisations.kinds import ROLES_OF
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.models import Person, Sex
from sasando.web.people.forms_of_values import SourceFields
from sasando.web.shell.places import PlaceField

ORDERS = {"nama": "full_name", "asal": "region_code", "dicatat": "recorded_at"}
USUAL = "nama"
ELSEWHERE = "lain"


@cache
def regencies() -> list[tuple[str, str]]:
    """The regencies of NTT with their codes, by name."""
    codes = [row["kode_kemendagri"] for row in table("ntt_kemendagri_bps_regencies.csv")]
    return sorted(((code, place_name(code)) for code in codes), key=lambda one: one[1])


def _regions() -> list[tuple[str, str | Promise]]:
    return [("", _("Semua wilayah")), *regencies(), (ELSEWHERE, _("Luar NTT atau belum diketahui"))]


class PersonFilter(forms.Form):
    """Which people. A value that means nothing filters nothing."""

    q = forms.CharField(label=_("Nama atau ciri-ciri"), required=False, max_length=80)
    wilayah = forms.ChoiceField(label=_("Wilayah"), required=False, choices=_regions)
    jk = forms.ChoiceField(label=_("Jenis kelamin"), required=False, choices=[("", _("Semua")), *Sex.choices])

    def found(self, people: QuerySet[Person]) -> QuerySet[Person]:
        """Of these people those asked for, in the order of the address (`urut`)."""
        self.is_valid()
        text, region, sex = (self.cleaned_data.get(name, "") for name in ("q", "wilayah", "jk"))
        for word in text.split():
            people = people.filter(Q(full_name__icontains=word) | Q(description__icontains=word))
        if region == ELSEWHERE:
            people = people.exclude(region_code__startswith="53.")
        elif region:
            people = people.filter(Q(region_code=region) | Q(region_code__startswith=f"{region}."))
        people = people.filter(sex=sex) if sex else people
        order = self.data.get("urut", USUAL)
        column = ORDERS.get(order.removeprefix("-"), ORDERS[USUAL])
        return people.order_by(("-" if order.startswith("-") else "") + column, "id")


class PersonForm(SourceFields):
    """What is known of somebody; a name or a description is enough."""

    OF_IDENTITY = ("nik", "passport_number", "born_on", "phone")
    OF_SOURCE = ("source", "source_note")
    field_order = ("full_name", "description", "sex", "home", *OF_IDENTITY, *OF_SOURCE)

    full_name = forms.CharField(label=_("Nama"), required=False, max_length=200, help_text=_("Satu nama saja cukup."))
    description = forms.CharField(
        label=_("Ciri-ciri"),
        required=False,
        max_length=300,
        help_text=_("Bila namanya belum diketahui: apa yang membuat orang ini dikenali."),
    )
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"), required=False, choices=[("", _("Belum diketahui")), *Sex.choices]
    )
    home = PlaceField(label=_("Asal"), required=False)
    nik = forms.RegexField(
        r"^[0-9]{16}$",
        label=_("NIK"),
        required=False,
        error_messages={"invalid": _("NIK terdiri dari 16 angka.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    passport_number = forms.CharField(
        label=_("Nomor paspor"), required=False, max_length=20, widget=forms.TextInput({"autocomplete": "off"})
    )
    born_on = forms.DateField(
        label=_("Tanggal lahir"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    phone = forms.CharField(
        label=_("Telepon"),
        required=False,
        max_length=30,
        widget=forms.TextInput({"type": "tel", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, with_identity: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_identity:
            for name in self.OF_IDENTITY:
                del self.fields[name]

    def clean_passport_number(self) -> str:
        """In capitals, without spaces: as it is looked for."""
        return str(self.cleaned_data["passport_number"]).upper().replace(" ", "")

    def clean(self) -> dict[str, Any]:
        """One name or one description; the place as a key."""
        given: dict[str, Any] = super().clean() or {}
        if not (given.get("full_name") or given.get("description")):
            self.add_error("full_name", _("Tulis nama atau ciri-ciri orang ini; salah satu cukup."))
        return given

    def of_person(self) -> dict[str, Any]:
        """What stands on the record itself."""
        others = (*self.OF_IDENTITY, *self.OF_SOURCE)
        return {key: value for key, value in self.cleaned_data.items() if key not in others}

    def known(self) -> dict[str, Any]:
        """Everything that was written, and nothing that was left empty."""
        return {key: value for key, value in self.cleaned_data.items() if value and key not in self.OF_SOURCE}

    def of_identity(self) -> dict[str, Any]:
        """What singles the person out."""
        return {key: value for key, value in self.cleaned_data.items() if key in self.OF_IDENTITY}

    def changed(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Of these fields those that differ from what was shown."""
        return {key: value for key, value in fields.items() if (self.initial.get(key) or "") != (value or "")}


class AssignForm(forms.Form):
    """To whom somebody is handed over, and until when."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Lembaga"), empty_label=_("Pilih lembaga")
    )
    until = forms.DateField(
        label=_("Sampai"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Sesudah hari ini lembaga itu tidak lagi melihat orangnya."),
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organisation.objects.visible_to(by).filter(active=True).exclude(pk=by.organisation)
        self.fields["organisation"].queryset = others.filter(kind__in=_kinds_that_take())  # type: ignore[attr-defined]


@cache
def _kinds_that_take() -> tuple[str, ...]:
    """The kinds of organisations in which somebody may see a person who was handed to them; a company gets its people
    with a placement, never by hand.
    """
    return tuple(
        str(kind)
        for kind, roles in ROLES_OF.items()
        if "p3mi" not in roles and any(is_allowed(role, "person.read", "assigned") for role in roles)
    )


class AdverseForm(forms.Form):
    """Which organisation somebody's case is against."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Lembaga yang dilaporkan"), empty_label=_("Pilih lembaga")
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organisation.objects.visible_to(by).exclude(pk=by.organisation)
        self.fields["organisation"].queryset = others  # type: ignore[attr-defined]

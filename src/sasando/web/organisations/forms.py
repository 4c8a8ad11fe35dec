"""What is asked on the pages of organisations."""

from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasando.core.facts.regions import place_name
from sasando.core.facts.tables import table
from sasando.domain.access import Actor
from sasando.domain.gates.models import Gate
from sasando.domain.organisations.kinds import ROLE_NAMES, ROLES_OF, Kind
from sasando.domain.organisations.models import Organisation
from sasando.domain.organisations.queries import with_ending_agreement, with_stale_contact
from sasando.web.shell.places import PlaceField, PlacesField

ORDERS = {"nama": "name", "jenis": "kind", "tempat": "seat_id"}
USUAL = "nama"
WITHOUT_REGION = frozenset({Kind.PLACEMENT_COMPANY, Kind.BRANCH, Kind.ASSOCIATION})
"""Kinds that cover nothing: a company answers for its own candidates, never for a region."""


@cache
def _regencies() -> list[tuple[str, str]]:
    codes = [row["kode_kemendagri"] for row in table("ntt_kemendagri_bps_regencies.csv")]
    return sorted(((code, place_name(code)) for code in codes), key=lambda one: one[1])


def _regions() -> list[tuple[str, str | Promise]]:
    return [("", _("Semua tempat")), *_regencies()]


def _day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)


STATES = [
    ("", _("Yang aktif")),
    ("lama", _("Kontaknya perlu dipastikan")),
    ("berakhir", _("Perjanjiannya segera berakhir")),
    ("semua", _("Juga yang tidak aktif")),
]
_NARROWED = {"lama": with_stale_contact, "berakhir": with_ending_agreement}


class OrganisationFilter(forms.Form):
    """Which organisations. A value that means nothing filters nothing."""

    q = forms.CharField(label=_("Nama"), required=False, max_length=80)
    jenis = forms.ChoiceField(label=_("Jenis"), required=False, choices=[("", _("Semua jenis")), *Kind.choices])
    wilayah = forms.ChoiceField(label=_("Tempat"), required=False, choices=_regions)
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False, choices=STATES)

    def found(self, organisations: QuerySet[Organisation], actor: Actor, *, today: date) -> QuerySet[Organisation]:
        """Of these the ones asked for, in the order of the address (`urut`)."""
        self.is_valid()
        text, kind, region, state = (self.cleaned_data.get(one, "") for one in ("q", "jenis", "wilayah", "keadaan"))
        for word in text.split():
            organisations = organisations.filter(name__icontains=word)
        organisations = organisations.filter(kind=kind) if kind else organisations
        if region:
            organisations = organisations.filter(Q(seat=region) | Q(seat__code__startswith=f"{region}."))
        organisations = organisations if state == "semua" else organisations.filter(active=True)
        if state in _NARROWED:
            organisations = _NARROWED[state](organisations, actor, today=today)
        order = self.data.get("urut", USUAL)
        column = ORDERS.get(order.removeprefix("-"), ORDERS[USUAL])
        return organisations.order_by(("-" if order.startswith("-") else "") + column, "name", "pk")


def _gates(known: Organisation | None) -> list[tuple[str, str]]:
    """The gates in use, and those where the organisation stands already."""
    gates = Gate.objects.filter(Q(active=True) | Q(pk__in=(known and known.stands_at) or []))
    return sorted(((gate.pk, gate.title) for gate in gates), key=lambda one: one[1])


class OrganisationForm(forms.Form):
    """An organisation that takes part."""

    name = forms.CharField(label=_("Nama"), max_length=200)
    kind = forms.ChoiceField(label=_("Jenis"), choices=Kind.choices)
    seat = PlaceField(label=_("Tempat"), required=False)
    covers = PlacesField(
        label=_("Wilayah kerja"),
        required=False,
        help_text=_("Satu wilayah per baris. Kosong untuk perusahaan dan asosiasi."),
    )
    stands_at = forms.MultipleChoiceField(
        label=_("Bertugas di gerbang"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Daftar dan orang yang melewati gerbang ini terlihat oleh lembaga ini."),
    )
    parent = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Bagian dari"),
        required=False,
        empty_label=_("Bukan bagian dari lembaga lain"),
    )
    active = forms.BooleanField(
        label=_("Aktif"), required=False, help_text=_("Dari lembaga yang tidak aktif tidak ada yang dapat masuk.")
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], known: Organisation | None = None, **kw: Any):
        super().__init__(*args, **kw)
        self.known = known
        others = organisations.exclude(pk=known.pk) if known else organisations
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]
        self.fields["stands_at"].choices = _gates(known)  # type: ignore[attr-defined]
        del self.fields["kind" if known else "active"]

    def clean_stands_at(self) -> list[str] | None:
        """The keys of the gates; None for none, as it is kept."""
        return self.cleaned_data["stands_at"] or None

    def clean(self) -> dict[str, Any]:
        """A company covers no region."""
        given: dict[str, Any] = super().clean() or {}
        kind = self.known.kind if self.known else given.get("kind")
        if kind in WITHOUT_REGION and given.get("covers"):
            self.add_error("covers", _("Perusahaan dan asosiasi tidak mempunyai wilayah kerja; kosongkan."))
        return given


class ContactForm(forms.Form):
    """Whom to call there today."""

    name = forms.CharField(label=_("Nama"), max_length=120)
    title = forms.CharField(label=_("Jabatan"), max_length=120, required=False)
    phone = forms.CharField(
        label=_("Telepon"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "off"}),
    )


class AgreementForm(forms.Form):
    """The agreement on sharing data."""

    number = forms.CharField(label=_("Nomor"), max_length=80)
    since = _day(label=_("Berlaku sejak"))
    until = _day(label=_("Berlaku sampai"))


class InviteForm(forms.Form):
    """Whom to invite, in which role."""

    name = forms.CharField(label=_("Nama"), max_length=120)
    role = forms.ChoiceField(label=_("Peran"))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_for(kind)  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    """A role to give, and until when."""

    role = forms.ChoiceField(label=_("Peran"))
    until = _day(label=_("Sampai"), required=False, help_text=_("Kosong: tanpa tanggal akhir."))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_for(kind)  # type: ignore[attr-defined]


def roles_for(kind: str) -> list[tuple[str, str | Promise]]:
    """The roles that belong to a kind of organisation, as choices.

    >>> [key for key, name in roles_for("puskesmas")]
    ['clinic']
    """
    allowed = ROLES_OF.get(kind, frozenset())
    return [(key, name) for key, name in ROLE_NAMES.items() if key in allowed]

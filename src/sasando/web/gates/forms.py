"""What is asked on the pages of the gates."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sasando.core.facts.countries import read_country
from sasando.core.facts.regions import find_regency
from sasando.core.facts.unreadable import Unreadable
from sasando.domain.gates.models import Kind
from sasando.domain.gates.queries import find_gates

ORDERS = {
    "nama": ("name", "slug"),
    "jenis": ("kind", "name"),
    "kota": ("city", "name"),
    "wilayah": ("country", F("region__name").asc(nulls_last=True), "name"),
}


class GateFilter(forms.Form):
    """The filters of the list. A value that means nothing filters nothing."""

    cari = forms.CharField(label=_("Nama atau tempat"), required=False, max_length=80)
    jenis = forms.ChoiceField(label=_("Jenis"), required=False, choices=[("", _("Semua jenis")), *Kind.choices])
    letak = forms.ChoiceField(
        label=_("Letak"),
        required=False,
        choices=[
            ("", _("Semua tempat")),
            ("ntt", _("Nusa Tenggara Timur")),
            ("indonesia", _("Di jalur, provinsi lain")),
            ("abroad", _("Luar negeri")),
        ],
    )
    keadaan = forms.ChoiceField(
        label=_("Keadaan"), required=False, choices=[("", _("Yang dipakai")), ("semua", _("Juga yang ditutup"))]
    )

    def found(self, gates: QuerySet[Any]) -> QuerySet[Any]:
        """Of these gates the ones asked for, in the order of the address (`urut`)."""
        self.is_valid()
        asked = self.cleaned_data
        found = find_gates(
            gates,
            text=asked.get("cari", ""),
            kind=asked.get("jenis", ""),
            where=asked.get("letak", ""),
            closed=asked.get("keadaan") == "semua",
        )
        order = self.data.get("urut", "nama")
        found = found.order_by(*ORDERS.get(order.removeprefix("-"), ORDERS["nama"]))
        return found.reverse() if order.startswith("-") else found


class GateForm(forms.Form):
    """A gate that an administrator adds. Regency and country are written as people write them."""

    name = forms.CharField(
        label=_("Nama"), max_length=80, help_text=_("Tanpa kata pelabuhan atau bandara, misalnya Lorens Say.")
    )
    kind = forms.ChoiceField(label=_("Jenis"), choices=Kind.choices)
    city = forms.CharField(label=_("Kota atau tempat"), max_length=80)
    country = forms.CharField(label=_("Negara"), max_length=60, initial="Indonesia")
    region = forms.CharField(
        label=_("Kabupaten atau kota"),
        required=False,
        max_length=80,
        help_text=_("Nama atau kode Kemendagri, misalnya Kab. Ende atau 53.08. Kosong untuk luar negeri."),
    )
    latitude = forms.DecimalField(
        label=_("Lintang"),
        required=False,
        localize=True,
        max_digits=4,
        decimal_places=1,
        help_text=_("Derajat, satu angka di belakang koma; selatan memakai tanda minus, misalnya -8,6."),
    )
    longitude = forms.DecimalField(
        label=_("Bujur"),
        required=False,
        localize=True,
        max_digits=4,
        decimal_places=1,
        help_text=_("Derajat, satu angka di belakang koma, misalnya 122,2."),
    )
    source = forms.CharField(
        label=_("Sumber"),
        max_length=500,
        help_text=_("Dari mana gerbang ini diketahui: surat, alamat berita, atau kantor yang menyebutnya."),
    )
    since = forms.DateField(
        label=_("Tanggal sumber"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(label=_("Catatan"), required=False, max_length=300)

    ASKED_APART: ClassVar = ("name", "kind", "source")

    def clean_country(self) -> str:
        """The alpha-2 code."""
        return _read(read_country, self.cleaned_data["country"])

    def clean_region(self) -> str | None:
        """The code of the regency."""
        written = self.cleaned_data["region"]
        return _read(lambda text: find_regency(text).code, written) if written else None

    def facts(self) -> dict[str, Any]:
        """What `add_gate` takes."""
        facts = {key: value for key, value in self.cleaned_data.items() if key not in self.ASKED_APART}
        facts["region_id"] = facts.pop("region")
        apart = {key: self.cleaned_data[key] for key in self.ASKED_APART}
        return apart | {"facts": facts}


def _read(reading: Callable[[str], str], text: str) -> str:
    try:
        return reading(text)
    except Unreadable as problem:
        raise ValidationError(problem.because["en" if (get_language() or "").startswith("en") else "id"]) from None

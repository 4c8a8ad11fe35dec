"""What is asked of a list on its way, and the filters of lists."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasando.domain.gates.models import Call
from sasando.domain.rosters.models import AT_GATES
from sasando.exchange.reports.words import moment
from sasando.web.passages.choosing import GateField, Gates

KINDS = [(kind.value, kind.label) for kind in AT_GATES]
WHEN = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")
SUMS = [
    ("", gettext_lazy("Semua")),
    ("tunggu", gettext_lazy("Ada yang belum dicentang")),
    ("hilang", gettext_lazy("Ada yang hilang")),
    ("selisih", gettext_lazy("Jumlahnya belum cocok")),
]


def moment_field(**more: Any) -> forms.DateTimeField:
    """A day and time of Kupang's clock."""
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(widget=widget, input_formats=WHEN, **more)


class PassageFilter(forms.Form):
    """Which lists."""

    q = forms.CharField(label=gettext_lazy("Nama daftar"), required=False, max_length=80)
    gerbang = forms.ChoiceField(label=gettext_lazy("Gerbang"), required=False)
    jenis = forms.ChoiceField(
        label=gettext_lazy("Jenis"), required=False, choices=[("", gettext_lazy("Semua")), *KINDS]
    )
    hari = forms.DateField(label=gettext_lazy("Tiba pada"), required=False, widget=forms.DateInput({"type": "date"}))
    jumlah = forms.ChoiceField(label=gettext_lazy("Jumlah"), required=False, choices=SUMS)

    def __init__(self, *args: Any, gates: Gates, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Semua gerbang")), *((key, gate.title) for key, gate in gates.items())]
        self.fields["gerbang"].choices = choices  # type: ignore[attr-defined]


class AnnounceForm(forms.Form):
    """A list as it came, and what is known of it. `kept` carries an uploaded file through the preview."""

    text = forms.CharField(
        label=gettext_lazy("Tempel atau ketik daftarnya"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 12, "spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Dari WhatsApp, surat, atau Excel, apa adanya. Mengetik sendiri: satu orang satu baris."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Atau berkas"),
        required=False,
        help_text=gettext_lazy("Excel, OpenDocument, CSV, atau teks."),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    kept_name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    use_file = forms.BooleanField(required=False, label=gettext_lazy("Baca berkas ini"))
    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("Jenis daftar"), choices=KINDS)
    call = forms.ChoiceField(
        label=gettext_lazy("Kapal atau pesawat dari jadwal"),
        required=False,
        help_text=gettext_lazy("Mengisi kapal, gerbang turun, dan jam tiba sekaligus."),
    )
    due = GateField(
        label=gettext_lazy("Turun di"),
        required=False,
        help_text=gettext_lazy("Bila daftarnya sendiri menyebut tempat turun, itu yang berlaku."),
    )
    came_from = GateField(label=gettext_lazy("Berangkat dari"), required=False)
    carrier = forms.CharField(label=gettext_lazy("Kapal atau penerbangan"), required=False, max_length=80)
    arrives_at = moment_field(label=gettext_lazy("Tiba"), required=False)
    title = forms.CharField(
        label=gettext_lazy("Nama daftar"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Kosong: dinamai menurut isinya."),
    )

    def __init__(self, *args: Any, gates: Gates, calls: Sequence[Call] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calls = {str(call.pk): call for call in calls}
        fields: Any = self.fields
        fields["due"].offer(gates, _("Tidak disebut"))
        fields["came_from"].offer(gates, _("Tidak disebut"))
        fields["call"].choices = [
            ("", _("Tidak ada di jadwal")),
            *((key, _title(one)) for key, one in self.calls.items()),
        ]
        self.initial.setdefault("key", uuid4())
        if not self.calls:
            del fields["call"]

    def clean(self) -> dict[str, Any]:
        """What the timetable says fills what was left open."""
        given: dict[str, Any] = super().clean() or {}
        call = self.calls.get(given.get("call") or "")
        if call:
            given["due"] = call.gate
            given["carrier"] = given.get("carrier") or call.sailing.vessel
            given["arrives_at"] = given.get("arrives_at") or call.begins_at
        return given


def _title(call: Call) -> str:
    return f"{call.sailing.vessel} · {call.gate.title} · {moment(call.begins_at, 'id')}"


class MarkForm(forms.Form):
    """What is ticked of one person or of several. `key` is of the page, so that a second tap makes no second tick."""

    kind = forms.ChoiceField(choices=())
    to = GateField(required=False)
    since = GateField(required=False)
    receiver = forms.CharField(required=False, max_length=120)
    key = forms.UUIDField(required=False)

    def __init__(self, *args: Any, gates: Gates, kinds: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind"].choices = kinds
        fields["to"].offer(gates, "")
        fields["since"].offer(gates, "")


class ExtraForm(forms.Form):
    """Somebody who is on no list: a name or what they look like is enough."""

    full_name = forms.CharField(label=gettext_lazy("Nama"), required=False, max_length=200)
    description = forms.CharField(
        label=gettext_lazy("Ciri-ciri"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Misalnya: anak laki-laki, baju merah, dari Malaka."),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("L/P"),
        required=False,
        choices=[("", "–"), ("M", gettext_lazy("Laki-laki")), ("F", gettext_lazy("Perempuan"))],
    )
    age = forms.IntegerField(label=gettext_lazy("Umur kira-kira"), required=False, min_value=0, max_value=129)
    companion = forms.ChoiceField(label=gettext_lazy("Anak, bersama siapa"), required=False)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, adults: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["companion"].choices = [("", _("Bukan anak")), *adults]  # type: ignore[attr-defined]
        self.initial.setdefault("key", uuid4())


class CountForm(forms.Form):
    """How many heads were counted."""

    heads = forms.IntegerField(label=gettext_lazy("Hitungan kepala"), min_value=0, max_value=100_000)


class PaperForm(forms.Form):
    """What holds for a whole sheet of paper."""

    at = moment_field(label=gettext_lazy("Jam di kertas"))
    to = GateField(label=gettext_lazy("Yang lanjut, lanjut ke"), required=False)
    receiver = forms.CharField(label=gettext_lazy("Yang diserahkan, kepada"), required=False, max_length=120)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, gates: Gates, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].offer(gates, "–")  # type: ignore[attr-defined]
        self.initial.setdefault("key", uuid4())

    def clean_at(self) -> Any:
        """Nothing was ticked in the future."""
        at = self.cleaned_data["at"]
        if at > timezone.now():
            raise forms.ValidationError(_("Jam ini belum tiba."))
        return at

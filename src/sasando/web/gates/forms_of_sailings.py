"""What is asked about the timetable: which days of which gate, one voyage with its calls, a table of voyages."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import BaseFormSet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sasando.domain.gates.clock import zone_of
from sasando.domain.gates.models import Gate, Mode
from sasando.domain.gates.voyages import CallAt, Voyage

ALL: Final = "semua"
MOST_CALLS: Final = 40
FIRST_ROWS: Final = 3
MORE_ROWS: Final = 3
_MOMENT: Final = "%Y-%m-%dT%H:%M"
Choices = list[tuple[str, Any]]


def gate_choices(gates: Iterable[Gate]) -> Choices:
    """The gates by where they lie, those of NTT first."""
    groups: dict[str, list[tuple[str, str]]] = {"ntt": [], "indonesia": [], "abroad": []}
    for gate in gates:
        ntt = (gate.region_id or "").startswith("53.")
        groups["ntt" if ntt else "indonesia" if gate.country == "ID" else "abroad"].append((gate.pk, gate.title))
    titles = {"ntt": _("Nusa Tenggara Timur"), "indonesia": _("Di jalur, provinsi lain"), "abroad": _("Luar negeri")}
    return [(str(titles[key]), sorted(group, key=lambda one: one[1])) for key, group in groups.items() if group]


class CalendarFilter(forms.Form):
    """Which gate, and from when. A value that means nothing filters nothing."""

    gerbang = forms.ChoiceField(label=_("Gerbang"), required=False)
    mulai = forms.DateField(
        label=_("Mulai minggu"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2200, 1, 1))],
    )

    def __init__(self, data: Any, *, gates: Iterable[Gate], mine: bool) -> None:
        super().__init__(data)
        everywhere: Choices = [(ALL if mine else "", _("Semua gerbang NTT"))]
        usual = [("", _("Gerbang kami")), *everywhere] if mine else everywhere
        self.fields["gerbang"].choices = [*usual, *gate_choices(gates)]  # type: ignore[attr-defined]


class SailingForm(forms.Form):
    """A voyage without its calls."""

    vessel = forms.CharField(
        label=_("Kapal atau nomor penerbangan"),
        max_length=80,
        help_text=_("Seperti tertulis, misalnya KM Bukit Siguntang, KMP Inerie II, atau JT 697."),
    )
    mode = forms.ChoiceField(label=_("Moda"), required=False, choices=[("", _("Terbaca dari namanya")), *Mode.choices])
    source = forms.CharField(
        label=_("Sumber"),
        required=False,
        max_length=200,
        help_text=_("Misalnya selebaran Pelni bulan ini, atau agen di pelabuhan."),
    )
    note = forms.CharField(label=_("Catatan"), required=False, max_length=300)


class CallForm(forms.Form):
    """One call. Times are those of the clock at the gate. A row without anything is no call."""

    gate = forms.ChoiceField(label=_("Gerbang"), required=False)
    arrives = forms.DateTimeField(
        label=_("Tiba"), required=False, widget=forms.DateTimeInput({"type": "datetime-local"}, format=_MOMENT)
    )
    departs = forms.DateTimeField(
        label=_("Berangkat"), required=False, widget=forms.DateTimeInput({"type": "datetime-local"}, format=_MOMENT)
    )

    def __init__(self, *args: Any, gates: dict[str, Gate], choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._gates = gates
        self.fields["gate"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A gate with a time, or nothing at all."""
        cleaned: dict[str, Any] = super().clean() or {}
        times = cleaned.get("arrives") or cleaned.get("departs")
        if times and not cleaned.get("gate") and "gate" not in self.errors:
            self.add_error("gate", _("Pilih gerbangnya."))
        if cleaned.get("gate") and not times and not self.errors:
            self.add_error("arrives", _("Isi waktu tiba, waktu berangkat, atau keduanya."))
        return cleaned

    def call(self) -> CallAt | None:
        """The call, its times by the clock of its gate; None for an empty row."""
        if not self.cleaned_data.get("gate"):
            return None
        gate = self._gates[self.cleaned_data["gate"]]
        times = (self.cleaned_data[key] for key in ("arrives", "departs"))
        return CallAt(gate, *(at and timezone.localtime(at).replace(tzinfo=zone_of(gate)) for at in times))


class VoyageForms:
    """The form of a voyage and those of its calls, as one. Rows are added on the server, so no script is needed."""

    def __init__(self, gates: Iterable[Gate], data: Any = None, voyage: Voyage | None = None) -> None:
        known = {gate.pk: gate for gate in gates}
        for one in voyage.calls if voyage else ():
            known.setdefault(one.gate.pk, one.gate)  # closed since; the voyage still calls there
        choices: Choices = [("", _("Pilih gerbang")), *gate_choices(known.values())]
        self.more = data is not None and "tambah" in data
        given = None if data is None else _with_rows(data, MORE_ROWS if self.more else 0)
        made = forms.formset_factory(
            CallForm, extra=1 if voyage else FIRST_ROWS, max_num=MOST_CALLS, absolute_max=MOST_CALLS
        )
        self.voyage = SailingForm(given, initial=_initial(voyage))
        self.calls: BaseFormSet[CallForm] = made(
            given,
            prefix="singgah",
            initial=list(_initial_calls(voyage)),
            form_kwargs={"gates": known, "choices": choices},
        )

    def is_valid(self) -> bool:
        """Whether all of it can be taken, and not only more rows were asked for."""
        return not self.more and all([self.voyage.is_valid(), self.calls.is_valid()])

    def stated(self) -> Voyage:
        """What `add_sailing` takes."""
        calls = [call for form in self.calls.forms if (call := form.call())]
        return Voyage(calls=calls, **self.voyage.cleaned_data)


def _with_rows(data: Any, more: int) -> Any:
    """What was sent, with room for more calls; a count of rows that means nothing counts as at the beginning."""
    given, stated = data.copy(), data.get("singgah-TOTAL_FORMS", "")
    rows = int(stated) if stated.isascii() and stated.isdecimal() and len(stated) < 4 else FIRST_ROWS
    given["singgah-TOTAL_FORMS"] = str(min(rows + more, MOST_CALLS))
    given["singgah-INITIAL_FORMS"] = "0"  # every row counts alike, those that were there before too
    return given


def _initial(voyage: Voyage | None) -> dict[str, str]:
    return {key: getattr(voyage, key) for key in ("vessel", "mode", "source", "note")} if voyage else {}


def _initial_calls(voyage: Voyage | None) -> Iterator[dict[str, str | datetime | None]]:
    for one in voyage.calls if voyage else ():
        zone = zone_of(one.gate)
        arrives, departs = (at and at.astimezone(zone).replace(tzinfo=None) for at in one[1:])
        yield {"gate": one.gate.pk, "arrives": arrives, "departs": departs}


class RepeatForm(forms.Form):
    """How often, and until when."""

    every = forms.TypedChoiceField(
        label=_("Setiap"),
        coerce=int,
        choices=[
            (14, _("2 minggu")),
            (7, _("minggu")),
            (1, _("hari")),
            (2, _("2 hari")),
            (3, _("3 hari")),
            (10, _("10 hari")),
            (28, _("4 minggu")),
        ],
    )
    until = forms.DateField(label=_("Sampai tanggal"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class TimetableForm(forms.Form):
    """A file or a pasted table."""

    file = forms.FileField(
        label=_("Berkas jadwal"), required=False, help_text=_("Excel, OpenDocument, atau CSV; satu baris satu singgah.")
    )
    text = forms.CharField(
        label=_("Tempel jadwalnya"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "wrap": "off"}),
        help_text=_("Salin dari Excel bersama judul kolomnya: kapal, tanggal, gerbang, tiba, berangkat."),
    )
    source = forms.CharField(label=_("Sumber"), required=False, max_length=200)

    def content(self) -> bytes:
        """What was handed in; what was pasted or corrected comes before an old file."""
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text") or ""
        return text.encode() if text.strip() or not file else file.read()

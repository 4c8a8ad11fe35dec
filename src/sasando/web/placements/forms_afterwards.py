"""What is asked about lists, duties, numbers, many placements at once, and SISKOP2MI."""

from datetime import date, timedelta
from typing import Any, Final, Self

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sasando.core.facts import FACTS
from sasando.domain.placements.actions import read_facts
from sasando.domain.placements.duties import DUTY_CHOICES
from sasando.domain.placements.kinds import SCHEME_CHOICES, STEPS
from sasando.domain.placements.obligations import LONGEST
from sasando.domain.placements.recap import WAYS, Period
from sasando.web.placements import words

_DAY: Final = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
YEAR: Final = timedelta(days=365)
DUTY_WORDS: Final = [
    ("open", _("Belum dilakukan")), ("late", _("Terlambat")), ("soon", _("Jatuh tempo dalam 14 hari")),
    ("undated", _("Belum ada batas hari")), ("done", _("Sudah dilakukan")),
]  # fmt: skip


class SchemeForm(forms.Form):
    """The scheme of the rows that name none."""

    scheme = forms.ChoiceField(label=_("Skema baris yang tidak menyebutnya"), choices=SCHEME_CHOICES)


class DutyFilter(forms.Form):
    """Which duties."""

    yang = forms.ChoiceField(label=_("Yang mana"), required=False, choices=DUTY_WORDS)
    kewajiban = forms.ChoiceField(label=_("Kewajiban"), required=False, choices=[("", _("Semua")), *DUTY_CHOICES])

    def which(self) -> tuple[str, str]:
        """The word and the kind; what means nothing is the usual."""
        self.is_valid()
        return self.cleaned_data.get("yang") or "open", self.cleaned_data.get("kewajiban") or ""


class FulfilForm(forms.Form):
    """That a duty was done."""

    on = forms.DateField(label=_("Dilakukan tanggal"), widget=_DAY)
    note = forms.CharField(
        label=_("Bukti"), max_length=200, help_text=_("Misalnya nomor surat ke Perwakilan, atau nomor laporan.")
    )


class DeathForm(forms.Form):
    """That a worker died abroad."""

    on = forms.DateField(label=_("Meninggal tanggal"), widget=_DAY)


class TermForm(forms.Form):
    """How many days a duty has."""

    kind = forms.ChoiceField(label=_("Kewajiban"), choices=DUTY_CHOICES)
    days = forms.IntegerField(label=_("Hari sesudah kejadiannya"), min_value=1, max_value=LONGEST)


class PeriodForm(forms.Form):
    """From a day to a day, as known on a day."""

    sejak = forms.DateField(label=_("Sejak"), required=False, widget=_DAY)
    sampai = forms.DateField(label=_("Sampai"), required=False, widget=_DAY)
    per = forms.DateField(label=_("Menurut catatan per"), required=False, widget=_DAY)

    def period(self, today: date) -> Period:
        """The period; a day that is missing or unreadable is the usual: this year, until today, as of today."""
        self.is_valid()
        given = self.cleaned_data
        until = given.get("sampai") or today
        return Period(given.get("sejak") or date(until.year, 1, 1), until, given.get("per") or today)

    def filled(self, today: date) -> Self:
        """The same form with the days that it means written into it."""
        period = self.period(today)
        days = {"sejak": period.since, "sampai": period.until, "per": period.as_of}
        return type(self)({**self.cleaned_data, **{name: day.isoformat() for name, day in days.items()}})


class RecapForm(PeriodForm):
    """The same, by what the numbers are parted."""

    menurut = forms.ChoiceField(label=_("Menurut"), required=False, choices=list(WAYS.items()))

    def way(self) -> str:
        """By what; by scheme unless another is asked."""
        self.is_valid()
        return self.cleaned_data.get("menurut") or "scheme"


class StepOfManyForm(forms.Form):
    """What a step states for all of them; what stays empty is taken from the sheet, row by row."""

    on = forms.DateField(label=_("Tanggal langkah ini"), widget=_DAY)
    from_list = forms.BooleanField(
        label=_("Pakai isi dari daftar untuk yang tidak diketik"), required=False, initial=True
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.read = kind, dict[str, Any]()
        for key in STEPS[kind].facts:
            label = FACTS[key].label[words.language()]
            self.fields[key] = forms.CharField(label=label, required=False, max_length=400)

    def clean(self) -> dict[str, Any]:
        """The facts as values; every problem at its field."""
        given: dict[str, Any] = super().clean() or {}
        self.read, problems = read_facts(self.kind, {key: given.get(key, "") for key in STEPS[self.kind].facts})
        for key, problem in problems.items():
            self.add_error(key, problem.because[words.language()])
        return given


class NumberForm(forms.Form):
    """The number of a placement in SISKOP2MI."""

    number = forms.CharField(label=_("Nomor SISKOP2MI"), required=False, max_length=40)


class ExtractForm(forms.Form):
    """An extract of SISKOP2MI."""

    file = forms.FileField(label=_("Petikan SISKOP2MI (Excel atau CSV)"))

    def clean_file(self) -> Any:
        """The file, when it is not too large."""
        file = self.cleaned_data["file"]
        if file.size > settings.LIST_AT_MOST:
            raise forms.ValidationError(_("Berkas ini terlalu besar."))
        return file

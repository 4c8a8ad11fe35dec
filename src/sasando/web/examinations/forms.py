"""What is asked on the pages of examinations."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sasando.core.facts.regions import place_name
from sasando.domain.access import Actor
from sasando.domain.examinations.examiners import Psychologist
from sasando.domain.examinations.islands import regencies_by_island
from sasando.domain.examinations.kinds import EXAMINERS, Giver, Kind, Language, Result, Sign, TestResult, Within
from sasando.domain.examinations.models import Slot
from sasando.domain.examinations.offering import Offer
from sasando.domain.examinations.outcomes import Agreed, Finding
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.models import Person
from sasando.web.shell.places import PlaceField

_MINUTE: Final = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
_DAY: Final = {"type": "date"}
_ADVISED: Final = timedelta(days=90)
_MOST_RUPIAH: Final = 50_000_000


def _day_field(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(_DAY, format="%Y-%m-%d"), **kwargs)


def _regencies(empty: Any) -> list[Any]:
    groups = [(island, [(code, place_name(code)) for code in codes]) for island, codes in regencies_by_island()]
    return [("", empty), *groups]


class SlotFilter(forms.Form):
    """Which slots, told from where."""

    jenis = forms.ChoiceField(label=_("Pemeriksaan"), required=False, choices=[("", _("Semua")), *Kind.choices])
    asal = forms.ChoiceField(
        label=_("Dekat dengan"), required=False, choices=lambda: _regencies(_("Tidak diurutkan menurut jarak"))
    )

    def found(self, slots: QuerySet[Slot]) -> QuerySet[Slot]:
        """Of these slots those asked for."""
        self.is_valid()
        kind = self.cleaned_data.get("jenis", "")
        return slots.filter(kind=kind) if kind else slots

    def home(self, usual: str) -> str:
        """From where nearness is told."""
        self.is_valid()
        return str(self.cleaned_data.get("asal") or usual)


class PeopleFilter(forms.Form):
    """Whom to choose from."""

    q = forms.CharField(label=_("Nama"), required=False, max_length=80)
    asal = forms.ChoiceField(label=_("Asal"), required=False, choices=lambda: _regencies(_("Semua")))


class ChosenForm(forms.Form):
    """Who was chosen, and the price that was shown."""

    price_idr = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    orang = forms.MultipleChoiceField(
        label=_("Orang"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu orang.")},
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["orang"].choices = [(key, _said(person)) for key, person in self.people.items()]  # type: ignore[attr-defined]

    def chosen(self) -> list[Person]:
        """The persons."""
        return [self.people[key] for key in self.cleaned_data["orang"]]


def _said(person: Person) -> str:
    return f"{person} ({person.home.title})" if person.home else str(person)


class WishForm(ChosenForm):
    """People who shall wait, for what, how far they would travel, and up to which price."""

    price_idr = forms.IntegerField(
        label=_("Harga paling tinggi per orang (Rp)"),
        min_value=0,
        max_value=_MOST_RUPIAH,
        help_text=_("Hari keliling yang lebih mahal tidak mengambil orang ini."),
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    kind = forms.ChoiceField(label=_("Pemeriksaan"), choices=Kind, widget=forms.RadioSelect, initial=Kind.HEALTH)
    within = forms.ChoiceField(
        label=_("Mau pergi sejauh"), choices=Within, widget=forms.RadioSelect, initial=Within.ISLAND
    )
    field_order = ("kind", "within", "price_idr", "orang")


class ReasonForm(forms.Form):
    """Why something is called off."""

    because = forms.CharField(label=_("Alasan"), max_length=200)


class OfferForm(forms.Form):
    """A slot; with a number of waiting people, a mobile day."""

    place = PlaceField(label=_("Tempat"))
    at = forms.DateTimeField(label=_("Hari dan jam (WITA)"), widget=_MINUTE)
    capacity = forms.IntegerField(label=_("Tempat untuk berapa orang"), min_value=1, max_value=500)
    price_idr = forms.IntegerField(
        label=_("Harga per orang (Rp)"),
        min_value=0,
        max_value=_MOST_RUPIAH,
        help_text=_("0 bila gratis. Harga ini dilihat sebelum orang memesan."),
    )
    opens_at_count = forms.IntegerField(
        label=_("Hari keliling: dibuka bila menunggu sekian orang"),
        required=False,
        min_value=1,
        help_text=_("Kosongkan untuk jadwal biasa, yang langsung dibuka."),
    )

    def clean(self) -> dict[str, Any]:
        """A mobile day cannot wait for more people than it has places."""
        given = super().clean() or self.cleaned_data
        if (given.get("opens_at_count") or 0) > (given.get("capacity") or 0):
            self.add_error("opens_at_count", _("Lebih banyak daripada tempatnya."))
        return given

    def offer(self) -> Offer:
        """What is offered."""
        return Offer(**self.cleaned_data)


class ConsentForm(forms.Form):
    """How somebody agreed. The first choices are the usual ones: one tap is enough."""

    language = forms.ChoiceField(label=_("Dibacakan dalam"), choices=Language)
    read_by = forms.CharField(label=_("Dibacakan oleh"), max_length=120)
    given_by = forms.ChoiceField(label=_("Diberikan oleh"), choices=Giver, widget=forms.RadioSelect, initial=Giver.SELF)
    how = forms.ChoiceField(label=_("Dengan"), choices=Sign, widget=forms.RadioSelect, initial=Sign.SIGNATURE)

    def agreed(self, on: date) -> Agreed:
        """What was agreed."""
        return Agreed(**self.cleaned_data, on=on)


class OutcomeForm(forms.Form):
    """What came of it: one tap on the result, one to save; the rest is filled in already or may stay empty."""

    result = forms.ChoiceField(label=_("Hasil"), choices=Result, widget=forms.RadioSelect)
    examined_on = _day_field(_("Tanggal periksa"))
    valid_until = _day_field(
        _("Berlaku sampai"), required=False, help_text=_("Tiga bulan sesudah periksa bila tidak diubah.")
    )
    examiner = forms.CharField(label=_("Dokter pemeriksa"), max_length=120)
    psychologist = forms.ModelChoiceField(
        label=_("Psikolog"), queryset=Psychologist.objects.none(), empty_label=_("Pilih psikolog")
    )
    number = forms.CharField(label=_("No sertifikat"), required=False, max_length=60)
    pregnancy = forms.ChoiceField(
        label=_("Tes kehamilan"),
        required=False,
        choices=[("", _("Tidak dilakukan")), *TestResult.choices],
        help_text=_(
            "Hasil apa pun tidak menghalangi keberangkatan. Perusahaan hanya mendengar bahwa tes sudah dilakukan."
        ),
    )
    detail = forms.CharField(
        label=_("Temuan"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Hanya dibaca petugas lembaga Anda sendiri."),
    )
    LATER: Final = ("examined_on", "valid_until", "psychologist", "examiner", "number", "pregnancy", "detail")

    def __init__(self, data: Any, *, kind: str, sex: str, by: Actor, initial: Any = None) -> None:
        today = timezone.localdate()
        usual = {"examined_on": today, "valid_until": today + _ADVISED, "examiner": by.name}
        super().__init__(data, initial=usual | (initial or {}))
        mine = Psychologist.objects.visible_to(by).filter(organisation=by.organisation, active=True)
        if kind == Kind.HEALTH:
            del self.fields["psychologist"]
        else:
            del self.fields["examiner"], self.fields["pregnancy"]
            self.fields["psychologist"].queryset = mine  # type: ignore[attr-defined]
            only = list(mine[:2])
            self.initial.setdefault("psychologist", only[0] if len(only) == 1 else None)
            self.fields["detail"].label = _("Catatan psikolog")
        if sex == "M":
            self.fields.pop("pregnancy", None)

    def later(self) -> list[forms.BoundField]:
        """What is filled in already or may stay empty."""
        return [self[name] for name in self.LATER if name in self.fields]

    def finding(self) -> Finding:
        """What came of it."""
        return Finding(**{"examiner": ""} | {key: value for key, value in self.cleaned_data.items() if key != "reason"})


class CorrectionForm(OutcomeForm):
    """A new outcome in the place of another, and why."""

    reason = forms.CharField(label=_("Alasan pembetulan"), max_length=200)


class DetailForm(forms.Form):
    """Findings or notes, added to what is there."""

    text = forms.CharField(label=_("Tambahan"), max_length=4000, widget=forms.Textarea({"rows": 4}))


class DesignationForm(forms.Form):
    """A facility that is designated, since when, and by what."""

    facility = forms.ModelChoiceField(label=_("Sarana kesehatan"), queryset=Organisation.objects.none())
    source = forms.CharField(label=_("Dasar penunjukan"), max_length=200, help_text=_("Nomor surat, daftar, tanggal."))
    since = _day_field(_("Berlaku sejak"))
    until = _day_field(_("Berlaku sampai"), required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Organisation.objects.visible_to(by).filter(active=True, kind__in=EXAMINERS[Kind.HEALTH])
        self.fields["facility"].queryset = known  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The last day of a designation."""

    until = _day_field(_("Hari terakhir"))


class PsychologistForm(forms.Form):
    """A psychologist of an institution."""

    institution = forms.ModelChoiceField(label=_("Lembaga psikologi"), queryset=Organisation.objects.none())
    name = forms.CharField(label=_("Nama psikolog"), max_length=120)
    registration = forms.CharField(label=_("No STR"), max_length=60, help_text=_("Berlaku seumur hidup."))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Organisation.objects.visible_to(by).filter(active=True, kind__in=EXAMINERS[Kind.PSYCHOLOGY])
        self.fields["institution"].queryset = known  # type: ignore[attr-defined]


class LicenceForm(forms.Form):
    """A licence to practise, first or renewed."""

    number = forms.CharField(label=_("No SILP"), max_length=60)
    since = _day_field(_("SILP sejak"))
    until = _day_field(_("SILP sampai"))

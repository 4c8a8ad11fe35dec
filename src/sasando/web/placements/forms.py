"""What is asked on the pages of placements, but for the steps (`forms_of_steps.py`)."""

from datetime import date
from functools import cache
from typing import Any, Final

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from sasando.core.facts.countries import country_name, read_country
from sasando.core.facts.tables import table
from sasando.core.facts.unreadable import Unreadable
from sasando.domain.access import Actor
from sasando.domain.errors.refused import TEXTS
from sasando.domain.gates.models import Gate
from sasando.domain.licences.models import JobOrder, Permit
from sasando.domain.people.models import Sex
from sasando.domain.placements.kinds import SCHEME_CHOICES, State
from sasando.domain.placements.models import LAW_CHOICES, STAGE_CHOICES, Placement
from sasando.domain.placements.queries import WHICH, meant_by
from sasando.web.placements import words
from sasando.web.shell.places import PlaceField

ORDERS: Final = {
    "nama": "full_name",
    "negara": "country",
    "tahap": "stage",
    "sampai": "last_safe_day",
    "berangkat": "departs_on",
    "diubah": "changed_at",
}
USUAL: Final = "-diubah"
_OFTEN: Final = ("MY", "SG", "HK", "TW", "BN", "KR", "JP", "SA", "AE", "PG")
_FEW: Final = ("hukum", "skema", "negara", "tahap", "perusahaan")
_NOT_ASKED: Final = {"p3mi": ("perusahaan",), "village": _FEW, "quay-officer": _FEW}
_MOST_JOBS: Final = 300
_DAY: Final = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
_TEXT: Final = forms.Textarea({"rows": 4})
_WHY: Final = {"required": TEXTS["reason_missing"]}
_WHOLE: Final = {"required": TEXTS["waiver_incomplete"]}


def _all(choices: Any) -> list[Any]:
    return [("", _("Semua")), *choices]


class PlacementFilter(forms.Form):
    """Which placements. A value that means nothing filters nothing."""

    q = forms.CharField(label=_("Nama atau kode"), required=False, max_length=80)
    giliran = forms.ChoiceField(label=_("Yang mana"), required=False, choices=lambda: _all(WHICH.items()))
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False, choices=_all(State.choices))
    hukum = forms.ChoiceField(label=_("Menurut hukum"), required=False, choices=_all(LAW_CHOICES))
    skema = forms.ChoiceField(label=_("Skema"), required=False, choices=_all(SCHEME_CHOICES))
    negara = forms.CharField(label=_("Negara"), required=False, max_length=60)
    tahap = forms.ChoiceField(label=_("Tahap"), required=False)
    perusahaan = forms.CharField(label=_("Perusahaan"), required=False, max_length=80)

    COLUMNS = {"keadaan": "state", "hukum": "law", "skema": "scheme", "negara": "country", "tahap": "stage"}

    def __init__(self, *args: Any, role: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role, self.today = role, today
        stages = [(code, words.stage_name(code)) for code, _name in STAGE_CHOICES]
        self.fields["tahap"].choices = _all(stages)  # type: ignore[attr-defined]
        for name in _NOT_ASKED.get(role, ()):
            del self.fields[name]

    def clean_negara(self) -> str:
        """The country as its code."""
        text = self.cleaned_data["negara"].strip()
        try:
            return read_country(text) if text else ""
        except Unreadable as problem:
            raise forms.ValidationError(problem.because[words.language()]) from None

    def found(self, placements: QuerySet[Placement]) -> QuerySet[Placement]:
        """Of these placements those asked for, in the order of the address (`urut`)."""
        self.is_valid()
        given = self.cleaned_data
        for word in given.get("q", "").split():
            placements = placements.filter(Q(full_name__icontains=word) | Q(code__iexact=word))
        for word in given.get("perusahaan", "").split():
            placements = placements.filter(company__name__icontains=word)
        asked = {column: given[name] for name, column in self.COLUMNS.items() if given.get(name)}
        which = meant_by(given.get("giliran", ""), role=self.role, today=self.today)
        return placements.filter(which, **asked).order_by(self._order(), "id")

    def _order(self) -> Any:
        order = self.data.get("urut", USUAL)
        column = F(ORDERS.get(order.removeprefix("-"), ORDERS["diubah"]))
        down = order.startswith("-") or order.removeprefix("-") not in ORDERS
        return column.desc(nulls_last=True) if down else column.asc(nulls_last=True)


@cache
def countries(language: str) -> list[tuple[str, str]]:
    """Every country with its name, those to which people of NTT go first."""
    codes = sorted((row["iso2"] for row in table("countries_id.csv")), key=lambda code: country_name(code, language))
    return [(code, country_name(code, language)) for code in (*_OFTEN, *(one for one in codes if one not in _OFTEN))]


def _countries() -> list[tuple[str, Any]]:
    return [("", _("Belum ditentukan")), *countries(words.language())]


class StartForm(forms.Form):
    """Which way, where to, as what."""

    scheme = forms.ChoiceField(
        label=_("Lewat jalan mana?"), choices=SCHEME_CHOICES, initial="P2P", widget=forms.RadioSelect
    )
    country = forms.ChoiceField(label=_("Ke negara mana?"), required=False, choices=_countries)
    position = forms.CharField(
        label=_("Bekerja sebagai apa?"),
        required=False,
        max_length=120,
        help_text=_("Dengan kata sendiri, misalnya pekerja rumah tangga."),
    )


class NewPersonForm(forms.Form):
    """Somebody who is not known yet: a name is enough."""

    full_name = forms.CharField(label=_("Nama"), max_length=200, help_text=_("Satu nama saja cukup."))
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
    born_on = forms.DateField(label=_("Tanggal lahir"), required=False, widget=_DAY)

    def __init__(self, *args: Any, with_identity: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_identity:
            del self.fields["nik"], self.fields["born_on"]

    def known(self) -> dict[str, Any]:
        """Everything that was written, and nothing that was left empty."""
        return {key: value for key, value in self.cleaned_data.items() if value}


def jobs_of(actor: Actor, *, country: str, today: date) -> list[Any]:
    """The job orders and permits in force that the actor sees, under their company: for a select.

    A value is the key of the permit and, behind a colon, that of the job order. Those of the country come first.
    """
    orders = JobOrder.objects.visible_to(actor).filter(permit__isnull=False).filter(_in_force(today))
    orders = orders.select_related("permit", "company", "employer").order_by("company__name", "number")[:_MOST_JOBS]
    permits = Permit.objects.visible_to(actor).filter(_in_force(today), withdrawn_on=None).select_related("company")
    groups: dict[tuple[bool, str], list[tuple[str, str]]] = {}
    for order in orders:
        permit = order.permit
        if permit is not None:
            group = groups.setdefault((permit.country != country, order.company.name), [])
            group.append((f"{permit.pk}:{order.pk}", _job(permit, order)))
    for permit in permits.order_by("company__name", "number")[:_MOST_JOBS]:
        groups.setdefault((permit.country != country, permit.company.name), []).append((f"{permit.pk}:", _job(permit)))
    return [(name, options) for (_other, name), options in sorted(groups.items())]


def _in_force(today: date) -> Q:
    return Q(until=None) | Q(until__gte=today)


def _job(permit: Permit, order: JobOrder | None = None) -> str:
    language = words.language()
    what = [country_name(permit.country, language), (order or permit).position_title, f"SIP2MI {permit.number}"]
    if order is None:
        return " · ".join([*what, translated("tanpa job order")])
    partner = [translated("tanpa Mitra Usaha")] if order.without_partner else []
    return " · ".join([*what, f"job order {order.number}", order.employer.name, *partner])


class MatchForm(forms.Form):
    """The job: permit and job order in one choice."""

    job = forms.ChoiceField(
        label=_("Lowongan"),
        help_text=_("Perusahaan, SIP2MI, dan permintaan kerja ikut dengan pilihan ini. Yang sesuai negaranya di atas."),
    )

    def __init__(self, *args: Any, jobs: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["job"].choices = [("", _("Pilih lowongan")), *jobs]  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """The day, the gate, the way."""

    departs_on = forms.DateField(label=_("Tanggal berangkat"), widget=_DAY)
    gate = forms.ChoiceField(
        label=_("Pintu keberangkatan"),
        required=False,
        help_text=_("Petugas di pintu ini lalu melihat penempatan ini."),
    )
    route = forms.CharField(
        label=_("Rute"), required=False, max_length=120, help_text=_("Misalnya Kupang, Surabaya, Kuala Lumpur.")
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gates = list(Gate.objects.visible_to(by).filter(active=True).order_by("name"))
        self.gates = {gate.slug: gate for gate in gates}
        choices = [("", _("Belum diketahui")), *((gate.slug, gate.title) for gate in gates)]
        self.fields["gate"].choices = choices  # type: ignore[attr-defined]


class HoldForm(forms.Form):
    """Why a placement is held, with the article; of a complete one, that the warning was read."""

    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=_TEXT, error_messages=_WHY)
    basis = forms.CharField(
        label=_("Pasal"),
        max_length=120,
        help_text=_("Pasal yang membolehkan berkas ini ditahan, misalnya UU 18/2017 Pasal 13."),
        error_messages={"required": _("Tulis pasalnya: tanpa pasal tidak ada yang boleh ditahan.")},
    )
    warned = forms.BooleanField(
        label=_("Saya sudah membaca peringatan ini dan tetap menahan berkasnya dengan nama saya."), required=False
    )

    def __init__(self, *args: Any, complete: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not complete:
            del self.fields["warned"]


class ReasonForm(forms.Form):
    """A reason, and nothing else."""

    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=_TEXT, error_messages=_WHY)


class ObjectForm(forms.Form):
    """An objection against a decision."""

    text = forms.CharField(label=_("Keberatan"), max_length=1000, widget=_TEXT, error_messages=_WHY)
    for_candidate = forms.BooleanField(label=_("Atas nama calon"), required=False)


class AnswerForm(forms.Form):
    """The answer to an objection."""

    upheld = forms.TypedChoiceField(
        label=_("Jawaban"),
        choices=[("ya", _("Keberatan diterima: berkas dibuka kembali")), ("tidak", _("Keberatan ditolak"))],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Alasannya"), max_length=1000, widget=_TEXT, error_messages=_WHY)


class WaiverForm(forms.Form):
    """Why one requirement should be set aside, on what evidence, by which article."""

    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=_TEXT, error_messages=_WHY)
    evidence = forms.CharField(
        label=_("Bukti"),
        max_length=200,
        help_text=_("Surat atau nomor yang membuktikannya."),
        error_messages=_WHOLE,
    )
    basis = forms.CharField(label=_("Pasal yang membolehkan"), max_length=120, error_messages=_WHOLE)


class DecideWaiverForm(forms.Form):
    """Approve or refuse, with the answer."""

    approve = forms.TypedChoiceField(
        label=_("Putusan"),
        choices=[("ya", _("Setuju: syarat ini dikesampingkan")), ("tidak", _("Tolak"))],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Alasannya"), max_length=300, widget=_TEXT, required=False, help_text=_("Wajib bila ditolak.")
    )

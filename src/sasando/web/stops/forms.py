"""What is asked on the pages of stops. Hardly anything must be there: a report at dawn is never whole."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Actor
from sasando.domain.gates.models import Call, Gate
from sasando.domain.organisations.kinds import Kind as OrganisationKind
from sasando.domain.organisations.models import Organisation
from sasando.domain.stops.grounds import OFTEN, Ground, grounds
from sasando.domain.stops.kinds import Agency, BringerRole, Currency, Found, Mode, Next, Paper, Per, PhotoKind
from sasando.domain.stops.models import Stop
from sasando.domain.stops.reentry import ANSWERS, CHECKLIST, articles
from sasando.domain.stops.report import Brought, Stopped, StopReport
from sasando.exchange.rosters import Person as Line
from sasando.exchange.rosters import read_text

NOT_KNOWN: Final = ("", _("Belum diketahui"))
_SEXES: Final = {"female": "F", "male": "M", None: ""}
_NEAR: Final = timedelta(hours=36)
_MINUTE: Final = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def gates_of(actor: Actor) -> list[tuple[str, str]]:
    """The gates in use, those of the actor's region first."""
    gates = list(Gate.objects.visible_to(actor).filter(active=True).order_by("name"))
    near = [one for one in gates if any((one.region_id or "-").startswith(region) for region in actor.regions)]
    return [
        ("", str(_("Tempat lain"))),
        *((one.pk, one.title) for one in (*near, *(g for g in gates if g not in near))),
    ]


def gate_of(actor: Actor) -> str:
    """The gate at which the actor's organisation stands; "" when it stands at none."""
    stands = Organisation.objects.filter(pk=actor.organisation).values_list("stands_at", flat=True).first()
    return str((stands or [""])[0])


def sailings_near(gates: Iterable[str], *, actor: Actor) -> list[tuple[str, str]]:
    """The voyages of the timetable that call at home gates within a day and a half."""
    now = timezone.now()
    calls = Call.objects.visible_to(actor).filter(departs_at__range=(now - _NEAR, now + _NEAR), gate__in=list(gates))
    found = calls.filter(sailing__cancelled_at=None).select_related("sailing", "gate").order_by("departs_at")[:30]
    named = {
        str(one.sailing_id): f"{one.sailing.vessel}, {one.gate.name} {timezone.localtime(one.departs_at):%d-%m %H:%M}"
        for one in found
        if one.departs_at
    }
    return [("", str(_("Tidak ada di jadwal"))), *named.items()]


def words_of(ground: Ground) -> str:
    """A reason in the language of the reader, with its articles."""
    said = ground.says["en" if (get_language() or "").startswith("en") else "id"]
    return f"{said} ({articles(ground.basis[:2])})" if ground.basis else said


def _reasons(*, often: bool) -> list[tuple[str, str]]:
    return [(code, words_of(one)) for code, one in grounds().items() if (code in OFTEN) == often]


class BringerForm(forms.Form):
    """Who brought them, as they tell it."""

    role = forms.ChoiceField(label=_("Sebagai"), required=False, choices=BringerRole, initial=BringerRole.UNKNOWN)
    name = forms.CharField(label=_("Nama pembawa"), required=False, max_length=120)
    phone = forms.CharField(
        label=_("Telepon pembawa"), required=False, max_length=60, widget=forms.TextInput({"type": "tel"})
    )
    house = forms.CharField(label=_("Rumah atau alamat"), required=False, max_length=200)
    ticket_buyer = forms.CharField(label=_("Pembeli tiket"), required=False, max_length=120)
    payer = forms.CharField(label=_("Yang membayar keluarga"), required=False, max_length=120)
    wage = forms.CharField(
        label=_("Upah"), required=False, max_length=20, widget=forms.TextInput({"inputmode": "decimal"})
    )
    currency = forms.ChoiceField(label=_("Mata uang"), required=False, choices=[("", "–"), *Currency.choices])
    per = forms.ChoiceField(label=_("Untuk"), required=False, choices=[("", "–"), *Per.choices])
    plate = forms.CharField(label=_("Pelat kendaraan"), required=False, max_length=20)
    account = forms.CharField(label=_("Nomor rekening"), required=False, max_length=60)

    FIRST = ("name", "phone", "role", "house", "ticket_buyer")
    LATER = ("payer", "plate", "account")
    MONEY = ("wage", "currency", "per")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def first(self) -> list[forms.BoundField]:
        """What is asked of everybody."""
        return [self[name] for name in self.FIRST]

    def later(self) -> list[forms.BoundField]:
        """What few can tell, besides the wage."""
        return [self[name] for name in self.LATER]

    def tells_more(self) -> bool:
        """Whether something stands in the rarer half."""
        return any(self[name].value() for name in (*self.LATER, *self.MONEY))

    def tells_anything(self) -> bool:
        """Whether something stands anywhere."""
        return self.tells_more() or any(self[name].value() for name in self.FIRST if name != "role")

    def clean_wage(self) -> Decimal | None:
        """1.500 and 1500,50 as people here write them."""
        text = "".join(self.cleaned_data["wage"].split()).replace(".", "").replace(",", ".")
        if not text:
            return None
        digits = text.replace(".", "", 1)
        if not digits.isdecimal() or not digits.isascii():
            raise forms.ValidationError(_("Tulis upah dengan angka saja, misalnya 1500."))
        return Decimal(text)

    def brought(self) -> Brought:
        """What was written."""
        return Brought(**{name: value for name, value in self.cleaned_data.items() if value not in ("", None)})


class ReportForm(forms.Form):
    """A stop report on one page. `picked` are people who are known already."""

    STEPS = (
        (_("Di mana dan kapan"), ("agency", "unit", "gate", "place", "at", "found")),
        (_("Naik apa, ke mana"), ("mode", "sailing", "carrier", "destination", "inside")),
    )

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    agency = forms.ChoiceField(label=_("Siapa yang mencegah"), choices=Agency)
    unit = forms.CharField(label=_("Nama satuannya"), required=False, max_length=120, help_text=_("Misalnya KP3 Laut."))
    gate = forms.ChoiceField(label=_("Gerbang"), required=False)
    place = forms.CharField(
        label=_("Tempat lain"), required=False, max_length=120, help_text=_("Bila bukan gerbang, atau di bagian mana.")
    )
    at = forms.DateTimeField(label=_("Waktu"), widget=_MINUTE, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
    found = forms.ChoiceField(label=_("Cara ditemukan"), required=False, choices=[NOT_KNOWN, *Found.choices])
    mode = forms.ChoiceField(label=_("Moda"), required=False, choices=[NOT_KNOWN, *Mode.choices])
    sailing = forms.ChoiceField(label=_("Pelayaran menurut jadwal"), required=False)
    carrier = forms.CharField(label=_("Kapal, penerbangan, atau kendaraan"), required=False, max_length=80)
    destination = forms.CharField(label=_("Tujuan"), required=False, max_length=120)
    inside = forms.BooleanField(label=_("Tujuannya di dalam Indonesia"), required=False)
    picked = forms.MultipleChoiceField(
        label=_("Orang pada daftar"), required=False, widget=forms.CheckboxSelectMultiple
    )
    names = forms.CharField(
        label=_("Nama orang, satu baris satu orang"),
        required=False,
        max_length=40_000,
        strip=False,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_("Tempel dari WhatsApp atau ketik. Umur, L atau P, dan asal boleh di baris yang sama."),
    )
    men = forms.IntegerField(label=_("Laki-laki"), required=False, min_value=0, max_value=9999)
    women = forms.IntegerField(label=_("Perempuan"), required=False, min_value=0, max_value=9999)
    children = forms.IntegerField(label=_("Anak"), required=False, min_value=0, max_value=9999)
    papers = forms.MultipleChoiceField(
        label=_("Dokumen yang dibawa"), required=False, choices=Paper, widget=forms.CheckboxSelectMultiple
    )
    reasons = forms.MultipleChoiceField(
        label=_("Alasan yang sering"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more = forms.MultipleChoiceField(label=_("Alasan lain"), required=False, widget=forms.CheckboxSelectMultiple)
    next = forms.ChoiceField(
        label=_("Apa yang terjadi kemudian"), required=False, choices=Next, widget=forms.RadioSelect
    )
    next_where = forms.CharField(label=_("Di mana"), required=False, max_length=120)
    handed_to = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Diserahkan kepada"),
        required=False,
        empty_label=_("Belum diserahkan"),
        help_text=_("Lembaga ini lalu membaca laporan ini."),
    )

    def __init__(
        self, *args: Any, by: Actor, picked: list[tuple[str, str]], typed: QueryDict | None = None, **kwargs: Any
    ) -> None:
        """`typed` is a draft: it is shown as it was written, and not judged."""
        super().__init__(*args, **kwargs)
        if typed:
            self.initial = {**self.initial, **_as_initial(self, typed)}
        choices = gates_of(by)
        near = [key for key, _ in choices[1:]]
        self._choose("gate", choices)
        self._choose("sailing", sailings_near(near, actor=by))
        self._choose("picked", picked)
        self._choose("reasons", _reasons(often=True))
        self._choose("more", _reasons(often=False))
        receivers = Organisation.objects.visible_to(by).filter(active=True)
        kinds = (OrganisationKind.POLICE, OrganisationKind.LABOUR_OFFICE, OrganisationKind.LTSA)
        self.fields["handed_to"].queryset = receivers.filter(kind__in=kinds)  # type: ignore[attr-defined]
        self.bringers = [BringerForm(self.data or None, prefix=prefix) for prefix in ("b1", "b2")]
        for bringer in self.bringers if typed else []:
            bringer.initial = _as_initial(bringer, typed)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def is_valid(self) -> bool:
        """Both parts; all of them are looked at, so that every error is shown at once."""
        return all([super().is_valid(), *(bringer.is_valid() for bringer in self.bringers)])

    def steps(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """The plain steps with their fields."""
        for title, names in self.STEPS:
            yield title, [self[name] for name in names]

    def brought(self) -> tuple[Brought, ...]:
        """Who brought them, as far as it was written and could be read."""
        read = (bringer.brought() for bringer in self.bringers if bringer.is_valid())
        return tuple(one for one in read if one.says_something)

    def typed_names(self) -> tuple[tuple[Stopped, ...], tuple[str, ...]]:
        """The people who were pasted, and the lines that are nobody."""
        read = read_text(self.cleaned_data.get("names") or "")
        return tuple(stopped_from(line) for line in read.people), tuple(read.other)

    def report(self, known: Iterable[Stopped]) -> StopReport:
        """The whole report; `known` are the people who were picked."""
        given = dict(self.cleaned_data)
        people, unread = self.typed_names()
        handed, sailing = given.pop("handed_to"), given.pop("sailing")
        reasons = (*given.pop("reasons"), *given.pop("more"))
        for name in ("picked", "names"):
            del given[name]
        return StopReport(
            **given | {"papers": tuple(given["papers"]), "gate": given["gate"] or None},
            people=(*known, *people),
            unread=unread,
            brought=self.brought(),
            reasons=reasons,
            handed_to=handed.pk if handed else None,
            sailing=UUID(sailing) if sailing else None,
        )


def _as_initial(form: forms.Form, typed: QueryDict | None) -> dict[str, Any]:
    """What was typed into the fields of a form, as they show it again."""
    shown = {}
    for name, field in form.fields.items():
        written = typed.getlist(form.add_prefix(name)) if typed else []
        if written:
            shown[name] = written if isinstance(field, forms.MultipleChoiceField) else written[0]
    return shown


def stopped_from(line: Line) -> Stopped:
    """One line of a pasted list."""
    from sasando.domain.rosters.persons import home_of  # noqa: PLC0415 - reads the tables of villages

    return Stopped(
        full_name=(line.full_name or line.description or line.raw)[:200],
        sex=_SEXES[line.sex],
        age=line.age,
        home=home_of(line.village_code, line.district_code, line.regency_code),
        origin=", ".join(part for part in (line.village, line.district, line.regency) if part)[:200],
        nik=(line.nik or "")[:16],
        passport_number=(line.passport_number or "")[:20],
        phone=(line.phone or "")[:30],
    )


class StopFilter(forms.Form):
    """Which reports. A value that means nothing filters nothing."""

    gerbang = forms.ChoiceField(label=_("Gerbang"), required=False)
    sejak = forms.DateField(label=_("Sejak"), required=False, widget=forms.DateInput({"type": "date"}))
    sampai = forms.DateField(label=_("Sampai"), required=False, widget=forms.DateInput({"type": "date"}))
    instansi = forms.ChoiceField(
        label=_("Yang mencegah"), required=False, choices=[("", _("Semua instansi")), *Agency.choices]
    )

    ORDERS = {"waktu": "at", "tempat": "gate__name", "instansi": "agency"}

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gates = [("", str(_("Semua gerbang"))), *gates_of(by)[1:], ("-", str(_("Tempat lain")))]
        self.fields["gerbang"].choices = gates  # type: ignore[attr-defined]

    def found(self, stops: QuerySet[Stop]) -> QuerySet[Stop]:
        """Of these reports those asked for, in the order of the address (`urut`)."""
        self.is_valid()
        gate, since, until, agency = (
            self.cleaned_data.get(name) for name in ("gerbang", "sejak", "sampai", "instansi")
        )
        if gate:
            stops = stops.filter(gate=None) if gate == "-" else stops.filter(gate=gate)
        stops = stops.filter(at__date__gte=since) if since else stops
        stops = stops.filter(at__date__lte=until) if until else stops
        stops = stops.filter(agency=agency) if agency else stops
        order = self.data.get("urut", "-waktu")
        column = self.ORDERS.get(order.removeprefix("-"), "at")
        return stops.order_by(("-" if order.startswith("-") else "") + column, "id")


class SeenForm(forms.Form):
    """A pasted list, or a telephone."""

    text = forms.CharField(
        label=_("Nama dan nomor telepon"),
        required=False,
        max_length=40_000,
        strip=False,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_("Satu baris satu orang, seperti pada daftarnya. Nomor telepon di baris mana pun ikut dicari."),
    )


class HandOverForm(forms.Form):
    """To whom a report is handed."""

    to = forms.ModelChoiceField(Organisation.objects.none(), label=_("Lembaga"), empty_label=_("Pilih lembaga"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (OrganisationKind.POLICE, OrganisationKind.LABOUR_OFFICE, OrganisationKind.LTSA)
        receivers = Organisation.objects.visible_to(by).filter(active=True, kind__in=kinds)
        self.fields["to"].queryset = receivers  # type: ignore[attr-defined]


class PhotoKindForm(forms.Form):
    """What photos show."""

    kind = forms.ChoiceField(label=_("Foto ini"), choices=PhotoKind, initial=PhotoKind.TICKET)


class LaneForm(forms.Form):
    """One worker on leave: who, and what was seen."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    gate = forms.ChoiceField(label=_("Gerbang"), required=False)
    picked = forms.ChoiceField(label=_("Orang pada daftar"), required=False)
    full_name = forms.CharField(
        label=_("Nama"), required=False, max_length=200, widget=forms.TextInput({"autocomplete": "off"})
    )

    def __init__(self, *args: Any, by: Actor, picked: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gate"].choices = gates_of(by)  # type: ignore[attr-defined]
        if picked:
            self.fields["picked"].choices = [("", str(_("Tulis namanya di bawah"))), *picked]  # type: ignore[attr-defined]
        else:
            del self.fields["picked"]
        for item in CHECKLIST:
            self.fields[item.key] = forms.ChoiceField(
                label=str(item.says),
                required=False,
                choices=ANSWERS,
                initial=ANSWERS[-1][0],
                widget=forms.RadioSelect,
                help_text=item.basis_words,
            )

    def papers(self) -> list[forms.BoundField]:
        """The checklist."""
        return [self[item.key] for item in CHECKLIST]

    def items(self) -> dict[str, str]:
        """What was seen."""
        return {item.key: self.cleaned_data.get(item.key) or ANSWERS[-1][0] for item in CHECKLIST}

    def clean(self) -> dict[str, Any]:
        """A name, written or picked."""
        given: dict[str, Any] = super().clean() or {}
        if not (given.get("full_name") or given.get("picked")):
            self.add_error("full_name", _("Tulis namanya; satu nama saja cukup."))
        return given

"""What the pages of stops show, read in few queries and no further than the reader's rights reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from sasando.domain.access import Actor
from sasando.domain.people.models import Identity, Person
from sasando.domain.rosters.models import Entry
from sasando.domain.stops.grounds import grounds
from sasando.domain.stops.kinds import BringerRole, Currency, Next, Outcome, Paper, Per, PhotoKind
from sasando.domain.stops.models import Bringer, Clearance, Draft, Photo, Reason, Stop, StopPerson
from sasando.domain.stops.report import Brought, Stopped, stopped_of
from sasando.web.shell.summary import Line
from sasando.web.stops.forms import words_of

MOST_PICKED: Final = 300
_STILL_HOLDS: Final = timedelta(days=3)
_OF_BRINGER: Final = Brought.__slots__


@dataclass(frozen=True, slots=True)
class Picked:
    """People who are known already and may be ticked: by key, with the words beside the box."""

    people: Mapping[str, Stopped] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """For a form."""
        return list(self.words.items())


def uuid_of(text: str | None) -> UUID | None:
    """A key out of an address; None when it is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def rows(actor: Actor) -> QuerySet[Stop]:
    """The reports whom the reader may see, with names and bringers as far as those may be read: one query."""
    mine = OuterRef("pk")
    people = StopPerson.objects.visible_to(actor).filter(stop=mine).order_by("number")
    bringers = Bringer.objects.visible_to(actor).filter(stop=mine).order_by("pk")
    found: QuerySet[Stop] = Stop.objects.visible_to(actor).select_related(
        "gate", "organisation", "handed_to", "sailing"
    )
    return found.annotate(
        lines=ArraySubquery(people.values(json=JSONObject(name="full_name", origin="origin"))),
        brought=ArraySubquery(bringers.values(json=JSONObject(**{name: name for name in _OF_BRINGER}))),
    )


def whole(actor: Actor) -> QuerySet[Stop]:
    """The same with everything that the page of one report needs: one query."""
    mine = OuterRef("pk")
    people = StopPerson.objects.visible_to(actor).filter(stop=mine).order_by("number")
    photos = Photo.objects.visible_to(actor).filter(stop=mine).order_by("at", "pk")
    others = Stop.objects.visible_to(actor).filter(conflicts_with=mine)
    of_person = {name: name for name in ("number", "full_name", "sex", "age", "origin", "next")}
    return rows(actor).annotate(
        persons=ArraySubquery(people.values(json=JSONObject(key="pk", person="person_id", **of_person))),
        codes=ArraySubquery(Reason.objects.visible_to(actor).filter(stop=mine).order_by("pk").values("code")),
        pictures=ArraySubquery(photos.values(json=JSONObject(key="pk", kind="kind", sha256="sha256", size="size"))),
        rivals=ArraySubquery(others.values("pk")),
    )


def facts_of(stop: Stop) -> list[Line]:
    """Where and how."""
    counts = _("%(men)s laki-laki, %(women)s perempuan, %(children)s anak") % {
        "men": stop.men,
        "women": stop.women,
        "children": stop.children,
    }
    lines = [
        Line(_("Yang mencegah"), stop.get_agency_display(), note=stop.unit),
        Line(_("Tempat"), stop.where),
        Line(_("Naik apa"), stop.by_what),
        Line(_("Tujuan"), destination(stop)),
        Line(_("Cara ditemukan"), stop.get_found_display() if stop.found else ""),
        Line(_("Jumlah"), counts),
        Line(_("Dokumen"), papers(stop)),
        Line(_("Tindak lanjut"), stop.get_next_display() if stop.next else "", note=stop.next_where),
        Line(_("Diserahkan kepada"), stop.handed_to or ""),
        Line(_("Dilaporkan oleh"), stop.organisation),
    ]
    return [line for line in lines if line.value]


def destination(stop: Stop) -> str:
    """Where they were going."""
    inside = _("(di dalam Indonesia)") if stop.inside else ""
    return " ".join(part for part in (stop.destination, inside) if part)


def papers(stop: Stop) -> str:
    """What they had with them."""
    return ", ".join(str(Paper(one).label) for one in stop.papers if one in Paper.values)


def people_of(stop: Any) -> list[dict[str, Any]]:
    """Everybody of a report, with words."""
    return [
        one | {"next_name": str(Next(one["next"]).label) if one["next"] else "", "cleared": one["next"] == Next.REENTRY}
        for one in stop.persons
    ]


def bringers_of(stop: Any) -> list[list[Line]]:
    """Who brought them, each as a summary without empty lines."""
    return [[line for line in _bringer(one) if line.value] for one in stop.brought]


def _bringer(one: dict[str, Any]) -> Iterable[Line]:
    wage = [f"{one['wage']:,.0f}".replace(",", ".")] if one["wage"] else []
    wage += [str(Currency(one["currency"]).label)] if wage and one["currency"] else []
    wage += [str(Per(one["per"]).label)] if wage and one["per"] else []
    yield Line(_("Nama"), one["name"], note=str(BringerRole(one["role"]).label))
    for name, label in (
        ("phone", _("Telepon")),
        ("house", _("Rumah atau alamat")),
        ("ticket_buyer", _("Pembeli tiket")),
        ("payer", _("Yang membayar keluarga")),
        ("plate", _("Pelat kendaraan")),
        ("account", _("Nomor rekening")),
    ):
        yield Line(label, one[name])
    yield Line(_("Upah yang dijanjikan"), " ".join(wage))


def reasons_of(stop: Any) -> list[str]:
    """Why, with the articles."""
    return [words_of(grounds()[code]) for code in stop.codes if code in grounds()]


def photos_of(stop: Any) -> list[dict[str, Any]]:
    """The photos, with words and the beginning of their digest."""
    return [
        one | {"name": str(PhotoKind(one["kind"]).label), "mark": one["sha256"][:12], "kb": one["size"] // 1024 + 1}
        for one in stop.pictures
    ]


def drafts_of(actor: Actor) -> list[Draft]:
    """What the reader began and has not sent."""
    return list(Draft.objects.visible_to(actor).filter(open=True)[:20]) if actor.may("draft.read") else []


def todo(stop: Stop) -> list[str]:
    """What to do after a stop, the most pressing first."""
    steps = {
        Next.HOME: _("Antar pulang dengan nama penerima; tawarkan pelatihan dan jalur resmi."),
        Next.SHELTER: _("Catat rumah singgahnya, dan kabari petugas pelindungan."),
        Next.POLICE: _("Serahkan laporan ini kepada penyidik, dengan foto tiket dan percakapan."),
        Next.LABOUR_OFFICE: _("Kabari dinas asal mereka: nama, desa, dan tanggal pulang."),
    }
    first = [steps[Next(stop.next)]] if stop.next in steps else []
    return [
        *first,
        _("Pisahkan pekerja cuti: periksa mereka di jalur kembali bekerja sekarang juga."),
        _("Tanyai satu per satu, jauh dari yang membawa. Mereka bukan terlapor (UU 21/2007 Pasal 18)."),
        _("Kirim nama dan telepon pembawa ke gerbang berikutnya; yang lolos biasanya naik di pelabuhan sesudahnya."),
        _("Cetak berita acara, tanda tangan, lalu simpan."),
    ]


def picked_from(asked: Mapping[str, str], actor: Actor) -> Picked:
    """The people of a list (`daftar`) or one person (`orang`) named in an address, as far as the reader sees them.

    Of a list all are ticked but those who were cleared these days: they must not be held.
    """
    roster, person = uuid_of(asked.get("daftar")), uuid_of(asked.get("orang"))
    found: dict[str, Person] = {}
    places: dict[str, str] = {}
    if roster:
        entries = Entry.objects.visible_to(actor).filter(roster=roster, person__isnull=False).select_related("person")
        for entry in entries.order_by("row")[:MOST_PICKED]:
            if entry.person:
                found[str(entry.person_id)], places[str(entry.person_id)] = entry.person, entry.place or ""
    if person:
        found |= {str(one.pk): one for one in Person.objects.visible_to(actor).filter(pk=person)}
    if not found:
        return Picked()
    phones = dict(Identity.objects.visible_to(actor).filter(person__in=found).values_list("person", "phone"))
    people = {
        key: stopped_of(one, phone=phones.get(one.pk, ""), origin=places.get(key, "")) for key, one in found.items()
    }
    cleared = _cleared(found, actor)
    words = {key: " · ".join(part for part in (str(found[key]), places.get(key, "")) if part) for key in found}
    return Picked(people, words, tuple(key for key in found if key not in cleared))


def _cleared(found: Iterable[str], actor: Actor) -> set[str]:
    since = timezone.now() - _STILL_HOLDS
    cleared = Clearance.objects.visible_to(actor).filter(person__in=list(found), outcome=Outcome.CLEARED, at__gte=since)
    return {str(key) for key in cleared.values_list("person", flat=True)}


def people_in_lane(asked: Mapping[str, str], actor: Actor) -> Picked:
    """Who may be looked at in the lane: of a report (`laporan`) those not cleared yet, else as in `picked_from`."""
    stop = uuid_of(asked.get("laporan"))
    if not stop:
        picked = picked_from(asked, actor)
        return Picked(picked.people, {key: picked.words[key] for key in picked.ticked}, picked.ticked)
    lines = StopPerson.objects.visible_to(actor).filter(stop=stop).exclude(next=Next.REENTRY).order_by("number")
    return Picked(words={f"line-{one.pk}": one.full_name for one in lines[:MOST_PICKED]})


def group_of(group: UUID, actor: Actor) -> tuple[list[Clearance], dict[str, int]]:
    """Who of a group was looked at, the newest first; and how many were cleared and how many not."""
    found = Clearance.objects.visible_to(actor).filter(group=group)
    counts = found.aggregate(cleared=Count("pk", filter=Q(outcome=Outcome.CLEARED)), all=Count("pk"))
    return list(found.order_by("-at", "-pk")[:100]), {
        "cleared": counts["cleared"],
        "lacking": counts["all"] - counts["cleared"],
    }

"""What stands on the first screen of each role, as parts in their order: numbers, or a short list with a way to all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasando.core.law.verdict import Decision
from sasando.domain.access import Actor
from sasando.domain.audit.models import Checkpoint, Fact
from sasando.domain.examinations.models import Booking, Outcome
from sasando.domain.issuance.models import Discrepancy
from sasando.domain.issuance.queries import nearly_used_up
from sasando.domain.licences.queries import ending
from sasando.domain.organisations.models import Organisation
from sasando.domain.organisations.queries import with_ending_agreement, with_stale_contact
from sasando.domain.passages.models import Answer, Notice
from sasando.domain.people.models import Assignment, Person
from sasando.domain.placements.kinds import State as PlacementState
from sasando.domain.placements.models import Placement
from sasando.domain.placements.obligations import count_duties
from sasando.domain.placements.queries import first_waiting
from sasando.domain.rosters.models import AT_GATES, Entry, Roster, State
from sasando.domain.rosters.queries import batches, candidates, people_who

SHORT: Final = 8
WAITING_SHOWN: Final = 5
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Number:
    """One number with its definition, and the way to its rows."""

    value: int
    label: str
    definition: str
    url: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the screen: its heading, numbers, rows of one kind, and what to do when there are none."""

    title: str
    kind: str
    numbers: list[Number] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    url: str = ""
    empty: str = ""


Screen = Callable[[Actor, date], Part]


def counts_of(**rows: QuerySet[Any]) -> dict[str, int]:
    """How many rows of each there are: one query for all."""
    first, *others = (
        one.model._base_manager.filter(pk__in=one.order_by().values("pk"))
        .order_by()
        .values(what=Value(name, CharField()))
        .annotate(number=Count("pk"))
        .values_list("what", "number")
        for name, one in rows.items()
    )
    return dict.fromkeys(rows, 0) | dict(first.union(*others, all=True))


def _entries(actor: Actor) -> QuerySet[Entry]:
    return candidates(actor).select_related("organisation")


def decisions(actor: Actor, today: date) -> Part:
    """How many candidates of the last thirty days stand how."""
    since = today - timedelta(days=30)
    url, entries = reverse("rosters:people"), candidates(actor).order_by()
    newer, what = "", _("Semua calon.")
    if any(actor.may("roster.read", relation) for relation in ("covers", "none")) or not actor.regions:
        # who sees all the lists on which they see people also knows when those lists came
        newer, what = f"&since={since}", _("Calon pada daftar yang masuk 30 hari terakhir.")
        entries = entries.filter(roster__added_at__date__gte=since)
    counted = dict(entries.values_list("decision").annotate(Count("pk")))
    words = {
        Decision.NON_PROCEDURAL: (_("Nonprosedural"), _("Hukum melarang penempatannya."), "bad"),
        Decision.INCOMPLETE: (_("Belum lengkap"), _("Masih ada syarat wajib yang belum terpenuhi."), "warn"),
        Decision.CLEARED: (_("Lengkap"), _("Semua syarat wajib terpenuhi."), "good"),
    }
    numbers = [
        Number(counted.get(key.value, 0), label, f"{what} {meaning}", f"{url}?decision={key.value}{newer}", tone)
        for key, (label, meaning, tone) in words.items()
    ]
    return Part(_("Keputusan"), "numbers", numbers=numbers)


def my_turn(actor: Actor, today: date) -> Part:
    """The placements that wait for the reader: how many, of how many the papers end this week, and the nearest."""
    rows, counted = first_waiting(actor, today, most=WAITING_SHOWN)
    url = reverse("placements:list")
    numbers = [
        Number(
            counted.mine,
            _("Berkas menunggu Anda"),
            _("Penempatan yang langkah berikutnya ada pada peran Anda."),
            f"{url}?giliran=mine&urut=sampai",
        ),
        Number(
            counted.week,
            _("Berakhir minggu ini"),
            _("Di antaranya: dokumen wajibnya habis dalam tujuh hari."),
            f"{url}?giliran=week&urut=sampai",
            "warn" if counted.week else "",
        ),
    ]
    return Part(_("Menunggu Anda"), "placements", numbers=numbers, rows=rows, url=f"{url}?giliran=mine&urut=sampai")


def new_lists(actor: Actor, today: date) -> Part:
    """The newest lists, those not finished first."""
    rosters = batches(actor).select_related("organisation")
    rows = list(rosters.annotate(people=Count("entries")).order_by("-added_at")[:SHORT])
    return Part(
        _("Daftar terbaru"), "rosters", rows=rows, url=reverse("rosters:list"), empty=_("Belum ada daftar yang masuk.")
    )


def leaving(actor: Actor, today: date) -> Part:
    """Who departs within a week and lacks something."""
    soon = people_who("week", people_who("lack", _entries(actor), today=today), today=today)
    return Part(
        _("Berangkat dalam tujuh hari, belum lengkap"),
        "entries",
        rows=list(soon.order_by("departs_on", "full_name")[:SHORT]),
        url=f"{reverse('rosters:people')}?when=week&decision=open&urut=departs_on",
        empty=_("Tidak ada yang berangkat minggu ini dengan kekurangan."),
    )


def coming(actor: Actor, today: date) -> Part:
    """Everybody of the reader's region who departs within a week."""
    return Part(
        _("Orang saya yang berangkat minggu ini"),
        "entries",
        rows=list(people_who("week", _entries(actor), today=today).order_by("departs_on", "full_name")[:SHORT]),
        url=f"{reverse('rosters:people')}?when=week&urut=departs_on",
        empty=_("Tidak ada orang dari wilayah Anda yang berangkat minggu ini menurut daftar di Sasando."),
    )


def at_my_gates(actor: Actor, today: date) -> Part:
    """The lists that arrive today where the reader stands."""
    lists = Roster.objects.visible_to(actor).filter(kind__in=AT_GATES, arrives_at__date=today)
    rows = list(lists.select_related("organisation").annotate(people=Count("entries")).order_by("arrives_at")[:SHORT])
    return Part(
        _("Daftar yang tiba hari ini"),
        "passages",
        rows=rows,
        url=reverse("boards:today"),
        empty=_("Tidak ada daftar yang tiba hari ini. Tempel daftar dari WhatsApp untuk mulai mencentang."),
    )


def news(actor: Actor, today: date) -> Part:
    """News that nobody has answered yet, urgent ones first."""
    answered = Exists(Answer.objects.filter(notice=OuterRef("pk")))
    notices = Notice.objects.visible_to(actor).exclude(organisation=actor.organisation).exclude(answered)
    return Part(
        _("Kabar yang menunggu jawaban"),
        "notices",
        rows=list(notices.select_related("gate", "to", "organisation").order_by("-urgent", "-at")[:SHORT]),
        url=f"{reverse('notices:list')}?which=in",
        empty=_("Semua kabar sudah dijawab."),
    )


def landing(actor: Actor, today: date) -> Part:
    """Who of the reader's region lands within a week, the next first."""
    begins = timezone.make_aware(datetime.combine(today, time.min))
    soon = Entry.objects.visible_to(actor).filter(arrives_at__range=(begins, begins + WEEK)).select_related("due")
    return Part(
        _("Siapa yang tiba minggu ini"),
        "landing",
        rows=list(soon.order_by("arrives_at", "full_name")[:SHORT]),
        url=reverse("boards:arrivals"),
        empty=_("Menurut daftar di Sasando tidak ada orang dari wilayah Anda yang tiba minggu ini."),
    )


def expiring(actor: Actor, today: date) -> Part:
    """Whose papers end within a month, the nearest day first."""
    return Part(
        _("Dokumen yang habis dalam 30 hari"),
        "expiring",
        rows=list(people_who("expiring", _entries(actor), today=today).order_by("last_safe_day", "full_name")[:SHORT]),
        url=f"{reverse('rosters:people')}?when=expiring&urut=last_safe_day",
        empty=_("Tidak ada dokumen yang habis dalam 30 hari."),
    )


def ending_soon(actor: Actor, today: date) -> Part:
    """Licences, permits, job orders and agreements that end within ninety days, the nearest day first."""
    return Part(
        _("Izin yang berakhir dalam 90 hari"),
        "ending",
        rows=list(ending(actor, today)[:SHORT]),
        url=reverse("licences:ending"),
        empty=_("Menurut catatan di Sasando tidak ada izin, SIP2MI, atau job order yang berakhir dalam 90 hari."),
    )


def ledger(actor: Actor, today: date) -> Part:
    """What the ledger of letters and cards asks for: files to issue, permits nearly used up, what did not agree."""
    numbers = []
    counted = counts_of(
        cleared=Placement.objects.visible_to(actor).filter(state=PlacementState.CLEARED),
        used_up=nearly_used_up(actor, today),
        open_ones=Discrepancy.objects.visible_to(actor).filter(answered_at=None),
    )
    if actor.may("issue.add"):
        what = _("Penempatan yang sudah diluluskan dan belum diterbitkan kartunya.")
        numbers.append(Number(counted["cleared"], _("Menunggu terbit"), what, reverse("issuance:list")))
    if actor.may("permit.read") and actor.may("issue.read"):
        what = _("SIP2MI yang berlaku dengan sisa kuota paling banyak sepersepuluh.")
        full, tone = counted["used_up"], "warn" if counted["used_up"] else ""
        numbers.append(Number(full, _("Kuota hampir habis"), what, reverse("issuance:quotas"), tone))
    if actor.may("discrepancy.read"):
        what = _("Yang tidak cocok antara kuota, putusan, bayar, dan cetak, dan belum dijawab.")
        found, tone = counted["open_ones"], "bad" if counted["open_ones"] else ""
        numbers.append(Number(found, _("Ketidakcocokan"), what, reverse("issuance:count"), tone))
    return Part(_("Surat dan kartu"), "numbers", numbers=numbers)


def handed_over(actor: Actor, today: date) -> Part:
    """Who was handed to the reader's organisation, until when."""
    mine = Assignment.objects.visible_to(actor).filter(organisation=actor.organisation, until__gte=today)
    known = {one.pk: one for one in Person.objects.visible_to(actor).filter(pk__in=mine.values("person"))}
    rows = [(known[one.person_id], one.until) for one in mine.order_by("until")[:SHORT] if one.person_id in known]
    return Part(
        _("Diserahkan kepada Anda"),
        "persons",
        rows=rows,
        url=reverse("people:list"),
        empty=_("Belum ada orang yang diserahkan kepada lembaga Anda."),
    )


def to_examine(actor: Actor, today: date) -> Part:
    """Who comes to be examined from today on, and has no result yet."""
    done = Exists(Outcome.objects.filter(booking=OuterRef("pk")))
    mine = Booking.objects.visible_to(actor).filter(examiner=actor.organisation, cancelled_at=None).exclude(done)
    coming = (
        mine.filter(slot__at__date__gte=today).select_related("slot", "slot__place").order_by("slot__at", "full_name")
    )
    return Part(
        _("Yang akan diperiksa"),
        "bookings",
        rows=list(coming.order_by("slot__at", "full_name")[:SHORT]),
        url=reverse("examinations:agenda"),
        empty=_("Belum ada yang memesan tempat. Buka jadwal, supaya orang di pulau terdekat menemukannya."),
    )


def register(actor: Actor, today: date) -> Part:
    """The people most lately written down."""
    newest = Person.objects.visible_to(actor).select_related("home").order_by("-recorded_at")[:SHORT]
    return Part(
        _("Terakhir dicatat"),
        "persons",
        rows=[(one, None) for one in newest],
        url=reverse("people:list"),
        empty=_("Belum ada orang yang dicatat. Satu nama saja sudah cukup."),
    )


def province(actor: Actor, today: date) -> Part:
    """The lists of the last year in three true numbers."""
    year = today - timedelta(days=365)
    counted = batches(actor).aggregate(
        all=Count("pk", filter=Q(added_at__date__gte=year)),
        week=Count("pk", filter=Q(added_at__date__gte=today - WEEK)),
        waiting=Count("pk", filter=~Q(state__in=[State.READY, State.REFUSED])),
    )
    url = reverse("rosters:list")
    numbers = [
        Number(counted["all"], _("Daftar setahun"), _("Daftar yang masuk 365 hari terakhir."), f"{url}?since={year}"),
        Number(
            counted["week"],
            _("Daftar minggu ini"),
            _("Daftar yang masuk 7 hari terakhir."),
            f"{url}?since={today - WEEK}",
        ),
        Number(
            counted["waiting"],
            _("Belum selesai dibaca"),
            _("Menunggu, sedang dibaca, atau dihentikan."),
            f"{url}?state=open",
        ),
    ]
    return Part(_("Provinsi"), "numbers", numbers=numbers)


def partners(actor: Actor, today: date) -> Part:
    """Who takes part, and whose contact nobody has confirmed for half a year."""
    organisations = Organisation.objects.visible_to(actor).filter(active=True)
    counted = counts_of(active=organisations, stale=with_stale_contact(organisations, actor, today=today))
    url = reverse("organisations:list")
    numbers = [
        Number(counted["active"], _("Lembaga"), _("Lembaga yang ikut serta dan masih aktif."), url),
        Number(
            counted["stale"],
            _("Kontak perlu dipastikan"),
            _("Lembaga yang kontaknya tidak dipastikan 180 hari terakhir."),
            f"{url}?keadaan=lama",
            "warn",
        ),
    ]
    return Part(_("Mitra"), "numbers", numbers=numbers)


def duties(actor: Actor, today: date) -> Part:
    """What companies owe after a deed: late, and within two weeks."""
    counted, url = count_duties(actor, today), reverse("placements:duties")
    words = {
        "late": (_("Kewajiban terlambat"), _("Kewajiban P3MI yang harinya sudah lewat."), "bad"),
        "soon": (_("Kewajiban dalam 14 hari"), _("Kewajiban P3MI yang jatuh tempo dalam 14 hari."), "warn"),
    }
    numbers = [
        Number(counted[which], label, meaning, f"{url}?yang={which}", tone)
        for which, (label, meaning, tone) in words.items()
    ]
    return Part(_("Kewajiban perusahaan"), "numbers", numbers=numbers)


def installation(actor: Actor, today: date) -> Part:
    """Agreements that end, and where the chain of facts stands."""
    organisations = Organisation.objects.visible_to(actor).filter(active=True)
    url = reverse("organisations:list")
    last = Checkpoint.objects.order_by("-number").first()
    numbers = [
        Number(
            with_ending_agreement(organisations, actor, today=today).count(),
            _("Perjanjian segera berakhir"),
            _("Lembaga yang perjanjian berbagi datanya berakhir dalam 30 hari."),
            f"{url}?keadaan=berakhir",
            "warn",
        ),
        Number(
            last.number if last else 0,
            _("Jejak tersegel"),
            _("Jejak pada titik periksa terakhir yang ditandatangani."),
            reverse("audit:checkpoints"),
        ),
        Number(
            Fact.objects.visible_to(actor).filter(at__date=today).count(),
            _("Jejak hari ini"),
            _("Semua perbuatan yang tercatat hari ini."),
            f"{reverse('audit:facts')}?hari={today}",
        ),
    ]
    return Part(_("Pemasangan ini"), "numbers", numbers=numbers)


SCREENS: Final[dict[str, tuple[Screen, ...]]] = {
    "head": (my_turn, province, decisions, ledger, leaving, partners),
    "placement-officer": (my_turn, duties, decisions, new_lists, leaving, ending_soon, ledger),
    "protection-officer": (news, landing, leaving, register),
    "quay-officer": (at_my_gates, my_turn, news, register),
    "labour-office": (my_turn, landing, news, coming, decisions),
    "village": (my_turn, landing, coming, register),
    "p3mi": (my_turn, duties, decisions, new_lists, expiring, ending_soon, ledger),
    "apjati": (partners,),
    "clinic": (to_examine, handed_over),
    "psychologist": (to_examine, handed_over),
    "immigration": (handed_over,),
    "police": (handed_over,),
    "task-force": (ledger, partners),
    "church": (handed_over, register),
    "sister-office": (news, at_my_gates, handed_over),
    "administrator": (installation, partners),
}

_FIRST: Final = {
    "roster.announce": (gettext_lazy("Daftar baru di perjalanan"), "passages:add", "next"),
    "stop.add": (gettext_lazy("Lapor pencegahan"), "stops:report", "shield"),
    "outcome.add": (gettext_lazy("Periksa orang"), "examinations:agenda", "list"),
    "slot.add": (gettext_lazy("Buka jadwal pemeriksaan"), "examinations:open", "clock"),
    "placement.add": (gettext_lazy("Mulai penempatan"), "placements:begin", "next"),
    "roster.add": (gettext_lazy("Periksa daftar"), "rosters:add", "upload"),
    "person.add": (gettext_lazy("Catat orang"), "people:add", "people"),
    "organisation.add": (gettext_lazy("Tambah lembaga"), "organisations:add", "building"),
}


def frame_of(actor: Actor) -> dict[str, Any]:
    """The buttons for what the role does most."""
    return {
        "deeds": [(words, reverse(name), icon) for right, (words, name, icon) in _FIRST.items() if actor.may(right)]
    }

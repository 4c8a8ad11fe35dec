"""Seen before: was this telephone, name, house or plate met in an earlier stop report, and whom to call.

Everybody with the right to ask gets yes or no, how many reports, the last day, and the offices that hold them. What
those reports say is read by those who may read them, and by nobody else. That somebody asked is a fact.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, Sum
from django.utils import timezone

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.organisations.models import Contact, Organisation
from sasando.domain.people.models import Identity
from sasando.domain.stops.keys import house_keys, name_keys, number_keys, phone_keys
from sasando.domain.stops.kinds import KeyKind
from sasando.domain.stops.models import Asking, Bringer, SeenKey, Stop, StopPerson
from sasando.domain.stops.report import Brought

AT_MOST_AN_HOUR: Final = 5_000  # keys; ten lists of two hundred people, so that nobody reads the whole table by asking
_NAMES: Final = (KeyKind.NAME, KeyKind.BUYER)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked, as it was written, and the keys by which it would be met."""

    kind: str
    text: str
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Office:
    """Whom to call."""

    key: UUID
    name: str
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """One yes: what was met, in how many reports, when last, who holds them; `stops` are those the asker may read."""

    kind: str
    text: str
    reports: int
    latest: date
    offices: tuple[Office, ...]
    stops: tuple[UUID, ...] = ()

    @property
    def kind_name(self) -> str:
        """What it is, in the language of the reader."""
        return str(KeyKind(self.kind).label)


def seen_in_stops(
    *, phones: Iterable[str] = (), names: Iterable[str] = (), by: Actor, but: UUID | None = None
) -> list[Seen]:
    """Of the telephones and the names of people on a list those met in earlier reports (except the report `but`).

    A name is met as one who was stopped, or as one who brought people. Raises `Refused` without the right to ask.
    """
    return ask(_of_list(phones, names), by=by, but=but)


def _of_list(phones: Iterable[str], names: Iterable[str]) -> Iterator[Question]:
    yield from (_question(KeyKind.PHONE, text, phone_keys, KeyKind.PHONE) for text in phones)
    for text in names:
        keys = name_keys(text, least=2)
        yield Question(
            KeyKind.PERSON, text, tuple((str(kind), key) for kind in (KeyKind.PERSON, *_NAMES) for key in keys)
        )


def seen_before(brought: Iterable[Brought], *, by: Actor, but: UUID | None = None) -> list[Seen]:
    """What of those who brought people was met in earlier reports. Raises `Refused` without the right to ask."""
    return ask([question for one in brought for question in _questions(one)], by=by, but=but)


def seen_again(stop: Stop, *, by: Actor) -> list[Seen]:
    """What of a report that the actor may read was met in others. Raises `Refused` without the right to ask."""
    brought = [
        Brought(**{name: getattr(one, name) for name in Brought.__slots__})
        for one in Bringer.objects.visible_to(by).filter(stop=stop)
    ]
    names = StopPerson.objects.visible_to(by).filter(stop=stop).values_list("full_name", flat=True)
    phones = [one.phone for one in brought]
    known = Identity.objects.visible_to(by).filter(person__stops__stop=stop).values_list("phone", flat=True)
    of_people = _of_list([phone for phone in known if phone not in phones], names)
    return ask([*(question for one in brought for question in _questions(one)), *of_people], by=by, but=stop.pk)


def _questions(one: Brought) -> Iterator[Question]:
    yield _question(KeyKind.PHONE, one.phone, phone_keys, KeyKind.PHONE)
    yield _question(KeyKind.NAME, one.name, name_keys, *_NAMES)
    yield _question(KeyKind.HOUSE, one.house, house_keys, KeyKind.HOUSE)
    yield _question(KeyKind.BUYER, one.ticket_buyer, name_keys, *_NAMES)
    yield _question(KeyKind.BUYER, one.payer, name_keys, *_NAMES)
    yield _question(KeyKind.PLATE, one.plate, number_keys, KeyKind.PLATE)
    yield _question(KeyKind.ACCOUNT, one.account, number_keys, KeyKind.ACCOUNT)


def _question(kind: str, text: str, keys_of: Callable[[str], list[str]], *kinds: str) -> Question:
    return Question(kind, text, tuple((str(one), key) for one in kinds for key in keys_of(text)))


@transaction.atomic
def ask(questions: Iterable[Question], *, by: Actor, but: UUID | None = None) -> list[Seen]:
    """Those of the questions to which the answer is yes, in their order, each once. Raises `Refused`."""
    if not by.may("asking.add"):
        raise Refused("not_allowed")
    asked = list({(one.kind, one.keys): one for one in questions if one.keys}.values())
    if not asked:
        return []
    size = sum(len(one.keys) for one in asked)
    _refuse_too_much(size, by)
    asking = Asking(organisation_id=by.organisation, account=by.account, size=size)
    asking.save(force_insert=True)
    audit.record("stop.asked", asking, by=by, fields=sorted({str(one.kind) for one in asked}))
    met = _met(asking, asked, but)
    offices = _offices({office for _, _, _, held in met for office in held}, by)
    mine = _readable([asked[place] for place, *_ in met], by, but)
    return [
        Seen(one.kind, one.text, reports, latest, tuple(offices[key] for key in held if key in offices), mine(one))
        for one, (_, reports, latest, held) in ((asked[found[0]], found) for found in met)
    ]


def _refuse_too_much(size: int, by: Actor) -> None:
    hour = Asking.objects.filter(account=by.account, at__gte=timezone.now() - timedelta(hours=1))
    if (hour.aggregate(all=Sum("size"))["all"] or 0) + size > AT_MOST_AN_HOUR:
        raise Refused("asked_too_much")


def _met(asking: Asking, asked: list[Question], but: UUID | None) -> list[tuple[int, int, date, list[UUID]]]:
    rows = [(place, kind, key) for place, one in enumerate(asked) for kind, key in one.keys]
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT question, reports, latest, offices FROM security.seen_in_stops(%s, %s::int[], %s::text[], "
            "%s::text[], %s) ORDER BY question",
            [asking.pk, *columns, but],
        )
        return list(cursor.fetchall())


def _offices(keys: set[UUID], by: Actor) -> dict[UUID, Office]:
    if not keys:
        return {}
    contacts = Contact.objects.visible_to(by).filter(organisation__in=keys)
    newest = contacts.order_by("organisation_id", "-confirmed_on", "-pk").distinct("organisation_id")
    call = {one.organisation_id: one for one in newest}
    return {
        one.pk: Office(one.pk, one.name, *((call[one.pk].name, call[one.pk].phone) if one.pk in call else ()))
        for one in Organisation.objects.visible_to(by).filter(pk__in=keys)
    }


def _readable(asked: list[Question], by: Actor, but: UUID | None) -> Callable[[Question], tuple[UUID, ...]]:
    """Which reports the asker may read anyway, by question."""
    keys = [pair for one in asked for pair in one.keys]
    if not keys or not by.may("bringer.read"):
        return lambda _: ()
    where = Q()
    for kind in {kind for kind, _ in keys}:
        where |= Q(kind=kind, key__in=[key for one, key in keys if one == kind])
    found = SeenKey.objects.visible_to(by).filter(where, stop__state="sent").exclude(stop=but)
    rows = list(found.order_by("-stop__at").values_list("stop_id", "kind", "key"))
    return lambda one: tuple(dict.fromkeys(stop for stop, *pair in rows if tuple(pair) in one.keys))

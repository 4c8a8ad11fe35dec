"""The same people on several records: doubles, one whose identity drifted, what was decided of them, and corrections.

Whoever wrote them down, wrote as people do: a letter otherwise, a clan name left out, day and month swapped.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from sasando.domain.access import Actor, act_as
from sasando.domain.people.actions import change_identity, change_person
from sasando.domain.people.correcting import approve_correction, refuse_correction
from sasando.domain.people.deciding import decide_sameness
from sasando.domain.people.models import Correction, Identity, Person, Suggestion, Verdict
from sasando.domain.people.saying import Source, add_value
from sasando.domain.people.searching import search_all
from sasando.project.demo_world.making import Making
from sasando.project.demo_world.persons import Known, stranger, with_papers, write_down
from sasando.project.demo_world.somebody import Crowd

_DOUBLES: Final = 26
_RECORDERS: Final = (
    ("office", "protection-officer"), ("maumere", "quay-officer"), ("tenau", "quay-officer"), ("church", "church"),
    ("nunukan", "sister-office"),
)  # fmt: skip
_SPELLINGS: Final = (("k", "c"), ("c", "k"), ("y", "j"), ("f", "p"), ("v", "f"), ("us", "is"), ("ia", "ya"), ("s", "z"))
_DECIDED: Final = (Verdict.SAME, Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)
DRIFTED: Final = "Agustina Uji Bere"
"""On her birth certificate; her card and her passport say otherwise."""
_AS_CARD, _AS_PASSPORT = "Agustina Bere", "Augustina Uji Berek"


def make_doubles(making: Making, crowd: Crowd) -> None:
    """A second record of people who stand on a list, and the three of her whose identity drifted."""
    random = making.random("doubles")
    first = list(
        Person.objects.filter(identity__isnull=False, home__isnull=False, region_code__startswith="53.")
        .select_related("identity")
        .order_by("full_name", "region_code", "pk")
    )
    write_down([_double(making, random, one) for one in random.sample(first, _DOUBLES)])
    write_down(_drifted(making, random, crowd))


def _double(making: Making, random: Random, one: Person) -> Known:
    place, role = random.choice(_RECORDERS)
    by, day = making.actor(place, role, random), making.day(random.randrange(1, 60))
    home = one.home_id if random.random() < 0.6 else (one.home_id or "")[:5]
    made = stranger(
        making, random, by, day, full_name=written_otherwise(random, one.full_name), sex=one.sex, home_id=home
    )
    chance, identity = random.random(), one.identity
    papers: dict[str, Any] = {"born_on": swapped(identity.born_on) if chance < 0.3 else identity.born_on}
    if identity.nik and chance < 0.55:
        papers["nik"] = identity.nik if chance < 0.4 else mistyped(random, identity.nik)
    return with_papers(made, **papers)


def written_otherwise(random: Random, name: str) -> str:
    """The name as the next clerk hears it.

    >>> written_otherwise(Random(2), "Yustinus Bere Seran") != "Yustinus Bere Seran"
    True
    """
    tokens = name.split()
    if len(tokens) > 2 and random.random() < 0.4:
        tokens.pop(1)
    usable = [(old, new) for old, new in _SPELLINGS if old in name.lower()]
    if usable:
        old, new = random.choice(usable)
        tokens = [token.lower().replace(old, new).capitalize() for token in tokens]
    return " ".join(tokens)


def swapped(born: date | None) -> date | None:
    """Day and month in the other order, where the calendar has such a day.

    >>> swapped(date(1999, 5, 8)), swapped(date(1999, 5, 20))
    (datetime.date(1999, 8, 5), datetime.date(1999, 5, 20))
    """
    return born.replace(day=born.month, month=born.day) if born and born.day <= 12 else born


def mistyped(random: Random, nik: str) -> str:
    """One digit of the serial otherwise."""
    at = random.randrange(12, 16)
    return f"{nik[:at]}{(int(nik[at]) + 1) % 10}{nik[at + 1 :]}"


def _drifted(making: Making, random: Random, crowd: Crowd) -> list[Known]:
    """Seventeen in the register of her village, twenty-two on the card with which she was recruited, and back again."""
    born = making.today - timedelta(days=18 * 365 + 40)
    older = born.replace(year=born.year - 5, month=1, day=1)
    one = crowd.somebody({"53.21": 1}, sex="F")
    places: Sequence[tuple[Actor, int, str, str | None, dict[str, Any]]] = (
        (making.actor("church", "church"), 380, DRIFTED, one.village, {"born_on": born}),
        (making.actor("labour-53.04", "labour-office"), 200, _AS_CARD, "53.04",
         {"born_on": older, "nik": f"{one.nik[:10]}{older.year % 100:02d}{one.nik[12:]}"}),
        (making.actor("maumere", "quay-officer"), 12, _AS_PASSPORT, "53.04",
         {"born_on": older, "passport_number": one.passport, "phone": crowd.phone()}),
    )  # fmt: skip
    return [
        with_papers(stranger(making, random, by, making.day(ago), full_name=name, sex="F", home_id=home), **papers)
        for by, ago, name, home, papers in places
    ]


def make_known(making: Making) -> None:
    """After everybody is there: the program looks, people decide, and some corrections wait."""
    search_all()
    _say_of_her(making)
    _decide(making)
    _correct(making)
    search_all()


def _her() -> list[Person]:
    names = (DRIFTED, _AS_CARD, _AS_PASSPORT)
    found = {one.full_name: one for one in Person.objects.filter(full_name__in=names)}
    return [found[name] for name in names]


def _say_of_her(making: Making) -> None:
    by, (first, card, passport) = making.actor("office", "protection-officer"), _her()
    said: Sequence[tuple[Person, str, Source, dict[str, Any]]] = (
        (first, "birth", Source(kind="family", note="akta baptis", on=making.day(380), certainty="certain"),
         {"detail": "day", "day": first.identity.born_on}),
        (first, "relative", Source(kind="village", on=making.day(380)),
         {"text": "Marselina Uji", "detail": "mother", "phone": "0800-0000-9001"}),
        (first, "language", Source(kind="self", on=making.day(12)), {"text": "Tetun"}),
        (card, "birth", Source(kind="id_card", on=making.day(200), certainty="said"),
         {"detail": "day", "day": card.identity.born_on}),
        (passport, "birth", Source(kind="passport", note="paspor terbit di luar NTT", on=making.day(90)),
         {"detail": "year", "number": making.today.year - 23}),
        (passport, "birth", Source(kind="self", note="katanya di dermaga", on=making.day(12)),
         {"detail": "about", "number": 18}),
        (passport, "alias", Source(kind="self", on=making.day(12)), {"text": "Tina"}),
        (passport, "phone", Source(kind="self", on=making.day(12)),
         {"text": "0800-0000-9002", "detail": "of_sponsor"}),
    )  # fmt: skip
    act_as(by)
    for person, kind, source, what in said:
        add_value(person, kind=kind, source=source, by=by, **what)


def _decide(making: Making) -> None:
    by, (first, card, _) = making.actor("office", "protection-officer"), _her()
    at = making.moment(making.day(3), making.random("decisions"))
    act_as(by)
    decide_sameness(first, card, verdict=Verdict.SAME, by=by, at=at)
    pairs = (
        Suggestion.objects.exclude(says="different").exclude(person__in=[first, card]).exclude(other__in=[first, card])
    )
    likely = pairs.select_related("person", "other").order_by("-score", "person__full_name", "other__full_name")
    for verdict, pair in zip(_DECIDED, likely[:40:4], strict=False):
        ours, theirs = pair.person, pair.other
        decide_sameness(ours, theirs, verdict=verdict, by=by, at=at)


def _correct(making: Making) -> None:
    """Two wait, one was approved, one refused."""
    card, asker = Source(kind="id_card", note="KTP asli dilihat"), making.actor("labour-53.21", "labour-office")
    theirs = Identity.objects.filter(person__organisation=asker.organisation, person__corrections=None).exclude(nik="")
    people = [one.person for one in theirs.select_related("person").order_by("person__full_name", "pk")[:4]]
    asked: list[Correction] = []
    act_as(asker)
    for number, person in enumerate(people):
        nik, born = person.identity.nik, person.identity.born_on
        if number % 2 or not born:
            asked += change_identity(person, by=asker, source=card, nik=mistyped(Random(number), nik))  # noqa: S311
        else:
            asked += change_identity(person, by=asker, source=card, born_on=born.replace(year=born.year - 1))
    company = making.actor("lontar-kupang", "p3mi")
    act_as(company)
    mine = Person.objects.filter(organisation=company.organisation).exclude(full_name="").order_by("full_name", "pk")[0]
    change_person(mine, by=company, source=replace(card, kind="family_card"), full_name=f"{mine.full_name} Uji")
    officer, at = making.actor("office", "placement-officer"), making.moment(making.day(1), making.random("answers"))
    act_as(officer)
    approve_correction(asked[0], by=officer, at=at)
    refuse_correction(asked[1], answer="Fotokopi KTP tidak terbaca; mohon yang asli.", by=officer, at=at)

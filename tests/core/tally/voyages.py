"""Random voyages: mostly as people tick them, sometimes with everything that can go wrong."""

from datetime import timedelta
from random import Random

from tests.core.tally.told import DAWN

from sasando.core.tally import (
    Announced,
    Count,
    Decision,
    Entry,
    Facts,
    Handover,
    State,
    Tick,
    TickKind,
    tally,
)

ROUTE = ("NUNUKAN", "PAREPARE", "MAKASSAR", "MAUMERE", "LARANTUKA", "LEWOLEBA", "KUPANG")
PHONES = ("A", "B", "C")
RECEIVERS = ("keluarga", "Kab. Sikka", "RSUD", None)
LETTERS = ("Kaltara", "Kepri", None)


def random_facts(seed: int, *, people: int = 12, decided: bool = True) -> Facts:
    """The facts of one voyage, shuffled. The same seed gives the same facts."""
    dice = Random(seed)
    gates = ROUTE[: dice.randint(2, len(ROUTE))]
    entries = [_entry(dice, number, gates) for number in range(dice.randint(1, people))]
    ticks: list[Tick] = []
    for entry in entries:
        _travel(dice, entry, gates, ticks)
    _disturb(dice, entries, gates, ticks)
    facts = Facts(
        dice.choice([gates, gates[:-1], ()]),
        tuple(_shuffled(dice, entries)),
        tuple(_shuffled(dice, ticks)),
        tuple(Count(dice.choice(gates), dice.randint(0, people), _minute(dice)) for _ in range(dice.randint(0, 3))),
        tuple(_letter(dice, gates, len(entries)) for _ in range(dice.randint(0, 3))),
        tuple(Handover(dice.choice(gates), _minute(dice)) for _ in range(dice.choice([0, 0, 1, 3]))),
    )
    return _decided(dice, facts) if decided and dice.random() < 0.5 else facts


def _shuffled(dice: Random, facts: list) -> list:
    return dice.sample(facts, len(facts))


def _minute(dice: Random):
    """Few moments, so that ticks of one moment are common."""
    return DAWN + timedelta(minutes=dice.randint(0, 40), microseconds=dice.choice([0, 0, 0, 1, 500_000]))


def _entry(dice: Random, number: int, gates: tuple[str, ...]) -> Entry:
    extra = dice.random() < 0.1
    return Entry(
        f"e{number:03}",
        due=None if dice.random() < 0.1 or (extra and dice.random() < 0.8) else dice.choice(gates),
        announced=not extra,
        companion_of=f"e{dice.randint(0, number):03}" if dice.random() < 0.2 else None,
        person=f"p{dice.randint(0, 5)}" if dice.random() < 0.2 else None,
        found_at=dice.choice(gates) if extra and dice.random() < 0.9 else None,
        source=dice.choice(LETTERS),
    )


def _travel(dice: Random, entry: Entry, gates: tuple[str, ...], ticks: list[Tick]) -> None:
    """What an orderly voyage ticks: seen in passing, then off, gone on, missing; later handed over."""
    phone, due = dice.choice(PHONES), entry.due or entry.found_at
    if due is None or dice.random() < 0.2:
        return
    if dice.random() < 0.3:
        _tick(dice, ticks, entry.id, dice.choice(gates), "seen", phone=phone)
    first = dice.choices(["arrived", "carried_on", "missing"], [8, 2, 1])[0]
    kind = "extra" if first == "arrived" and not entry.announced else first
    _tick(dice, ticks, entry.id, due, kind, phone=phone, to=dice.choice(gates) if kind == "carried_on" else None)
    if first == "arrived" and dice.random() < 0.5:
        _tick(dice, ticks, entry.id, due, "released", phone=phone, to=dice.choice(RECEIVERS))


def _disturb(dice: Random, entries: list[Entry], gates: tuple[str, ...], ticks: list[Tick]) -> None:
    """Ticks of any kind, undos of anything, ids that came twice, a tick of an unknown line."""
    for _ in range(dice.choice([0, 1, 3, 10])):
        entry = dice.choice(entries).id if dice.random() < 0.98 else "nobody"
        kind = dice.choice([kind for kind in TickKind if kind != "undo"])
        to = {"carried_on": dice.choice([*gates, None]), "released": dice.choice(RECEIVERS)}.get(kind)
        _tick(dice, ticks, entry, dice.choice(gates), kind, phone=dice.choice(PHONES), to=to)
    for _ in range(dice.choice([0, 0, 1, 4])):
        ids = [tick.id for tick in ticks] + [f"t{len(ticks):03}", "t998"]
        target = dice.choice(ids)
        entry = next((tick.entry for tick in ticks if tick.id == target), entries[0].id)
        _tick(dice, ticks, entry, dice.choice(gates), "undo", phone=dice.choice(PHONES), undoes=target)
    if ticks and dice.random() < 0.1:
        one = dice.choice(ticks)
        ticks += [one, Tick(one.id, one.entry, dice.choice(gates), TickKind.SEEN, _minute(dice))]


def _tick(dice: Random, ticks: list[Tick], entry: str, gate: str, kind: str, *, phone: str, **more) -> None:
    if kind == "missing" and dice.random() < 0.5:
        more["since"] = dice.choice(ROUTE)
    ticks.append(Tick(f"t{len(ticks):03}", entry, gate, TickKind(kind), _minute(dice), by_device=phone, **more))


def _letter(dice: Random, gates: tuple[str, ...], people: int) -> Announced:
    gate = dice.choice(gates) if dice.random() < 0.3 else None
    return Announced(people + dice.randint(-2, 2), dice.choice(LETTERS) or "", gate)


def _decided(dice: Random, facts: Facts) -> Facts:
    """The facts with decisions on some of the open conflicts, in two rounds, some of them decided twice."""
    for _ in range(2):
        open_ = [one for one in tally(facts).conflicts if one.state == State.OPEN]
        new = []
        for one in open_:
            for _ in range(dice.choice([0, 1, 1, 2])):
                choices = list(one.ticks or one.entries)
                keep = tuple(dice.sample(choices, dice.randint(0, len(choices))))
                key = f"d{len(facts.decisions) + len(new):03}"
                new.append(Decision(key, one.key, keep, _minute(dice), dice.choice(PHONES)))
        facts = Facts(*(getattr(facts, name) for name in Facts.__slots__[:-1]), (*facts.decisions, *new))
    return facts

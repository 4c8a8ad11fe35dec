"""What holds for every voyage, whatever was told: `broken` says which promise does not."""

from collections import Counter

from sasando.core.tally import AFTER, LEFT, RIGHT, Balance, Facts, PlaceKind, State, Tick, TickKind, Voyage

CAME_OFF = (TickKind.ARRIVED, TickKind.EXTRA, TickKind.RELEASED)
WAITED_FOR = (PlaceKind.EXPECTED, PlaceKind.ON_THE_WAY)


def broken(facts: Facts, voyage: Voyage) -> list[str]:
    """The promises that this voyage does not keep."""
    return [
        *_everybody_is_somewhere(facts, voyage),
        *(wrong for balance in voyage.balances.values() for wrong in _balances(balance)),
        *_books_follow_the_places(voyage),
        *_no_tick_is_silent(facts, voyage),
        *_conflicts_are_whole(voyage),
    ]


def _everybody_is_somewhere(facts: Facts, voyage: Voyage) -> list[str]:
    ids = {entry.id for entry in facts.entries}
    return [] if ids == set(voyage.places) else [f"places {set(voyage.places) ^ ids}"]


def _balances(balance: Balance) -> list[str]:
    """Both equations as sets: nobody twice on a side, the same people on both."""
    left, right, after = (
        Counter(one for ids in balance.terms(names).values() for one in ids) for names in (LEFT, RIGHT, AFTER)
    )
    wrong = []
    if left != right or set(left.values()) > {1}:
        wrong.append(f"(1) at {balance.gate}: {left} {right}")
    if after != Counter(balance.arrived):
        wrong.append(f"(2) at {balance.gate}: {after} {balance.arrived}")
    return wrong


def _books_follow_the_places(voyage: Voyage) -> list[str]:
    """Whoever is awaited, here, handed over or double is so in the books of that gate, and in no other's."""
    wrong = []
    for term, kinds in {
        "waiting": WAITED_FOR,
        "still_here": (PlaceKind.HERE,),
        "released": (PlaceKind.RELEASED,),
    }.items():
        books = {(one, gate) for gate, balance in voyage.balances.items() for one in getattr(balance, term)}
        places = {(key, place.gate) for key, place in voyage.places.items() if place.kind in kinds and place.gate}
        wrong += [f"{term}: {books ^ places}"] if books != places else []
    for terms, kind in {("missing", "lost"): PlaceKind.MISSING, ("died", "died_here"): PlaceKind.DIED}.items():
        books = Counter(
            one for balance in voyage.balances.values() for ids in balance.terms(terms).values() for one in ids
        )
        wrong += [f"{key} is not {kind}" for key in books if voyage.places[key].kind != kind]
        wrong += [f"{key} is {kind} at {times} gates" for key, times in books.items() if times > 1]
    return wrong


def _no_tick_is_silent(facts: Facts, voyage: Voyage) -> list[str]:
    """A tick shows in the place and the books, or was withdrawn, or a conflict shows it."""
    shown = {tick for one in voyage.conflicts for tick in one.ticks} | set(voyage.withdrawn)
    dead = {key for key, place in voyage.places.items() if place.kind == PlaceKind.DIED}
    doubles = {key: place.to for key, place in voyage.places.items() if place.kind == PlaceKind.DOUBLE}
    heads = {tick.id: doubles.get(tick.entry) or tick.entry for tick in facts.ticks}
    return [
        f"silent: {tick}"
        for tick in facts.ticks
        if tick.id not in shown and heads[tick.id] not in dead and _is_silent(tick, heads[tick.id], voyage)
    ]


def _is_silent(tick: Tick, head: str, voyage: Voyage) -> bool:
    place = voyage.places[head]
    match tick.kind:
        case TickKind.MISSING:
            return place.kind != PlaceKind.MISSING
        case TickKind.DIED:
            return place.kind != PlaceKind.DIED
        case TickKind.ARRIVED | TickKind.EXTRA | TickKind.RELEASED:
            balance = voyage.balances[tick.gate]
            return head not in (*balance.arrived, *balance.waiting, *balance.missing)
        case TickKind.CARRIED_ON if tick.to is not None:
            return all(head not in ids for ids in voyage.balances[tick.to].terms(LEFT).values())
        case TickKind.ILL:
            return head not in voyage.ill
    return False


def _conflicts_are_whole(voyage: Voyage) -> list[str]:
    keys = Counter(one.key for one in voyage.conflicts)
    wrong = [f"two conflicts {key}" for key, times in keys.items() if times > 1]
    wrong += [one.key for one in voyage.conflicts if one.ticks and not set(one.kept) <= set(one.ticks)]
    wrong += [
        f"open, yet everything set aside: {one.key}"
        for one in voyage.conflicts
        if one.state == State.OPEN and one.ticks and not one.kept
    ]
    return wrong

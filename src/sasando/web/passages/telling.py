"""What the tally says of one list, in words: where everybody is, the equations, what does not fit, whom to ask."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sasando.core.tally import (
    AFTER,
    LEFT,
    RIGHT,
    Balance,
    Conflict,
    ConflictKind,
    Place,
    PlaceKind,
    Question,
    SumKind,
    says,
)
from sasando.core.tally.words import PLACES, TERMS
from sasando.domain.access import Actor
from sasando.domain.passages.models import Purpose, TickKind
from sasando.domain.passages.voyages import Told
from sasando.domain.rosters.models import Entry
from sasando.web.passages.reading import language

TONES: Final[Mapping[PlaceKind, str]] = {
    PlaceKind.EXPECTED: "unknown",
    PlaceKind.HERE: "good",
    PlaceKind.ON_THE_WAY: "info",
    PlaceKind.RELEASED: "good",
    PlaceKind.MISSING: "bad",
    PlaceKind.DIED: "out",
    PlaceKind.DOUBLE: "warn",
}
_ORDER: Final = {
    kind: place for place, kind in enumerate(dict.fromkeys((PlaceKind.MISSING, PlaceKind.DIED, *PlaceKind)))
}
_SEXES: Final = {"M": "L", "F": "P"}
_EXPLAINED_BY: Final = 5
_TERM_TONES: Final = {"missing": "bad", "lost": "bad", "waiting": "unknown", "arrived": "good", "double": "warn"}


@dataclass(frozen=True, slots=True)
class Term:
    """One number of an equation, and the way to its rows."""

    name: str
    number: int
    word: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate of a list: the two equations, what does not fit, how many questions."""

    key: str
    title: str
    left: list[Term]
    right: list[Term]
    arrived: list[Term]
    after: list[Term]
    balance: Balance
    wrong: list[str]

    @property
    def fits(self) -> bool:
        """Whether everybody is accounted for and every stated number is met."""
        return not self.wrong and not self.balance.waiting


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide a conflict."""

    word: str
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One conflict in words, with the ways to decide it; none when it is only shown or is decided."""

    key: str
    text: str
    tone: str
    choices: list[Choice] = field(default_factory=list)
    decided: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """One question to a gate, and the address of the page that sends it ("" where there is none)."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person of a list and where they are."""

    entry: Entry
    name: str
    about: str
    where: str
    tone: str
    ill: bool


def about(entry: Entry, *more: str) -> str:
    """What is known of somebody beyond the name, in one line."""
    parts = [_SEXES.get(entry.sex or "", ""), _("%(years)s th") % {"years": entry.age} if entry.age is not None else ""]
    parts += [entry.place or "", (entry.description or "") if entry.full_name else "", *more]
    return " · ".join(part for part in parts if part)


def where(told: Told, place: Place) -> str:
    """Where somebody is, in words."""
    at, since = _gate(told, place.gate), _gate(told, place.since)
    if place.kind == PlaceKind.MISSING:
        word = _("Hilang sejak %(since)s") % {"since": since} if since else _("Hilang")
        return f"{word}, {_('dicatat di %(gate)s') % {'gate': at}}" if at and at != since else word
    if place.kind == PlaceKind.EXPECTED and not at:
        return _("Ditunggu; tempat turun tidak disebut")
    if place.kind == PlaceKind.ON_THE_WAY and not at:
        return _("Lanjut dari %(since)s, tujuan tidak disebut") % {"since": since}
    to = told.name(place.to or "") if place.kind == PlaceKind.DOUBLE else place.to or ""
    return PLACES[place.kind][language()].format(gate=at, to=to, since=since)


def _gate(told: Told, gate: str | None) -> str:
    return told.gate(gate) if gate else ""


def people_of(told: Told, keys: Iterable[str] | None = None) -> list[Somebody]:
    """Everybody, or those of the keys, the missing first, then by where they are and by their line."""
    ill, chosen = set(told.voyage.ill), list(told.voyage.places if keys is None else keys)
    rows = [
        Somebody(one, told.name(key), about(one), where(told, place), TONES[place.kind], key in ill)
        for key in chosen
        if (one := told.entries.get(key)) and (place := told.voyage.places.get(key))
    ]
    places = told.voyage.places
    order = {gate: at for at, gate in enumerate(told.voyage.gates)}
    return sorted(
        rows,
        key=lambda one: (
            _ORDER[places[str(one.entry.pk)].kind],
            order.get(places[str(one.entry.pk)].gate or "", -1),
            one.entry.row or 10**6,
        ),
    )


def gates_of(told: Told) -> list[Gate]:
    """Every gate of the way that waits or waited for somebody, or at which heads were counted."""
    counted = {one.gate for one in told.facts.counts}
    wrong: dict[str, list[str]] = {}
    for one in told.voyage.sums:
        wrong.setdefault(one.gate or "", []).append(says(one, language=language(), gate=told.gate))
    return [
        Gate(
            key,
            told.gate(key),
            _terms(balance, LEFT),
            _terms(balance, RIGHT),
            _terms(balance, ("arrived",)),
            _terms(balance, AFTER),
            balance,
            wrong.get(key, []),
        )
        for key, balance in told.voyage.balances.items()
        if balance.expected or key in counted
    ]


def _terms(balance: Balance, names: Iterable[str]) -> list[Term]:
    return [
        Term(name, len(ids), TERMS[name][language()], _TERM_TONES.get(name, ""))
        for name, ids in balance.terms(names).items()
    ]


def wrong_sums(told: Told) -> list[str]:
    """The sentences of every stated number that does not fit, with who may explain it."""
    sentences = []
    for one in told.voyage.sums:
        text = says(one, language=language(), gate=told.gate)
        if 0 < len(one.entries) <= _EXPLAINED_BY:
            who = ", ".join(told.name(entry) for entry in one.entries)
            text = f"{text} {_('Mungkin karena: %(who)s.') % {'who': who}}"
        sentences.append(text)
    return sentences


def wrong_in_short(told: Told, gate: str) -> list[str]:
    """The same for one gate, short enough for a bar that stays in sight; what was counted here first."""
    found = sorted((one for one in told.voyage.sums if one.gate in (gate, None)), key=lambda one: one.gate is None)
    return [
        (
            _("dihitung %(said)s, dicentang %(counted)s")
            if one.kind == SumKind.HEADS
            else _("surat menyebut %(said)s, ada %(counted)s nama")
        )
        % {"said": one.said, "counted": one.counted}
        for one in found
    ]


def askings(told: Told, actor: Actor) -> list[Asking]:
    """The questions that the tally asks, each with the way to send it."""
    return [
        Asking(says(one, language=language(), named=told.name, gate=told.gate), _address(told, one, actor))
        for one in told.voyage.questions
    ]


def _address(told: Told, one: Question, actor: Actor) -> str:
    asked = {"gate": one.gate, "purpose": Purpose.ASK.value, "urgent": "1", "orang": list(one.entries)}
    return send_address(told, actor, **asked)


def send_address(told: Told, actor: Actor, **asked: Any) -> str:
    """The page that sends news of this list; "" where there is none, or the reader sends none."""
    if not actor.may("notice.add"):
        return ""
    try:
        return f"{reverse('notices:send', args=[told.roster.pk])}?{urlencode(asked, doseq=True)}"
    except NoReverseMatch:
        return ""


def disputes(told: Told) -> list[Dispute]:
    """Every conflict, those that wait for a person first."""
    found = sorted(told.voyage.conflicts, key=lambda one: (one.state != "open", one.state == "shown"))
    return [_dispute(told, one) for one in found]


def _dispute(told: Told, one: Conflict) -> Dispute:
    text = says(one, language=language(), named=told.name, gate=told.gate)
    if one.state == "open":
        return Dispute(one.key, text, "bad", choices=list(_choices(told, one)))
    kept = ", ".join(_who(told, tick) for tick in one.kept if tick in told.ticks)
    decided = (kept or _("tidak satu pun")) if one.state == "decided" and one.ticks else _("sudah diputuskan")
    return Dispute(one.key, text, "info", decided=decided if one.state == "decided" else "")


def _choices(told: Told, one: Conflict) -> Iterator[Choice]:
    if one.kind == ConflictKind.SEPARATED:
        yield Choice(_("Sudah diketahui"), one.entries)
        return
    if not one.ticks:
        for entry in one.entries:
            yield Choice(_("Yang dihitung: %(line)s") % {"line": _line(told, entry)}, (entry,))
        yield Choice(_("Dua orang yang berbeda"), ())
        return
    for tick in one.ticks:
        yield Choice(_who(told, tick), (tick,))
    if len(one.ticks) > 1:
        yield Choice(_("Semuanya benar, satu sesudah yang lain"), one.ticks)
    else:
        yield Choice(_("Tidak berlaku"), ())


def _line(told: Told, entry: str) -> str:
    row = told.entries[entry].row if entry in told.entries else None
    return _("%(name)s, baris %(row)s") % {"name": told.name(entry), "row": row} if row else told.name(entry)


def _who(told: Told, key: str) -> str:
    """ "HP Lorens 06.20: tiba": who saw it, when, what."""
    tick = told.ticks.get(key)
    if tick is None:
        return key[:8]
    name = getattr(tick, "maker", None)
    who = name.split()[0] if name else _("petugas lain")
    at = timezone.localtime(tick.at)
    said = {
        "what": str(TickKind(tick.kind).label).lower(),
        "to": told.gate(tick.to_gate_id) if tick.to_gate_id else tick.receiver,
    }
    what = _("%(what)s %(to)s") % said if said["to"] else said["what"]
    return _("%(who)s %(at)s: %(what)s") % {
        "who": _("HP %(who)s") % {"who": who} if tick.device else who,
        "at": f"{at:%H.%M}",
        "what": what,
    }

"""What stands in the minutes of a hand-over: what became of each, as it was signed, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from sasando.core.tally import AFTER, LEFT, RIGHT
from sasando.core.tally.words import TERMS
from sasando.domain.access import Actor
from sasando.domain.organisations.models import Account
from sasando.domain.passages.models import Handover, Tick, TickKind
from sasando.domain.passages.voyages import Told
from sasando.domain.rosters.models import Entry
from sasando.exchange.papers import Minutes, Signature, Signed
from sasando.exchange.reports.words import moment
from sasando.web.passages.reading import language
from sasando.web.passages.telling import about

Terms = Mapping[str, Sequence[str]]
_WHERE_TO: Final = {
    "carried_on": TickKind.CARRIED_ON,
    "sent_on": TickKind.CARRIED_ON,
    "released": TickKind.RELEASED,
    "missing": TickKind.MISSING,
    "lost": TickKind.MISSING,
}


@dataclass(frozen=True, slots=True)
class Fate:
    """One person of the gate's books and what became of them. `entry` is None for somebody whom the reader does not
    see."""

    entry: Entry | None
    name: str
    about: str
    words: str
    tone: str


def fates_of(told: Told, gate: str, terms: Terms) -> list[Fate]:
    """Everybody on the left side of the books, by their line."""
    keys = dict.fromkeys(key for name in LEFT for key in terms.get(name, ()))
    fates = [_fate(told, gate, terms, key) for key in keys]
    return sorted(fates, key=lambda one: ((one.entry and one.entry.row) or 10**6, one.name))


def _fate(told: Told, gate: str, terms: Terms, key: str) -> Fate:
    entry = told.entries.get(key)
    said = [name for name in (*RIGHT, *AFTER) if key in terms.get(name, ())]
    words = ", ".join(f"{TERMS[name][language()]}{_where_to(told, gate, name, key)}" for name in said)
    tone = "bad" if {"missing", "lost"} & set(said) else "good" if "arrived" in said else "unknown"
    return Fate(entry, told.name(key), about(entry) if entry else "", words, tone)


def _where_to(told: Told, gate: str, name: str, key: str) -> str:
    """The other half of a word, from the last tick of its kind here: to which gate, to whom, since where."""
    kind = _WHERE_TO.get(name)
    ticks = [
        one for one in told.ticks.values() if str(one.entry_id) == key and one.gate_id == gate and one.kind == kind
    ]
    if not ticks:
        return ""
    return _detail(told, max(ticks, key=lambda one: (one.at, str(one.pk))))


def _detail(told: Told, tick: Tick) -> str:
    if tick.kind == TickKind.MISSING:
        return _(", terakhir di %(gate)s") % {"gate": told.gate(tick.since_gate_id)} if tick.since_gate_id else ""
    if tick.kind == TickKind.CARRIED_ON and tick.to_gate_id:
        return _(" ke %(gate)s") % {"gate": told.gate(tick.to_gate_id)}
    return _(" kepada %(receiver)s") % {"receiver": tick.receiver} if tick.receiver else ""


def signed_terms(one: Handover, told: Told) -> list[str]:
    """The two equations as they were signed."""
    terms: Terms = one.totals["terms"]

    def added(names: Sequence[str]) -> str:
        said = [f"{len(terms[name])} {TERMS[name][language()]}" for name in names if terms.get(name)]
        return " + ".join(said) or "0"

    return [f"{added(LEFT)} = {added(RIGHT)}", f"{added(('arrived',))} = {added(AFTER)}"]


def data_of(one: Handover, told: Told, actor: Actor, address: str) -> Minutes:
    """All that the paper says."""
    roster, giver = one.roster, Account.objects.visible_to(actor).filter(pk=one.by).first()
    given_by = giver.name if giver else _("petugas yang menyerahkan")
    came_from = roster.came_from.title if roster.came_from else roster.organisation.name
    facts = [
        (_("Daftar"), roster.title),
        (_("Dari"), came_from),
        (_("Kapal atau penerbangan"), roster.carrier or "–"),
        (_("Tempat serah terima"), one.gate.title),
        (_("Waktu"), moment(one.at, language())),
        (_("Diterima oleh"), one.receiver),
    ]
    return Minutes(
        language=language(),
        title=_("Berita acara serah terima"),
        labels=_labels(),
        about=facts,
        sums=signed_terms(one, told),
        people=[
            Signed(number=str(at), name=fate.name, about=fate.about, fate=fate.words)
            for at, fate in enumerate(fates_of(told, one.gate_id, one.totals["terms"]), 1)
        ],
        signatures=[
            Signature(role=_("Yang menyerahkan"), name=given_by, lines=one.signatures.get("giver", ())),
            Signature(role=_("Yang menerima"), name=one.receiver, lines=one.signatures.get("receiver", ())),
        ],
        key=str(one.pk),
        digest=one.digest,
        address=address,
        at=one.at,
    )


def _labels() -> dict[str, str]:
    return {
        "sums": _("Jumlah"),
        "people": _("Orang-orangnya"),
        "number": _("No."),
        "name": _("Nama"),
        "about": _("Keterangan"),
        "fate": _("Keadaan"),
        "key": _("Nomor"),
        "page": _("Halaman"),
        "of": "/",
        "digest": _("Sidik"),
        "qr": _("Kode QR ke halaman pemeriksaan berita acara ini"),
        "verify": _("Pindai untuk memeriksa: halaman itu menyebut apakah sidik kertas ini masih cocok."),
    }

"""What is in an envelope that waits, in words for whoever decides: who, what, where, by which clock."""

import json
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.gates.models import Gate
from sasando.domain.passages.models import TickKind
from sasando.domain.rosters.models import Entry, Roster
from sasando.domain.sync.models import Envelope
from sasando.domain.sync.receiving import opened
from sasando.domain.sync.sealing import Unopenable

_SHOWN: Final = ("line", "name", "description", "receiver", "title", "text", "heads", "place", "people", "destination")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said."""

    name: str
    value: str


def says(envelope: Envelope, *, by: Actor) -> list[Line]:
    """What the envelope says, for the eyes of who decides; that it was opened is a fact."""
    if not envelope.sealed:
        return []
    try:
        body = json.loads(opened(envelope))
    except (Unopenable, ValueError, RecursionError):
        return []
    audit.record("sync.opened", envelope, by=by)
    return [line for line in _lines(body, by) if line.value] if isinstance(body, dict) else []


def _lines(body: dict[str, Any], by: Actor) -> list[Line]:
    lines = [
        Line(_("Orang"), _named(Entry, body.get("entry"), by)),
        Line(_("Daftar"), _named(Roster, body.get("roster"), by)),
        Line(_("Centang"), str(dict(TickKind.choices).get(str(body.get("tick")), ""))),
        Line(_("Di gerbang"), _gate(body.get("gate"))),
        Line(_("Ke gerbang"), _gate(body.get("to"))),
        Line(_("Terakhir terlihat di"), _gate(body.get("since"))),
    ]
    names = _titles()
    return lines + [Line(names[name], str(body[name])[:2_000]) for name in _SHOWN if body.get(name)]


def _titles() -> dict[str, str]:
    return {
        "line": _("Baris daftar"),
        "name": _("Nama"),
        "description": _("Ciri-ciri"),
        "receiver": _("Penerima"),
        "title": _("Nama daftar"),
        "text": _("Isi daftar"),
        "heads": _("Hitungan kepala"),
        "place": _("Tempat"),
        "people": _("Orang-orang"),
        "destination": _("Tujuan"),
    }


def _named(model: Any, key: Any, by: Actor) -> str:
    try:
        found = model.objects.visible_to(by).filter(pk=UUID(key)).first()
    except (ValueError, TypeError, AttributeError):
        return ""
    return str(
        getattr(found, "full_name", "") or getattr(found, "description", "") or getattr(found, "title", "") or ""
    )


def _gate(slug: Any) -> str:
    found = Gate.objects.filter(pk=slug).first() if isinstance(slug, str) and slug else None
    return str(found.title) if found else ""

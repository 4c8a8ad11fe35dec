"""Who read and changed a record, as a part of its page."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from sasando.domain.access import Actor
from sasando.domain.audit.words import deed, fields
from sasando.domain.organisations.kinds import ROLE_NAMES
from sasando.domain.organisations.trail import Deed, trail_of

DEEDS_OF_A_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the record's trail."""

    at: Any
    what: str
    who: str
    note: str
    kind: str


def trail_shown(thing: Any, actor: Actor) -> dict[str, Any]:
    """What `shell/trail.html` shows of a record: the trail in words, if the reader may know it.

    Who did it is named where the reader may know; else by role and organisation.
    """
    deeds, deeds_in_all = trail_of(thing, by=actor, most=DEEDS_OF_A_PAGE)
    return {"events": [event_of(one) for one in deeds], "deeds_in_all": deeds_in_all}


def event_of(one: Deed) -> Event:
    """One deed in words."""
    role = str(ROLE_NAMES.get(one.role, one.role)) or _("Program Sasando")
    who = " · ".join(part for part in (one.account, role, one.organisation) if part)
    kind = "info" if one.action.endswith(".read") else "good"
    return Event(one.at, deed(one.action), who, fields(one.fields), "warn" if "identity.read" in one.fields else kind)

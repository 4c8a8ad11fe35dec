"""The rules under which a placement started: kept whole, and used for as long as the placement is open."""

from functools import lru_cache

from django.db import transaction

from sasando import __version__
from sasando.core.law.archive import read, written
from sasando.core.law.explanation import RULEBOOK, Explainer, explainer
from sasando.core.law.rulebook import Rulebook
from sasando.core.law.stage import Stage
from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.errors import Refused
from sasando.domain.placements.kinds import CLOSED
from sasando.domain.placements.models import Placement, RuleSet

CURRENT = RULEBOOK.fingerprint


def current_rules() -> str:
    """The key of the rules of this program; kept when they are met for the first time."""
    if not RuleSet.objects.filter(pk=CURRENT).exists():
        made = RuleSet(fingerprint=CURRENT, version=__version__, content=written(RULEBOOK))
        RuleSet.objects.bulk_create([made], ignore_conflicts=True)
    return CURRENT


def rulebook_of(fingerprint: str) -> Rulebook:
    """The rules under a key: those of the program, or those that were kept."""
    return RULEBOOK if fingerprint == CURRENT else _kept(fingerprint)


def explainer_of(fingerprint: str) -> Explainer:
    """Who judges a departure by these rules."""
    return explainer(Stage.DEPART) if fingerprint == CURRENT else _explainer(fingerprint)


@lru_cache(maxsize=16)
def _kept(fingerprint: str) -> Rulebook:
    return read(RuleSet.objects.get(pk=fingerprint).content)


@lru_cache(maxsize=16)
def _explainer(fingerprint: str) -> Explainer:
    return Explainer(_kept(fingerprint), Stage.DEPART)


@transaction.atomic
def move_to_current(placement: Placement, *, reason: str, by: Actor) -> None:
    """Judge an open placement by the rules of today from now on: a decision of its own. Raises `Refused`."""
    from sasando.domain.placements.judging import refresh  # noqa: PLC0415 - judging asks for the rules

    if not Placement.objects.filter(may_reach(Placement, by, "move"), pk=placement.pk).exists():
        raise Refused("not_allowed")
    if placement.state in CLOSED:
        raise Refused("placement_closed")
    if placement.rules_id == CURRENT:
        raise Refused("already_done")
    if not reason.strip():
        raise Refused("reason_missing")
    audit.record("placement.moved", placement, by=by, fields=["rules"])
    refresh(placement, by=by, rules=current_rules())

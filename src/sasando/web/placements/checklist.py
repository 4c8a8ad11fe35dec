"""What the law says to a placement, requirement by requirement; where each fact came from; where two sources differ."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from sasando.core.facts import FACTS
from sasando.core.law.rulebook import Rulebook
from sasando.core.law.verdict import Effect
from sasando.domain.access import Actor
from sasando.domain.placements.models import Judged, Placement
from sasando.domain.placements.waiving import NEVER
from sasando.exchange.reports.words import EFFECTS
from sasando.web.placements import words

_KNOW: Final = {  # facts of health, and the right by which somebody may know them
    "pregnancy_result": "pregnancy.know",
    "pregnancy_test_on": "fitness.know",
    "health_on": "fitness.know",
    "health_result": "fitness.know",
    "psych_on": "fitness.know",
    "psych_result": "fitness.know",
}
_KINDS_OF_PLACE: Final = ("desa", "kelurahan", "kel.", "kab.", "kabupaten", "kota")
_GOOD: Final = ("MET", "NOT_YET_DUE", "NOT_APPLICABLE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One requirement in words. `kind` is a tag of the shell; `stops` when it stops the departure as it stands."""

    key: str
    name: str
    kind: str
    because: str
    do: str
    basis: tuple[str, ...]
    good_until: date | None
    effect: str
    confirmed: bool
    stops: bool
    waived: bool
    may_waive: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """All of them, in groups: what stops the departure, what is mended or noted, what is met, what comes later."""

    stopping: list[Checked]
    noted: list[Checked]
    met: list[Checked]
    later: list[Checked]


def checklist_of(judged: Judged, placement: Placement, rulebook: Rulebook, *, waived: set[str]) -> Checklist:
    """The kept answer of the law in words."""
    found = [_checked(one, placement, rulebook, waived=waived) for one in judged.results]
    outcomes = dict(zip((one.key for one in found), (one["outcome"] for one in judged.results), strict=True))
    return Checklist(
        stopping=[one for one in found if one.stops or one.waived],
        noted=[one for one in found if not one.stops and not one.waived and outcomes[one.key] not in _GOOD],
        met=[one for one in found if outcomes[one.key] == "MET"],
        later=[one for one in found if outcomes[one.key] == "NOT_YET_DUE"],
    )


def _checked(result: dict[str, Any], placement: Placement, rulebook: Rulebook, *, waived: set[str]) -> Checked:
    key, language = result["requirement"], words.language()
    stops = key in placement.missing
    return Checked(
        key=key,
        name=words.requirement_name(key, rulebook),
        kind=result["outcome"].lower(),
        because=result["because"].get(language, ""),
        do=(result["do"] or {}).get(language, ""),
        basis=tuple(result["basis"]),
        good_until=date.fromisoformat(result["good_until"]) if result["good_until"] else None,
        effect=EFFECTS[Effect(result["effect"])][language] if stops and result["effect"] else "",
        confirmed=result["confirmed"],
        stops=stops,
        waived=key in waived,
        may_waive=stops and result["outcome"] not in NEVER,
    )


def missing_names(placement: Placement, rulebook: Rulebook) -> list[str]:
    """The short list, for those who see the placement and not what is in it."""
    return [words.requirement_name(key, rulebook) for key in placement.missing]


@dataclass(frozen=True, slots=True)
class Sourced:
    """A fact in words, and where it came from."""

    label: str
    value: str
    source: str


def facts_with_sources(judged: Judged, actor: Actor) -> list[Sourced]:
    """Everything that is known, in the order of a form; what somebody may not know is left out."""
    known = [key for key in FACTS if key in judged.facts and _may_know(key, actor)]
    return [
        Sourced(words.label_of(key), words.value_words(key, judged.facts[key]), _source(judged.sources.get(key, "")))
        for key in known
    ]


@dataclass(frozen=True, slots=True)
class Differing:
    """A fact of which two sources say different things; the last one counts."""

    label: str
    said: list[tuple[str, str]]


def differing_of(judged: Judged, actor: Actor) -> list[Differing]:
    """Where two sources differ."""
    may_know = [key for key in judged.differing if key in FACTS and _may_know(key, actor)]
    found = [Differing(words.label_of(key), [_said(key, *one) for one in judged.differing[key]]) for key in may_know]
    return [one for one in found if len({_plain(value) for _source, value in one.said}) > 1]


def _plain(value: str) -> str:
    """A value without the kind of place before its name: a code and a written name may mean one village."""
    return " ".join(word for word in value.casefold().split() if word not in _KINDS_OF_PLACE)


def _said(key: str, source: str, value: str) -> tuple[str, str]:
    return _source(source), words.value_words(key, _typed(key, value))


def _typed(key: str, value: str) -> Any:
    """A value that was kept as text."""
    return int(value) if FACTS[key].kind.python_type is int else value


def _source(key: str) -> str:
    return str(words.SOURCES.get(key, key)) or _("Belum diketahui")


def _may_know(key: str, actor: Actor) -> bool:
    return key not in _KNOW or actor.may(_KNOW[key])

"""Two records side by side, and why the program thinks of them together: in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sasando.core.matching import compare
from sasando.core.matching.reasons import sentence
from sasando.domain.access import Actor
from sasando.domain.people.linking import standing
from sasando.domain.people.models import Sameness, Suggestion, Verdict
from sasando.domain.people.profiles import known
from sasando.domain.people.searching import reasons_of
from sasando.domain.people.values import IdentifierKind, ValueKind
from sasando.web.people.drift import Said, differs, everything_said
from sasando.web.people.forms_of_values import SuggestionFilter

_LINES: Final = [*ValueKind, *IdentifierKind]


@dataclass(frozen=True, slots=True)
class Told:
    """A pair as a list shows it."""

    pair: Any
    homes: tuple[str, str]
    speaks_for: list[str]
    against: list[str]
    verdict: str

    @property
    def strength(self) -> tuple[str, str]:
        """Tone and word of the score."""
        if self.pair.equal:
            return "bad", _("NIK dan nama sama")
        return ("warn", _("Sangat mungkin")) if self.pair.says == "same" else ("info", _("Mungkin"))

    @property
    def verdict_word(self) -> str:
        """The decision that stands."""
        return str(Verdict(self.verdict).label) if self.verdict else ""

    @property
    def verdict_tone(self) -> str:
        """Its colour."""
        return {Verdict.SAME: "good", Verdict.DIFFERENT: "out"}.get(Verdict(self.verdict), "unknown")


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of value on both sides; `mark` and `word` say how they stand to each other."""

    label: str
    ours: str
    theirs: str
    mark: str
    word: str


def suggestions(form: SuggestionFilter, actor: Actor) -> QuerySet[Suggestion]:
    """The pairs of which the actor may read both sides, each with the decision that stands (`verdict`)."""
    form.is_valid()
    state = form.cleaned_data.get("keadaan") or form.WAITING
    same_pair = standing(actor).filter(person=OuterRef("person"), other=OuterRef("other")).order_by()
    found: Any = Suggestion.objects.visible_to(actor).annotate(verdict=Subquery(same_pair.values("verdict")[:1]))
    if state == form.WAITING:
        found = found.filter(verdict=None).exclude(says="different")
    elif state == form.UNSURE:
        found = found.filter(verdict=Verdict.UNSURE)
    else:
        found = found.filter(verdict__in=(Verdict.SAME, Verdict.DIFFERENT))
    pairs: QuerySet[Suggestion] = found.select_related("person__organisation", "other__organisation")
    return pairs.order_by("-equal", "-score", "pk")


def told(pair: Any, homes: Mapping[str, str]) -> Told:
    """The pair with its reasons in the language of the reader."""
    lines = tuple(homes.get(one.home_id or "", "") for one in (pair.person, pair.other))
    return Told(pair, (lines[0], lines[1]), *_words(pair.reasons), pair.verdict or "")


def _words(reasons: Mapping[str, list[str]]) -> tuple[list[str], list[str]]:
    language = "en" if (get_language() or "").startswith("en") else "id"

    def words(codes: list[str]) -> list[str]:
        return [sentence(*code.split(".", 1))[language] for code in codes]

    return words(reasons.get("for", [])), words(reasons.get("against", []))


def sides_of(pair: list[Any], actor: Actor) -> dict[str, Any]:
    """What the page of two records shows: lines, reasons, and the decision that stands with who may know it."""
    ours, theirs = pair
    suggestion: Any = Suggestion.objects.visible_to(actor).filter(person=ours, other=theirs).first()
    decision: Sameness | None = standing(actor).filter(person=ours, other=theirs).first()
    speaks_for, against = _words(suggestion.reasons if suggestion else _compared(ours, theirs))
    strength = Told(suggestion, ("", ""), [], [], "").strength if suggestion else None
    return {
        "ours": ours,
        "theirs": theirs,
        "lines": lines_of(ours, theirs),
        "speaks_for": speaks_for,
        "against": against,
        "strength": strength,
        "decision": decision,
        "verdicts": Verdict,
    }


def _compared(ours: Any, theirs: Any) -> dict[str, list[str]]:
    """Of two that the program did not suggest: compared now, by what the reader may know."""
    both = known([ours.pk, theirs.pk])
    return reasons_of(compare(both[ours.pk].profiles[0], both[theirs.pk].profiles[0]))


def lines_of(ours: Any, theirs: Any) -> list[Line]:
    """Kind by kind what both records say; what neither says is left out."""
    mine, other = ([one for one in everything_said([record]) if not one.withdrawn] for record in (ours, theirs))
    shown = [_line(str(kind.label), kind, _of(mine, kind), _of(other, kind)) for kind in _LINES]
    sex, their_sex = (str(one.get_sex_display()) if one.sex else "" for one in (ours, theirs))
    shown.insert(1, Line(_("Jenis kelamin"), sex, their_sex, *_mark(sex == their_sex, bool(sex and their_sex))))
    shown.append(Line(_("Ciri-ciri"), ours.description, theirs.description, "", ""))
    return [line for line in shown if line.ours or line.theirs]


def _of(said: list[Said], kind: str) -> list[Said]:
    return [one for one in said if one.kind == kind]


def _line(label: str, kind: str, mine: list[Said], other: list[Said]) -> Line:
    fits = any(not differs(kind, one, their) for one in mine for their in other)
    ours, theirs = ("; ".join(dict.fromkeys(one.text for one in side)) for side in (mine, other))
    return Line(label, ours, theirs, *_mark(fits, bool(mine and other)))


def _mark(fits: bool, known_of_both: bool) -> tuple[str, str]:
    if not known_of_both:
        return "unknown", _("Satu sisi saja")
    return ("good", _("Cocok")) if fits else ("bad", _("Berbeda"))

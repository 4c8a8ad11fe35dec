"""The judgement of one dossier: every requirement with its reason, article, facts and day, and the decision."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import compress

from sasando.core.facts import Dossier, Says
from sasando.core.law.compilers.python import ON_LAND, PythonConditions, PythonParts, compiled_condition
from sasando.core.law.expression import facts_of
from sasando.core.law.indonesia import PROVEN_FACTS, RED_FLAGS, REQUIREMENTS, scope
from sasando.core.law.indonesia.acts import CITING_DAYS, cited_on
from sasando.core.law.rails import holds
from sasando.core.law.requirement import Check, Requirement
from sasando.core.law.rulebook import (
    FIRST_INCOMPLETE,
    FIRST_VIOLATED,
    Column,
    Rulebook,
    applicability,
)
from sasando.core.law.stage import STAGE_NAMES, Stage
from sasando.core.law.verdict import (
    Decision,
    Finding,
    Flag,
    Judgement,
    Severity,
)
from sasando.core.law.wording import Articles, ColumnWords, end_of

RULEBOOK = Rulebook(REQUIREMENTS, RED_FLAGS, (scope.NOT_A_MIGRANT_WORKER, scope.INSIDE_INDONESIA))

DECISION_SAYS: dict[Decision, Says] = {
    Decision.CLEARED: {
        "id": "Semua yang diwajibkan hukum terpenuhi. Menahan orang ini dilarang (UU 18/2017 Pasal 70 ayat (2)).",
        "en": "All that the law demands is met. Holding this person back is forbidden (UU 18/2017 article 70(2)).",
    },
    Decision.INCOMPLETE: {
        "id": "Masih ada yang harus dilengkapi atau dipastikan.",
        "en": "Something is still to be completed or made sure of.",
    },
    Decision.NON_PROCEDURAL: {
        "id": "Dengan keadaan ini penempatannya melanggar hukum; pekerja bukan pihak yang bersalah.",
        "en": "As things stand this placement breaks the law; the worker is not the accused.",
    },
}


def _so_far(stage: Stage) -> Says:
    name = STAGE_NAMES[stage]
    return {
        "id": f"Yang sudah harus ada pada tahap {name['id']} terpenuhi; syarat keberangkatan belum diperiksa.",
        "en": f"What is due at the stage {name['en']} is met; what departure asks was not checked.",
    }


def judge(dossier: Dossier, *, as_of: date, stage: Stage = Stage.DEPART) -> Judgement:
    """Judge a dossier at a stage by the law of its departure day, or of `as_of` where that is not known.

    >>> judge(Dossier(purpose="STUDY"), as_of=date(2026, 3, 1)).decision.value
    'out_of_scope'
    """
    return explainer(stage).judge(dossier, as_of)


def decision_of(cells: Sequence[int]) -> Decision:
    """The decision that the cells of one dossier give, when it is in scope."""
    gravest = max(cells)
    if gravest >= FIRST_VIOLATED:
        return Decision.NON_PROCEDURAL
    return Decision.INCOMPLETE if gravest >= FIRST_INCOMPLETE else Decision.CLEARED


@lru_cache(maxsize=len(Stage))
def explainer(stage: Stage) -> "Explainer":
    """The explainer of a stage; made once."""
    return Explainer(RULEBOOK, stage)


class Explainer:
    """Judges dossiers at one stage. Everything that does not depend on the dossier is prepared here."""

    def __init__(self, rulebook: Rulebook, stage: Stage) -> None:
        self.stage = stage
        self._parts = PythonParts(rulebook, stage)
        self._rulebook = rulebook
        self._words: dict[tuple[bool, int], list[ColumnWords]] = {}
        self._shared: dict[tuple[object, ...], ColumnWords] = {}
        self._says = DECISION_SAYS | ({} if Stage.DEPART.comes_by(stage) else {Decision.CLEARED: _so_far(stage)})
        self._findings = [words.findings for words in self._columns(on_land=True, day=date.max)]
        limits, raised = _limits(rulebook), [flag for flag in rulebook.flags if facts_of(flag.raised)]
        self._ends = [(end_of(check.good_until), check.severity is Severity.BLOCK) for _, check in limits]  # type: ignore[arg-type]
        self._flags = [Flag(flag.code, flag.says) for flag in raised]
        conditions = [*(applicability(*limit) for limit in limits), *(flag.raised for flag in raised)]
        self._besides = PythonConditions(rulebook, map(holds, conditions))
        self._outside = compiled_condition(rulebook.outside)
        self._inside_indonesia = compiled_condition(holds(scope.INSIDE_INDONESIA))

    def judge(self, dossier: Dossier, as_of: date) -> Judgement:
        """See `judge`."""
        day = dossier.departs_on or as_of
        if self._outside(dossier, day):
            return self._out_of_scope(dossier, as_of)
        cells, parts = self._parts(dossier, as_of)
        decision = decision_of(cells)
        columns = self._columns(on_land=dossier.scheme in ON_LAND, day=day)
        results = [
            column.result(cell, unmet, dossier, day)
            for column, cell, unmet in zip(columns, cells, parts, strict=True)
            if cell
        ]
        besides = self._besides(dossier, as_of)
        last_safe, advised = self._deadlines(dossier, besides)
        return Judgement(
            decision=decision,
            because=self._says[decision],
            stage=self.stage.value,
            as_of=as_of,
            results=tuple(results),
            findings=self._found(parts),
            flags=tuple(compress(self._flags, besides[len(self._ends) :])),
            last_safe_departure=last_safe,
            advised_departure=advised,
        )

    def _columns(self, *, on_land: bool, day: date) -> list[ColumnWords]:
        """The words with the citations of that day, made once for each period."""
        kind = (on_land, bisect_right(CITING_DAYS, day))
        if kind not in self._words:
            articles = partial(cited_on, day=day, on_land=on_land)
            self._words[kind] = [self._words_of(column, articles) for column in self._rulebook.columns]
        return self._words[kind]

    def _words_of(self, column: Column, articles: Articles) -> ColumnWords:
        """Periods that cite the same articles share their words."""
        cited = (column.key, *(articles(check.basis) for _, check in column.checks))
        if cited not in self._shared:
            self._shared[cited] = ColumnWords(column, articles)
        return self._shared[cited]

    def _out_of_scope(self, dossier: Dossier, as_of: date) -> Judgement:
        inside = self._inside_indonesia(dossier, as_of)
        return Judgement(
            decision=Decision.OUT_OF_SCOPE,
            because=scope.INSIDE_INDONESIA_SAYS if inside else scope.NOT_A_MIGRANT_WORKER_SAYS,
            stage=self.stage.value,
            as_of=as_of,
            results=(),
            findings=(),
            flags=(),
            last_safe_departure=None,
            advised_departure=None,
        )

    def _found(self, parts: Sequence[tuple[int, ...]]) -> tuple[Finding, ...]:
        found: dict[str, bool] = {}
        for listed, unmet in compress(zip(self._findings, parts, strict=True), parts):
            for cell in unmet:
                for code, proven in listed[cell]:
                    found[code] = found.get(code, False) or proven
        return tuple(_FINDINGS[code, found[code]] for code in sorted(found))

    def _deadlines(self, dossier: Dossier, applies: Sequence[int]) -> tuple[date | None, date | None]:
        """The last safe and the advised departure: the earliest end, without and with unconfirmed limits."""
        safe, advised = [], []
        for end_for, confirmed in compress(self._ends, applies):
            end = end_for(dossier)
            if end is not None:
                advised.append(end)
                if confirmed:
                    safe.append(end)
        return min(safe, default=None), min(advised, default=None)


def _limits(rulebook: Rulebook) -> list[tuple[Requirement, Check]]:
    """The checks whose `good_until` is a day after which a departure is not safe, or not advised."""
    pairs = (pair for column in rulebook.columns for pair in column.checks)
    return [(version, check) for version, check in pairs if check.limits_departure and check.good_until is not None]


_FINDINGS = {
    (code, proven): Finding(code, proven, fact.basis, fact.says)
    for code, fact in PROVEN_FACTS.items()
    for proven in (True, False)
}

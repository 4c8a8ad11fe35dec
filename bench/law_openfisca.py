"""The same requirements in OpenFisca-Core, generated from the same cases and written the OpenFisca way.

* One person is one entity; every fact is an input Variable. OpenFisca has no "not known", so every fact has a second
  Variable `<fact>_known`. Texts are whole numbers, as in OpenFisca's own Enum; the numbering keeps order and equality.
* Every requirement is a Variable whose formula is a numpy `select` over its cases.
* Whatever two requirements ask (a comparison, an age, a moved date) is a Variable of its own, which OpenFisca keeps.
Laying out the inputs is not in the times.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from sasando.core.law.expression import (
    AllOf,
    AnyOf,
    Compare,
    DayTerm,
    Expression,
    FactTerm,
    Known,
    Linear,
    Literal,
    Mentions,
    OneOf,
    Shifted,
    Term,
    Truth,
    Value,
    YearsReached,
    children,
)
from sasando.core.law.rails import COMPARE
from sasando.core.law.rulebook import Case, Rulebook
from sasando.core.law.stage import Stage

PERIOD = "2026-03"
Array = Any
Read = Callable[[str], Array]


class OpenFisca:
    """The requirements as Variables, for the dossiers of one frame."""

    def __init__(self, dossiers: pl.DataFrame, rulebook: Rulebook, stage: Stage) -> None:
        self._dossiers = dossiers
        texts = [name for name, dtype in dossiers.schema.items() if dtype == pl.String]
        self._words = pl.concat([dossiers[name].unique().alias("word") for name in texts]).drop_nulls().unique().sort()
        self._keys = [f"{column.key}_cell" for column in rulebook.columns]
        columns = [column.cases(stage) for column in rulebook.columns]
        possible = [[case for case in cases if case.condition != Truth(False)] for cases in columns]
        formulas = _Formulas(possible, self._words.to_list())
        person = build_entity("person", "persons", "", is_person=True)
        self._system = TaxBenefitSystem([person])
        self._inputs = dict(self._arrays())
        for name, values in self._inputs.items():
            kind = {"M": date, "b": bool}.get(values.dtype.kind, int)
            self._system.add_variable(_variable(name, person, kind, None))
        for name, kind, formula in formulas.variables(self._keys):
            self._system.add_variable(_variable(name, person, kind, formula))

    def simulation(self) -> Simulation:
        """A fresh simulation with all inputs laid out and nothing calculated."""
        simulation = SimulationBuilder().build_default_simulation(self._system, self._dossiers.height)
        for name, values in self._inputs.items():
            simulation.set_input(name, PERIOD, values)
        return simulation

    def cells(self, simulation: Simulation) -> list[Array]:
        """Every requirement, calculated."""
        return [simulation.calculate(key, PERIOD) for key in self._keys]

    def _arrays(self) -> Iterator[tuple[str, Array]]:
        numbering = pl.Enum(self._words)
        for name, dtype in self._dossiers.schema.items():
            values = self._dossiers[name]
            if dtype == pl.String:
                values = values.cast(numbering).to_physical().cast(pl.Int32)
            default = date(1970, 1, 1) if dtype == pl.Date else False if dtype == pl.Boolean else 0
            array = values.fill_null(default).to_numpy()
            yield name, array.astype("datetime64[D]") if dtype == pl.Date else array
            if name != "as_of":
                yield f"{name}_known", values.is_not_null().to_numpy()


def _variable(name: str, person: object, kind: type, formula: object) -> type[Variable]:
    made = {"value_type": kind, "entity": person, "definition_period": DateUnit.MONTH, "label": name}
    return type(name, (Variable,), made | ({"formula": formula} if formula else {}))


class _Formulas:
    """Formulas of the requirements and of what they share."""

    def __init__(self, columns: list[list[Case]], words: list[str]) -> None:
        self._columns = columns
        self._words = words
        self._shared: dict[str, tuple[str, type, Callable[[Read], Array]]] = {}
        for node, times in _atoms(columns):
            if times > 1 or isinstance(node, Shifted):
                make = self._moved if isinstance(node, Shifted) else self._plain_atom
                kind = date if isinstance(node, Shifted) else bool
                self._share(repr(node), kind, lambda read, node=node, make=make: make(node, read))

    def variables(self, keys: list[str]) -> Iterator[tuple[str, type, object]]:
        """Name, type and formula of every Variable that is calculated."""
        yield "day", date, _formula(lambda read: np.where(read("departs_on_known"), read("departs_on"), read("as_of")))
        for key in ("day", "born_on", "born_on_other", "placement_agreement_on"):
            yield f"number_of_{key}", int, _formula(lambda read, key=key: _number(read(key)))
        for name, kind, make in self._shared.values():
            yield name, kind, _formula(make)
        for key, cases in zip(keys, self._columns, strict=True):
            yield key, int, _formula(lambda read, cases=cases: self._select(cases, read))

    def _share(self, key: str, kind: type, make: Callable[[Read], Array]) -> None:
        self._shared[key] = (f"shared_{len(self._shared)}", kind, make)

    def _select(self, cases: list[Case], read: Read) -> Array:
        done: dict[str, Array] = {}
        masks = [self._condition(case.condition, read, done) for case in cases]
        if not masks:
            return np.zeros(read("day").shape, np.int32)
        return np.select(masks, [np.int32(case.cell) for case in cases], default=np.int32(0))

    def _condition(self, node: Expression, read: Read, done: dict[str, Array]) -> Array:
        key = repr(node)
        if key not in done:
            match node:
                case AllOf(parts):
                    done[key] = _joined(np.logical_and, [self._condition(part, read, done) for part in parts])
                case AnyOf(parts):
                    done[key] = _joined(np.logical_or, [self._condition(part, read, done) for part in parts])
                case _:
                    done[key] = self._atom(node, read)
        return done[key]

    def _atom(self, node: Expression, read: Read) -> Array:
        match node:
            case Truth(value):
                return np.full(read("day").shape, value)
            case Known(FactTerm(key), negated):
                return ~read(f"{key}_known") if negated else read(f"{key}_known")
        shared = self._shared.get(repr(node))
        return read(shared[0]) if shared else self._plain_atom(node, read)

    def _plain_atom(self, node: Expression, read: Read) -> Array:
        match node:
            case Compare(sign, left, right):
                test = COMPARE[sign](self._term(left, read), self._term(right, read))
                return _joined(np.logical_and, [test, *_known(left, read), *_known(right, read)])
            case OneOf(item) | Mentions(item):
                found = np.isin(self._term(item, read), self._among(node))
                return _joined(np.logical_and, [~found if node.negated else found, *_known(item, read)])
            case YearsReached(start, end, years, negated):
                passed = read(f"number_of_{_name(end)}") - read(f"number_of_{_name(start)}")
                test = passed < years * 10_000 if negated else passed >= years * 10_000
                return _joined(np.logical_and, [test, *_known(start, read), *_known(end, read)])
        raise TypeError(node)

    def _among(self, node: OneOf | Mentions) -> list[object]:
        if isinstance(node, Mentions):
            return [number for number, word in enumerate(self._words) if any(part in word for part in node.words)]
        return [code for code in map(self._value, node.values) if code != _NO_WORD]

    def _term(self, node: Term, read: Read) -> Array:
        match node:
            case FactTerm() | DayTerm():
                return read(_name(node))
            case Literal(value):
                return self._value(value)
            case Shifted():
                return read(self._shared[repr(node)][0])
            case Linear(start, times, plus):
                return self._term(start, read) * times + plus
        raise TypeError(node)

    def _moved(self, node: Shifted, read: Read) -> Array:
        start = self._term(node.start, read)
        if node.months:
            month = start.astype("datetime64[M]") + node.months
            last = (month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")
            day = start - start.astype("datetime64[M]").astype("datetime64[D]")
            start = month.astype("datetime64[D]") + np.minimum(day, last - np.timedelta64(1, "D"))
        return start + np.timedelta64(node.days, "D")

    def _value(self, value: Value) -> object:
        if isinstance(value, date):
            return np.datetime64(value, "D")
        if not isinstance(value, str):
            return value
        if value == "~":  # the first word that begins with it
            return next((number for number, word in enumerate(self._words) if word >= "~"), len(self._words))
        return self._words.index(value) if value in self._words else _NO_WORD


_NO_WORD = -1


def _formula(make: Callable[[Read], Array]) -> object:
    return lambda person, period: make(lambda name: person(name, period))


def _atoms(columns: list[list[Case]]) -> list[tuple[Any, int]]:
    """Every atom and moved date, and by how many requirements it is asked."""
    nodes: dict[str, Expression | Term] = {}
    times: Counter[str] = Counter()
    for cases in columns:
        seen: dict[str, Expression | Term] = {}
        for case in cases:
            _walk(case.condition, seen)
        nodes |= seen
        times.update(seen.keys())
    return [(node, times[key]) for key, node in nodes.items()]


def _walk(node: Expression | Term, seen: dict[str, Expression | Term]) -> None:
    if isinstance(node, Compare | OneOf | Mentions | YearsReached | Shifted):
        seen[repr(node)] = node
    for child in children(node):
        _walk(child, seen)


def _joined(join: Callable[..., Array], arrays: list[Array]) -> Array:
    joined = arrays[0]
    for other in arrays[1:]:
        joined = join(joined, other)
    return joined


def _known(item: Term, read: Read) -> list[Array]:
    match item:
        case FactTerm(key):
            return [read(f"{key}_known")]
        case Shifted(start) | Linear(start):
            return _known(start, read)
    return []


def _name(node: Term) -> str:
    return "day" if isinstance(node, DayTerm) else node.key  # type: ignore[attr-defined]


def _number(days: Array) -> Array:
    months = days.astype("datetime64[M]")
    count = months.astype(np.int64)
    year = count // 12
    day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    return (year + 1970) * 10_000 + (count - year * 12 + 1) * 100 + day

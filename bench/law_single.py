"""One dossier at a time: our fused Python against zen-engine and CEL, on the same dossiers and the same requirements.

Run: `./sasando bench law_single`. Exit status 1 when any cell differs.
"""

import argparse
import json
import statistics
from collections.abc import Callable, Sequence
from operator import itemgetter

import cel
import msgspec
import zen

from bench.dossiers import AS_OF
from bench.everyday import mixed
from bench.law_text import CEL, ZEN, Columns, Folds, Kind, Writer, inputs
from bench.timing import Seconds, goal, interleaved, machine, median_ratio, must_be_equal, table
from sasando.core.facts import Dossier
from sasando.core.law.compilers.python import PythonAudit
from sasando.core.law.explanation import RULEBOOK, decision_of, explainer
from sasando.core.law.stage import Stage

OURS = "ours, cells"
ROUNDS = 9
Answers = list[list[int]]
Engine = Callable[[], Sequence[Sequence[float]]]


def main() -> None:
    """Check, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossiers", type=int, default=240)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    dossiers = mixed(asked.dossiers)
    audit = PythonAudit(RULEBOOK, Stage.DEPART)
    cells = [list(audit(dossier, AS_OF)) for dossier in dossiers]
    peers = _peers(dossiers)
    for name, engine in peers.items():
        must_be_equal(name, _differing(engine(), cells))
    contenders = _ours(dossiers, audit) | peers
    seconds = interleaved(contenders, rounds=asked.rounds, at_least=0.05)
    print(f"\n{machine('msgspec', 'zen-engine', 'common-expression-language')}")
    print(f"rule set {RULEBOOK.fingerprint[:12]}")
    print(f"{len(dossiers)} dossiers, {len(RULEBOOK.columns)} requirements, {asked.rounds} interleaved rounds\n")
    print(table(seconds, base=OURS, unit=("µs a dossier: median (least–most)", 1e6 / len(dossiers))))
    print(_goals(seconds, len(dossiers)))


def _ours(dossiers: list[Dossier], audit: PythonAudit) -> dict[str, Callable[[], object]]:
    texts = [msgspec.json.encode(dossier) for dossier in dossiers]
    decode = msgspec.json.Decoder(Dossier).decode
    encode = msgspec.json.Encoder().encode
    judge = explainer(Stage.DEPART).judge
    return {
        OURS: lambda: [audit(dossier, AS_OF) for dossier in dossiers],
        "ours, decision only": lambda: [decision_of(audit(dossier, AS_OF)) for dossier in dossiers],
        "ours, JSON to cells": lambda: [audit(decode(text), AS_OF) for text in texts],
        "ours, JSON to explanation": lambda: [judge(decode(text), AS_OF) for text in texts],
        "ours, JSON to explanation to JSON": lambda: [encode(judge(decode(text), AS_OF)) for text in texts],
    }


def _peers(dossiers: list[Dossier]) -> dict[str, Engine]:
    columns = [column.cases(Stage.DEPART) for column in RULEBOOK.columns]
    asked = [inputs(dossier, AS_OF, columns) for dossier in dossiers]
    folds = Folds(RULEBOOK, columns)
    kinds = [folds.kind(dossier, AS_OF) for dossier in dossiers]
    folded = {kind: folds.columns(kind) for kind in set(kinds)}
    of_kinds = list(zip(kinds, asked, strict=True))
    engines: dict[str, Engine] = {}
    for name, compiled, writer in (("zen-engine", _zen, Writer(ZEN)), ("CEL", _cel, Writer(CEL))):
        engines[f"{name}, one expression a kind"] = _one_a_kind(compiled, writer, folded, of_kinds)
        engines[f"{name}, one expression"] = _one(compiled, writer, columns, asked)
        engines[f"{name}, a program a requirement"] = _programs(compiled, writer, columns, asked)
    engines["zen-engine, a decision graph (JDM)"] = _graph(columns, asked)
    return engines


Compile = Callable[[str], Callable[[dict[str, object]], object]]


def _zen(text: str) -> Callable[[dict[str, object]], object]:
    return zen.compile_expression(text).evaluate


def _cel(text: str) -> Callable[[dict[str, object]], object]:
    return cel.compile(text).execute


def _one(compiled: Compile, writer: Writer, columns: Columns, asked: list[dict[str, object]]) -> Engine:
    run = compiled(writer.every_column(columns))
    return lambda: [run(facts) for facts in asked]  # type: ignore[misc]


def _one_a_kind(
    compiled: Compile,
    writer: Writer,
    folded: dict[Kind, Columns],
    asked: list[tuple[Kind, dict[str, object]]],
) -> Engine:
    runs = {kind: compiled(writer.every_column(columns)) for kind, columns in folded.items()}
    return lambda: [runs[kind](facts) for kind, facts in asked]  # type: ignore[misc]


def _programs(compiled: Compile, writer: Writer, columns: Columns, asked: list[dict[str, object]]) -> Engine:
    runs = [compiled(writer.column(cases)) for cases in columns]
    return lambda: [[run(facts) for run in runs] for facts in asked]  # type: ignore[misc]


def _graph(columns: Columns, asked: list[dict[str, object]]) -> Engine:
    """How zen-engine is meant to be used: a decision graph, here with one node of an expression a requirement."""
    writer = Writer(ZEN)
    keys = [column.key for column in RULEBOOK.columns]
    pairs = zip(keys, columns, strict=True)
    expressions = [{"id": key, "key": key, "value": writer.column(cases)} for key, cases in pairs]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "content": {}},
        {"id": "law", "name": "law", "type": "expressionNode", "content": {"expressions": expressions}},
        {"id": "out", "name": "out", "type": "outputNode", "content": {}},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "law"},
        {"id": "2", "type": "edge", "sourceId": "law", "targetId": "out"},
    ]
    decide = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges})).evaluate
    return lambda: [itemgetter(*keys)(decide(facts)["result"]) for facts in asked]


def _differing(theirs: Sequence[Sequence[float]], ours: Answers) -> int:
    rows = zip(theirs, ours, strict=True)
    return sum(int(one) != other for row, cells in rows for one, other in zip(row, cells, strict=True))


def _goals(seconds: Seconds, count: int) -> str:
    each = {name: statistics.median(values) / count * 1e6 for name, values in seconds.items()}
    best_cel = min((name for name in seconds if name.startswith("CEL")), key=each.__getitem__)
    return "\n" + "\n".join(
        [
            goal("cells of one dossier, µs", each[OURS], 5),
            goal("JSON to explanation, µs", each["ours, JSON to explanation"], 60),
            *(
                goal(f"{name}, times ours", median_ratio(seconds, name, OURS), 200, at_least=True)
                for name in seconds
                if name.startswith("zen")
            ),
            goal(f"{best_cel}, times ours", median_ratio(seconds, best_cel, OURS), 30, at_least=True),
        ]
    )


if __name__ == "__main__":
    main()

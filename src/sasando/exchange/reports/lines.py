"""One line of JSON a row: the contract of `sasando check --json`."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sasando.core.facts import FACTS, Kind
from sasando.core.law.verdict import Outcome, Result, Value
from sasando.exchange.reports.report import Line

# Of these kinds the law compares another form than the one written (capital letters, ISCO or Kemendagri codes):
# a reader gets back what stood in the cell. Codes and countries stay codes.
_WRITTEN_KINDS = {Kind.TEXT, Kind.NAME, Kind.NIK, Kind.ORGANISATION, Kind.POSITION, Kind.PLACE, Kind.ROUTE}
_WRITTEN = frozenset(key for key, fact in FACTS.items() if fact.kind in _WRITTEN_KINDS)


def to_json_line(line: Line) -> bytes:
    """The row as one line of JSON, with its line feed."""
    judgement = line.judgement
    document = {
        "row": line.row,
        "name": line.name,
        "decision": judgement.decision,
        "because": judgement.because,
        "stage": judgement.stage,
        "as_of": judgement.as_of,
        "results": [
            _result(result, line.shown) for result in judgement.results if result.outcome is not Outcome.NOT_APPLICABLE
        ],
        "findings": [
            {"code": finding.code, "proven": finding.proven, "basis": finding.basis, "says": finding.says}
            for finding in judgement.findings
        ],
        "flags": [{"code": flag.code, "because": flag.because} for flag in judgement.flags],
        "errors": [{"column": e.column, "value": e.value, "because": e.because} for e in line.errors],
        "last_safe_departure": judgement.last_safe_departure,
        "advised_departure": judgement.advised_departure,
    }
    try:
        return _ENCODER.encode(document) + b"\n"
    except UnicodeEncodeError:  # half a surrogate, as a badly decoded argument of the command line has them
        return _ENCODER.encode(_whole(document)) + b"\n"


def _result(result: Result, shown: Mapping[str, str]) -> dict[str, object]:
    return {
        "requirement": result.requirement,
        "outcome": result.outcome.name,
        "severity": result.severity,
        "effect": result.effect,
        "confidence": result.confidence,
        "confirmed": result.confirmed,
        "basis": result.basis,
        "because": result.because,
        "do": result.do,
        "facts": {key: as_written(key, value, shown) for key, value in result.facts.items()},
        "good_until": result.good_until,
        "needs": result.needs or None,
        "parts": [
            {
                "outcome": part.outcome.name,
                "severity": part.severity,
                "confirmed": part.confirmed,
                "basis": part.basis,
                "because": part.because,
            }
            for part in result.parts
        ],
    }


def as_written(key: str, value: Value, shown: Mapping[str, str]) -> Value:
    """The value, or what stood in the cell where the law compares another form."""
    return shown.get(key, value) if key in _WRITTEN else value


def _plain(value: Any) -> Any:
    """What msgspec does not know: mappings that are no dict."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value).__name__)


def _whole(value: object) -> object:
    """The same value, each half surrogate replaced by a question mark."""
    if isinstance(value, str) and not hasattr(value, "value"):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    return value


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)

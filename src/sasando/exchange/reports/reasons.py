"""Why a requirement is not met, in one line: every part that fails, and the values on which that rests."""

from datetime import date

from sasando.core.facts import FACTS, Kind
from sasando.core.law.verdict import Result, Value
from sasando.exchange.reports.lines import as_written
from sasando.exchange.reports.report import Line, Report

_ANSWERS = {"id": {True: "ya", False: "tidak"}, "en": {True: "yes", False: "no"}}


def why(report: Report, line: Line, result: Result) -> str:
    """The sentences of every part that fails, then the facts in brackets, as they were written."""
    sentences = [report.say(part.because) for part in result.parts] or [report.say(result.because)]
    facts = "; ".join(_fact(report, line, key, value) for key, value in result.facts.items())
    return " ".join(sentences) + (f" ({facts})" if facts else "")


def _fact(report: Report, line: Line, key: str, value: Value) -> str:
    fact = FACTS.get(key)
    return f"{report.say(fact.label) if fact else key}: {_value(report, line, key, value)}"


def _value(report: Report, line: Line, key: str, value: Value) -> str:
    if isinstance(value, bool):
        return _ANSWERS[report.run.language][value]
    if isinstance(value, date):
        return report.day(value)
    fact = FACTS.get(key)
    if fact and fact.kind in (Kind.CODE, Kind.COUNTRY):
        return line.shown.get(key, str(value))
    return str(as_written(key, value, line.shown))

"""Interleaved rounds: every contender runs once a round, in one process, so that a busy machine slows them all."""

import platform
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

Seconds = dict[str, list[float]]
Run = Callable[[], object]

ROUNDS = 7


def interleaved(
    contenders: Mapping[str, Run],
    *,
    rounds: int = ROUNDS,
    before: Mapping[str, Run] | None = None,
    at_least: float = 0.0,
) -> Seconds:
    """The seconds of each contender, one a round. The order turns round by round.

    `before` is what a contender needs first and what is not timed. With `at_least` each is run once to warm up, and
    so often in a round that this takes that many seconds: a short run would measure what the one before it left.
    """
    times = {name: _times(run, at_least) if at_least else 1 for name, run in contenders.items()}
    seconds: Seconds = {name: [] for name in contenders}
    names = list(contenders)
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            if before and name in before:
                before[name]()
            seconds[name].append(_seconds(contenders[name], times[name]))
    return seconds


def _times(run: Run, at_least: float) -> int:
    run()
    return max(1, round(at_least / _seconds(run, 1)))


def _seconds(run: Run, times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        run()
    return (time.perf_counter() - start) / times


def ratios(seconds: Seconds, name: str, base: str) -> list[float]:
    """How many times `base` each round of `name` took."""
    return [one / other for one, other in zip(seconds[name], seconds[base], strict=True)]


def spread(values: Sequence[float], *, scale: float = 1.0) -> str:
    """`median (least–most)`."""
    low, middle, high = (_short(value * scale) for value in (min(values), statistics.median(values), max(values)))
    return f"{middle} ({low}–{high})"


def table(seconds: Seconds, *, base: str, unit: tuple[str, float]) -> str:
    """A Markdown table: the time of each contender, and how many times `base` that is. `unit`: name, and its scale."""
    name_of_unit, scale = unit
    lines = [f"| | {name_of_unit} | times {base} |", "|---|---:|---:|"]
    for name, values in seconds.items():
        share = "1" if name == base else spread(ratios(seconds, name, base))
        lines.append(f"| {name} | {spread(values, scale=scale)} | {share} |")
    return "\n".join(lines)


def goal(words: str, reached: float, target: float, *, at_least: bool = False) -> str:
    """One line: whether a median reached its goal."""
    met = reached >= target if at_least else reached <= target
    sign = ">=" if at_least else "<="
    return f"{'met    ' if met else 'NOT MET'}  {words}: {_short(reached)} (goal {sign} {target:g})"


def median_ratio(seconds: Seconds, name: str, base: str) -> float:
    """The median of `ratios`."""
    return statistics.median(ratios(seconds, name, base))


def must_be_equal(name: str, differing: int) -> None:
    """A bench of unequal answers says nothing: stop with exit status 1."""
    if differing:
        sys.exit(f"{name}: {differing} cells differ from ours; no times are given.")
    print(f"{name}: equal in every cell", flush=True)


def peak_megabytes() -> float:
    """The most memory this process has held so far (Linux; elsewhere 0)."""
    lines = [line for line in _read("/proc/self/status").splitlines() if line.startswith("VmHWM")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0


def machine(*packages: str) -> str:
    """One line on where this was measured."""
    model = next(
        (line.split(":")[1].strip() for line in _read("/proc/cpuinfo").splitlines() if line.startswith("model name")),
        platform.processor(),
    )
    threads = _read("/proc/cpuinfo").count("processor\t")
    tools = ", ".join(f"{package} {version(package)}" for package in packages)
    return f"{model}, {threads} threads; Python {platform.python_version()}; {tools}"


def _read(path: str) -> str:
    file = Path(path)
    return file.read_text() if file.exists() else ""


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"

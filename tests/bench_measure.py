"""What a process costs: CPU time and memory, of rows that run in turn, round by round.

A busy machine slows all rows of a round alike, so ratios are taken within the rounds; and the
median of them, since a machine that others share changes its speed between them.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]

# As on a user's machine, where installed packages are byte-compiled once.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Cost:
    """The CPU seconds of one process with its children, its peak memory, and what it printed."""

    seconds: float
    megabytes: float
    printed: str


_START = 0.039
_STARTS = 9
_TIMED = ("MB/s", "references/s", "ms", "s", "µs")

Costs = dict[str, list[Cost]]


def cost(command: Sequence[str], *, fails: bool = False, **environment: str) -> Cost:
    """Run one process; `fails` where it may end with status 1, as judges do that find errors."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={**ENVIRONMENT, **environment},
        text=True,
    )
    assert process.stdout is not None
    with process.stdout as pipe:
        printed = pipe.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, int(fails)}:
        sys.exit(f"{' '.join(command)[:300]} ended with status {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed)


def measured(
    rows: Mapping[str, Sequence[str]], rounds: int, *, fails: bool = False, **environment: str
) -> Costs:
    """Run every row once a round, one warming round first, and return what each cost."""
    costs: Costs = {name: [] for name in rows}
    for number in range(rounds + 1):
        for name, command in rows.items():
            spent = cost(command, fails=fails, **environment)
            if number:
                costs[name].append(spent)
    return costs


def seconds(costs: Costs) -> dict[str, list[float]]:
    return {name: [one.seconds for one in known] for name, known in costs.items()}


def ratio(times: Mapping[str, list[float]], name: str, peer: str) -> float:
    """Return how many times as long as its peer a row takes."""
    return median(own / other for own, other in zip(times[name], times[peer], strict=True))


@cache
def slowness() -> float:
    """Return how many times as long this machine takes as the one that targets in s and MB/s mean.

    There Python started, with lxml and click, in 39 ms of CPU time.
    """
    command = (sys.executable, "-c", "import lxml.etree, click")
    return median(cost(command).seconds for _ in range(_STARTS)) / _START


def verdict(what: str, found: float, target: float, *, unit: str = "", least: bool = False) -> str:
    """Say in a line what was found, its target, and whether it holds; `least` if more is better.

    What is a time or a speed is also told as it would be on the machine that the target means.
    """
    bound = "at least" if least else "at most"
    number = f"{found:.2f}" if not unit else f"{found:.0f} {unit}"
    goal = f"{target:g} {unit}".strip()
    words = _holds(found, target, least=least)
    if unit in _TIMED:
        there = found * slowness() if least else found / slowness()
        if _holds(there, target, least=least) != words:
            words += f" here, {_holds(there, target, least=least)} at the pace the target means"
        words += f" ({there:.0f} there, {slowness():.1f} times as fast)"
    return f"- {what}: {number}, target {bound} {goal}: {words}"


def _holds(found: float, target: float, *, least: bool) -> str:
    holds = found >= target if least else found <= target
    return "holds" if holds else "falls short"

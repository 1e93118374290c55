"""Print the cold CPU time of each command beside Python's own start with lxml and click.

Every row is a fresh process; all rows are run in turn, round by round, so that a busy machine
slows all of them alike. Ratios first: each is the median of the ratios within the rounds, since
a machine that others share changes its speed between them.
"""

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT / "xml" / "gorbachev-response.xml"
ROUNDS = int(os.environ.get("EDITION_BENCH_ROUNDS", "15"))

# As on a user's machine, where installed packages are byte-compiled once.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

BASE = "python -c 'import lxml.etree, click'"
CLICK = "python -c 'import click'"


def commands(output: str) -> dict[str, Sequence[str]]:
    """Return what is measured, the yardsticks first."""
    edition = (str(Path(sys.executable).parent / "edition"),)  # as its users call it
    export = ("export", str(ARTICLE), "-o", output)
    rows: dict[str, Sequence[str]] = {
        CLICK: (sys.executable, "-c", "import click"),
        BASE: (sys.executable, "-c", "import lxml.etree, click"),
        "edition --help": (*edition, "--help"),
        "edition export --to html": (*edition, *export, "--to", "html"),
        "edition export": (*edition, *export),
        "edition validate": (*edition, "validate", str(ARTICLE)),
        "edition build": (*edition, "build", str(ARTICLE), "-o", output),
        "edition cite": (*edition, "cite", "gorbachev-response#q4"),
    }
    return rows


def cpu_seconds(command: Sequence[str]) -> float:
    """Return the CPU time, user and system, of one process with all its children."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with status {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def measured(output: str) -> dict[str, list[float]]:
    """Run every row once a round, one warming round first, and return the times."""
    rows = commands(output)
    times: dict[str, list[float]] = {name: [] for name in rows}
    for number in range(ROUNDS + 1):
        for name, command in rows.items():
            seconds = cpu_seconds(command)
            if number:
                times[name].append(seconds)
    return times


def ratio(times: dict[str, list[float]], name: str, peer: str) -> float:
    """Return how many times as long as its peer a row takes."""
    return median(own / other for own, other in zip(times[name], times[peer], strict=True))


def main() -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as output:
        times = measured(output)
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()}, Python {platform.python_version()}, "
        f"lxml {version('lxml')}, click {version('click')}; median of {ROUNDS} rounds, CPU time\n"
    )
    print(f"| command | × of {BASE} | ms |")
    print("|---|---|---|")
    for name, seconds in times.items():
        print(f"| {name} | {ratio(times, name, BASE):.2f} | {median(seconds) * 1000:.0f} |")
    print()
    for name, peer, most in (
        ("edition export --to html", BASE, 1.5),
        ("edition export", BASE, 1.5),
        ("edition --help", CLICK, 1.3),
    ):
        found = ratio(times, name, peer)
        verdict = "holds" if found <= most else "falls short"
        print(f"{name}: {found:.2f} of {peer}, target {most}: {verdict}")


if __name__ == "__main__":
    main()

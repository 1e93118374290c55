"""Print the cold CPU time of each command beside Python's own start, then what validation costs.

Every row is a fresh process; ratios first, each beside its target.
"""

import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from tests import (
    bench_citation,
    bench_export,
    bench_lock,
    bench_odd,
    bench_reference,
    bench_schematron,
    bench_validation,
)
from tests.bench_measure import ROOT, measured, ratio, seconds, verdict

ARTICLE = ROOT / "xml" / "gorbachev-response.xml"
ROUNDS = int(os.environ.get("EDITION_BENCH_ROUNDS", "15"))

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


def main() -> None:
    """Measure and print the tables."""
    with tempfile.TemporaryDirectory() as output:
        times = seconds(measured(commands(output), ROUNDS))
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()}, Python {platform.python_version()}, "
        f"lxml {version('lxml')}, click {version('click')}; median of {ROUNDS} rounds, CPU time\n"
    )
    print(f"| command | × of {BASE} | ms |")
    print("|---|---|---|")
    for name, known in times.items():
        print(f"| {name} | {ratio(times, name, BASE):.2f} | {median(known) * 1000:.0f} |")
    print()
    for name, peer, most in (
        ("edition export --to html", BASE, 1.5),
        ("edition export", BASE, 1.5),
        ("edition --help", CLICK, 1.3),
    ):
        print(verdict(f"{name} beside {peer}", ratio(times, name, peer), most))
    print()
    reports = (
        bench_export.report,
        bench_validation.report,
        bench_schematron.report,
        bench_odd.report,
        bench_reference.report,
        bench_citation.report,
        bench_lock.report,
    )
    for report in reports:
        for line in report():
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main()

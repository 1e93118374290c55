"""What TEI's own constraints cost on plays and classics, beside Saxon running the same."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench_measure import measured, ratio, seconds, verdict
from tests.bench_validation import SHARED, TEI_ALL

ROUNDS = int(os.environ.get("EDITION_BENCH_ROUNDS", "15"))
CONSTRAINTS = TEI_ALL.with_suffix(".isosch")

BY_US = """
import sys, time
from pathlib import Path
from edition.document import read
from edition.schematron import load, validate
schema = load(Path(sys.argv[1]))
spent = []
for _ in range(3):
    documents = [read(file) for file in sys.argv[2:]]  # anew: what is known of one is kept with it
    begun = time.process_time()
    for document in documents:
        list(validate(document, schema))
    spent.append(time.process_time() - begun)
print(sum(len(document.data) for document in documents) / sorted(spent)[1] / 1e6)
"""
BY_SAXON = """
import sys, time
from pathlib import Path
from tests.oracles.schematron_by_saxon import Saxon
schema = Saxon(Path(sys.argv[1]))
texts = [Path(file).read_text() for file in sys.argv[2:]]
begun = time.process_time()
for text in texts:
    schema.findings(text)
print(sum(len(text.encode()) for text in texts) / (time.process_time() - begun) / 1e6)
"""


def report() -> Iterator[str]:
    """Measure, and yield the lines of the report; a word where something is not at hand."""
    if not TEI_ALL.exists():
        yield "Schematron was not measured: the shared data are not at hand (EDITION_SHARED)."
        return
    rounds = max(3, ROUNDS // 5)
    yield "TEI's constraints, CPU time without the parser's:\n"
    with TemporaryDirectory() as folder:
        for name in ("classics", "drama"):
            found = _speed(BY_US, TEI_ALL, name, rounds, folder)
            yield verdict(f"{name}, MB/s", found, 10, unit="MB/s", least=True)
        yield from _beside_saxon(rounds, folder)
        yield from _cold(rounds, folder)


def _beside_saxon(rounds: int, folder: str) -> Iterator[str]:
    """Yield what Saxon takes with the oracle's sheet, which walks once for each pattern.

    It is no yardstick: a better sheet has been measured to run at 2.8 MB/s.
    """
    from importlib.util import find_spec

    if find_spec("saxonche") is None:
        yield "Saxon was not measured: saxonche is not at hand."
        return
    for name in ("classics", "drama"):
        found = _speed(BY_SAXON, CONSTRAINTS, name, rounds, folder)
        yield f"{name}, Saxon by our oracle's plain sheet, with its parser: {found:.1f} MB/s"


def _cold(rounds: int, folder: str) -> Iterator[str]:
    """Yield what they add to a whole run on one play."""
    play = _files("drama")[0]
    command = (str(Path(sys.executable).parent / "edition"), "validate", "--schema", str(TEI_ALL))
    rows = {
        "all": (*command, play),
        "schematron": (*command, "--only", "schematron", play),
    }
    times = seconds(measured(rows, rounds, fails=True, EDITION_CACHE=str(Path(folder) / "cache")))
    share = ratio(times, "schematron", "all")
    yield f"one play, cold: a run for Schematron alone takes {share:.2f} of one for all"


def _speed(code: str, schema: Path, name: str, rounds: int, folder: str) -> float:
    row = {name: (sys.executable, "-c", code, str(schema), *_files(name))}
    costs = measured(row, rounds, fails=False, EDITION_CACHE=str(Path(folder) / "cache"))
    return median(float(one.printed) for one in costs[name])


def _files(name: str) -> list[str]:
    return sorted(map(str, (SHARED / "corpora" / name).glob("*.xml")))

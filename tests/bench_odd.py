"""What compiling an ODD costs, and judging by one that is compiled already."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench_measure import ROOT, measured, ratio, seconds, verdict
from tests.bench_validation import TEI_ALL

ROUNDS = int(os.environ.get("EDITION_BENCH_ROUNDS", "15"))
SOURCE = TEI_ALL.with_name("p5subset.xml")
ODDS = TEI_ALL.with_name("odd")
ARTICLE = ROOT / "xml" / "gorbachev-response.xml"


def report() -> Iterator[str]:
    """Measure, and yield the lines of the report; a word where something is not at hand."""
    if not SOURCE.exists():
        yield "ODDs were not measured: the shared data are not at hand (EDITION_SHARED)."
        return
    yield "ODDs, CPU time of whole processes; TEI's Stylesheets on Saxon take 3.4 s for tei_all:\n"
    with TemporaryDirectory() as folder:
        times = seconds(measured(_commands(Path(folder)), max(3, ROUNDS // 3), fails=True))
    for name, most in (("tei_all", 1000), ("tei_lite", 600)):
        yield verdict(f"{name} compiled", median(times[name]) * 1000, most, unit="ms")
    found = ratio(times, "validate, ODD", "validate, RELAX NG")
    yield verdict("an article judged by an ODD from the cache, beside its grammar", found, 1.1)


def _commands(folder: Path) -> dict[str, Sequence[str]]:
    """Return what is measured; what is compiled to judge by is made on the way to the first."""
    edition = (str(Path(sys.executable).parent / "edition"),)
    shelf = folder / "xml" / "schema"
    shelf.mkdir(parents=True)
    (shelf / SOURCE.name).symlink_to(SOURCE)
    text = folder / "xml" / "article.xml"
    text.write_bytes(ARTICLE.read_bytes())
    judging = (*edition, "validate", str(text), "--only", "grammar", "--schema")
    compiling = (*edition, "schema", "compile", "--source", str(SOURCE), "-o")
    odd = ODDS / "tei_lite.odd"
    return {
        "tei_all": (*compiling, str(folder / "all.rng"), str(ODDS / "tei_all.odd")),
        "tei_lite": (*compiling, str(folder / "lite.rng"), str(odd)),
        "validate, ODD": (*judging, str(odd)),
        "validate, RELAX NG": (*judging, str(folder / "lite.rng")),
    }

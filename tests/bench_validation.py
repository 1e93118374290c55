"""What validation costs beside jing and lxml: a corpus, one document, a very large one."""

import os
import shutil
import sys
from collections.abc import Iterator
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench_measure import ROOT, Costs, cost, measured, ratio, seconds, verdict
from tests.grammar.jing import judge, verdicts

SHARED = Path(os.environ.get("EDITION_SHARED", ROOT.parent / "shared")) / "data"
TEI_ALL = SHARED / "tei" / "tei_all.rng"
ARTICLE = ROOT / "xml" / "gorbachev-response.xml"
ROUNDS = int(os.environ.get("EDITION_BENCH_ROUNDS", "15"))
LARGE = 100_000_000

VALIDATE = "edition validate"
GRAMMAR = "edition validate --only grammar"
JING = "jing"
LXML = "lxml: parse, compile, validate"
JUDGED = "lxml: parse, validate"
BASE = "python -c 'import lxml.etree, click'"

BY_LXML = """
import sys, time
from lxml import etree
begun = time.process_time()
schema = etree.RelaxNG(etree.parse(sys.argv[1]))
print(time.process_time() - begun)
for file in sys.argv[2:]:
    try:
        schema.validate(etree.parse(file))
    except etree.XMLSyntaxError:
        pass  # two equal ids: lxml has no tree of it
"""
WARM = """
import sys, time
from pathlib import Path
from edition import relaxng
from edition.document import Document
schema = Path(sys.argv[1])
files = [Path(file) for file in sys.argv[2:]]
for _ in range(2):
    begun = time.process_time()
    for file in files:
        list(relaxng.validate(Document(str(file), file), schema))
    spent = time.process_time() - begun
print(sum(file.stat().st_size for file in files) / spent / 1e6)
"""

RULES = """
import gc, sys, time
from pathlib import Path
from edition import relaxng
from edition.document import Document
from edition.project import find
from edition.rule import chosen
gc.set_threshold(20_000)  # as the command does
schema, rules, spent = Path(sys.argv[1]), chosen(()), [0.0, 0.0]
list(relaxng.validate(Document(sys.argv[2], Path(sys.argv[2])), schema))  # it is loaded
for file in map(Path, sys.argv[2:]):
    document, project = Document(str(file), file), find(file)
    _ = document.data
    begun = time.process_time()
    list(relaxng.validate(document, schema))
    judged = time.process_time()
    _ = document.root
    parsed = time.process_time()
    for rule in rules if document.is_tei else ():
        list(rule.diagnose(document, project))
    spent = [spent[0] + judged - begun, spent[1] + time.process_time() - parsed]
print(*spent)
"""


def report() -> Iterator[str]:
    """Measure, and yield the lines of the report; a word where something is not at hand."""
    if not TEI_ALL.exists():
        yield "Validation was not measured: the shared data are not at hand (EDITION_SHARED)."
        return
    if shutil.which("jing") is None:
        yield "Validation was not measured: jing is not at hand."
        return
    rounds = max(3, ROUNDS // 3)
    with TemporaryDirectory() as folder:
        environment = {"EDITION_CACHE": str(Path(folder) / "cache")}
        yield from _corpora(rounds, environment)
        yield from _one(ROUNDS, environment)
        yield from _warm(rounds, environment)
        yield from _rules(rounds, Path(folder), environment)
        yield from _large(Path(folder), environment)


def _corpora(rounds: int, environment: dict[str, str]) -> Iterator[str]:
    files = _readable()
    schema, python = str(TEI_ALL), sys.executable
    costs = measured(
        {
            VALIDATE: (*_edition(), "validate", "--schema", schema, *files),
            GRAMMAR: (*_edition(), "validate", "--only", "grammar", "--schema", schema, *files),
            JING: (JING, schema, *files),
            LXML: (python, "-c", BY_LXML, schema, *files),
        },
        rounds,
        fails=True,
        **environment,
    )
    size = sum(Path(file).stat().st_size for file in files) / 1e6
    yield f"{len(files)} documents of the shared corpora, {size:.1f} MB, by tei_all:\n"
    times = seconds(costs)
    times[JUDGED] = [one.seconds - float(one.printed) for one in costs[LXML]]
    yield from _table(times, VALIDATE, costs)
    yield verdict(f"{VALIDATE} beside jing", ratio(times, VALIDATE, JING), 0.45)
    yield verdict(f"{VALIDATE} beside {LXML}", ratio(times, VALIDATE, LXML), 0.12)
    yield verdict(f"{GRAMMAR} beside {JUDGED}", ratio(times, GRAMMAR, JUDGED), 0.65)
    yield verdict(f"{VALIDATE}, peak memory", _peak(costs, VALIDATE), 80, unit="MB")


def _one(rounds: int, environment: dict[str, str]) -> Iterator[str]:
    yield "\nOne document, cold; the compiled schema is in the cache:\n"
    schema, article = str(TEI_ALL), str(ARTICLE)
    costs = measured(
        {
            VALIDATE: (*_edition(), "validate", "--schema", schema, article),
            JING: (JING, schema, article),
            BASE: (sys.executable, "-c", "import lxml.etree, click"),
        },
        rounds,
        fails=True,
        **environment,
    )
    times = seconds(costs)
    yield from _table(times, BASE, costs)
    yield verdict(f"{VALIDATE} beside jing", ratio(times, VALIDATE, JING), 0.12)
    yield verdict(f"{VALIDATE} beside {BASE}", ratio(times, VALIDATE, BASE), 1.6)


def _warm(rounds: int, environment: dict[str, str]) -> Iterator[str]:
    yield "\nThe grammar alone, in a process that has judged the same documents before:\n"
    rows = {
        name: (sys.executable, "-c", WARM, str(TEI_ALL), *_files(name))
        for name in ("classics", "drama")
    }
    costs = measured(rows, rounds, fails=False, **environment)
    for name, target in (("classics", 40), ("drama", 28)):
        found = median(float(one.printed) for one in costs[name])
        yield verdict(name, found, target, unit="MB/s", least=True)


def _rules(rounds: int, folder: Path, environment: dict[str, str]) -> Iterator[str]:
    yield "\nOur rules beside the grammar, in one process; lxml's parse is not counted:\n"
    small, large = folder / "small.xml", folder / "large.xml"
    _write_large(small, 2_000_000)  # twice the classic: so its references recur in both
    _write_large(large, 10_000_000)
    rows = {"corpora": _readable(), "small": [str(small)], "large": [str(large)]}
    commands = {
        name: (sys.executable, "-c", RULES, str(TEI_ALL), *files) for name, files in rows.items()
    }
    spent = {
        name: [tuple(map(float, one.printed.split())) for one in known]
        for name, known in measured(commands, rounds, fails=False, **environment).items()
    }
    share = median(rules / grammar for grammar, rules in spent["corpora"])
    yield verdict("all rules on the corpora beside the grammar", share, 1.0)
    slower = min(rules for _, rules in spent["large"]) / min(rules for _, rules in spent["small"])
    exponent = log(slower) / log(large.stat().st_size / small.stat().st_size)
    yield verdict("exponent of all rules, from 2 to 10 MB", exponent, 1.1)


def _large(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    yield "\nA document of 100 MB, the grammar alone:\n"
    file = folder / "large.xml"
    _write_large(file, LARGE)
    command = (*_edition(), "validate", "--only", "grammar", "--schema", str(TEI_ALL), str(file))
    spent = cost(command, fails=True, **environment)
    yield verdict("peak memory", spent.megabytes, 60, unit="MB")


def _write_large(file: Path, size: int) -> None:
    """Write one document with the text of a classic again and again."""
    (name,) = [name for name in _files("classics") if "phi0959" in name]
    data = Path(name).read_bytes()
    start = data.index(b">", data.index(b"<body")) + 1
    end = data.index(b"</body>")
    with file.open("wb") as out:
        out.write(data[:start])
        for _ in range(max(1, size // (end - start))):
            out.write(data[start:end])
        out.write(data[end:])


def _edition() -> tuple[str, ...]:
    return (str(Path(sys.executable).parent / "edition"),)  # as its users call it


def _files(name: str) -> list[str]:
    return sorted(map(str, (SHARED / "corpora" / name).glob("*.xml")))


def _readable() -> list[str]:
    """The documents that jing can read; it stops at any other."""
    files = sorted((SHARED / "corpora").rglob("*.xml"))
    return [str(file) for file in verdicts(judge, TEI_ALL, files).errors]


def _peak(costs: Costs, name: str) -> float:
    return max(one.megabytes for one in costs[name])


def _table(times: dict[str, list[float]], peer: str, costs: Costs) -> Iterator[str]:
    yield f"| | × of {peer} | CPU ms | peak MB |"
    yield "|---|---|---|---|"
    for name, known in times.items():
        peak = f"{_peak(costs, name):.0f}" if name in costs else ""
        share = ratio(times, name, peer)
        yield f"| {name} | {share:.2f} | {median(known) * 1000:.0f} | {peak} |"
    yield ""

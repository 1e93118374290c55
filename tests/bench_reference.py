"""What references cost on the classics, beside dapytains, the DTS group's own Python server.

dapytains is measured where EDITION_DAPYTAINS names the Python of an environment that has it from
PyPI; it is no dependency of ours.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from lxml import etree

from tests.bench_measure import ROOT, cost, verdict
from tests.bench_validation import SHARED

ROUNDS = max(3, int(os.environ.get("EDITION_BENCH_ROUNDS", "15")) // 5)
CLASSICS = SHARED / "corpora" / "classics"
LARGE = "phi0959.phi006.perseus-eng3.xml#1.5"
PEER = os.environ.get("EDITION_DAPYTAINS", "")
TEI = "http://www.tei-c.org/ns/1.0"

BY_US = """
import gc, sys, time
from pathlib import Path
from edition.document import read
from edition.index.store import kept
from edition.passage.passages import Passages
from edition.project import Project
from edition.reference.tree import schemes, trees
schemes()  # what is loaded once; the peer's is loaded before its clock runs, too
alone = Project(Path(), is_project=False)
gc.set_threshold(20_000)  # as the command does
clock, found, listed = time.process_time, 0, 0.0
texts = [read(file) for file in sys.argv[1:]]
for text in texts:
    tree = trees(text)[0]
    begun = clock()
    found += len(list(tree.units())) and len(tree.by_ref)
    listed += clock() - begun
print(found / listed)
begun = clock()
made = sum(len(list(tree.units())) for text in map(read, sys.argv[1:])
           for tree in (kept(text, alone), trees(text))[1])
print(made / (clock() - begun))
index = Passages(texts[0], alone)
names = list(index.elements)
for name in names[:2]:
    index.passage(name).text()
index.text("reading")
spent = []
for name in names:
    begun = time.perf_counter()
    index.passage(name).text()
    spent.append(time.perf_counter() - begun)
print(sorted(spent)[len(spent) // 2] * 1e6)
"""
BY_PEER = """
import sys, time
from dapytains.tei.document import Document
clock, found, listed, spent = time.process_time, 0, 0.0, []
def count(units):
    return sum(1 + count(unit.children) for unit in units)
for file in sys.argv[1:]:
    text = Document(file)
    begun = clock()
    units = text.get_reffs()
    found += count(units)
    listed += clock() - begun
    for unit in units[:20]:
        begun = time.perf_counter()
        text.get_passage(unit.ref)
        spent.append(time.perf_counter() - begun)
print(found / listed)
print(sorted(spent)[len(spent) // 2] * 1e6)
"""


def report() -> Iterator[str]:
    """Measure, and yield the lines of the report; a word where something is not at hand."""
    if not CLASSICS.is_dir():
        yield "References were not measured: the shared data are not at hand (EDITION_SHARED)."
        return
    files = sorted(map(str, CLASSICS.glob("*.xml")))
    yield "References of the classics, CPU time without the parser's but for the whole index:\n"
    with tempfile.TemporaryDirectory() as folder:
        names = ("found, in memory", "whole index, written", "warm lookup with text")
        runs = [_numbers(sys.executable, BY_US, files, f"{folder}/{n}") for n in range(ROUNDS)]
        found, written, lookup = (median(run[place] for run in runs) for place in range(3))
        yield verdict(names[0], found, 400_000, unit="references/s", least=True)
        yield verdict(names[1], written, 50_000, unit="references/s", least=True)
        yield verdict(names[2], lookup, 30, unit="µs")
        yield from _beside_peer(files, Path(folder), found)
        cite = (sys.executable, "-m", "edition", "cite", str(CLASSICS / LARGE))
        list_all = (
            sys.executable,
            "-m",
            "edition",
            "refs",
            str(CLASSICS / LARGE.partition("#")[0]),
        )
        cost(list_all, EDITION_CACHE=f"{folder}/cite")
        for name, cache, target in (("no index", "", 250), ("its index", f"{folder}/cite", 150)):
            spent = median(cost(cite, EDITION_CACHE=cache).seconds for _ in range(ROUNDS))
            what = f"edition cite, cold, 1 MB, with {name} at hand"
            yield verdict(what, spent * 1000, target, unit="ms")


def _beside_peer(files: list[str], folder: Path, found: float) -> Iterator[str]:
    if not PEER:
        yield "- dapytains was not measured: EDITION_DAPYTAINS names no Python that has it."
        return
    converted = [str(made) for file in files if (made := _converted(Path(file), folder))]
    theirs, lookup = _numbers(PEER, BY_PEER, converted, "")
    yield f"- dapytains: {theirs:.0f} references/s, {lookup:.0f} µs for a passage"
    yield f"- ours beside it: {found / theirs:.1f} times as many references a second"


def _numbers(python: str, code: str, files: list[str], cache: str) -> list[float]:
    given = {**os.environ, "EDITION_CACHE": cache, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        (python, "-c", code, *files), capture_output=True, text=True, check=True, env=given
    )
    return [float(line) for line in done.stdout.split()]


def _converted(file: Path, folder: Path) -> Path | None:
    """Write a text with its longest cRefPattern as a citeStructure that the peer can read."""
    root = etree.parse(file).getroot()
    patterns = [each.get("replacementPattern", "") for each in root.iter(f"{{{TEI}}}cRefPattern")]
    steps = re.findall(r"(/.*?)\[@n='\$\d'\]", max(patterns, key=len, default=""))
    declared = next(root.iter(f"{{{TEI}}}refsDecl"), None)
    if not steps or declared is None or any("[" in step for step in steps):
        return None
    for child in list(declared):
        declared.remove(child)
    around = declared
    for level, step in enumerate(steps):
        match = (step if not level else step.removeprefix("/")).replace("tei:", "")
        given = {"unit": f"level{level}", "match": match, "use": "@n"}
        around = etree.SubElement(around, f"{{{TEI}}}citeStructure", given)
        if level:
            around.set("delim", ".")
    made = folder / file.name
    made.write_bytes(etree.tostring(root))
    return made

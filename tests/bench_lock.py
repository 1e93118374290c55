"""What it costs to check 500 citations over 100 texts, and to compare two states of an edition."""

import os
import random
import sys
import tempfile
from collections.abc import Iterator
from math import log
from pathlib import Path
from statistics import median
from time import process_time

from edition.identity import compared
from edition.lock.adding import add
from edition.project import at
from tests.bench_measure import cost, verdict
from tests.histories import History
from tests.survival import state

ROUNDS = max(3, int(os.environ.get("EDITION_BENCH_ROUNDS", "15")) // 3)
TEXTS, PASSAGES, CITED = 100, 200, 5
REVISED = (2_500, 5_000, 10_000)
_WORDS = (
    "garden light evening letter capital noon house ditch neighbour child snow mill wheel hat "
    "village horse stranger mountain clerk number red ink bishop seal night pear table captain"
).split()
_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
</titleStmt><editionStmt><edition n="1.0.0">x</edition></editionStmt><publicationStmt><p>x</p>
</publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><text><body>{}</body>
</text></TEI>"""


def report() -> Iterator[str]:
    """Measure, and yield the lines of the report."""
    yield f"{TEXTS * CITED} citations and as many quotations over {TEXTS} texts, CPU time:\n"
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name), str(Path(name) / "cache")
        before, os.environ["EDITION_CACHE"] = os.environ.get("EDITION_CACHE"), cache
        _write(folder)
        os.environ.pop("EDITION_CACHE")
        os.environ.update({} if before is None else {"EDITION_CACHE": before})
        command = (sys.executable, "-m", "edition", "lock", "check", str(folder / "article.md"))
        given = ("--project", str(folder), "--lock", str(folder / "cite.lock"))
        spent = [cost((*command, *given), EDITION_CACHE=cache).seconds for _ in range(ROUNDS)]
    yield verdict("edition lock check, indexes at hand", median(spent) * 1000, 2000, unit="ms")
    yield "\nTwo states of an edition compared, of whose passages one in four was revised:\n"
    yield "| passages | s |\n|---|---|"
    spans = {passages: _revised(passages) for passages in REVISED}
    yield from (f"| {passages:,} | {seconds:.2f} |" for passages, seconds in spans.items())
    exponent = log(spans[REVISED[-1]] / spans[REVISED[0]]) / log(REVISED[-1] / REVISED[0])
    yield ""
    yield verdict(f"ids diff, exponent from {REVISED[0]:,} to {REVISED[-1]:,}", exponent, 1.1)


def _revised(passages: int) -> float:
    """Return the seconds that it takes to compare a text with what a revision made of it."""
    history = History(3, passages)
    with tempfile.TemporaryDirectory() as name:
        before = state(history.write(Path(name) / "0"))
        history.revise()
        after = state(history.write(Path(name) / "1"))
    begun = process_time()
    list(compared(before, after))
    return process_time() - begun


def _write(folder: Path) -> None:
    """Write the texts, the lock of some of their passages, and an article that cites these."""
    (folder / "xml").mkdir()
    chance = random.Random(1)
    cited: list[tuple[str, str]] = []
    for text in range(TEXTS):
        passages = [" ".join(chance.choices(_WORDS, k=60)) for _ in range(PASSAGES)]
        rows = (f'<p xml:id="p{n}">{words}</p>' for n, words in enumerate(passages))
        (folder / "xml" / f"t{text}.xml").write_text(_TEI.format("\n".join(rows)))
        for number in chance.sample(range(PASSAGES), CITED):
            quoted = " ".join(passages[number].split()[10:25])
            cited.append((f"t{text}#p{number}", quoted))
    add(tuple(name for name, _ in cited), at(folder), folder / "cite.lock")
    chance.shuffle(cited)
    sentences = (
        f"He said “{quoted}” [@{name.replace('#', ':')}, p. 3], and went on for a while.\n"
        for name, quoted in cited
    )
    (folder / "article.md").write_text("\n".join(sentences))

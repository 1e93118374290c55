"""What a formatted citation costs after the first of its document."""

import os
import time
from collections.abc import Iterator
from statistics import median

from edition import citation
from edition.citation.cited import Cited
from edition.passage.locator import Locator
from tests.bench_measure import verdict
from tests.citing import ITEMS, cited

ROUNDS = int(os.environ.get("EDITION_BENCH_ROUNDS", "15"))
PASSAGES = 5_000


def report() -> Iterator[str]:
    """Measure, and yield the lines of the report."""
    yield f"{PASSAGES} passages of a document formatted, CPU time, the text being at hand:\n"
    longest = cited(max(ITEMS, key=lambda item: len(item.get("author", []))))
    passages = [
        longest.changed(url=f"https://e.org/x.html?v=1#l{n}", locator=Locator("line", str(n)))
        for n in range(PASSAGES)
    ]
    for style in citation.styles():
        found = median(_spent(passages, style) for _ in range(ROUNDS))
        yield verdict(style, found / PASSAGES * 1e6, 50, unit="µs")


def _spent(passages: list[Cited], style: str) -> float:
    begun = time.process_time()
    for passage in passages:
        citation.formatted(passage, style)
    return time.process_time() - begun

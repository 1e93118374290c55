"""What export costs beside libxml2's parse and serialise, by kind of text, and how it grows."""

import sys
from collections.abc import Iterator
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench_measure import Cost, cost, verdict
from tests.bench_validation import ROUNDS, SHARED

TARGETS = {"letters": 6.0, "drama": 7.5, "novels": 8.0, "classics": 12.0}
TEXT = 3.0
SIZES = (1, 3, 10, 30, 100)

WARM = """
import gc, sys, time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from lxml import etree
from edition.document import Document
from edition.stylesheet.flow import flowing
from edition.tei.groundwork import lay
from edition.stylesheet.hypertext import html
from edition.preparation import OCCURRING, prepare
from edition.publication import Choice
from edition.selection import select
from edition.stylesheet import load
from edition.work import exporting
gc.set_threshold(20_000)  # as the command does
files = [Path(file) for file in sys.argv[2:]]
rows = {"base": [], "page": [], "html": [], "words": [], "text": []}
with TemporaryDirectory() as folder:
    selected = list(select(tuple(files), output=Path(folder)))

    def base():
        for file in files:
            etree.tostring(etree.fromstring(file.read_bytes()), encoding="utf-8")

    def page():
        for one in selected:
            document = Document(str(one.path), one.path, within=one.project.root)
            root = prepare(document, one.project)
            occurring = frozenset(root.get(OCCURRING).split())
            sheet = load(one.project.sheet_folders, "html.xsl", occurring)
            html(sheet(root, {"page": "page.html", "language": "en"}))

    def words():
        for one in selected:
            document = Document(str(one.path), one.path, within=one.project.root)
            flowing(lay(document), document, one.project, {"profile": "reading"})

    def exported(form):
        work = exporting(Choice((form,), ("reading",), (), Path(folder)))
        for one in selected:
            work(Document(str(one.path), one.path, within=one.project.root), one)

    for number in range(int(sys.argv[1]) + 1):
        for name in rows:
            begun = time.process_time()
            {"base": base, "page": page, "words": words}.get(name, lambda: exported(name))()
            if number:
                rows[name].append(time.process_time() - begun)
for name in ("page", "html", "words", "text"):
    print(median(own / peer for own, peer in zip(rows[name], rows["base"])))
"""


def report() -> Iterator[str]:
    """Measure, and yield the lines of the report; a word where the corpora are not at hand."""
    if not (SHARED / "corpora").is_dir():
        yield "Export was not measured: the shared data are not at hand (EDITION_SHARED)."
        return
    rounds = max(3, ROUNDS // 3)
    yield "Export, warm, as ratios to libxml2's parse and serialise of the same documents:\n"
    for kind, most in TARGETS.items():
        files = map(str, sorted((SHARED / "corpora" / kind).glob("*.xml")))
        told = cost((sys.executable, "-c", WARM, str(rounds), *files)).printed.split()
        page, html, words, text = map(float, told)
        yield verdict(f"{kind}, HTML: read, prepare, render, serialise", page, most)
        yield f"  the whole export, with the address of every passage and the files: {html:.2f}"
        yield verdict(f"{kind}, text: read, prepare, render, serialise", words, TEXT)
        yield f"  the whole export, written where the same text stands already: {text:.2f}"
    yield "\nOne document of many chapters, cold:\n"
    with TemporaryDirectory() as folder:
        yield from _growth(Path(folder))


def _growth(folder: Path) -> Iterator[str]:
    for form in ("html", "text"):
        yield f"\n| MB, {form} | s | peak MB |\n|---|---|---|"
        costs: dict[int, Cost] = {}
        for size in SIZES:
            document = folder / f"{size}.xml"
            if not document.exists():
                _write(document, size)
            command = (sys.executable, "-m", "edition", "export", str(document), "--to", form)
            costs[size] = cost((*command, "--profile", "reading", "-o", str(folder / form)))
            yield f"| {size} | {costs[size].seconds:.2f} | {costs[size].megabytes:.0f} |"
        yield ""
        first, last = costs[SIZES[2]], costs[SIZES[-1]]
        exponent = log(last.seconds / first.seconds) / log(SIZES[-1] / SIZES[2])
        yield verdict(f"{form}, exponent from {SIZES[2]} to {SIZES[-1]} MB", exponent, 1.1)
        peak = last.megabytes / SIZES[-1]
        yield verdict(f"{form}, peak memory, times the source", peak, 8.5)


def _write(document: Path, size: int) -> None:
    """Write a novel of so many megabytes: chapters of paragraphs, now and then one with names."""
    words = "It was the best of times, it was the worst of times, and nobody could tell which. "
    names = f"<p>{words}<said who='#a'>“{words}”</said> {words * 2}</p>\n"
    chapter = (
        f"<div><head>A chapter</head>\n{f'<p>{words * 7}</p>{chr(10)}' * 12}{names * 3}</div>\n"
    )
    with document.open("w", encoding="utf-8") as file:
        file.write('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>')
        file.write("<title>Long</title></titleStmt><publicationStmt><p/></publicationStmt>")
        file.write("<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>\n")
        for _ in range(size * 1_000_000 // len(chapter.encode())):
            file.write(chapter)
        file.write("</body></text></TEI>\n")

"""Stock: valid TEI documents of moderate size to make slips in."""

import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from .generation import Generator
from .jing import Error, Jing, verdicts
from .pattern import Grammar
from .source import Edited, Node, Source, is_well_formed

_MOST = 8_000
_LEAST = 900
_HUGE = 500_000
_UNREADABLE = Error(0, 0, "jing cannot read it")


def stock(jing: Jing, schema: Path, corpora: Path, own: Path) -> list[Source]:
    """Return valid documents: those of the corpora cut short and mended, our own, random ones.

    `own` is the folder of our edition, with its schema.
    """
    files = sorted(corpora.rglob("*.xml"))
    letters = [file for file in files if file.parent.name == "letters"]
    files = [file for file in files if file not in letters or letters.index(file) % 4 == 0]
    found = [source for file in files if (source := cut(file))]
    found += [Source(file.name, file.read_bytes()) for file in sorted(own.glob("*.xml"))]
    found += _random(own / "schema" / "edition.rng")
    valid: list[Source] = []
    for _ in range(2):
        found = [source for source in found if _LEAST < len(source.data) < 5 * _MOST]
        judged = list(zip(found, _judged(jing, schema, found), strict=True))
        valid += [source for source, errors in judged if not errors]
        found = [_mended(source, errors) for source, errors in judged if errors]
    return valid


def _judged(jing: Jing, schema: Path, sources: list[Source]) -> list[list[Error]]:
    with TemporaryDirectory() as folder:
        files = [Path(folder) / f"{n}.xml" for n in range(len(sources))]
        for file, source in zip(files, sources, strict=True):
            file.write_bytes(source.data)
        errors = verdicts(jing, schema, files).errors
        return [errors.get(file, [_UNREADABLE]) for file in files]


def cut(file: Path) -> Source | None:
    """Return a document without most of its many like elements, if it is plain enough."""
    if file.stat().st_size > _HUGE:
        return None
    data = file.read_bytes()
    head = data[:400].lower()
    if b"<!DOCTYPE" in data or b"\r" in data or b"2001/XInclude" in data or b"utf-16" in head:
        return None
    if b"encoding" in head and b"utf-8" not in head:
        return None
    if not is_well_formed(data):
        return None
    source = Source(file.name, data)
    for most in (20, 12, 8, 6, 4, 3):
        if len(source.data) <= _MOST:
            break
        source = _without(source, _surplus(source, most))
    return source


def _surplus(source: Source, most: int) -> list[Node]:
    """Return what comes after so many elements of one name in the same element."""
    found = []
    for node in source.nodes:
        seen = Counter[str]()
        for child in node.children:
            seen[child.tag] += 1
            if seen[child.tag] > most:
                found.append(child)
    return found


def _without(source: Source, nodes: list[Node]) -> Source:
    """Return a source without some of its elements, and the white space before each."""
    gone: list[tuple[int, int, bytes]] = []
    for node in sorted(nodes, key=lambda node: node.start):
        if not gone or node.start >= gone[-1][1]:
            gone.append((node.start - len(source.gap(node.start)), node.end, b""))
    return Source(source.name, Edited(source, *gone).data)


def _mended(source: Source, errors: list[Error]) -> Source:
    """Return a source without the elements and attributes at which jing found fault."""
    places = {(error.line, error.column) for error in errors}
    starts = [0, *(found.end() for found in re.finditer(b"\n", source.data))]
    wrong = []
    for node in source.nodes[1:]:
        line = source.data.count(b"\n", 0, node.inside - 1)
        column = len(source.data[starts[line] : node.inside].decode())
        if (line + 1, column + 1) in places:
            wrong.append(node)
    data = _without(source, wrong).data
    return Source(source.name, re.sub(rb'\s+xsi:schemaLocation="[^"]*"', b"", data))


def _random(schema: Path) -> list[Source]:
    generator = Generator(Grammar(schema), 7)
    made = [generator.document(30 + 3 * n) for n in range(20)]
    written = [etree.tostring(root, encoding="utf-8", pretty_print=True) for root in made]
    return [
        Source(f"random {n}", data.replace(b"xmlns:ns0=", b"xmlns=").replace(b"ns0:", b""))
        for n, data in enumerate(written)
    ]

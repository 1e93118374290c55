"""Differential: documents of every kind, and two schemas' verdicts on each of them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from xml.parsers.expat import ExpatError

from lxml import etree

from edition.diagnostic import Refused
from edition.document import read
from edition.relaxng.automaton import Automaton
from tests.grammar.raw import judge

from .generation import Generator
from .kinds import Slips
from .mutation import KINDS, mutate
from .source import Source, is_well_formed
from .stock import cut

Named = tuple[str, bytes]
"""A document with what it is called."""

Fault = tuple[str, int, int, str]
"""The first thing that a schema rejects: its kind, line, column and name."""


def shared_documents(data: Path, most: int = 10**9) -> Iterator[Named]:
    """Yield every document of the shared data up to a size, ODDs too, as UTF-8."""
    for file in sorted([*data.rglob("*.xml"), *data.rglob("*.odd")]):
        if file.stat().st_size > most:
            continue
        try:
            yield file.name, b"".join(read(file).chunks())
        except Refused:
            continue


def random_documents(generator: Generator, count: int) -> Iterator[Named]:
    """Yield random documents of a schema: most are small, every sixth is large."""
    for turn in range(count):
        root = generator.document(surplus=120 if turn % 6 == 0 else 20)
        yield f"random {turn}", etree.tostring(root, encoding="utf-8")


def sources(data: Path | None, random_ones: Iterable[Named]) -> list[Source]:
    """Return documents to make mistakes in: random ones, and, if asked, real ones cut short."""
    files = [] if data is None else sorted((data / "corpora").rglob("*.xml"))
    real = [cut(file) for file in files]
    small = [source for source in real if source is not None and len(source.data) < 20_000]
    return small + [Source(name, text) for name, text in random_ones if len(text) < 20_000]


def mutations(stock: list[Source], count: int, seed: int) -> Iterator[Named]:
    """Yield documents with one mistake each: slips of editors and mistakes of structure in turn."""
    random = Random(seed)
    slips = Slips(stock).kinds
    made = 0
    while made < count:
        source = random.choice(stock)
        if made % 2:
            kind = random.choice(list(slips))
            slip = slips[kind](source, random)
            data = b"" if slip is None else slip.data
        else:
            kind = random.choice(list(KINDS))
            data = _mutated(source, kind, random)
        if data and is_well_formed(data):
            made += 1
            yield f"{kind} {made} in {source.name}", data


def _mutated(source: Source, kind: str, random: Random) -> bytes:
    """Return a document with a mistake, nothing where it has no place for one."""
    try:
        root = mutate(etree.fromstring(source.data), kind, random)
    except IndexError:
        return b""
    return etree.tostring(root, encoding="utf-8")


def first_fault(automaton: Automaton, data: bytes) -> Fault | None:
    """Return the first thing that a schema rejects, or nothing where a document is valid."""
    found = judge(automaton, data)
    if not found:
        return None
    first = min(found, key=lambda each: (each.line, each.column, each.kind))
    return first.kind, first.line, first.column, first.name


class Verdicts:
    """What two schemas say of the same documents: how many they saw, and where they disagree."""

    def __init__(self, one: Automaton, other: Automaton) -> None:
        self._automata = (one, other)
        self.judged = 0
        self.invalid = 0
        self.disagreements: list[str] = []

    def judge(self, documents: Iterable[Named]) -> None:
        """Judge documents, and compare the place of the first error in each."""
        for name, data in documents:
            try:
                one, other = (first_fault(each, data) for each in self._automata)
            except ExpatError:
                continue  # a newer name, or a document type that expat does not read
            self.judged += 1
            self.invalid += one is not None
            if one != other:
                self.disagreements.append(f"{name}: {one} but {other}")

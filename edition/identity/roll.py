"""Roll: the passages of one document at one time, as citations are looked for among them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from edition.fingerprint import Fingerprints, fingerprints
from edition.identity.layer import around, leaves
from edition.identity.tombstone import Tombstone
from edition.identity.trace import State, Trace
from edition.value import Value

__all__ = ["Contents", "Roll", "Rolls", "Source", "rolls_of"]

READING = "reading"


class Contents(Value):
    """What a document holds: its passages in order, its tombstones, its whole text if known."""

    traces: tuple[Trace, ...]
    graves: tuple[Tombstone, ...] = ()
    text: str = ""


class Roll:
    """The passages of one document; they are read when somebody first asks for one."""

    def __init__(self, document: str, load: Callable[[], Contents], profile: str = READING) -> None:
        self.document = document
        self.profile = profile
        self._load = load

    @cached_property
    def contents(self) -> Contents:
        """What the document holds."""
        return self._load()

    @property
    def traces(self) -> Sequence[Trace]:
        """The passages, each before those in it."""
        return self.contents.traces

    @cached_property
    def names(self) -> dict[str, int]:
        """The number of each passage by its references; of two that share one, the first."""
        found: dict[str, int] = {}
        for number, trace in enumerate(self.traces):
            for name in (trace.ref, *trace.aliases):
                found.setdefault(name, number)
        return found

    @cached_property
    def graves(self) -> dict[str, Tombstone]:
        """The tombstones by the id that they keep."""
        return {grave.id: grave for grave in self.contents.graves}

    @cached_property
    def by_letters(self) -> dict[str, list[int]]:
        """The passages by the fingerprint of their letters."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in range(len(self.traces)):
            found[self.marks(number).letters].append(number)
        return found

    @cached_property
    def leaves(self) -> list[int]:
        """The passages that say their words themselves, in order."""
        return leaves(self.traces)

    def marks(self, number: int) -> Fingerprints:
        """Return the fingerprints of a passage."""
        trace = self.traces[number]
        return trace.known or fingerprints(trace.text, self.profile)

    def around(self, number: int) -> Iterator[int]:
        """Yield what a passage stands in, the nearest first."""
        return around(self.traces, number)

    def between(self, first: int, last: int) -> str:
        """Return the words from the beginning of one passage to the end of another."""
        one, other = self.traces[first], self.traces[last]
        if first == last:
            return one.text
        if self.contents.text and one.end and other.end:
            return self.contents.text[one.start : other.end]
        inside = (n for n in self.leaves if first <= n <= last)
        return " ".join(self.traces[n].text for n in inside)


Source = tuple[str, Callable[[str], Iterable[Roll]]]
"""What a file is probably called as a document, and what gives the rolls of a profile in it."""


class Rolls:
    """The rolls of an edition: each of `sources` has a name and gives those of a file."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = list(sources)
        self._known: dict[tuple[Source, str], tuple[Roll, ...]] = {}

    def of(self, document: str, profile: str = READING) -> Roll | None:
        """Return the roll of a document; the file of its name is asked first."""
        every = self.every(profile, document)
        return next((roll for roll in every if roll.document == document), None)

    def every(self, profile: str = READING, first: str = "") -> Iterator[Roll]:
        """Yield the rolls of all documents, one of that name first."""
        for source in sorted(self._sources, key=lambda source: source[0] != first):
            key = source, profile
            if key not in self._known:
                self._known[key] = tuple(source[1](profile))
            yield from self._known[key]


def rolls_of(state: State) -> Rolls:
    """Return the rolls of a state; it knows the reading text only, of which it makes a whole."""
    graves: dict[str, list[Tombstone]] = defaultdict(list)
    for grave in state.tombstones:
        graves[grave.document].append(grave)
    sources: list[Source] = []
    first = 0
    for document, group in groupby(state.traces, lambda trace: trace.document):
        traces = list(group)
        placed, text = _placed(traces, first)
        contents = Contents(placed, tuple(graves.pop(document, ())), text)
        sources.append(_source(document, contents))
        first += len(traces)
    for document, left in graves.items():
        sources.append(_source(document, Contents((), tuple(left))))
    return Rolls(sources)


def _source(document: str, contents: Contents) -> Source:
    return document, lambda profile: [Roll(document, lambda: contents)][: profile == READING]


def _placed(traces: Sequence[Trace], first: int) -> tuple[tuple[Trace, ...], str]:
    """Return traces that count from their document's first, and the text that they stand in."""
    local = [trace.changed(around=max(-1, trace.around - first)) for trace in traces]
    pieces: list[str] = []
    spans: dict[int, tuple[int, int]] = {}
    size = 0
    for number in leaves(local):
        if not local[number].is_apart:
            text = local[number].text
            pieces.append(text)
            for each in (number, *around(local, number)):
                begin, end = size, size + len(text)
                spans[each] = (spans[each][0] if each in spans else begin, end)
            size += len(text) + 1
    nowhere = (0, 0)
    placed = (
        trace.changed(start=spans.get(n, nowhere)[0], end=spans.get(n, nowhere)[1])
        for n, trace in enumerate(local)
    )
    return tuple(placed), "\n".join(pieces)

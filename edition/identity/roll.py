"""Roll: the passages of one document at one time, as citations are looked for among them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Protocol

from edition.fingerprint import Fingerprints
from edition.identity.layer import around, leaves
from edition.identity.tombstone import Tombstone
from edition.identity.trace import State, Trace

__all__ = ["Passages", "Roll", "Rolls", "Source", "rolls_of"]

READING = "reading"


class Passages(Protocol):
    """The passages of a document by number, each before those in it, and how to look them up."""

    text: str
    """The whole text, in which they have their places."""
    graves: dict[str, Tombstone]

    def __len__(self) -> int: ...
    def __getitem__(self, number: int, /) -> Trace: ...
    def __iter__(self) -> Iterator[Trace]: ...
    def marks(self, number: int, /) -> Fingerprints:
        """Return the fingerprints of a passage."""

    def find(self, ref: str, /) -> int | None:
        """Return the number of the passage that a reference names."""

    @property
    def by_letters(self) -> dict[str, list[int]]:
        """The passages by the fingerprint of their letters."""


class Roll:
    """The passages of one document; they are looked up when somebody first asks for one."""

    def __init__(self, document: str, load: Callable[[], Passages]) -> None:
        self.document = document
        self._load = load

    @cached_property
    def passages(self) -> Passages:
        """The passages, each before those in it."""
        return self._load()

    @cached_property
    def leaves(self) -> list[int]:
        """The passages that say their words themselves, in order."""
        return leaves(list(self.passages))

    def around(self, number: int) -> Iterator[int]:
        """Yield what a passage stands in, the nearest first."""
        return around(self.passages, number)

    def between(self, first: int, last: int) -> str:
        """Return the words from the beginning of one passage to the end of another."""
        one, other = self.passages[first], self.passages[last]
        if first == last or not (one.end and other.end):
            return "\n".join(dict.fromkeys((one.text, other.text)))
        return self.passages.text[one.start : other.end]


Source = tuple[str, Callable[[str], Iterable[Roll]]]
"""What a file is probably called as a document, and what gives the rolls of a profile in it."""


class Rolls:
    """The rolls of an edition: each of `sources` has a name and gives those of a file."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = list(sources)
        self._known: dict[tuple[Source, str], tuple[Roll, ...]] = {}
        self._called: dict[tuple[str, str], Roll | None] = {}

    def of(self, document: str, profile: str = READING) -> Roll | None:
        """Return the roll of a document; the file of its name is asked first."""
        key = document, profile
        if key not in self._called:
            every = self.every(profile, document)
            self._called[key] = next((roll for roll in every if roll.document == document), None)
        return self._called[key]

    def every(self, profile: str = READING, first: str = "") -> Iterator[Roll]:
        """Yield the rolls of all documents, one of that name first."""
        for source in sorted(self._sources, key=lambda source: source[0] != first):
            key = source, profile
            if key not in self._known:
                self._known[key] = tuple(source[1](profile))
            yield from self._known[key]


def rolls_of(state: State) -> Rolls:
    """Return the rolls of a state; it knows the reading text only, of which it makes a whole."""
    every: dict[str, list[Trace]] = defaultdict(list)
    first: dict[str, int] = {}
    for number, trace in enumerate(state.traces):
        first.setdefault(trace.document, number)
        every[trace.document].append(trace)
    graves: dict[str, dict[str, Tombstone]] = defaultdict(dict)
    for grave in state.tombstones:
        graves[grave.document][grave.id] = grave
    names = dict.fromkeys((*every, *graves))
    return Rolls(
        (name, partial(_roll, name, _Recorded(every[name], graves[name], first.get(name, 0))))
        for name in names
    )


def _roll(name: str, passages: "_Recorded", profile: str) -> list[Roll]:
    return [Roll(name, lambda: passages)] if profile == READING else []


class _Recorded(list[Trace]):
    """Passages that are all at hand, and make up the text themselves."""

    def __init__(self, traces: Iterable[Trace], graves: dict[str, Tombstone], first: int) -> None:
        local = [trace.changed(around=max(-1, trace.around - first)) for trace in traces]
        spans, self.text = _placed(local)
        super().__init__(
            trace.changed(start=start, end=end)
            for trace, (start, end) in zip(local, spans, strict=True)
        )
        self.graves = graves

    def find(self, ref: str) -> int | None:
        """Return the number of the passage that a reference names."""
        return self._names.get(ref)

    @cached_property
    def _names(self) -> dict[str, int]:
        """The number of each passage by its references; of two that share one, the first."""
        numbered = [(trace, number) for number, trace in enumerate(self)]
        named = [(name, n) for trace, n in numbered for name in (trace.ref, *trace.aliases)]
        return dict(reversed(named))

    @cached_property
    def by_letters(self) -> dict[str, list[int]]:
        """The passages by the fingerprint of their letters."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in range(len(self)):
            found[self.marks(number).letters].append(number)
        return found

    def marks(self, number: int) -> Fingerprints:
        """Return the fingerprints of a passage."""
        return self[number].marks()


def _placed(traces: Sequence[Trace]) -> tuple[list[tuple[int, int]], str]:
    """Return where traces stand in the text that they make up, and that text."""
    pieces: list[str] = []
    spans = [(0, 0)] * len(traces)
    size = 0
    for number in leaves(traces):
        if not traces[number].is_apart:
            pieces.append(traces[number].text)
            end = size + len(traces[number].text)
            for each in (number, *around(traces, number)):
                spans[each] = (spans[each][0] if spans[each][1] else size, end)
            size = end + 1
    return spans, "\n".join(pieces)

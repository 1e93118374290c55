"""Pairing: the passages of two states while they are matched, and the doubts that remain."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from edition.identity.matching.likeness import Rarity, Text, likeness
from edition.identity.trace import Trace

__all__ = ["ALIKE", "MOST_PARTS", "RARE", "TELLING", "Matching", "Side", "is_short", "least"]

TELLING = 24
"""So many letters are hardly the same by chance."""
RARE = 10
"""So many are, where nothing else in either state has them."""
ALIKE = 0.22
"""How like something has to be elsewhere to be taken for the same."""
MOST_PARTS = 4
_HARDLY, _SHORT, _FEW = 0.1, 0.2, 24


class Side:
    """The passages of one state that are matched, in order."""

    def __init__(self, traces: Sequence[Trace]) -> None:
        self.traces = traces
        self.texts = [Text(trace.text) for trace in traces]
        self.by_letters: dict[str, list[int]] = defaultdict(list)
        self.documents: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self.texts):
            self.by_letters[text.letters].append(number)
            self.documents[traces[number].document].append(number)

    def is_joined(self, number: int) -> bool:
        """Whether the next passage stands in the same document."""
        after = number + 1
        return after < len(self.traces) and (
            self.traces[after].document == self.traces[number].document
        )

    def has_beside(self, number: int, step: int) -> bool:
        """Whether there is a passage before (-1) or behind (1) in the same document."""
        return number + step >= 0 and self.is_joined(min(number, number + step))


class Matching:
    """Pairs of passages, by number; `doubts` are those that may be several, or one, or none."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old = old
        self.new = new
        self.there: dict[int, list[int]] = {}
        self.here: dict[int, list[int]] = {}
        self.doubts: dict[int, list[int]] = {}
        self.moved: set[int] = set()
        self.rests: dict[tuple[int, ...], list[Text]] = {}
        """What a passage says that what it is matched with does not: of a new one by ~number."""

    def weigh(self) -> None:
        """Let all texts know how rare what they have in common is."""
        every = [*self.old.texts, *self.new.texts]
        rarity = Rarity(every)
        for text in every:
            text.rarity = rarity

    def pair(self, old: int, new: int) -> None:
        """Say that a passage is another, or a part of it, or holds it."""
        if new not in self.there.setdefault(old, []):
            self.there[old].append(new)
            self.here.setdefault(new, []).append(old)

    def part(self, old: int) -> None:
        """Take back what was said of a passage."""
        for new in self.there.pop(old, ()):
            self.here[new].remove(old)
            if not self.here[new]:
                del self.here[new]

    def doubt(self, old: int, candidates: Iterable[int]) -> None:
        """Say that a passage may be one of several, or be gone."""
        known = self.doubts.setdefault(old, [])
        known += [new for new in candidates if new not in known]

    def like(self, old: int, new: int) -> float:
        return likeness(self.old.texts[old], self.new.texts[new])

    def is_own(self, old: int) -> bool:
        """Whether a passage is no formula that others say too."""
        return len(self.old.by_letters[self.old.texts[old].letters]) == 1

    def open_olds(self) -> list[int]:
        return [number for number in range(len(self.old.texts)) if number not in self.there]

    def open_news(self) -> list[int]:
        return [number for number in range(len(self.new.texts)) if number not in self.here]


def is_short(text: Text) -> bool:
    """Whether a text may be the same as another by chance."""
    return len(text.letters) < TELLING


def least(one: Text, other: Text) -> float:
    """Return how like two texts have to be where one stands in the other's place."""
    return _HARDLY if min(len(one.letters), len(other.letters)) >= _FEW else _SHORT

"""Likeness: how much two texts have in common, letter by letter."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import log2
from unicodedata import normalize

from edition.identity.trace import letters

__all__ = ["Rarity", "Text", "contained", "likeness"]

_RUNS = ((1200, 6, 0.05), (300, 5, 0.05), (40, 4, 0.05), (12, 3, 0.1), (0, 2, 0.3))
"""For texts of so many letters: how long the runs are, and what any two have in common.

Measured on novels, classics, plays and letters: beyond that, one of a hundred pairs of different
passages is like by another 0.1, of those with fewer than twelve letters by 0.2.
"""
_WEIGHED = ((24, 5), (12, 4), (0, 3))
_SAMPLE = 4_000
_NONE: Counter[str] = Counter()
_BOTH = 2
_WORDS = 3
"""How many words make a shingle."""
_FEWEST, _RUN = 10, 5


class Text:
    """The words of a passage, in the forms in which texts are compared, each made when needed."""

    __slots__ = (
        *("_grams", "_phrases", "_shingles", "_wholes", "_words"),
        *("known", "letters", "rarity", "strict"),
    )

    def __init__(self, text: str, rarity: "Rarity | None" = None) -> None:
        self.rarity = rarity
        self.strict = " ".join(text.split())
        self.letters = letters(text)
        self._grams: dict[int, Counter[str]] = {}
        self._wholes: dict[int, float] = {}
        self._words: list[str] | None = None
        self._shingles: frozenset[str] | None = None
        self._phrases: frozenset[str] | None = None
        self.known: dict[Text, list[tuple[int, int]]] = {}

    def grams(self, length: int) -> Counter[str]:
        """Return the runs of so many letters, counted."""
        found = self._grams.get(length)
        if found is None:
            signs = self.letters
            runs = range(max(1, len(signs) - length + 1))
            found = self._grams[length] = Counter(signs[at : at + length] for at in runs)
        return found

    def whole(self, length: int, weight: Callable[[str], float]) -> float:
        """Return what all runs of so many letters tell."""
        found = self._wholes.get(length)
        if found is None:
            runs = self.grams(length).items()
            found = self._wholes[length] = sum(count * weight(run) for run, count in runs)
        return found

    def words(self) -> list[str]:
        """Return the words, folded; of scripts without spaces the signs."""
        if self._words is None:
            words = _word().findall(normalize("NFC", self.strict).casefold())
            self._words = [word if word.isalnum() else letters(word) for word in words]
        return self._words

    def shingles(self) -> frozenset[str]:
        """Return the runs of three words."""
        if self._shingles is None:
            words = self.words()
            runs = zip(words, words[1:], words[2:], strict=False)
            self._shingles = frozenset(map(" ".join, runs))
        return self._shingles

    def phrases(self) -> frozenset[str]:
        """Return the words, and the runs of three."""
        if self._phrases is None:
            self._phrases = self.shingles().union(self.words())
        return self._phrases


def likeness(one: Text, other: Text) -> float:
    """Return how much two texts have in common, from 0 (what any two have) to 1 (all letters).

    It is Dice's share of runs of letters; short texts are compared by shorter runs. Where texts
    know how rare a run is, what many passages have counts for little.
    """
    if one.letters == other.letters:
        return 1.0
    shorter = min(len(one.letters), len(other.letters))
    if not shorter:
        return 0.0
    longer = max(len(one.letters), len(other.letters))
    if shorter * 6 < longer:  # at most 2/7
        return 0.0
    if one.rarity is not None:
        length = next(length for least, length in _WEIGHED if shorter >= least)
        return one.rarity.dice(one, other, length)
    length, chance = next(each[1:] for each in _RUNS if shorter >= each[0])
    return max(0.0, (dice(one.grams(length), other.grams(length)) - chance) / (1 - chance))


def dice(one: Counter[str], other: Counter[str]) -> float:
    """Return twice what two counts share, of what both have. Source: Dice 1945."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    shared = sum(min(count, large[run]) for run, count in small.items() if run in large)
    return 2 * shared / (one.total() + other.total())


class Rarity:
    """How much a run of letters tells: the fewer passages of two states have it, the more.

    It is counted in so many of them, evenly chosen, that twice as many take no longer.
    """

    def __init__(self, texts: Sequence[Text]) -> None:
        some = texts[:: max(1, len(texts) // _SAMPLE)]
        self._every = len(some) + 1
        self._known = {length: self._counted(some, length) for _, length in _WEIGHED}
        self._weights: dict[str, float] = {}
        self._joined = "\n".join(["", *(text.letters for text in some), ""])
        self._peculiar: dict[str, bool] = {}
        self._some: Sequence[Text] = some
        self._said: Counter[str] | None = None

    def _counted(self, texts: Iterable[Text], length: int) -> Counter[str]:
        found: Counter[str] = Counter()
        for text in texts:
            signs = text.letters
            found.update({signs[at : at + length] for at in range(len(signs))})
        return found

    def weight(self, run: str) -> float:
        """Return how many bits a run tells."""
        found = self._weights.get(run)
        if found is None:
            having = 1 + self._known.get(len(run), _NONE)[run]
            found = self._weights[run] = max(0.0, log2(self._every / having))
        return found

    def bits(self, word: str) -> float:
        """Return how many bits it tells that a word, which is known to be said, is said again."""
        if self._said is None:
            self._said = Counter(word for text in self._some for word in text.words())
        return log2(1 + self._said.total() / max(1, self._said[word] - 1))

    def alone(self) -> float:
        """Return how many bits a word tells that nothing else says."""
        return self.bits("")

    def is_peculiar(self, run: str) -> bool:
        """Whether no more than two passages, one before and one now, have all of a run."""
        found = self._peculiar.get(run)
        if found is None:
            at, times = self._joined.find(run), 0
            while at >= 0 and times <= _BOTH:
                times += 1
                at = self._joined.find(run, self._joined.find("\n", at) + 1)
            found = self._peculiar[run] = times <= _BOTH
        return found

    def dice(self, one: Text, other: Text, length: int) -> float:
        """Return twice what two texts share, of what both have, each run by what it tells."""
        mine, theirs = sorted((one.grams(length), other.grams(length)), key=len)
        weight = self.weight
        shared = sum(min(n, theirs[run]) * weight(run) for run, n in mine.items() if run in theirs)
        if not shared:
            return 0.0
        return 2 * shared / (one.whole(length, weight) + other.whole(length, weight))


def contained(one: Text, other: Text) -> float:
    """Return how much of the shorter of two texts the longer one holds, from 0 to 1."""
    small, large = sorted((one, other), key=lambda text: len(text.letters))
    if len(small.letters) < _FEWEST:
        return 0.0
    mine, theirs = small.grams(_RUN), large.grams(_RUN)
    if one.rarity is not None:
        weight = one.rarity.weight
        whole = small.whole(_RUN, weight)
        held = sum(min(n, theirs[run]) * weight(run) for run, n in mine.items() if run in theirs)
        return held / whole if whole else 0.0
    return sum(min(count, theirs[run]) for run, count in mine.items()) / mine.total()


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    """Return the pattern of a word; scripts without spaces give one for each sign."""
    alone = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
    return re.compile(rf"[{alone}]|[^\W_{alone}]+(?:[’'\u0300-\u036f][^\W_{alone}]+)*")

"""Likeness: how much two texts have in common, and which of many could be like another."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from math import log2
from unicodedata import normalize

from edition.identity.trace import letters

__all__ = [
    "Rarity",
    "Text",
    "blocks",
    "contained",
    "is_telling",
    "likeness",
    "nearest",
    "peculiar",
    "sharers",
]

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
_TELLING = 5
_FEWEST, _RUN = 10, 5
_MOST_CELLS = 20_000_000
_COMMON = 12
"""A shingle that more texts than these have in common tells nothing."""


class Text:
    """The words of a passage, in the forms in which texts are compared, each made when needed."""

    __slots__ = ("_grams", "_words", "known", "letters", "rarity", "strict")

    def __init__(self, text: str, rarity: "Rarity | None" = None) -> None:
        self.rarity = rarity
        self.strict = " ".join(text.split())
        self.letters = letters(text)
        self._grams: dict[int, Counter[str]] = {}
        self._words: list[str] | None = None
        self.known: dict[Text, list[tuple[int, int]]] = {}

    def grams(self, length: int) -> Counter[str]:
        """Return the runs of so many letters, counted."""
        found = self._grams.get(length)
        if found is None:
            signs = self.letters
            runs = range(max(1, len(signs) - length + 1))
            found = self._grams[length] = Counter(signs[at : at + length] for at in runs)
        return found

    def words(self) -> list[str]:
        """Return the words, folded; of scripts without spaces the signs."""
        if self._words is None:
            words = _word().findall(normalize("NFC", self.strict).casefold())
            self._words = [word if word.isalnum() else letters(word) for word in words]
        return self._words

    def shingles(self) -> frozenset[str]:
        """Return the runs of three words."""
        words = self.words()
        starts = range(len(words) - _WORDS + 1)
        return frozenset(" ".join(words[at : at + _WORDS]) for at in starts)


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
        return one.rarity.dice(one.grams(length), other.grams(length))
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

    def _counted(self, texts: Iterable[Text], length: int) -> Counter[str]:
        return Counter(
            run
            for text in texts
            for run in {text.letters[at : at + length] for at in range(len(text.letters))}
        )

    def weight(self, run: str) -> float:
        """Return how many bits a run tells."""
        found = self._weights.get(run)
        if found is None:
            having = 1 + self._known.get(len(run), _NONE)[run]
            found = self._weights[run] = max(0.0, log2(self._every / having))
        return found

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

    def dice(self, one: Counter[str], other: Counter[str]) -> float:
        """Return twice what two counts share, of what both have, each run by what it tells."""
        small, large = (one, other) if len(one) <= len(other) else (other, one)
        weight = self.weight
        shared = sum(min(n, large[run]) * weight(run) for run, n in small.items() if run in large)
        if not shared:
            return 0.0
        both = sum(n * weight(run) for each in (one, other) for run, n in each.items())
        return 2 * shared / both


def contained(one: Text, other: Text) -> float:
    """Return how much of the shorter of two texts the longer one holds, from 0 to 1."""
    small, large = sorted((one, other), key=lambda text: len(text.letters))
    if len(small.letters) < _FEWEST:
        return 0.0
    mine, theirs = small.grams(_RUN), large.grams(_RUN)
    if one.rarity is not None:
        weight = one.rarity.weight
        whole = sum(count * weight(run) for run, count in mine.items())
        held = sum(min(count, theirs[run]) * weight(run) for run, count in mine.items())
        return held / whole if whole else 0.0
    return sum(min(count, theirs[run]) for run, count in mine.items()) / mine.total()


def sharers(
    those: Iterable[tuple[int, Text]], of: Iterable[tuple[int, Text]], most: int = _COMMON
) -> dict[int, Counter[int]]:
    """Return for each of `of` how many words and runs of words it shares with each of those.

    What more than `most` of those have tells nothing.
    """
    holders: dict[str, list[int]] = {}
    for number, text in those:
        for shingle in text.shingles() | set(text.words()):
            holders.setdefault(shingle, []).append(number)
    found: dict[int, Counter[int]] = {}
    for number, text in of:
        shared: Counter[int] = Counter()
        having = [holders.get(shingle, ()) for shingle in text.shingles() | set(text.words())]
        rarest = sorted((held for held in having if held), key=len)
        for place, held in enumerate(rarest):
            if len(held) <= (most if place > 1 else most * 4):
                shared.update(held)
        if shared:
            found[number] = shared
    return found


def blocks(text: Text, other: Text) -> list[tuple[int, int]]:
    """Return which runs of its words another text has too, in the same order, but for chance."""
    if other not in text.known:
        runs = list(_blocks(text.words(), other.words()))
        text.known[other] = [(start, start + size) for start, _, size in runs]
        other.known[text] = [(start, start + size) for _, start, size in runs]
    return text.known[other]


def _blocks(words: list[str], others: list[str]) -> Iterator[tuple[int, int, int]]:
    from difflib import SequenceMatcher

    if len(words) * len(others) > _MOST_CELLS:  # a book in one paragraph: it would take minutes
        return
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    for start, other, size in matcher.get_matching_blocks():
        if size > 1 or sum(map(len, words[start : start + size])) >= _TELLING:
            yield start, other, size


def nearest(counted: Counter[int], texts: Callable[[int], Text], of: Text, most: int) -> list[int]:
    """Return those that share most words with a text, of equal ones those that are as long."""
    length = len(of.letters)
    ranked = sorted(counted, key=lambda n: (-counted[n], abs(len(texts(n).letters) - length), n))
    return ranked[:most]


def is_telling(one: Text, other: Text) -> bool:
    """Whether two texts have more in common than one word of many, that others say too."""
    shared = set(one.words()) & set(other.words())
    rarity = one.rarity
    is_little = len(shared) == 1 and max(len(one.words()), len(other.words())) > 2
    return not is_little or rarity is None or rarity.is_peculiar(shared.pop())


def peculiar(one: Text, other: Text, least: int) -> bool:
    """Whether two texts have words running in common, of so many letters, that nobody else has.

    One of a pair of revised passages is known by them, however short it is.
    """
    words = one.words()
    runs = ("".join(words[start:end]) for start, end in blocks(one, other) if end - start > 1)
    rarity = one.rarity
    enough = max(least, min(len(one.letters), len(other.letters)) / 4)
    return rarity is not None and any(
        len(run) >= enough and rarity.is_peculiar(run) for run in runs
    )


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    """Return the pattern of a word; scripts without spaces give one for each sign."""
    alone = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
    return re.compile(rf"[{alone}]|[^\W_{alone}]+(?:[’'\u0300-\u036f][^\W_{alone}]+)*")

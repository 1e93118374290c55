"""Sharing: the words that texts have in common, and what these tell."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from math import log2

from edition.identity.matching.likeness import Text

__all__ = ["blocks", "in_place", "is_telling", "nearest", "peculiar", "sharers", "surprise"]

_TELLING = 5
_SPELT, _VARIANT, _FEW_WORDS = 0.85, 3, 150
_MOST_CELLS = 20_000_000
_COMMON = 12
"""A shingle that more texts than these have in common tells nothing."""


def sharers(
    those: Iterable[tuple[int, Text]], of: Iterable[tuple[int, Text]], most: int = _COMMON
) -> dict[int, Counter[int]]:
    """Return for each of `of` how many words and runs of words it shares with each of those.

    What more than `most` of those have tells nothing.
    """
    holders: dict[str, list[int]] = {}
    for number, text in those:
        for shingle in text.phrases():
            holders.setdefault(shingle, []).append(number)
    found: dict[int, Counter[int]] = {}
    for number, text in of:
        shared: Counter[int] = Counter()
        having = map(holders.get, text.phrases())
        rarest = sorted(filter(None, having), key=len)
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


def in_place(one: Text, other: Text, share: float = 0.0) -> float:
    """Return how many bits it tells that as many words say the same where they stand.

    A word counts that is spelt nearly alike; 0 if less than a share of the words does, or if one
    text has more words.
    """
    words, others, rarity = one.words(), other.words(), one.rarity
    if rarity is None or len(words) != len(others):
        return 0.0
    told = [rarity.bits(a) for a, b in zip(words, others, strict=True) if a == b or _is_spelt(a, b)]
    return sum(told) if len(told) >= share * len(words) else 0.0


def _is_spelt(word: str, other: str) -> bool:
    """Whether a word is another that is spelt otherwise."""
    return len(word) > 3 and bool(get_close_matches(word, [other], 1, _SPELT))


def surprise(one: Text, other: Text) -> float:
    """Return how many bits it would take for two texts to have so much in common by chance.

    Frequent words are soon met in a long text; rare ones, or many running, are not. In short texts
    a word that is nearly another counts too, a few bits less.
    """
    rarity, words, others = one.rarity, one.words(), other.words()
    if rarity is None or not words or not others:
        return 0.0
    left, right = list(words), set(others)
    told = []
    for start, end in blocks(one, other):
        told.append(sum(map(rarity.bits, words[start:end])))
        left[start:end] = [""] * (end - start)
    for start, end in blocks(other, one):
        right -= set(others[start:end])
    is_short = len(words) * len(others) <= _FEW_WORDS
    for word in filter(None, left):
        if word in right:
            told.append(rarity.bits(word))
        elif is_short and len(word) >= _TELLING and get_close_matches(word, right, 1, _SPELT):
            told.append(rarity.bits(word) - _VARIANT)
    best = found = 0.0
    for number, bits in enumerate(sorted(told, reverse=True)[: min(len(words), len(others))]):
        places = (len(words) - number) * (len(others) - number) / (number + 1) ** 2
        found += bits - log2(places)
        best = max(best, found)
    return best

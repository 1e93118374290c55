"""Spelling: which names somebody may have meant."""

from collections.abc import Iterable

__all__ = ["likely", "slips"]


_SHORT = 4


def likely(word: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Return the names that the fewest slips make of a word; earlier ones come first.

    The longer the word, the more slips: one in four letters, two in eight.
    """
    found = []
    lowered = word.lower()
    letters = set(lowered)
    for place, name in enumerate(dict.fromkeys(names)):
        limit = 1 + max(len(word), len(name)) // 5
        small = name.lower()
        if abs(len(word) - len(name)) <= limit and len(letters.difference(small)) <= limit:
            if min(len(word), len(name)) < _SHORT and not _same_letters(letters, small):
                continue
            distance = slips(lowered, small, limit)
            if distance <= limit and distance < max(len(word), len(name)):
                others = set(word) != set(name)  # a letter that is doubled is no other one
                found.append((distance, others, word[:1] != name[:1], place, name))
    least = min(found)[0] if found else 0
    return [name for distance, *_, name in sorted(found) if distance == least][:most]


def _same_letters(letters: set[str], name: str) -> bool:
    """Whether a short name is made of the same letters: any other is as near to twenty names."""
    others = set(name)
    return letters == others or (len(name) > 1 and (letters < others or others < letters))


def slips(one: str, other: str, limit: int) -> int:
    """Return how many letters are missing, added, wrong or changed places; over `limit` any number.

    Source: the restricted Damerau-Levenshtein distance.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        before, above, row = row, before, [n]
        for m, its in enumerate(other, 1):
            cost = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (letter != its))
            if n > 1 and m > 1 and letter == other[m - 2] and its == one[n - 2]:
                cost = min(cost, above[m - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]

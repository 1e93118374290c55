"""Spelling: which names somebody may have meant."""

from collections.abc import Iterable
from functools import lru_cache

__all__ = ["is_same_address", "is_slip", "likely", "only_neighbour", "slips"]


_SHORT = 4
_LONG = 8  # letters, for each of which one slip more is likely
_MOST_IN_ADDRESS = 4


def likely(word: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Return the names that the fewest slips make of a word; earlier ones come first.

    The longer the word, the more slips: one up to seven letters, two from eight on.
    """
    found = []
    lowered = word.lower()
    letters = frozenset(lowered)
    size = len(word)
    for place, name in enumerate(dict.fromkeys(names)):
        longer = len(name)
        shorter, longer = (longer, size) if longer < size else (size, longer)
        limit = 1 + longer // _LONG
        if longer - shorter > limit:
            continue
        small, others = _lettered(name)
        if len(letters - others) > limit or len(others - letters) > limit:
            continue
        if shorter < _SHORT and not _same_letters(letters, others, shorter):
            continue
        distance = slips(lowered, small, limit)
        if distance <= limit and distance < longer:
            foreign = letters != others  # a letter that is doubled is no other one
            found.append((distance, foreign, word[:1] != name[:1], place, name))
    least = min(found)[0] if found else 0
    return [name for distance, *_, name in sorted(found) if distance == least][:most]


def only_neighbour(word: str, names: Iterable[str]) -> list[str]:
    """Return the one name of three letters from which a word differs in one of them.

    Among all names a word so short has many such neighbours, so `names` are those of one place, and
    of two neighbours neither is returned.
    """
    if len(word) != _SHORT - 1:
        return []
    near = [name for name in dict.fromkeys(names) if _differ_in_one(word, name)]
    return near if len(near) == 1 else []


def _differ_in_one(word: str, name: str) -> bool:
    if len(word) != len(name):
        return False
    return sum(one != other for one, other in zip(word, name, strict=True)) == 1


def is_slip(word: str, name: str, names: Iterable[str]) -> bool:
    """Whether a word can only be a slip for a name, since none of `names` is meant as likely.

    That is: for its case, for one letter, or for two where both are long. A short word may not have
    letters of its own (`sup` is not `sp`), and none may be the beginning of another name (`geog`
    is not `geo`, where there is `geogName`).
    """
    one, other = word.lower(), name.lower()
    if one == other:
        return True
    shorter = min(len(one), len(other))
    most = 2 if shorter >= _LONG else 1
    if slips(one, other, most) > most or (shorter <= _SHORT and not set(one) <= set(other)):
        return False
    return not any(each != name and each.lower().startswith(one) for each in names)


def is_same_address(written: str, right: str) -> bool:
    """Whether a namespace is missing, or another but for a few signs; its figures have to be right.

    As `https` for `http`, or a slash at the end; /ns/2.0 would be another vocabulary.
    """
    one, other = written.strip().lower(), right.lower()
    if [sign for sign in one if sign.isdigit()] != [sign for sign in other if sign.isdigit()]:
        return not one
    return slips(one, other, _MOST_IN_ADDRESS) <= _MOST_IN_ADDRESS


@lru_cache(maxsize=4096)
def _lettered(name: str) -> tuple[str, frozenset[str]]:
    """Return a name without capitals, and its letters: the same names are asked for every word."""
    return name.lower(), frozenset(name.lower())


def _same_letters(letters: frozenset[str], others: frozenset[str], shorter: int) -> bool:
    """Whether a short name is made of the same letters: any other is as near to twenty names."""
    return letters == others or (shorter > 1 and (letters < others or others < letters))


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

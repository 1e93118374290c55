"""Joining: what was split or merged and is otherwise the same, letter for letter."""

from collections.abc import Iterator

from edition.identity.matching.pairing import MOST_PARTS, Matching, Side

__all__ = ["joined"]


def joined(found: Matching) -> None:
    """Find what was split or merged and is otherwise the same: neighbours that make up another."""
    for old, news in list(_windows(found, found.old, found.new, is_split=True)):
        found.part(old)
        for new in news:
            for other in list(found.here.get(new, ())):
                found.part(other)
            found.pair(old, new)
    for new, olds in list(_windows(found, found.new, found.old, is_split=False)):
        for other in list(found.here.get(new, ())):
            found.part(other)
        for old in olds:
            found.part(old)
            found.pair(old, new)


def _windows(
    found: Matching, whole: Side, parts: Side, *, is_split: bool
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each passage whose letters are those of some neighbours on the other side, in order."""

    def is_open(number: int, *, is_old: bool) -> bool:
        return _is_open(found, number) if is_old else _is_open_new(found, number)

    wholes: dict[str, list[int]] = {}
    for signs, numbers in whole.by_letters.items():
        free = [number for number in numbers if is_open(number, is_old=is_split)]
        if free and len(signs) > 1:
            wholes[signs] = free
    taken: set[int] = set()
    used: set[int] = set()
    heads = {signs[:4] for signs in wholes}
    for first, text in enumerate(parts.texts):
        if not is_open(first, is_old=not is_split) or first in used:
            continue
        joined, numbers = text.letters, [first]
        while len(numbers) < MOST_PARTS and parts.is_joined(numbers[-1]) and joined:
            after = numbers[-1] + 1
            if joined[:4] not in heads and len(joined) >= 4:
                break
            if not is_open(after, is_old=not is_split) or not parts.texts[after].letters:
                break
            joined += parts.texts[after].letters
            numbers.append(after)
            free = [number for number in wholes.get(joined, ()) if number not in taken]
            if len(free) == 1:
                taken.add(free[0])
                used.update(numbers)
                yield free[0], tuple(numbers)
                break


def _is_open(found: Matching, old: int) -> bool:
    """Whether a passage is unmatched, or only like what it is matched with."""
    news = found.there.get(old)
    return news is None or (
        len(news) == 1
        and found.old.texts[old].letters != found.new.texts[news[0]].letters
        and len(found.here[news[0]]) == 1
    )


def _is_open_new(found: Matching, new: int) -> bool:
    olds = found.here.get(new)
    return olds is None or (len(olds) == 1 and _is_open(found, olds[0]))

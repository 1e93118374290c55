"""Difference: two versions of a file with as many lines, as programs that patch files read it."""

from collections.abc import Iterator

from edition.file.encoding import codec

__all__ = ["difference"]

_AROUND = 3


def difference(file: str, before: bytes, after: bytes) -> str:
    """Return a unified diff, empty where nothing differs; lines end with U+000A alone.

    Since no line comes or goes, no search is needed. Source: POSIX, diff -u; GNU diffutils.
    """
    name, _ = codec(before)
    old, new = (data.decode(name).split("\n") for data in (before, after))
    changed = [n for n, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    if not changed:
        return ""
    is_ended = old[-1] == ""  # the last line has an end, and behind it is nothing
    count = len(old) - is_ended
    path = file.removeprefix("/")
    parts = [f"--- a/{path}\n+++ b/{path}\n"]
    for first, last in _hunks(changed, count):
        parts.append(f"@@ -{first + 1},{last - first} +{first + 1},{last - first} @@\n")
        end = count if is_ended else count - 1
        parts += _rows(old, new, first, last, end)
    return "".join(parts)


def _hunks(changed: list[int], count: int) -> Iterator[tuple[int, int]]:
    """Yield from which line to which each piece of a diff goes; pieces that touch are one."""
    first = last = -1
    for n in changed:
        if first < 0:
            first = max(0, n - _AROUND)
        elif n - _AROUND > last:
            yield first, last
            first = n - _AROUND
        last = min(count, n + _AROUND + 1)
    yield first, last


def _rows(old: list[str], new: list[str], first: int, last: int, end: int) -> Iterator[str]:
    """Yield the lines of a piece; the line number `end` is the last one, and has no end."""
    added: list[str] = []
    for n in range(first, last):
        tail = "\n\\ No newline at end of file\n" if n == end else "\n"
        if old[n] == new[n]:
            yield from added
            added.clear()
            yield f" {old[n]}{tail}"
        else:
            yield f"-{old[n]}{tail}"
            added.append(f"+{new[n]}{tail}")
    yield from added

"""Source: the lines that findings are about, and no others, read again to be shown."""

from collections.abc import Iterable, Iterator
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import IO

from edition.diagnostic import Location
from edition.report import Judgement

__all__ = ["lines"]

Lines = dict[tuple[str, int], str]


def lines(judgement: Judgement, places: Iterable[Location]) -> Lines:
    """Return the lines of these places by file and number; what cannot be read is left out.

    A file is read once, and only what is asked for is kept: it may have a million lines. What came
    from standard input is shown as it came, even where a file bears the name it was given.
    """
    wanted: dict[str, set[int]] = {}
    for place in places:
        if place.line is not None:
            wanted.setdefault(place.file, set()).add(place.line)
    found: Lines = {}
    for file, numbers in wanted.items():
        given = judgement.source if file == judgement.file else None
        for number, line in _read(file, given, numbers):
            found[file, number] = line
    return found


def _read(file: str, given: bytes | None, numbers: set[int]) -> list[tuple[int, str]]:
    try:
        with BytesIO(given) if given is not None else open(file, "rb") as data:  # noqa: PTH123
            try:
                return list(_decoded(data, numbers))
            except UnicodeDecodeError:
                data.seek(0)
                return list(_numbered(data, "cp1252", numbers))
    except (OSError, ValueError):  # no file of this name, or no name that a file can have
        return []


def _decoded(data: IO[bytes], numbers: set[int]) -> Iterator[tuple[int, str]]:
    mark = data.read(2)
    data.seek(0)
    encoding = "utf-16" if mark in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    return _numbered(data, encoding, numbers)


def _numbered(data: IO[bytes], encoding: str, numbers: set[int]) -> Iterator[tuple[int, str]]:
    """Yield the wanted lines; what no encoding explains is shown sign by sign."""
    errors = "replace" if encoding == "cp1252" else "strict"
    text = TextIOWrapper(data, encoding, errors)
    passed = 0
    try:
        for number in sorted(numbers):
            for line in islice(text, number - passed - 1, number - passed):
                yield number, line.removesuffix("\n")
            passed = number
    finally:
        text.detach()

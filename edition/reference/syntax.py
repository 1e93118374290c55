"""Syntax: how a reference is written, DOCUMENT#REF or DOCUMENT#START..END."""

from collections.abc import Iterator

__all__ = ["divisions", "halves", "unescaped"]

_SPELT = {"%2E": ".", "%2e": ".", "%23": "#"}


def divisions(reference: str) -> Iterator[tuple[str, str]]:
    """Yield each way to divide a reference at a #, the last # first: what may be its document."""
    position = reference.rfind("#")
    while position > 0:
        yield reference[:position], reference[position + 1 :]
        position = reference.rfind("#", 0, position)


def halves(name: str) -> Iterator[tuple[str, str]]:
    """Yield each way to read a name as START..END, the first dots first."""
    position = name.find("..")
    while position >= 0:
        start, end = name[:position], name[position + 2 :]
        if start and end:
            yield unescaped(start), unescaped(end)
        position = name.find("..", position + 1)


def unescaped(name: str) -> str:
    """Return a name with the dots and # that were written so as to divide nothing."""
    for written, sign in _SPELT.items():
        name = name.replace(written, sign)
    return name

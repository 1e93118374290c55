"""Kind: what a family of datatypes says of each of its types, before parameters narrow it."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from edition.value import Value

__all__ = ["Bindings", "Kind", "Read", "spaced", "unlike"]

Bindings: TypeAlias = Mapping[str, str]
Read: TypeAlias = Callable[[str, Bindings], Any]
_Compare: TypeAlias = Callable[[Any, Any], int | None]
_Suggest: TypeAlias = Callable[[str], str | None]

_SHOWN: Final = 60


class Kind(Value):
    """A type before parameters: how it is read, what it is called, which parameters it has.

    `read` returns the value of a text or raises ValueError, in words for editors; `facets` names
    the group of parameters; `space` is what becomes of white space; `least` and `most` are the
    bounds of a whole number; `suggest` returns what an editor may have meant, or None.
    """

    read: Read
    called: str
    facets: str
    space: str = "collapse"
    compare: _Compare | None = None
    least: str = ""
    most: str = ""
    suggest: _Suggest | None = None
    is_time: bool = False


def spaced(text: str, space: str) -> str:
    """Return a text with the white space that a type sees. Source: XML Schema Part 2, 4.3.6."""
    if space == "preserve":
        return text
    for blank in "\t\n\r":
        if blank in text:
            text = text.replace(blank, " ")
    if space == "replace" or " " not in text:
        return text
    return " ".join(word for word in text.split(" ") if word)


def unlike(text: str, called: str) -> str:
    """Say that a text is not what it is to be."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"“{shown}” is not {called}" if text else f"it is empty, and not {called}"

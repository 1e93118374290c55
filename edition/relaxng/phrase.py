"""Phrase: the small words that messages are made of: names as they are written, lists, quotations.

Nothing here knows what a grammar expects.
"""

from collections.abc import Iterable
from typing import Final

from edition.diagnostic import Fix
from edition.relaxng.automaton.pattern import XML, Name
from edition.value import Value

__all__ = [
    "GUIDELINES",
    "TEI",
    "XSI",
    "Message",
    "attribute",
    "cut",
    "either",
    "foreign",
    "listed",
    "page",
    "tag",
]

TEI: Final = "http://www.tei-c.org/ns/1.0"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_PREFIXES: Final = {
    XML: "xml",
    XSI: "xsi",
    TEI: "tei",
    "http://www.w3.org/1999/xlink": "xlink",
}
GUIDELINES: Final = "https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-{}.html"
_MOST: Final = 8
_SHOWN: Final = 60


class Message(Value):
    """What is told of a mistake: the rule's name, what is wrong, what to do, where to read on.

    `fix` is there where nothing else can have been meant.
    """

    rule: str
    message: str
    hint: str
    url: str | None
    fix: Fix | None = None


def tag(name: Name) -> str:
    """Return the name of an element as one writes about it."""
    return f"<{name[1]}>"


def attribute(name: Name) -> str:
    """Return the name of an attribute with its usual prefix, else with its namespace."""
    if not name[0]:
        return name[1]
    prefix = _PREFIXES.get(name[0])
    return f"{prefix}:{name[1]}" if prefix else f"{name[1]}{foreign(name)}"


def foreign(name: Name) -> str:
    """Return words for the namespace of a name that is none of the schema's."""
    return f" of “{name[0]}”" if name[0] else ""


def page(name: Name) -> str | None:
    """Return the page of a TEI element in the Guidelines."""
    return GUIDELINES.format(name[1]) if name[0] == TEI else None


def cut(text: str) -> str:
    """Return as much of a text as fits into a message."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


def either(words: Iterable[str], most: int = _MOST) -> str:
    """Return words of which one is meant, as in “a, b or c”; too many are cut with a count."""
    every = list(words)
    if len(every) > most:
        return listed(every, most)
    return " or ".join(filter(None, [", ".join(every[:-1]), *every[-1:]]))


def listed(words: list[str], most: int = _MOST) -> str:
    """Return words that are all meant, as in “a, b and c”; too many are cut with a count."""
    rest = len(words) - most
    if rest > 0:
        return f"{', '.join(words[:most])} and {rest} more"
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))

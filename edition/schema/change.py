"""Change: one thing that a schema sees otherwise than another, and the words for it."""

from edition.relaxng.automaton.pattern import Name
from edition.value import Value

__all__ = ["Change", "attribute_name", "change", "either", "listed"]

_XML = "http://www.w3.org/XML/1998/namespace"


class Change(Value):
    """One thing that the second schema sees otherwise: `effect` is allows, forbids or changes.

    `kind` is element, attribute, value or content; `name` the attribute, value or child concerned.
    """

    element: str
    ns: str
    effect: str
    kind: str
    name: str
    message: str


def attribute_name(name: Name) -> str:
    """Return what an attribute is called where its prefix is known."""
    return f"xml:{name[1]}" if name[0] == _XML else name[1]


def either(words: list[str], most: int = 6) -> str:
    """Return words joined by or; of many the first."""
    if len(words) > most:
        return f"one of {listed(words, most)}"
    return " or ".join(words)


def listed(words: list[str], most: int = 8) -> str:
    """Return words joined by commas; of many the first, and how many more there are."""
    rest = len(words) - most
    return ", ".join(words[:most]) + (f" and {rest} more" if rest > 0 else "")


def change(name: Name, effect: str, kind: str, concerned: str, message: str) -> Change:
    """Return a change of an element."""
    return Change(name[1], name[0], effect, kind, concerned, message)

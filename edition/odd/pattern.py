"""Pattern: a piece of RELAX NG as a record, and what is left of it when names go missing."""

from collections.abc import Container, Sequence
from operator import is_

from edition.value import Value

__all__ = ["EMPTY", "NOT_ALLOWED", "TEXT", "Pattern", "group", "ref", "repeated", "settled"]


class Pattern(Value):
    """An element of a grammar in XML syntax; prefixed names are annotations."""

    name: str
    parts: tuple["Pattern", ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""


EMPTY = Pattern("empty")
TEXT = Pattern("text")
NOT_ALLOWED = Pattern("notAllowed")

_MANY = -1
_UNBOUNDED = {0: "zeroOrMore", 1: "oneOrMore"}


def ref(name: str) -> Pattern:
    """Return a reference to a definition."""
    return Pattern("ref", (), (("name", name),))


def group(parts: Sequence[Pattern], kind: str = "group") -> Pattern:
    """Return patterns as one: a single one stays as it is."""
    return parts[0] if len(parts) == 1 else Pattern(kind, tuple(parts))


def repeated(pattern: Pattern, least: int, most: int) -> Pattern:
    """Return a pattern that occurs from `least` to `most` times; -1 is without an end."""
    if (least, most) == (1, 1):
        return pattern
    if most == _MANY and least <= 1:
        return Pattern(_UNBOUNDED[least], (pattern,))
    needed = [pattern] * least
    if most == _MANY:
        return Pattern("group", (*needed, Pattern("zeroOrMore", (pattern,))))
    further = [Pattern("optional", (pattern,))] * (most - least)
    return group([*needed, *further]) if most else EMPTY


def settled(pattern: Pattern, defined: Container[str]) -> Pattern | None:
    """Return what is left of a pattern without references to what is not defined; None if nothing.

    An alternative that loses all its parts is empty, as a sequence is: this is how TEI's own
    processor goes on when a customization leaves elements out, so that both schemas say the same.
    """
    kept = _defined(pattern, defined)
    return None if kept is None else _tidied(kept)


def _defined(pattern: Pattern, defined: Container[str]) -> Pattern | None:
    name, inner, attributes, text = pattern
    if not inner:
        return None if _is_lost(pattern, defined) else pattern
    if len(inner) == 1 and _is_lost(inner[0], defined):
        return Pattern(name, (EMPTY,), attributes, text)
    parts = [_defined(part, defined) for part in inner]
    if all(map(is_, parts, inner)):
        return pattern
    left = [part for part in parts if part is not None]
    if name in _HOLDING and all(part.name in _NOTES for part in left):
        left.append(EMPTY)
    return Pattern(name, tuple(left), attributes, text)


def _is_lost(pattern: Pattern, defined: Container[str]) -> bool:
    return pattern.name == "ref" and pattern.attributes[0][1] not in defined


_HOLDING = frozenset({"element", "list", "mixed", "interleave", "define"})
_NOTES = frozenset({"a:documentation", "name", "anyName", "nsName"})
_CHOOSING = frozenset({"choice", "group"})
_REPEATING = frozenset({"optional", "zeroOrMore", "oneOrMore"})
_SOLID = frozenset({"ref", "text", "data", "value", "name", "attribute", "anyName", "notAllowed"})


def _tidied(pattern: Pattern) -> Pattern | None:
    name, inner, attributes, text = pattern
    if name in _CHOOSING and not _is_solid(pattern):
        return EMPTY
    if not inner:
        return None if name in _REPEATING else pattern
    parts = [part for part in map(_tidied, inner) if part is not None]
    if name in _REPEATING:
        return _repeating(name, inner, parts)
    if name in _CHOOSING and len(parts) <= 1:
        return parts[0] if parts else EMPTY
    if len(parts) == len(inner) and all(map(is_, parts, inner)):
        return pattern
    return Pattern(name, tuple(parts) or (EMPTY,), attributes, text)


def _repeating(name: str, inner: Sequence[Pattern], parts: list[Pattern]) -> Pattern | None:
    """Return a repetition; one that lost its only part is gone, one of nothing but that, empty."""
    if len(inner) == 1 and inner[0].name == "empty":
        return None
    if all(part.name == "empty" for part in parts):
        return EMPTY
    if len(parts) == 1 and parts[0].name in _REPEATING:
        return _once_repeated(name, parts[0])
    return Pattern(name, tuple(parts))


def _once_repeated(name: str, inner: Pattern) -> Pattern:
    """Return a repetition of a repetition as one."""
    if name == inner.name:
        return inner
    return Pattern("zeroOrMore", inner.parts)


def _is_solid(pattern: Pattern) -> bool:
    return pattern.name in _SOLID or any(map(_is_solid, pattern.parts))

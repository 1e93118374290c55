"""Pattern: a piece of RELAX NG as a record, and what is left of it when names go missing."""

from collections.abc import Container, Sequence

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
    further: tuple[Pattern, ...] = ()
    for _ in range(most - least):  # within each other: which of them is absent is never in doubt
        further = (Pattern("optional", (group((pattern, *further)),)),)
    return group((*needed, *further)) if needed or further else EMPTY


def settled(pattern: Pattern, defined: Container[str]) -> Pattern | None:
    """Return what is left of a pattern without references to what is not defined; None if nothing.

    An alternative that loses all its parts is empty, as a sequence is: this is how TEI's own
    processor goes on when a customization leaves elements out, so that both schemas say the same.
    """
    kept = _defined(pattern, defined)
    return None if kept is None else _tidied(kept)


def _defined(pattern: Pattern, defined: Container[str]) -> Pattern | None:
    if not pattern.parts:
        return None if _is_lost(pattern, defined) else pattern
    if len(pattern.parts) == 1 and _is_lost(pattern.parts[0], defined):
        return pattern.changed(parts=(EMPTY,))
    parts = [_defined(part, defined) for part in pattern.parts]
    return pattern.changed(parts=tuple([part for part in parts if part is not None]))


def _is_lost(pattern: Pattern, defined: Container[str]) -> bool:
    return pattern.name == "ref" and pattern.attributes[0][1] not in defined


_CHOOSING = frozenset({"choice", "group"})
_REPEATING = frozenset({"optional", "zeroOrMore", "oneOrMore"})
_SOLID = frozenset({"ref", "text", "data", "value", "name", "attribute", "anyName", "notAllowed"})


def _tidied(pattern: Pattern) -> Pattern | None:
    name = pattern.name
    if name in _CHOOSING and not _is_solid(pattern):
        return EMPTY
    parts = [part for part in map(_tidied, pattern.parts) if part is not None]
    if name in _REPEATING:
        if not pattern.parts or pattern.parts == (EMPTY,):
            return None
        if not parts or parts == [EMPTY]:
            return EMPTY
        if len(parts) == 1 and parts[0].name in _REPEATING:
            return _once_repeated(name, parts[0])
    elif name == "group" and len(parts) == 1:
        return parts[0]
    elif name in {"group", "list", "attribute"} and pattern.parts and not parts:
        return EMPTY if name == "group" else pattern.changed(parts=(EMPTY,))
    elif name == "choice":
        parts = list(dict.fromkeys(parts))
        if len(parts) == 1:
            return parts[0]
    return pattern if len(parts) == len(pattern.parts) == 0 else pattern.changed(parts=tuple(parts))


def _once_repeated(name: str, inner: Pattern) -> Pattern:
    """Return a repetition of a repetition as one."""
    if name == inner.name:
        return inner
    return Pattern("zeroOrMore", inner.parts)


def _is_solid(pattern: Pattern) -> bool:
    return pattern.name in _SOLID or any(map(_is_solid, pattern.parts))

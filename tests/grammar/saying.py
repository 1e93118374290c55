"""Saying: names and values of a schema in words, by which two schemas are compared."""

from edition.relaxng.automaton.pattern import (
    CHOICE,
    DATA,
    GROUP,
    INTERLEAVE,
    LIST,
    MORE,
    TEXT,
    VALUE,
    Name,
    Pattern,
    is_open,
    mentioned_names,
)

OTHER = "\0"  # any name that no schema mentions
XML = "http://www.w3.org/XML/1998/namespace"
ANY_TEXT = "any text"


def called(name: Name) -> str:
    """Return a name for people."""
    ns, local = name
    if local == OTHER:
        return f"any other of {ns}" if ns != OTHER else "any other"
    return f"xml:{local}" if ns == XML else local


def names(patterns: list[Pattern]) -> set[Name]:
    """Return the names that patterns tell apart, and one for all that they do not."""
    found: set[Name] = set()
    for pattern in patterns:
        for ns, local in mentioned_names(pattern.names):
            found.add((ns, local or OTHER))
        if is_open(pattern.names):
            found.add((OTHER, OTHER))
    return found


def said(pattern: Pattern) -> dict[str, Pattern]:
    """Return what a pattern says of a value: the words and datatypes of which it may be one.

    A word that a datatype beside it takes as well is not named.
    """
    if pattern.kind == CHOICE:
        types = [each for each in pattern.branches if each.kind == DATA]
        return {
            words: leaf
            for each in pattern.branches
            for words, leaf in said(each).items()
            if each.kind != VALUE or not any(t.type.allows(each.stated[2]) for t in types)
        }
    if pattern.kind in {GROUP, INTERLEAVE, MORE}:
        return {words: leaf for each in pattern.branches for words, leaf in said(each).items()}
    words = _words_of_leaf(pattern)
    return {words: pattern} if words else {}


def _words_of_leaf(pattern: Pattern) -> str:
    if pattern.kind == VALUE:
        return f"“{' '.join(pattern.stated[2].split())}”"
    if pattern.kind == DATA:
        return _datatype(pattern)
    if pattern.kind == LIST:
        return f"a list of {_tokens(pattern.branches[0])}"
    return ANY_TEXT if pattern.kind == TEXT else ""


def _datatype(pattern: Pattern) -> str:
    _, name, parameters, excluded = pattern.stated
    if name == "string" and not parameters:
        return ANY_TEXT
    limits = ", ".join(f"{key} {value}" for key, value in sorted(parameters))
    return f"{name}({limits})" + (" with an exception" if excluded >= 0 else "")


def _tokens(pattern: Pattern) -> str:
    if pattern.kind == CHOICE and any(each.kind in {GROUP, MORE} for each in pattern.branches):
        words = sorted({_tokens(each) for each in pattern.branches})
        return f"({' | '.join(words)})"
    if pattern.kind == GROUP:
        return " ".join(map(_tokens, pattern.branches))
    if pattern.kind == MORE:
        return f"{_tokens(pattern.branches[0])}+"
    words = sorted(said(pattern)) or ["nothing"]
    return words[0] if len(words) == 1 else f"({' | '.join(words)})"

"""Mention: the names in an expression: variables, functions, prefixes, and current()."""

from collections.abc import Iterator
from itertools import pairwise

from edition.xpath.name import CURRENT
from edition.xpath.syntax import Node
from edition.xpath.token import Token, Unread, tokens

__all__ = ["asks_place", "calls", "flat", "prefixes", "uses", "variables", "with_variable"]


def variables(tree: Node, bound: frozenset[str] = frozenset()) -> set[str]:
    """Return the variables that an expression reads from around it."""
    if tree.kind == "variable":
        return set() if tree.text in bound else {tree.text}
    found: set[str] = set()
    if tree.kind == "loop" and tree.text != "!":
        *pairs, last = tree.parts
        for name, value in zip(pairs[::2], pairs[1::2], strict=True):
            found |= variables(value, bound)
            bound |= {name.text}
        return found | variables(last, bound)
    for part in tree.parts:
        found |= variables(part, bound)
    return found


def _walk(tree: Node) -> Iterator[Node]:
    yield tree
    for part in tree.parts:
        yield from _walk(part)


def calls(tree: Node) -> set[str]:
    """Return the functions that an expression calls."""
    return {part.text for part in _walk(tree) if part.kind == "call"}


def asks_place(tree: Node) -> bool:
    """Whether position() or last() is asked, but for what is within further predicates."""
    if tree.kind == "call" and tree.text in {"last", "position"}:
        return True
    parts = {"step": (), "filter": tree.parts[:1]}.get(tree.kind, tree.parts)
    return any(map(asks_place, parts))


def prefixes(tree: Node) -> Iterator[str]:
    """Yield the prefixes of the names in an expression."""
    for part in _walk(tree):
        name = part.text.partition("::")[2] if part.kind == "step" else part.text
        if part.kind in {"step", "call", "variable"} and "{" not in name and "(" not in name:
            prefix, colon, _ = name.partition(":")
            if colon and prefix != "*":
                yield prefix


def flat(tree: Node, operator: str) -> Iterator[Node]:
    """Yield what an operator such as `and` joins, however often it is written."""
    if tree.kind == "binary" and tree.text == operator:
        for part in tree.parts:
            yield from flat(part, operator)
    else:
        yield tree


def uses(text: str) -> tuple[str, ...]:
    """Return the variables that an expression names, and whether it asks for current()."""
    words = _words(text)
    names = [after.text for word, after in pairwise(words) if word.text == "$"]
    if any(_is_current(words, at) for at in range(len(words))):
        names.append(CURRENT)
    return tuple(dict.fromkeys(names))


def _words(text: str) -> tuple[Token, ...]:
    try:
        return tokens(text)
    except Unread:
        return ()


def _is_current(words: tuple[Token, ...], at: int) -> bool:
    follows = [word.text for word in words[at + 1 : at + 3]]
    return words[at].kind == "name" and words[at].text == "current" and follows == ["(", ")"]


def with_variable(text: str) -> str:
    """Write a variable where an expression asks for current()."""
    words = _words(text)
    for at in reversed(range(len(words))):
        if _is_current(words, at):
            text = text[: words[at].start] + f"${CURRENT}" + text[words[at + 2].end :]
    return text

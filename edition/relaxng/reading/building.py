"""Building: the simple syntax of a grammar as interned patterns."""

from typing import Final

from edition.relaxng import grammar as simple
from edition.relaxng.automaton.interning import Patterns
from edition.relaxng.automaton.pattern import (
    ATTRIBUTE,
    DATA,
    ELEMENT,
    EMPTY,
    LIST,
    NOT_ALLOWED,
    TEXT,
    VALUE,
    Pattern,
    plain,
)
from edition.relaxng.grammar import Grammar

__all__ = ["build"]

_ATOMS: Final = {simple.Empty: EMPTY, simple.Text: TEXT, simple.NotAllowed: NOT_ALLOWED}

_DEEPEST: Final = 100  # what is shared, within each other; beyond, it is gone through again


def build(grammar: Grammar) -> Patterns:
    """Return the patterns of a grammar, its elements and their contents."""
    builder = _Builder(grammar)
    patterns = builder.patterns
    patterns.start = builder.built(grammar.start)
    for key, define in grammar.elements.items():
        patterns.lead(builder.element(key), builder.built(define.inner))
    patterns.settle()
    return patterns


class _Builder:
    """Turns the simple syntax into interned patterns; what is one object there is built once."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.patterns = Patterns()
        self._built: dict[int, Pattern] = {}
        self._holders: dict[int, int] = {}
        self._depth = 0

    def built(self, pattern: simple.Pattern) -> Pattern:
        known = self._built.get(id(pattern))
        if known is None:
            self._depth += 1
            known = self._built[id(pattern)] = self._build(pattern)
            self._depth -= 1
        return known

    def _build(self, pattern: simple.Pattern) -> Pattern:
        match pattern:
            case simple.Choice() | simple.Group() | simple.Interleave():
                node = self._build_pairs(pattern)
            case simple.Empty() | simple.Text() | simple.NotAllowed():
                node = self.patterns.node(_ATOMS[type(pattern)])
            case simple.OneOrMore():
                node = self.patterns.more(self.built(pattern.inner))
            case simple.ListOf():
                node = self.patterns.node(LIST, self.built(pattern.inner))
            case simple.Data():
                node = self._data(pattern)
            case simple.ValueOf():
                said = (pattern.library, pattern.name, pattern.value, pattern.bindings)
                node = self.patterns.node(VALUE, stated=said)
            case simple.Attribute():
                inner = self.built(pattern.inner)
                node = self.patterns.node(ATTRIBUTE, inner, stated=plain(pattern.names))
            case simple.Ref():
                node = self.element(pattern.key)
        return node

    def _build_pairs(self, pattern: simple.Choice | simple.Group | simple.Interleave) -> Pattern:
        """Build a tree of pairs of one kind without recursion along it: schemas nest them deep."""
        kind = type(pattern)
        waiting: list[tuple[simple.Pattern, int]] = [(pattern, 0)]
        flat: list[Pattern] = []
        gone: set[int] = set()
        while waiting:
            self.patterns.effort.spend(1)
            part, holder = waiting.pop()
            if kind is simple.Choice and id(part) in gone:
                continue
            gone.add(id(part))
            if part is pattern or (type(part) is kind and not self._is_apart(part, holder)):
                assert isinstance(part, simple.Choice | simple.Group | simple.Interleave)
                waiting += ((part.right, id(part)), (part.left, id(part)))
            else:
                flat.append(self.built(part))
        if kind is simple.Choice:
            return self.patterns.choice(*flat)
        if kind is simple.Interleave:
            return self._interleaved(flat)
        whole = flat.pop()
        while flat:
            whole = self.patterns.group(flat.pop(), whole)
        return whole

    def _is_apart(self, pattern: simple.Pattern, holder: int) -> bool:
        """Whether a pattern in one of its kind is built by itself: a choice that others hold."""
        if id(pattern) in self._built:
            return True
        is_shared = self._holders.setdefault(id(pattern), holder) != holder
        return is_shared and isinstance(pattern, simple.Choice) and self._depth < _DEEPEST

    def _interleaved(self, flat: list[Pattern]) -> Pattern:
        """Join many by halves: every derivative rebuilds the path from one of them to the top."""
        while len(flat) > 1:
            pairs = [flat[n : n + 2] for n in range(0, len(flat), 2)]
            join = self.patterns.interleave
            flat = [join(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
        return flat[0]

    def _data(self, pattern: simple.Data) -> Pattern:
        excluded = None if pattern.excluded is None else self.built(pattern.excluded)
        said = (pattern.library, pattern.name, pattern.parameters, excluded.uid if excluded else -1)
        node = self.patterns.node(DATA, stated=said)
        if excluded is not None:
            self.patterns.lead(node, excluded)
        return node

    def element(self, key: str) -> Pattern:
        """Return the pattern of an element; its content is set when all are known."""
        return self.patterns.node(ELEMENT, stated=(key, plain(self.grammar.elements[key].names)))

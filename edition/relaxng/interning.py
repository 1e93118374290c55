"""Interning: equal patterns are one object, with a number; simplified as they are made."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from edition.relaxng import grammar as simple
from edition.relaxng.grammar import NameClass
from edition.relaxng.pattern import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    EMPTY,
    GROUP,
    INTERLEAVE,
    MORE,
    NOT_ALLOWED,
    TEXT,
    VALUE,
    Name,
    Pattern,
    mentioned_names,
)

__all__ = ["Overgrown", "Patterns", "Row", "read_back", "row"]

_MOST: Final = 200_000
_MOST_OF_GRAMMAR: Final = 5_000_000
_MOST_OF_DOCUMENT: Final = 100_000
_OTHER: Final = "\0"  # no name, and no namespace
_BOUND: Final = frozenset({"QName", "NOTATION", "ENTITY", "ENTITIES"})

Row = tuple[int, tuple[int, ...], object, object, int, tuple[bool, bool]]
"""A pattern as plain data: kind, branches, stated, names, content or what is excluded, flags."""


class Overgrown(Exception):  # noqa: N818  (what the patterns are)
    """A grammar is so ambiguous that a document makes more patterns of it than can be gone over."""


class Patterns:
    """The patterns of one grammar, each only once, made by `choice`, `group`, `interleave`, `more`.

    All of a grammar is built at once, so that it can be kept as plain `rows` and be read back. What
    documents add later is forgotten where it becomes too much: uids are never used again.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Pattern] = {}
        self._made = 0
        self._most = _MOST_OF_GRAMMAR
        self._grammar: list[Pattern] = []
        self._names: dict[int, tuple[set[Name], set[str]]] = {}
        self.empty = self.node(EMPTY)
        self.not_allowed = self.node(NOT_ALLOWED)
        self.text = self.node(TEXT)
        self.start = self.not_allowed
        self.needs_bindings = False

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[Pattern]:
        return iter(self._known.values())

    def __getitem__(self, uid: int) -> Pattern:
        return self._grammar[uid]

    def begin(self) -> None:
        """Allow a document its share of new patterns, after which Overgrown is raised."""
        self._most = self._made + _MOST_OF_DOCUMENT

    @property
    def is_full(self) -> bool:
        """Whether so many patterns were made that it is time to forget."""
        return len(self._known) > _MOST + len(self._grammar)

    def forget(self) -> None:
        """Keep only what the grammar itself consists of."""
        for pattern in self:
            pattern.stepped = None
        self._known = {_key(pattern): pattern for pattern in self._grammar}

    def settle(self, size: int) -> None:
        """Take the first `size` patterns for all that the grammar itself consists of."""
        self._grammar = list(self)[:size]
        self.needs_bindings = any(map(_is_bound, self._grammar))

    @property
    def size(self) -> int:
        """How many patterns the grammar itself consists of."""
        return len(self._grammar)

    def elements(self) -> list[Pattern]:
        """Return every element pattern of the grammar."""
        return [pattern for pattern in self._grammar if pattern.kind == ELEMENT]

    def attributes(self) -> list[Pattern]:
        """Return every attribute pattern of the grammar."""
        return [pattern for pattern in self._grammar if pattern.kind == ATTRIBUTE]

    def alike(self, kind: int, name: Name) -> Name:
        """Return the name itself, or one for all that no element, or attribute, pattern mentions.

        To all of these a pattern gives the same answer, so that they are asked but once.
        """
        if kind not in self._names:
            names = [pattern.names for pattern in self._grammar if pattern.kind == kind]
            mentioned = {each for found in names for each in mentioned_names(found)}
            self._names[kind] = mentioned, {ns for ns, _ in mentioned}
        mentioned, spaces = self._names[kind]
        if name in mentioned:
            return name
        return (name[0] if name[0] in spaces else _OTHER), _OTHER

    def of_grammar(self) -> list[Pattern]:
        """Return all that the grammar itself consists of, parts before wholes."""
        return self._grammar

    def node(self, kind: int, *branches: Pattern, stated: object = None) -> Pattern:
        """Return the pattern of a kind with these branches, as it stands."""
        known = (kind, *[branch.uid for branch in branches], stated)
        node = self._known.get(known)
        if node is None:
            if self._made > self._most:
                raise Overgrown
            node = self._known[known] = Pattern(kind, branches, self._made, stated)
            self._made += 1
        return node

    def choice(self, *patterns: Pattern) -> Pattern:
        """Return the choice of patterns, flat, without doubles and without what is not allowed."""
        flat: dict[int, Pattern] = {}
        for pattern in patterns:
            for branch in pattern.branches if pattern.kind == CHOICE else (pattern,):
                flat[branch.uid] = branch
        flat.pop(self.not_allowed.uid, None)
        if self.empty.uid in flat and any(b.nullable for b in flat.values() if b is not self.empty):
            del flat[self.empty.uid]
        if not flat:
            return self.not_allowed
        if len(flat) == 1:
            return next(iter(flat.values()))
        return self.node(CHOICE, *[flat[uid] for uid in sorted(flat)])

    def _of_one(self, left: Pattern, right: Pattern) -> Pattern | None:
        """Return what two patterns come to where one is empty or not allowed; else None."""
        if self.not_allowed in (left, right):
            return self.not_allowed
        if left is self.empty:
            return right
        return left if right is self.empty else None

    def group(self, left: Pattern, right: Pattern) -> Pattern:
        """Return the one pattern followed by the other; groups lean to the right."""
        one = self._of_one(left, right)
        if one is not None:
            return one
        if left is self.text and _absorbs_text(right):
            return right
        firsts = []
        while left.kind == GROUP:
            first, left = left.branches
            firsts.append(first)
        whole = self.node(GROUP, left, right)
        for first in reversed(firsts):
            whole = self.node(GROUP, first, whole)
        return whole

    def interleave(self, left: Pattern, right: Pattern) -> Pattern:
        """Return both patterns mixed; the order of the two means nothing."""
        one = self._of_one(left, right)
        if one is not None:
            return one
        if left.uid > right.uid:
            left, right = right, left
        return self.node(INTERLEAVE, left, right)

    def more(self, inner: Pattern) -> Pattern:
        """Return the pattern once or more."""
        if inner.kind in {EMPTY, NOT_ALLOWED, TEXT, MORE}:
            return inner
        return self.node(MORE, inner)

    @property
    def atoms(self) -> tuple[Pattern, Pattern, Pattern]:
        """What every grammar has: empty, not allowed and text."""
        return self.empty, self.not_allowed, self.text


def row(pattern: Pattern, numbers: Mapping[int, int]) -> Row:
    """Return a pattern as plain data, with `numbers` in the place of uids."""
    other = pattern.content or pattern.excluded
    branches = tuple([numbers[branch.uid] for branch in pattern.branches])
    stated = None if pattern.kind == ATTRIBUTE else pattern.stated
    return (
        pattern.kind,
        branches,
        stated,
        _plain(pattern.names),
        -1 if other is None else numbers[other.uid],
        (pattern.nullable, pattern.has_attributes),
    )


def _key(pattern: Pattern) -> tuple[object, ...]:
    return (pattern.kind, *[branch.uid for branch in pattern.branches], pattern.stated)


def _absorbs_text(pattern: Pattern) -> bool:
    """Whether text before a pattern adds nothing: it may begin with any text, again and again."""
    return pattern.kind == MORE and any(
        branch.kind == TEXT
        for inner in pattern.branches
        for branch in (inner.branches if inner.kind == CHOICE else (inner,))
    )


def _plain(names: NameClass | None) -> object:
    """Return a name class as nested tuples of strings."""
    if isinstance(names, simple.Name):
        return ("", names.ns, names.local)
    if isinstance(names, simple.NameChoice):
        return ("|", _plain(names.left), _plain(names.right))
    if isinstance(names, simple.NsName):
        return (":", names.ns, _plain(names.excluded))
    return ("*", _plain(names.excluded)) if isinstance(names, simple.AnyName) else None


def _names(plain: object) -> NameClass | None:
    match plain:
        case ("", str(ns), str(local)):
            return simple.Name(ns, local)
        case ("|", left, right):
            return simple.NameChoice(_names(left), _names(right))  # type: ignore[arg-type]
        case (":", str(ns), excluded):
            return simple.NsName(ns, _names(excluded))
        case ("*", excluded):
            return simple.AnyName(_names(excluded))
    return None


def read_back(rows: Iterable[Row], start: int, size: int) -> Patterns:
    """Return the patterns that `rows` were made of. Raises ValueError and others for other data."""
    patterns = Patterns()
    nodes: list[Pattern] = []
    known = {}
    for uid, (kind, branches, stated, names, _, flags) in enumerate(rows):
        node = Pattern(kind, tuple([nodes[branch] for branch in branches]), uid, stated, flags)
        if names is not None:
            node.names = _names(names)
            if kind == ATTRIBUTE:
                node.stated = node.names
        nodes.append(node)
        known[(kind, *branches, node.stated)] = node
    for node, row in zip(nodes, rows, strict=True):
        if row[4] >= 0:
            other = nodes[row[4]]
            node.content, node.excluded = (other, None) if node.kind == ELEMENT else (None, other)
    patterns._known = known
    patterns._made = len(nodes)
    patterns.empty, patterns.not_allowed, patterns.text = nodes[:3]
    patterns.start = nodes[start]
    patterns.settle(size)
    return patterns


def _is_bound(pattern: Pattern) -> bool:
    """Return whether a datatype asks what a prefix is bound to."""
    return pattern.kind in {DATA, VALUE} and pattern.stated[1] in _BOUND

"""Interning: equal patterns are one object, with a number; simplified as they are made."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from edition.relaxng.automaton.kept import Kept, Key
from edition.relaxng.automaton.pattern import (
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
    Names,
    Pattern,
    mentioned_names,
)
from edition.relaxng.effort import Effort

__all__ = ["Patterns"]

_MOST: Final = 1_000_000  # patterns that documents add, with their branches
_NODE: Final = 8  # steps that a new pattern counts as, since it stays
_WIDE: Final = 500  # branches; more of them stay by themselves within another choice
_MOST_SPREAD: Final = 1_000_000
_NARROW: Final = 8
_OTHER: Final = "\0"  # no name, and no namespace
_BOUND: Final = frozenset({"QName", "NOTATION", "ENTITY", "ENTITIES"})


class Patterns:
    """The patterns of one grammar, each only once, made by `choice`, `group`, `interleave`, `more`.

    All of a grammar is built at once, so that it can be kept as plain `rows` and be read back. What
    documents add later is forgotten where it becomes too much: uids are never used again.
    """

    def __init__(self, kept: Kept | None = None) -> None:
        self._known: dict[Key, Pattern | int] = {}
        self._nodes: list[Pattern | None] = []
        self._keys: tuple[Key, ...] = ()
        self._others: dict[int, int] = {}
        self._named: dict[int, dict[Names, list[int]]] = {}
        self._names: dict[int, tuple[set[Name], set[str]]] = {}
        self.effort = Effort()
        self._made = self._added = self._spread = 0
        self.size = 0
        self.needs_bindings = False
        if kept is not None:
            self._restore(kept)
        self.empty = self.node(EMPTY)
        self.not_allowed = self.node(NOT_ALLOWED)
        self.text = self.node(TEXT)
        self.start = self.not_allowed if kept is None else self[kept.start]

    def _restore(self, kept: Kept) -> None:
        """Take patterns from plain data; each becomes an object when it is asked for."""
        self._keys, self._others = kept.keys, kept.others
        self._made = len(kept.keys)
        self._nodes = [None] * self._made
        self._known = dict(zip(kept.keys, range(self._made), strict=True))
        self.size, self.needs_bindings = kept.size, kept.needs_bindings

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[Pattern]:
        for pattern in self._known.values():
            yield pattern if isinstance(pattern, Pattern) else self[pattern]

    def __getitem__(self, uid: int) -> Pattern:
        node = self._nodes[uid]
        return self._remade(uid) if node is None else node

    def _remade(self, wanted: int) -> Pattern:
        """Make a pattern of plain data, and before it its branches, which may lie deep."""
        waiting = [wanted]
        while waiting:
            uid = waiting.pop()
            kind, *branches, stated = key = self._keys[uid]
            lacking = [branch for branch in branches if self._nodes[branch] is None]
            if lacking:
                waiting += (uid, *lacking)
            elif self._nodes[uid] is None:
                nodes = tuple([self[branch] for branch in branches])
                self._nodes[uid] = self._known[key] = Pattern(kind, nodes, uid, stated)
        return self[wanted]

    @property
    def is_full(self) -> bool:
        """Whether so many patterns were made that it is time to forget."""
        return self._added > _MOST

    def forget(self) -> None:
        """Keep only what the grammar itself consists of."""
        for pattern in self._known.values():
            if isinstance(pattern, Pattern):
                pattern.stepped = None
        self._known = {
            key: uid if self._nodes[uid] is None else self[uid]
            for uid, key in enumerate(self._keys[: self.size])
        }
        self._added = 0

    def lead(self, pattern: Pattern, other: Pattern) -> None:
        """Let an element lead to its content, or a datatype to what it excludes."""
        self._others[pattern.uid] = other.uid

    def content_uid(self, element: Pattern) -> int:
        """Return the uid of what an element holds, which need not be made for that."""
        return self._others[element.uid]

    def content(self, element: Pattern) -> Pattern:
        """Return what an element holds, its attributes too."""
        return self[self._others[element.uid]]

    def excluded(self, data: Pattern) -> Pattern | None:
        """Return what a datatype excludes."""
        other = self._others.get(data.uid)
        return None if other is None else self[other]

    def settle(self) -> None:
        """Take the patterns that there are for all that the grammar itself consists of."""
        self._keys = tuple(self._known)
        self.size = len(self._keys)
        self.needs_bindings = any(map(_is_bound, self._keys))

    def elements(self) -> list[Pattern]:
        """Return every element pattern of the grammar."""
        keys = self._keys[: self.size]
        return [self[uid] for uid, key in enumerate(keys) if key[0] == ELEMENT]

    def named(self, kind: int) -> dict[Names, list[int]]:
        """Return the uids of all elements, or attributes, of the grammar by their name classes."""
        known = self._named.get(kind)
        if known is None:
            known = self._named[kind] = {}
            for uid, key in enumerate(self._keys[: self.size]):
                if key[0] == kind:
                    names = key[-1][1] if kind == ELEMENT else key[-1]
                    known.setdefault(names, []).append(uid)
        return known

    def users(self) -> dict[int, list[int]]:
        """Return by uid which of the grammar's patterns have a pattern as their branch."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for uid, (_, *branches, _) in enumerate(self._keys[: self.size]):
            for branch in branches:
                found[branch].append(uid)
        return found

    def alike(self, kind: int, name: Name) -> Name:
        """Return the name itself, or one for all that no element, or attribute, pattern mentions.

        To all of these a pattern gives the same answer, so that they are asked but once.
        """
        if kind not in self._names:
            names = {each for found in self.named(kind) for each in mentioned_names(found)}
            self._names[kind] = names, {ns for ns, _ in names}
        mentioned, spaces = self._names[kind]
        if name in mentioned:
            return name
        return (name[0] if name[0] in spaces else _OTHER), _OTHER

    def node(self, kind: int, *branches: Pattern, stated: object = None) -> Pattern:
        """Return the pattern of a kind with these branches, as it stands."""
        known = (kind, *[branch.uid for branch in branches], stated)
        node = self._known.get(known)
        if node is None:
            self.effort.spend(_NODE + len(branches))
            node = self._known[known] = Pattern(kind, branches, self._made, stated)
            self._made += 1
            if self.size:
                self._added += len(known)
            else:
                self._nodes.append(node)
        return node if isinstance(node, Pattern) else self[node]

    def choice(self, *patterns: Pattern) -> Pattern:
        """Return the choice of patterns, without doubles and without what is not allowed.

        It is flat, but for wide choices: where hundreds of elements allow each other and one more,
        each would have all branches again.
        """
        flat: dict[int, Pattern] = {}
        wide = _WIDE if self._spread < _MOST_SPREAD else _NARROW
        for pattern in patterns:
            is_flat = pattern.kind == CHOICE and len(pattern.branches) <= wide
            for branch in pattern.branches if is_flat else (pattern,):
                flat[branch.uid] = branch
        self.effort.spend(len(flat))
        if not self.size:
            self._spread += len(flat)
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
        self.effort.spend(len(firsts))
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


def _absorbs_text(pattern: Pattern) -> bool:
    """Whether text before a pattern adds nothing: it may begin with any text, again and again."""
    return pattern.kind == MORE and any(
        branch.kind == TEXT
        for inner in pattern.branches
        for branch in (inner.branches if inner.kind == CHOICE else (inner,))
    )


def _is_bound(key: Key) -> bool:
    """Whether a pattern is of a datatype that asks what a prefix is bound to."""
    kind, *_, stated = key
    return kind in {DATA, VALUE} and stated[1] in _BOUND

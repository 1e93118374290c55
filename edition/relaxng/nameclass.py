"""Nameclass: which names a name class has, whether two classes share one, and how to call them."""

from collections.abc import Iterator

from edition.relaxng.grammar import AnyName, Name, NameChoice, NameClass, NsName

__all__ = ["Register", "leaves", "told"]

_NOWHERE = Name("\0", "\0")  # a name that no schema can write


def told(names: NameClass) -> str:
    """Return what a message calls a name class: its first names."""
    match names:
        case Name():
            return f"“{names.local}”" + (f" of {names.ns}" if names.ns else "")
        case NsName():
            return f"any name of {names.ns}" if names.ns else "any name without namespace"
        case AnyName():
            return "any name"
        case NameChoice():
            found = leaves(names)
            return told(found[0]) + (" and others" if len(found) > 1 else "")


def leaves(names: NameClass) -> list[NameClass]:
    """Return the alternatives of a name class, none of them a choice."""
    found: list[NameClass] = []
    pending = [names]
    while pending:
        item = pending.pop()
        if isinstance(item, NameChoice):
            pending += (item.right, item.left)
        else:
            found.append(item)
    return found


class _Names:
    """A name class sorted for questions: the names, the namespaces, and what these leave out."""

    __slots__ = ("_everywhere", "_named", "_spaces")

    def __init__(self, names: NameClass) -> None:
        self._named: dict[Name, None] = {}
        self._spaces: dict[str, list[_Names | None]] = {}
        self._everywhere: list[_Names | None] = []
        for leaf in leaves(names):
            if isinstance(leaf, Name):
                self._named[leaf] = None
            elif isinstance(leaf, NsName | AnyName):
                excluded = None if leaf.excluded is None else _Names(leaf.excluded)
                at = self._spaces.setdefault(leaf.ns, []) if isinstance(leaf, NsName) else None
                (self._everywhere if at is None else at).append(excluded)

    def has(self, name: Name) -> bool:
        if name in self._named:
            return True
        wild = (*self._spaces.get(name.ns, ()), *self._everywhere)
        return any(excluded is None or not excluded.has(name) for excluded in wild)

    def meets(self, other: "_Names") -> bool:
        """Whether a name belongs to both classes.

        If any does, then one that a class states, or one that no class states, stands for it.
        """
        return any(self.has(n) and other.has(n) for side in (self, other) for n in side.samples())

    def samples(self) -> Iterator[Name]:
        """Yield every name stated, and for what is infinite one that no schema states."""
        yield from self._named
        for ns in self._spaces:
            yield Name(ns, _NOWHERE.local)
        if self._everywhere:
            yield _NOWHERE
        for excluded in (*self._everywhere, *[e for found in self._spaces.values() for e in found]):
            if excluded is not None:
                yield from excluded.samples()


class Register:
    """Sets of name classes as numbers, a bit for each class: joined and compared at once."""

    def __init__(self) -> None:
        self._classes: list[NameClass] = []
        self._names: list[_Names] = []
        self._bits: dict[NameClass, int] = {}
        self._infinite = 0
        self._of_any = 0
        self._of_space: dict[str, int] = {}
        self._rivals: dict[int, tuple[int, int]] = {}

    def __len__(self) -> int:
        return len(self._classes)

    def enter(self, names: NameClass) -> int:
        """Return the set of a name class and its alternatives."""
        mask = 0
        for leaf in leaves(names):
            bit = self._bits.get(leaf)
            mask |= self._entered(leaf) if bit is None else bit
        return mask

    def _entered(self, leaf: NameClass) -> int:
        bit = self._bits[leaf] = 1 << len(self._classes)
        self._classes.append(leaf)
        self._names.append(_Names(leaf))
        if isinstance(leaf, Name | NsName):
            self._of_space[leaf.ns] = self._of_space.get(leaf.ns, 0) | bit
        else:
            self._of_any |= bit
        self._infinite |= 0 if isinstance(leaf, Name) else bit
        return bit

    def infinite(self, names: int) -> bool:
        """Return whether a set has infinitely many names."""
        return bool(names & self._infinite)

    def shared(self, one: int, other: int) -> NameClass | None:
        """Return a class that two sets have in common, in whole or in part."""
        common = one & other
        for mine, theirs in ((one, other), (other, one)):
            wild = 0 if common else mine & self._infinite
            while wild and not common:
                common = self._rivals_of((wild & -wild).bit_length() - 1) & theirs
                wild &= wild - 1
        return self._classes[(common & -common).bit_length() - 1] if common else None

    def _rivals_of(self, index: int) -> int:
        """Return the set of the classes that overlap with one; few can, of other namespaces."""
        known, mask = self._rivals.get(index, (0, 0))
        leaf = self._classes[index]
        possible = (1 << len(self._classes)) - 1
        if isinstance(leaf, NsName):
            possible = self._of_space[leaf.ns] | self._of_any
        fresh = possible >> known << known
        while fresh:
            bit = fresh & -fresh
            other = bit.bit_length() - 1
            name = self._classes[other]
            mine = self._names[index]
            if mine.has(name) if isinstance(name, Name) else mine.meets(self._names[other]):
                mask |= bit
            fresh ^= bit
        self._rivals[index] = (len(self._classes), mask)
        return mask

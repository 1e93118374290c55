"""Pattern: interned patterns and their derivatives; equal patterns are one object."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from edition.relaxng import grammar as simple
from edition.relaxng.datatype import Datatype, datatype
from edition.relaxng.grammar import Define, Grammar, NameClass
from edition.value import Value

__all__ = ["Pattern", "Patterns", "contains"]

(
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    CHOICE,
    INTERLEAVE,
    GROUP,
    MORE,
    LIST,
    DATA,
    VALUE,
    ATTRIBUTE,
    ELEMENT,
) = range(12)
_SPACE: Final = " \t\r\n"

Bindings = Mapping[str, str]
_BOUND: Final = frozenset({"QName", "NOTATION", "ENTITY", "ENTITIES"})


class Pattern:
    """A node of a pattern graph; `uid` orders the branches of a choice.

    `branches` are the patterns of a choice (none of them a choice), in the order of their uids; of
    a group or an interleave the two sides, else the one inner pattern, if there is one. `names`
    belong to elements and attributes, `type`, `value` and `excluded` to data.
    """

    __slots__ = (
        "branches", "closed", "define", "excluded", "key", "kind", "names", "nullable", "opened",
        "opened_attributes", "type", "uid", "value",
    )  # fmt: skip

    def __init__(self, kind: int, branches: tuple["Pattern", ...], uid: int) -> None:
        self.kind = kind
        self.branches = branches
        self.uid = uid
        self.nullable = _nullable(kind, branches)
        self.names: NameClass | None = None
        self.key = ""
        self.define: Define | None = None
        self.type: Datatype | None = None
        self.value: object = None
        self.excluded: Pattern | None = None
        self.closed: Pattern | None = None
        self.opened: dict[tuple[str, str], tuple[Step, ...]] = {}
        self.opened_attributes: dict[tuple[str, str], tuple[Step, ...]] = {}


Step = tuple[Pattern, Pattern]
"""An element or attribute pattern that a name matches, and what is left of the pattern then."""


Opened = Callable[[Pattern, tuple[str, str]], tuple[Step, ...]]


def _nullable(kind: int, branches: tuple[Pattern, ...]) -> bool:
    if kind in {EMPTY, TEXT}:
        return True
    if kind == CHOICE:
        return any(branch.nullable for branch in branches)
    if kind in {GROUP, INTERLEAVE, MORE}:
        return all(branch.nullable for branch in branches)
    return False


def contains(names: NameClass | None, ns: str, local: str) -> bool:
    """Return whether a name class contains a name. Source: RELAX NG, 6.1."""
    if isinstance(names, simple.Name):
        return names.local == local and names.ns == ns
    if isinstance(names, simple.NameChoice):
        return contains(names.left, ns, local) or contains(names.right, ns, local)
    if isinstance(names, simple.NsName):
        return names.ns == ns and not contains(names.excluded, ns, local)
    return isinstance(names, simple.AnyName) and not contains(names.excluded, ns, local)


def _needs_bindings(grammar: Grammar) -> bool:
    """Return whether any datatype of a grammar asks what a prefix is bound to."""
    seen: set[int] = set()
    waiting: list[object] = [grammar.start, *(define.inner for define in grammar.elements.values())]
    while waiting:
        pattern = waiting.pop()
        if isinstance(pattern, simple.Data | simple.ValueOf) and pattern.name in _BOUND:
            return True
        if isinstance(pattern, Value) and id(pattern) not in seen:
            seen.add(id(pattern))
            waiting += pattern
    return False


_ATOMS = {simple.Empty: EMPTY, simple.Text: TEXT, simple.NotAllowed: NOT_ALLOWED}


class Patterns:
    """The patterns of one grammar, each only once, and their derivatives.

    Source: Clark, "An algorithm for RELAX NG validation" (2002). Instead of his `after`, which
    nests as deep as the document, a start tag yields pairs of an element and of what is left.
    """

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self._known: dict[tuple[object, ...], Pattern] = {}
        self._built: dict[int, Pattern] = {}
        self.empty = self._node(EMPTY)
        self.not_allowed = self._node(NOT_ALLOWED)
        self.text = self._node(TEXT)
        self.needs_bindings = _needs_bindings(grammar)
        self.start = self.built(grammar.start)

    def __len__(self) -> int:
        return len(self._known)

    def _node(self, kind: int, *branches: Pattern, key: object = None) -> Pattern:
        known = (kind, *[branch.uid for branch in branches], key)
        node = self._known.get(known)
        if node is None:
            node = self._known[known] = Pattern(kind, branches, len(self._known))
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
        return self._node(CHOICE, *[flat[uid] for uid in sorted(flat)])

    def group(self, left: Pattern, right: Pattern) -> Pattern:
        """Return the one pattern followed by the other; groups lean to the right."""
        if self.not_allowed in (left, right):
            return self.not_allowed
        if left is self.empty:
            return right
        if right is self.empty:
            return left
        if left.kind == GROUP:
            first, rest = left.branches
            return self.group(first, self.group(rest, right))
        return self._node(GROUP, left, right)

    def interleave(self, left: Pattern, right: Pattern) -> Pattern:
        """Return both patterns mixed; the order of the two means nothing."""
        if self.not_allowed in (left, right):
            return self.not_allowed
        if left is self.empty:
            return right
        if right is self.empty:
            return left
        if left.uid > right.uid:
            left, right = right, left
        return self._node(INTERLEAVE, left, right)

    def more(self, inner: Pattern) -> Pattern:
        """Return the pattern once or more."""
        if inner.kind in {EMPTY, NOT_ALLOWED, TEXT, MORE}:
            return inner
        return self._node(MORE, inner)

    def built(self, pattern: simple.Pattern) -> Pattern:
        """Return the interned form of a pattern of the simple syntax, each object built once."""
        known = self._built.get(id(pattern))
        if known is None:
            known = self._built[id(pattern)] = self._build(pattern)
        return known

    def _build(self, pattern: simple.Pattern) -> Pattern:
        match pattern:
            case simple.Choice() | simple.Group() | simple.Interleave():
                node = self._build_pair(pattern)
            case simple.Empty() | simple.Text() | simple.NotAllowed():
                node = self._node(_ATOMS[type(pattern)])
            case simple.OneOrMore():
                node = self.more(self.built(pattern.inner))
            case simple.ListOf():
                node = self._node(LIST, self.built(pattern.inner))
            case simple.Data():
                node = self._data(pattern)
            case simple.ValueOf():
                node = self._value(pattern)
            case simple.Attribute():
                node = self._node(ATTRIBUTE, self.built(pattern.inner), key=pattern.names)
                node.names = pattern.names
            case simple.Ref():
                node = self._element(pattern.key)
        return node

    def _build_pair(self, pattern: simple.Choice | simple.Group | simple.Interleave) -> Pattern:
        """Build a chain of pairs of one kind without recursion along it: schemas nest them deep."""
        kind = type(pattern)
        waiting: list[simple.Pattern] = [pattern]
        flat: list[Pattern] = []
        while waiting:
            part = waiting.pop()
            if type(part) is kind and id(part) not in self._built:
                assert isinstance(part, simple.Choice | simple.Group | simple.Interleave)
                waiting += (part.right, part.left)
            else:
                flat.append(self.built(part))
        if kind is simple.Choice:
            return self.choice(*flat)
        join = self.group if kind is simple.Group else self.interleave
        whole = flat.pop()
        while flat:
            whole = join(flat.pop(), whole)
        return whole

    def _data(self, pattern: simple.Data) -> Pattern:
        excluded = None if pattern.excluded is None else self.built(pattern.excluded)
        stated = (pattern.library, pattern.name, pattern.parameters)
        node = self._node(DATA, key=(*stated, excluded.uid if excluded else None))
        node.type, node.excluded = datatype(*stated), excluded
        return node

    def _value(self, pattern: simple.ValueOf) -> Pattern:
        stated = (pattern.library, pattern.name, pattern.value, pattern.bindings)
        node = self._node(VALUE, key=stated)
        node.type = datatype(pattern.library, pattern.name, ())
        node.value = node.type.canon(pattern.value, dict(pattern.bindings))
        return node

    def _element(self, key: str) -> Pattern:
        node = self._node(ELEMENT, key=key)
        node.key, node.define = key, self.grammar.elements[key]
        node.names = node.define.names
        return node

    def content(self, element: Pattern) -> Pattern:
        """Return the content of an element with its attributes, built when it is first needed."""
        assert element.define is not None
        return self.built(element.define.inner)

    def opened(self, pattern: Pattern, name: tuple[str, str]) -> tuple[Step, ...]:
        """Return the elements that a start tag may be, each with what has to follow it."""
        known = pattern.opened.get(name)
        if known is None:
            known = pattern.opened[name] = self._merged(self._opened(pattern, name))
        return known

    def _opened(self, pattern: Pattern, name: tuple[str, str]) -> Iterator[Step]:
        if pattern.kind == GROUP:
            left, right = pattern.branches
            for found, rest in self.opened(left, name):
                yield found, self.group(rest, right)
            if left.nullable:
                yield from self.opened(right, name)
        elif pattern.kind == INTERLEAVE:
            yield from self._both(pattern.branches, name, self.opened, self.interleave)
        else:
            yield from self._stepped(pattern, name, ELEMENT, self.opened)

    def _stepped(
        self, pattern: Pattern, name: tuple[str, str], wanted: int, opened: Opened
    ) -> Iterator[Step]:
        """Yield what elements and attributes have in common: the name, choices, repetition."""
        if pattern.kind == wanted:
            if contains(pattern.names, *name):
                yield pattern, self.empty
        elif pattern.kind == CHOICE:
            for branch in pattern.branches:
                yield from opened(branch, name)
        elif pattern.kind == MORE:
            again = self.choice(pattern, self.empty)
            for found, rest in opened(pattern.branches[0], name):
                yield found, self.group(rest, again)

    def attributes(self, pattern: Pattern, name: tuple[str, str]) -> tuple[Step, ...]:
        """Return the attribute patterns that a name matches, each with what is left."""
        known = pattern.opened_attributes.get(name)
        if known is None:
            found = self._merged(self._attributes(pattern, name))
            known = pattern.opened_attributes[name] = found
        return known

    def _attributes(self, pattern: Pattern, name: tuple[str, str]) -> Iterator[Step]:
        if pattern.kind == GROUP:
            yield from self._both(pattern.branches, name, self.attributes, self.group)
        elif pattern.kind == INTERLEAVE:
            yield from self._both(pattern.branches, name, self.attributes, self.interleave)
        else:
            yield from self._stepped(pattern, name, ATTRIBUTE, self.attributes)

    @staticmethod
    def _both(
        sides: tuple[Pattern, ...],
        name: tuple[str, str],
        opened: Opened,
        join: Callable[[Pattern, Pattern], Pattern],
    ) -> Iterator[Step]:
        left, right = sides
        for found, rest in opened(left, name):
            yield found, join(rest, right)
        for found, rest in opened(right, name):
            yield found, join(left, rest)

    def _merged(self, steps: Iterable[Step]) -> tuple[Step, ...]:
        """Return steps to the same pattern as one, with a choice of what is left."""
        rests: dict[int, list[Pattern]] = {}
        founds: dict[int, Pattern] = {}
        for found, rest in steps:
            founds[found.uid] = found
            rests.setdefault(found.uid, []).append(rest)
        return tuple((found, self.choice(*rests[uid])) for uid, found in founds.items())

    def closed(self, pattern: Pattern) -> Pattern:
        """Return what is left when no attribute follows; not allowed where one is missing."""
        if pattern.closed is None:
            pattern.closed = self._closed(pattern)
        return pattern.closed

    def _closed(self, pattern: Pattern) -> Pattern:
        kind, branches = pattern.kind, pattern.branches
        if kind == ATTRIBUTE:
            return self.not_allowed
        if kind == CHOICE:
            return self.choice(*map(self.closed, branches))
        if kind == GROUP:
            return self.group(*map(self.closed, branches))
        if kind == INTERLEAVE:
            return self.interleave(*map(self.closed, branches))
        if kind == MORE:
            return self.more(self.closed(branches[0]))
        return pattern

    def stripped(self, pattern: Pattern) -> Pattern:
        """Return a pattern without its attributes, as if all that it needs had been there."""
        kind, branches = pattern.kind, pattern.branches
        if kind == ATTRIBUTE:
            return self.empty
        if kind == CHOICE:
            return self.choice(*map(self.stripped, branches))
        if kind == GROUP:
            return self.group(*map(self.stripped, branches))
        if kind == INTERLEAVE:
            return self.interleave(*map(self.stripped, branches))
        if kind == MORE:
            return self.more(self.stripped(branches[0]))
        return pattern

    def texted(self, pattern: Pattern, text: str, bindings: Bindings) -> Pattern:
        """Return what is left after a text, white space too. Source: Clark, textDeriv."""
        kind, branches = pattern.kind, pattern.branches
        if kind in {GROUP, INTERLEAVE, MORE}:
            return self._texted_parts(pattern, text, bindings)
        if kind == TEXT:
            return pattern
        if kind == CHOICE:
            return self.choice(*[self.texted(branch, text, bindings) for branch in branches])
        is_data = kind in {DATA, VALUE, LIST}
        return self.empty if is_data and self._is_of(pattern, text, bindings) else self.not_allowed

    def _texted_parts(self, pattern: Pattern, text: str, bindings: Bindings) -> Pattern:
        first, *others = pattern.branches
        rest = self.texted(first, text, bindings)
        if pattern.kind == MORE:
            return self.group(rest, self.choice(pattern, self.empty))
        (other,) = others
        if pattern.kind == GROUP:
            joined = self.group(rest, other)
            return (
                self.choice(joined, self.texted(other, text, bindings))
                if first.nullable
                else joined
            )
        return self.choice(
            self.interleave(rest, other),
            self.interleave(first, self.texted(other, text, bindings)),
        )

    def is_typed(self, pattern: Pattern) -> bool:
        """Return whether it matters to a pattern what a text says, not only that there is one."""
        kind, branches = pattern.kind, pattern.branches
        if kind in {DATA, VALUE, LIST}:
            return True
        if kind == GROUP and not branches[0].nullable:
            return self.is_typed(branches[0])
        if kind in {CHOICE, GROUP, INTERLEAVE, MORE}:
            return any(map(self.is_typed, branches))
        return False

    def _is_of(self, pattern: Pattern, text: str, bindings: Bindings) -> bool:
        if pattern.kind == LIST:
            inner = pattern.branches[0]
            for token in text.split():
                inner = self.texted(inner, token, bindings)
            return inner.nullable
        assert pattern.type is not None
        if pattern.kind == VALUE:
            canon = pattern.type.canon(text, bindings)
            return canon is not None and canon == pattern.value
        if not pattern.type.allows(text, bindings):
            return False
        return pattern.excluded is None or not self.matches(pattern.excluded, text, bindings)

    def matches(self, pattern: Pattern, text: str, bindings: Bindings) -> bool:
        """Return whether a text, of an attribute or of a whole element, is of a pattern."""
        if self.texted(pattern, text, bindings).nullable:
            return True
        return pattern.nullable and not text.strip(_SPACE)

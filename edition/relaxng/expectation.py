"""Expectation: what a pattern allows first, later or anywhere, and what it needs.

Nothing here is asked while a document is valid; the questions are those of a message.
"""

from collections.abc import Iterable, Iterator

from edition.relaxng.interning import Patterns
from edition.relaxng.pattern import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    GROUP,
    INTERLEAVE,
    LIST,
    MORE,
    TEXT,
    VALUE,
    Pattern,
    contains,
    single_names,
)
from edition.relaxng.pattern import (
    Name as Named,
)
from edition.relaxng.spelling import likely
from edition.relaxng.state import State

__all__ = [
    "Expectations",
    "before",
    "first",
    "named",
    "needed",
    "needed_attributes",
    "offered",
    "takes_text",
    "values",
]

Alternatives = tuple[Pattern, ...]

_MOST = 5000
_SHORT = 2


def first(patterns: Iterable[Pattern]) -> list[Pattern]:
    """Return the elements that may come next, in the order of the schema."""
    return [found for found in _leaves(patterns, only_first=True) if found.kind == ELEMENT]


def offered(patterns: Iterable[Pattern], kind: int = ELEMENT) -> list[Pattern]:
    """Return all elements, or attributes, that may come at any time."""
    return [found for found in _leaves(patterns, only_first=False) if found.kind == kind]


def takes_text(patterns: Iterable[Pattern]) -> bool:
    """Whether text may come next."""
    texts = {TEXT, DATA, VALUE, LIST}
    return any(found.kind in texts for found in _leaves(patterns, only_first=True))


def _leaves(patterns: Iterable[Pattern], *, only_first: bool) -> Iterator[Pattern]:
    waiting = list(patterns)[::-1]
    seen: set[int] = set()
    while waiting:
        pattern = waiting.pop()
        if pattern.uid in seen:
            continue
        seen.add(pattern.uid)
        if pattern.kind == GROUP:
            left, right = pattern.branches
            if left.nullable or not only_first:
                waiting.append(right)
            waiting.append(left)
        elif pattern.kind in {CHOICE, INTERLEAVE, MORE}:
            waiting += pattern.branches[::-1]
        else:
            yield pattern


def needed(pattern: Pattern) -> list[list[Pattern]]:
    """Return what has to come, in order: for each place the elements of which one will do."""
    found: list[list[Pattern]] = []
    waiting = [pattern]
    while waiting:
        part = waiting.pop()
        if part.nullable:
            continue
        if part.kind in {GROUP, INTERLEAVE}:
            waiting += part.branches[::-1]
        elif part.kind == MORE:
            waiting += part.branches
        elif elements := first([part]):
            found.append(elements)
    return found


def needed_attributes(patterns: Iterable[Pattern]) -> list[list[Pattern]]:
    """Return the attributes that are missing: for each place those of which one will do."""
    ways = [_needed_attributes(pattern) for pattern in patterns]
    return min(ways, key=len, default=[])


def _needed_attributes(pattern: Pattern) -> list[list[Pattern]]:
    if pattern.kind == ATTRIBUTE:
        return [[pattern]]
    if not pattern.has_attributes or pattern.nullable:
        return []
    if pattern.kind == CHOICE:
        ways = [_needed_attributes(branch) for branch in pattern.branches]
        if not all(ways):
            return []
        alternatives = [way[0][0] for way in ways]
        return [alternatives] if all(len(way) == 1 for way in ways) else min(ways, key=len)
    return [need for branch in pattern.branches for need in _needed_attributes(branch)]


def values(pattern: Pattern) -> tuple[list[str], list[Pattern]]:
    """Return what a value may be: the literal ones, and the datatypes and lists."""
    leaves = list(_leaves([pattern], only_first=False))
    literal = [leaf.stated[2] for leaf in leaves if leaf.kind == VALUE]
    return literal, [leaf for leaf in leaves if leaf.kind in {DATA, LIST}]


def named(patterns: Iterable[Pattern]) -> dict[Named, Pattern]:
    """Return patterns of elements or attributes by their names."""
    return {name: pattern for pattern in patterns for name in single_names(pattern.names)}


class Expectations:
    """What a whole grammar knows of its elements and attributes."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self.elements = patterns.elements()
        self.by_name: dict[Named, list[Pattern]] = {}
        for element in self.elements:
            for name in single_names(element.names):
                self.by_name.setdefault(name, []).append(element)
        self._namespaces = {ns for ns, _ in self.by_name}
        self._users: dict[int, list[int]] = {}
        self._parents: dict[Named, list[Named]] = {}
        self._first: dict[Alternatives, dict[Named, Pattern]] = {}
        self._offered: dict[tuple[Alternatives, int], dict[Named, Pattern]] = {}
        self._defined: dict[Named, list[Pattern]] = {}
        self._ahead: dict[
            tuple[Alternatives, Named], tuple[list[list[Pattern]], Alternatives] | None
        ] = {}
        self._alike: dict[tuple[Alternatives, Named], list[Named]] = {}
        self._near: dict[tuple[Alternatives, Named], list[Named]] = {}
        self._bearers: dict[Named, list[Named]] = {}

    def first(self, state: State) -> dict[Named, Pattern]:
        """Return the elements that may come next, by their names."""
        known = self._first.get(state.alternatives)
        if known is None:
            known = self._first[state.alternatives] = named(first(state.alternatives))
        return known

    def offered(self, state: State, kind: int = ELEMENT) -> dict[Named, Pattern]:
        """Return all elements, or attributes, that may come at any time, by their names."""
        key = (state.alternatives, kind)
        known = self._offered.get(key)
        if known is None:
            known = self._offered[key] = named(offered(state.alternatives, kind))
        return known

    def defined(self, name: Named) -> list[Pattern]:
        """Return the elements of a name, wherever they may stand."""
        name = self.patterns.alike(ELEMENT, name)
        known = self.by_name.get(name) or self._defined.get(name)
        if known is None:
            known = [each for each in self.elements if contains(each.names, *name)]
            self._defined[name] = known
        return known

    def near(self, state: State, name: Named) -> list[Named]:
        """Return the elements that are spelt alike: of those here, then the later, then any."""
        key = (state.alternatives, name)
        known = self._near.get(key)
        if known is None:
            names = (*self.first(state), *self.offered(state), *self.by_name)
            alike = likely(name[1], [each[1] for each in names if each[0] == name[0]])
            here = self.offered(state)
            near = [(name[0], each) for each in alike]
            known = [each for each in near if len(each[1]) > _SHORT or each in here]
            self._near[key] = known
        return known

    def forget(self) -> None:
        """Drop what is known of states and of names that documents brought up."""
        for known in (self._ahead, self._alike, self._first, self._offered, self._defined):
            known.clear()
        self._near.clear()

    @property
    def is_full(self) -> bool:
        """Whether so much is known that it is time to forget."""
        return len(self._ahead) + len(self._alike) + len(self._first) > _MOST

    def ahead(self, state: State, name: Named) -> tuple[list[list[Pattern]], Alternatives] | None:
        """Return what has to come before an element, and the alternatives behind that.

        None where it may not come later either.
        """
        name = self.patterns.alike(ELEMENT, name)
        key = (state.alternatives, name)
        if key not in self._ahead:
            self._ahead[key] = self._way(state.alternatives, name)
        return self._ahead[key]

    def _way(
        self, alternatives: Alternatives, name: Named
    ) -> tuple[list[list[Pattern]], Alternatives] | None:
        patterns = self.patterns
        ways = [before(each, name, patterns) for each in alternatives]
        missing = [way[0] for way in ways if way is not None]
        if not missing:
            return None
        rests = [patterns.not_allowed if way is None else way[1] for way in ways]
        return min(missing, key=len), tuple(rests)

    def alike(self, state: State, attribute: Named) -> list[Named]:
        """Return the attributes of that local name, else those that are spelt alike."""
        key = (state.alternatives, attribute)
        if key not in self._alike:
            allowed = self.offered(state, ATTRIBUTE)
            same = [name for name in allowed if name[1] == attribute[1]]
            by_local = {name[1]: name for name in reversed(allowed)}
            near = [by_local[local] for local in likely(attribute[1], by_local)]
            self._alike[key] = same or near
        return self._alike[key]

    def has_namespace(self, ns: str) -> bool:
        """Whether the grammar has elements of a namespace."""
        return ns in self._namespaces

    def is_known(self, name: Named) -> bool:
        """Whether the grammar names an element so."""
        return name in self.by_name

    def parents(self, name: Named) -> list[Named]:
        """Return the elements in which an element of this name may stand."""
        name = self.patterns.alike(ELEMENT, name)
        if name not in self._parents:
            self._parents[name] = self._holders(ELEMENT, name)
        return self._parents[name]

    def bearers(self, name: Named) -> list[Named]:
        """Return the elements that may have an attribute of this name."""
        name = self.patterns.alike(ATTRIBUTE, name)
        if name not in self._bearers:
            self._bearers[name] = self._holders(ATTRIBUTE, name)
        return self._bearers[name]

    def _holders(self, kind: int, name: Named) -> list[Named]:
        """Return the elements in whose content an element or attribute of a name may stand."""
        found = self.patterns.named(kind).items()
        waiting = [uid for names, uids in found if contains(names, *name) for uid in uids]
        if not self._users:
            self._users = self.patterns.users()
        holding: set[int] = set()
        while waiting:
            uid = waiting.pop()
            if uid not in holding:
                holding.add(uid)
                waiting += self._users.get(uid, ())
        return [
            found
            for element in self.elements
            if self.patterns.content_uid(element) in holding
            for found in single_names(element.names)[:1]
        ]


def before(
    pattern: Pattern, name: Named, patterns: Patterns
) -> tuple[list[list[Pattern]], Pattern] | None:
    """Return what has to come before an element, and what is left of the pattern then.

    None where the pattern does not hold the element at all.
    """
    if not any(contains(each.names, *name) for each in offered([pattern])):
        return None
    missing: list[list[Pattern]] = []
    while pattern.kind == GROUP:
        left, right = pattern.branches
        if any(contains(each.names, *name) for each in offered([left])):
            inner = before(left, name, patterns)
            assert inner is not None
            return missing + inner[0], patterns.group(inner[1], right)
        missing += needed(left)
        pattern = right
    if pattern.kind == CHOICE:
        ways = [way for branch in pattern.branches if (way := before(branch, name, patterns))]
        found, rest = min(ways, key=lambda way: len(way[0]))
        return missing + found, rest
    if pattern.kind == MORE:
        way = before(pattern.branches[0], name, patterns)
        assert way is not None
        return missing + way[0], patterns.group(way[1], patterns.choice(pattern, patterns.empty))
    if pattern.kind == INTERLEAVE:
        for one, other in (pattern.branches, pattern.branches[::-1]):
            way = before(one, name, patterns)
            if way is not None:
                return missing + way[0], patterns.interleave(way[1], other)
    return missing, pattern

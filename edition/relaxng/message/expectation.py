"""Expectation: what a grammar expects at a state, and what it knows of its elements.

Nothing here is asked while a document is valid; the questions are those of a message.
"""

from collections.abc import Iterable
from functools import cached_property
from itertools import chain, repeat
from typing import Any, Final, TypeVar

from edition.relaxng.automaton.interning import Patterns
from edition.relaxng.automaton.pattern import (
    ATTRIBUTE,
    ELEMENT,
    XML,
    Name,
    Pattern,
    contains,
    single_names,
)
from edition.relaxng.automaton.state import State
from edition.relaxng.message.prospect import before, first, named, needed, offered, takes_text
from edition.relaxng.message.spelling import likely, only_neighbour
from edition.value import Value

__all__ = ["Content", "Expectations"]

Alternatives = tuple[Pattern, ...]

_Key = TypeVar("_Key")
_Names = dict[Name, Pattern]

_MOST: Final = 10_000
_MOST_WIDTH: Final = 500_000  # names that are expected in all states together
_SHORT: Final = 3


class Content(Value):
    """What the elements of one name may hold at any time, and whether they may hold nothing."""

    elements: frozenset[Name]
    takes_text: bool
    may_be_empty: bool

    @property
    def is_nothing(self) -> bool:
        """Whether nothing may ever stand in it."""
        return not self.elements and not self.takes_text and self.may_be_empty


class Expectations:
    """What a whole grammar knows of its elements and attributes."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self.elements = patterns.elements()
        self.by_name: dict[Name, list[Pattern]] = {}
        for element in self.elements:
            for name in single_names(element.names):
                self.by_name.setdefault(name, []).append(element)
        self._namespaces = {ns for ns, _ in self.by_name}
        self._users: dict[int, list[int]] = {}
        self._mentioned: dict[int, dict[Name, list[int]]] = {}
        self._width = 0
        self._parents: dict[Name, list[Name]] = {}
        self._first: dict[Alternatives, dict[Name, Pattern]] = {}
        self._offered: dict[tuple[Alternatives, int], dict[Name, Pattern]] = {}
        self._defined: dict[Name, list[Pattern]] = {}
        self._ahead: dict[
            tuple[Alternatives, Name], tuple[list[list[Pattern]], Alternatives] | None
        ] = {}
        self._attributes_like: dict[tuple[Alternatives, Name], list[Name]] = {}
        self._elements_like: dict[tuple[Alternatives, Name], list[Name]] = {}
        self._contents: dict[Name, Content] = {}
        self._bearers: dict[Name, list[Name]] = {}

    def first(self, state: State) -> dict[Name, Pattern]:
        """Return the elements that may come next, by their names."""
        known = self._first.get(state.alternatives)
        if known is None:
            known = self._kept(self._first, state.alternatives, named(first(state.alternatives)))
        return known

    def _kept(self, table: dict[_Key, _Names], key: _Key, found: _Names) -> _Names:
        """Keep what is expected; of thousands of elements in thousands of states not all."""
        self._width += len(found)
        if self._width > _MOST_WIDTH:
            self._first.clear()
            self._offered.clear()
            self._width = len(found)
        table[key] = found
        return found

    def offered(self, state: State, kind: int = ELEMENT) -> dict[Name, Pattern]:
        """Return all elements, or attributes, that may come at any time, by their names."""
        key = (state.alternatives, kind)
        known = self._offered.get(key)
        if known is None:
            known = self._kept(self._offered, key, named(offered(state.alternatives, kind)))
        return known

    def defined(self, name: Name) -> list[Pattern]:
        """Return the elements of a name, wherever they may stand."""
        name = self.patterns.alike(ELEMENT, name)
        known = self.by_name.get(name) or self._defined.get(name)
        if known is None:
            known = [each for each in self.elements if contains(each.names, *name)]
            self._defined[name] = known
        return known

    def elements_like(self, state: State, name: Name) -> list[Name]:
        """Return the elements that are spelt alike: of those here, then the later, then any.

        Short names have too many neighbours; one that may not stand here has to be longer.
        """
        key = (state.alternatives, name)
        known = self._elements_like.get(key)
        if known is None:
            here = self.offered(state)
            names = (*self.first(state), *here, *self.by_name)
            alike = likely(name[1], [each[1] for each in names if each[0] == name[0]])
            if not alike:
                alike = only_neighbour(name[1], [each[1] for each in here if each[0] == name[0]])
            near = [(name[0], each) for each in alike]
            known = [e for e in near if e in here or min(len(e[1]), len(name[1])) > _SHORT]
            self._elements_like[key] = known
        return known

    def forget(self) -> None:
        """Drop what is known of states and of names that documents brought up."""
        for known in self._tables():
            known.clear()

    @property
    def is_full(self) -> bool:
        """Whether so much is known that it is time to forget."""
        return sum(map(len, self._tables())) > _MOST

    def _tables(self) -> tuple[dict[Any, Any], ...]:
        """Return the tables that documents make grow."""
        return (
            self._ahead,
            self._attributes_like,
            self._bearers,
            self._contents,
            self._defined,
            self._elements_like,
            self._first,
            self._offered,
            self._parents,
        )

    def ahead(self, state: State, name: Name) -> tuple[list[list[Pattern]], Alternatives] | None:
        """Return what has to come before an element, and the alternatives behind that.

        None where it may not come later either.
        """
        name = self.patterns.alike(ELEMENT, name)
        key = (state.alternatives, name)
        if key not in self._ahead:
            self._ahead[key] = self._way(state.alternatives, name)
        return self._ahead[key]

    def _way(
        self, alternatives: Alternatives, name: Name
    ) -> tuple[list[list[Pattern]], Alternatives] | None:
        patterns = self.patterns
        ways = [before(each, name, patterns) for each in alternatives]
        missing = [way[0] for way in ways if way is not None]
        if not missing:
            return None
        rests = [patterns.not_allowed if way is None else way[1] for way in ways]
        return min(missing, key=len), tuple(rests)

    def attributes_like(self, state: State, attribute: Name) -> list[Name]:
        """Return the attributes of that local name, else those that are spelt alike."""
        key = (state.alternatives, attribute)
        if key not in self._attributes_like:
            allowed = self.offered(state, ATTRIBUTE)
            same = [name for name in allowed if name[1] == attribute[1]]
            by_local = {name[1]: name for name in reversed(allowed)}
            alike = likely(attribute[1], by_local) or only_neighbour(attribute[1], by_local)
            near = [by_local[local] for local in alike]
            self._attributes_like[key] = same or near or _of_xml(attribute, allowed)
        return self._attributes_like[key]

    def has_namespace(self, ns: str) -> bool:
        """Whether the grammar has elements of a namespace."""
        return ns in self._namespaces

    def is_known(self, name: Name) -> bool:
        """Whether the grammar names an element so."""
        return name in self.by_name

    def content(self, name: Name) -> Content:
        """Return what the elements of a name may hold."""
        known = self._contents.get(name)
        if known is None:
            contents = [self.patterns.content(each) for each in self.defined(name)]
            known = self._contents[name] = Content(
                frozenset(named(offered(contents))),
                takes_text(contents, only_first=False),
                any(not needed(content) for content in contents),
            )
        return known

    def parents(self, name: Name) -> list[Name]:
        """Return the elements in which one of this name may stand by its name; not any may."""
        if name not in self._parents:
            self._parents[name] = self._holders(ELEMENT, name)
        return self._parents[name]

    def bearers(self, name: Name) -> list[Name]:
        """Return the elements that may have an attribute by this name; not any attribute."""
        if name not in self._bearers:
            self._bearers[name] = self._holders(ATTRIBUTE, name)
        return self._bearers[name]

    def _holders(self, kind: int, name: Name) -> list[Name]:
        """Return the elements in whose content an element or attribute is named so."""
        found = set(self._mentions(kind).get(name, ()))
        if found and not self._users:
            self._users = self.patterns.users()
        holding: set[int] = set()
        while found:
            holding |= found
            users = map(self._users.get, found, repeat(()))
            found = set(chain.from_iterable(users)) - holding
        return [bearer for content, bearer in self._content_uids if content in holding]

    def _mentions(self, kind: int) -> dict[Name, list[int]]:
        """Return the uids of the elements, or attributes, that a name stands for by itself."""
        known = self._mentioned.get(kind)
        if known is None:
            known = self._mentioned[kind] = {}
            for names, uids in self.patterns.named(kind).items():
                for name in single_names(names):
                    known.setdefault(name, []).extend(uids)
        return known

    @cached_property
    def _content_uids(self) -> list[tuple[int, Name]]:
        """The uids of what elements hold, with the names that they are told by."""
        return [
            (self.patterns.content_uid(element), name)
            for element in self.elements
            for name in single_names(element.names)[:1]
        ]


def _of_xml(attribute: Name, allowed: Iterable[Name]) -> list[Name]:
    """Return the attributes of XML itself that one may be a slip for: with their prefix, so few."""
    if attribute[0] != XML:
        return []
    names = {f"xml:{local}": (ns, local) for ns, local in allowed if ns == XML}
    return [names[each] for each in likely(f"xml:{attribute[1]}", names)]

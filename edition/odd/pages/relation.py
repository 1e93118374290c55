"""Relation: which elements hold which, and what a class, a macro or a datatype is used by.

It is read off the patterns that the grammar is written from, so that a page says what the schema
does, whatever way the ODD takes to say so.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

from edition.odd.attribute import defined
from edition.odd.content import content_of
from edition.odd.grammar import FORMS
from edition.odd.merging import attributes_of
from edition.odd.pattern import Pattern, settled
from edition.odd.vocabulary import Spec, Vocabulary
from edition.value import Value

__all__ = ["Contents", "Relations"]

_TEXTS = frozenset({"text", "data", "value", "list"})


class Contents(Value):
    """What may stand in an element: names of elements, text, elements of other namespaces."""

    elements: frozenset[str] = frozenset()
    has_text: bool = False
    has_others: bool = False


class Relations:
    """The relations between the things of a vocabulary; `specs` are those that are documented."""

    def __init__(self, vocabulary: Vocabulary, specs: Iterable[Spec]) -> None:
        self.vocabulary = vocabulary
        self.specs = {spec.ident: spec for spec in specs}
        self.names: dict[str, str] = {}
        """The names of things by those of their definitions in the grammar."""
        for ident, spec in self.specs.items():
            if not spec.is_attributes and (spec.kind != "class" or self.elements_of(ident)):
                name = vocabulary.named(ident)
                forms = [f"{name}_{form}" for form in FORMS] if spec.kind == "class" else []
                self.names.update(dict.fromkeys((name, *forms), ident))

    def elements_of(self, ident: str) -> tuple[str, ...]:
        """Return the elements that are members of a class, directly or by way of another."""
        members = self.vocabulary.all_members(ident)
        return tuple(
            spec.ident for spec in self.specs.values()
            if spec.kind == "element" and spec.ident in members
        )  # fmt: skip

    @cached_property
    def content(self) -> dict[str, list[Pattern]]:
        """The content of each element, macro and datatype; what leads to nothing is left out."""
        found = {}
        for spec in self.specs.values():
            if spec.kind != "class":
                parts = content_of(spec, self.vocabulary)
                known = {*self.names, *self.vocabulary.any_elements}
                kept = [settled(part, known) for part in parts]
                found[spec.ident] = [part for part in kept if part is not None]
        return found

    @cached_property
    def contents(self) -> dict[str, Contents]:
        """What may stand in each element."""
        elements = [ident for ident, spec in self.specs.items() if spec.kind == "element"]
        return {ident: self._within(self.content[ident], set()) for ident in elements}

    @cached_property
    def holders(self) -> dict[str, tuple[str, ...]]:
        """The elements in which each element may stand."""
        found: dict[str, list[str]] = {ident: [] for ident in self.contents}
        for ident, contents in self.contents.items():
            for inner in contents.elements:
                found[inner].append(ident)
        return {ident: tuple(holders) for ident, holders in found.items()}

    @cached_property
    def users(self) -> dict[str, tuple[str, ...]]:
        """The elements and macros whose content names a class, a macro or a datatype."""
        found: dict[str, dict[str, None]] = {}
        for ident, patterns in self.content.items():
            for name in _references(patterns):
                found.setdefault(self.names.get(name, ""), {})[ident] = None
        return {ident: tuple(users) for ident, users in found.items()}

    @cached_property
    def attributes_of(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The attributes whose values are of a datatype: what they are defined for, their names."""
        found: dict[str, dict[tuple[str, str], None]] = {}
        for spec in self.specs.values():
            for attribute in attributes_of(spec.element):
                if attribute.get("mode") != "delete":
                    for name in _references([defined(attribute, self.vocabulary)]):
                        use = (spec.ident, attribute.get("ident", ""))
                        found.setdefault(self.names.get(name, ""), {})[use] = None
        return {ident: tuple(uses) for ident, uses in found.items()}

    def _within(self, patterns: Iterable[Pattern], seen: set[str]) -> Contents:
        """Return what patterns come down to, classes and macros looked through once."""
        elements: set[str] = set()
        has_text = has_others = False
        for pattern in _every(patterns):
            name = pattern.attributes[0][1] if pattern.name == "ref" else ""
            ident = self.names.get(name, "")
            kind = self.specs[ident].kind if ident else ""
            has_text = has_text or pattern.name in _TEXTS or kind == "datatype"
            has_others = has_others or name in self.vocabulary.any_elements
            if kind == "element":
                elements.add(ident)
            elif kind == "class":
                elements.update(self.elements_of(ident))
            elif kind == "macro" and ident not in seen:
                inner = self._within(self.content[ident], {*seen, ident})
                elements |= inner.elements
                has_text, has_others = has_text or inner.has_text, has_others or inner.has_others
        return Contents(frozenset(elements), has_text, has_others)


def _every(patterns: Iterable[Pattern]) -> Iterator[Pattern]:
    """Yield patterns and all that is in them, but for lists, whose parts are parts of one text."""
    for pattern in patterns:
        yield pattern
        if pattern.name != "list":
            yield from _every(pattern.parts)


def _references(patterns: Iterable[Pattern]) -> Iterator[str]:
    for pattern in patterns:
        if pattern.name == "ref":
            yield pattern.attributes[0][1]
        yield from _references(pattern.parts)

"""Attribution: which attributes an element or a class has: its own, and those that classes give.

A class gives all its attributes by one reference. Where an element changes one of them, or leaves
it out, it refers to the others one by one.
"""

from collections.abc import Iterator

from edition.document import Element
from edition.odd.amendment import PARTS, SPEAKING, amended
from edition.odd.attribute import defined
from edition.odd.merging import attributes_of
from edition.odd.naming import TEI
from edition.odd.pattern import Pattern, ref
from edition.odd.vocabulary import Spec, Vocabulary
from edition.value import Value

__all__ = ["Attribution", "Given"]


class Given(Value):
    """An attribute that a class gives: the class that defines it, and how."""

    definer: str
    element: Element


class Attribution:
    """The attributes of everything in a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._given: dict[str, dict[str, Given]] = {}

    def attributes(self, spec: Spec) -> list[Pattern]:
        """Return the patterns of all attributes, those of classes by reference."""
        own = _by_name(spec.element)
        inherited = self.inherited(spec) if own else {}
        parts = list(self._references(spec, own))
        for inner in spec.element.iterchildren(f"{TEI}attList"):
            parts += self._listed(inner, spec, inherited)
        return parts

    def definitions(self, spec: Spec) -> Iterator[tuple[str, Pattern]]:
        """Yield the definitions of the attributes that a class itself defines, by their names."""
        for name, given in self.given(spec.ident).items():
            if given.definer == spec.ident:
                pattern = defined(given.element, self.vocabulary)
                yield self._defined_as(given.definer, name), pattern

    def given(self, key: str) -> dict[str, Given]:
        """Return all attributes that a class gives, by name, with those of its own classes."""
        if key not in self._given:
            self._given[key] = {}  # a class that is a member of itself gives nothing twice
            spec = self.vocabulary.specs.get(key)
            if spec is not None and spec.is_attributes:
                self._given[key] = self.resolved(spec)
        return self._given[key]

    def resolved(self, spec: Spec) -> dict[str, Given]:
        """Return all attributes of an element or a class: its own, and those that classes give."""
        found = self.inherited(spec)
        for listed in spec.element.iterchildren(f"{TEI}attList"):
            for reference in listed.iter(f"{TEI}attRef"):
                found.update(self._referred(reference))
        for name, attribute in _by_name(spec.element).items():
            final = _final(attribute, found.pop(name, None))
            if final is not None:
                found[name] = Given(spec.ident, final)
        return found

    def inherited(self, spec: Spec) -> dict[str, Given]:
        """Return what its classes give to an element or a class."""
        found: dict[str, Given] = {}
        for key in self.vocabulary.classes_of(spec):
            for name, given in self.given(key).items():
                found.setdefault(name, given)
        return found

    def _referred(self, reference: Element) -> dict[str, Given]:
        """Return what an attRef refers to: one attribute of a class, or all of it."""
        given = self.given(reference.get("class", ""))
        name = reference.get("name")
        if name is None:
            return given
        return {name: given[name]} if name in given else {}

    def _references(self, spec: Spec, own: dict[str, Element]) -> Iterator[Pattern]:
        """Yield references to what classes give and the thing itself does not change."""
        placed = set(own)
        for key in dict.fromkeys(self.vocabulary.classes_of(spec)):
            given = self.given(key)
            if placed.isdisjoint(given):
                if key in self.vocabulary.specs and self.vocabulary.specs[key].is_attributes:
                    yield ref(f"{self.vocabulary.named(key)}.attributes")
            else:
                yield from self._one_by_one(given, placed)
            placed.update(given)

    def _one_by_one(self, given: dict[str, Given], placed: set[str]) -> Iterator[Pattern]:
        for name, attribute in given.items():
            if name not in placed:
                yield ref(self._defined_as(attribute.definer, name))

    def _listed(
        self, listed: Element, spec: Spec, inherited: dict[str, Given]
    ) -> Iterator[Pattern]:
        """Yield what a list of attributes defines itself, in its groups."""
        inner: list[Pattern] = []
        for child in listed.iterchildren(f"{TEI}*"):
            if child.tag == f"{TEI}attList":
                inner += self._listed(child, spec, inherited)
            elif child.tag == f"{TEI}attRef":
                inner += self._one_by_one(self._referred(child), set(self.inherited(spec)))
            elif not child.get("ident", "").startswith("xmlns"):
                inner += self._own(child, spec, inherited)
        org = listed.get("org", "group")
        if inner and org == "choice":
            yield Pattern("choice", tuple(inner))
        elif inner and listed.getparent() is not spec.element:
            yield Pattern("group", tuple(inner))
        else:
            yield from inner

    def _own(
        self, attribute: Element, spec: Spec, inherited: dict[str, Given]
    ) -> Iterator[Pattern]:
        name = attribute.get("ident", "")
        if spec.kind == "class":
            given = self.given(spec.ident).get(name)
            if given is not None and given.definer == spec.ident:
                yield ref(self._defined_as(spec.ident, name))
            return
        final = _final(attribute, inherited.get(name), SPEAKING)
        if final is not None:
            yield defined(final, self.vocabulary)

    def _defined_as(self, key: str, name: str) -> str:
        return f"{self.vocabulary.named(key)}.attribute.{name.replace(':', '')}"


def _by_name(spec: Element) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for attribute in attributes_of(spec):
        found.setdefault(attribute.get("ident", ""), attribute)
    return found


def _final(
    attribute: Element, given: Given | None, names: tuple[str, ...] = PARTS
) -> Element | None:
    """Return an attribute as it is in the end; None where it is deleted, or changes nothing."""
    mode = attribute.get("mode", "add")
    if mode == "delete":
        return None
    if mode != "change":
        return attribute
    return None if given is None else amended(given.element, attribute, names)

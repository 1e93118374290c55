"""Occurrence: which elements and attributes that a schema asks for a document has, in one walk."""

from functools import lru_cache

from edition.document import Element
from edition.schematron.plan import Alternative, Plan
from edition.value import Value

__all__ = ["Occurrence", "occurrence"]


class Occurrence(Value):
    """The elements of the names that contexts ask for, and those that bear the attributes."""

    root: Element
    elements: dict[str, list[Element]]
    bearers: dict[str, list[Element]]

    def may_match(self, alternative: Alternative) -> bool:
        """Whether a document has what a pattern cannot do without."""
        elements, bearers = self.elements, self.bearers
        return all(map(elements.get, alternative.tags)) and all(
            map(bearers.get, alternative.attributes)
        )

    def candidates(self, alternative: Alternative) -> list[Element]:
        """Return the elements that a pattern may match, in document order."""
        tag = alternative.candidates
        if not tag.endswith("*"):
            return self.elements.get(tag, [])
        if alternative.bearing:
            found = self.bearers.get(alternative.bearing, [])
        else:
            found = list(self.root.iter("*"))
        return found if tag == "*" else [each for each in found if _is_in(each, tag[:-1])]


def occurrence(root: Element, plan: Plan) -> Occurrence:
    """Return what there is of all that a plan asks for."""
    tags, attributes = _asked(plan)
    elements: dict[str, list[Element]] = {tag: [] for tag in tags}
    bearers: dict[str, list[Element]] = {name: [] for name in attributes}
    bears_none, known = attributes.isdisjoint, elements.get
    for element in root.iter("*"):
        alike = known(element.tag)  # type: ignore[arg-type]  # no comment: a string
        if alike is not None:
            alike.append(element)
        names = element.keys()
        if not bears_none(names):
            for name in attributes.intersection(names):
                bearers[name].append(element)
    return Occurrence(root, elements, bearers)


@lru_cache(maxsize=8)
def _asked(plan: Plan) -> tuple[frozenset[str], frozenset[str]]:
    contexts = [rule.context for pattern in plan.patterns for rule in pattern.rules]
    contexts += [key.match for key in plan.keys]
    every = [each for context in contexts for each in context]
    tags = {tag for each in every for tag in (*each.tags, each.candidates)}
    return frozenset(tags), frozenset(name for each in every for name in each.attributes)


def _is_in(element: Element, namespace: str) -> bool:
    return str(element.tag).startswith(namespace)

"""Circle: classes, macros and datatypes that an ODD defines by themselves."""

from edition.document import Element
from edition.odd.customization import Customization
from edition.odd.fault import Faults
from edition.odd.naming import RNG, SPECS, TEI, called, kind_of
from edition.odd.vocabulary import Spec, Vocabulary, memberships

__all__ = ["check_circles"]

_REFERENCES = (f"{TEI}classRef", f"{TEI}macroRef", f"{TEI}dataRef", f"{RNG}ref")


def check_circles(customized: Customization, vocabulary: Vocabulary, faults: Faults) -> None:
    """Add a finding for each thing that leads back to itself with no element between.

    Only what the ODD itself specifies can have closed a circle.
    """
    for part in customized.parts:
        spec = vocabulary.specs.get(called(part.element))
        if part.element.tag in SPECS and spec is not None and spec.kind != "element":
            circle = _circle(spec, vocabulary)
            if circle:
                told = " → ".join((*circle, circle[0]))
                message = (
                    f"The {kind_of(part.element)} “{spec.ident}” leads back to itself: {told}."
                )
                hint = "Take one of these memberships or references out."
                faults.add(part.document, part.element, "schema-circular", message, hint)


def _circle(start: Spec, vocabulary: Vocabulary) -> list[str]:
    """Return the names on a way from a specification back to it; none where there is no way."""
    came: dict[str, str] = {}
    waiting = [start]
    while waiting:
        spec = waiting.pop()
        for name in _next(spec, vocabulary):
            if name == start.ident:
                return _way(spec.ident, came, start.ident)
            inner = vocabulary.specs.get(name)
            if inner is not None and inner.kind != "element" and name not in came:
                came[name] = spec.ident
                waiting.append(inner)
    return []


def _way(last: str, came: dict[str, str], first: str) -> list[str]:
    found = [last]
    while found[-1] != first:
        found.append(came[found[-1]])
    return found[::-1]


def _next(spec: Spec, vocabulary: Vocabulary) -> list[str]:
    """Return what a specification is defined by: of a class of elements these are its members."""
    if spec.is_attributes:
        return memberships(spec.element)
    if spec.kind == "class":
        return [member.spec.ident for member in vocabulary.members(spec.ident)]
    return [_named(each) for each in spec.element.iter(*_REFERENCES) if not _is_within(each)]


def _named(reference: Element) -> str:
    return reference.get("key") or reference.get("name") or ""


def _is_within(reference: Element) -> bool:
    """Whether an element of RELAX NG's stands between."""
    return next(reference.iterancestors(f"{RNG}element"), None) is not None

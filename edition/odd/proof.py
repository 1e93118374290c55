"""Proof: whether the grammar that an ODD is compiled to is one, told at its place in the ODD."""

from edition.document import Element
from edition.odd.customization import Customization, Part
from edition.odd.fault import Faults
from edition.odd.naming import RNG, SPECS, TEI, called
from edition.relaxng.grammar import Fault, Place
from edition.tree import parse_plain

__all__ = ["is_risky", "prove"]

_RISKY = (f"{TEI}dataSpec", f"{TEI}dataRef", f"{TEI}valList", f"{TEI}anyElement", f"{RNG}*")


def is_risky(customized: Customization) -> bool:
    """Whether an ODD says something that can make a grammar wrong.

    Elements and classes in sequence or in choice never do, nor do attributes of one datatype.
    """
    return any(_is_risky(part.element) for part in customized.parts)


def _is_risky(element: Element) -> bool:
    if element.get("url") or element.tag in {f"{TEI}dataSpec", f"{TEI}macroSpec"}:
        return True
    if element.find(f".//{TEI}sequence[@preserveOrder]") is not None:
        return True
    if element.find(f".//{TEI}datatype[@maxOccurs]") is not None:
        return True
    if element.find(f".//{TEI}dataRef[@name]") is not None:
        return True
    if next(element.iter(f"{RNG}*"), None) is not None:
        return True
    models = element.iterfind(f".//{TEI}content")
    return any(next(model.iter(*_RISKY), None) is not None for model in models)


def prove(grammar: bytes, customized: Customization) -> None:
    """Raise Refused, with a place in the ODD, where a grammar breaks the rules of RELAX NG."""
    from edition.relaxng.restrictions import check
    from edition.relaxng.simplification import simplify

    root = parse_plain(grammar, customized.ident)
    try:
        check(simplify(root, customized.ident, _nothing))
    except Fault as fault:
        part = _meant(_defined(root, fault.place.number), customized)
        faults = Faults()
        faults.add(part.document, part.element, "schema-invalid", fault.message, fault.hint)
        faults.settle()


def _nothing(href: str, base: str) -> tuple[Element, str]:
    """Refuse to take in a grammar, wherever it lies."""
    message = f"RELAX NG in an ODD cannot take in “{href}”."
    raise Fault(Place(base), message, "Take the grammar in as a module: moduleRef with a url.")


def _defined(root: Element, number: int) -> str:
    """Return the name of the definition that the element of a number stands in."""
    for place, element in enumerate(root.iter("*")):
        if place == number:
            around = (element, *element.iterancestors())
            return next((each.get("name", "") for each in around if each.tag == f"{RNG}define"), "")
    return ""


def _meant(name: str, customized: Customization) -> Part:
    """Return the part that a definition is made of, or the whole where it is none of the ODD's."""
    whole = Part(customized.schema, customized.document)
    best = ""
    for part in customized.parts:
        ident = called(part.element)
        if part.element.tag in SPECS and ident and _is_of(name, ident) and len(ident) > len(best):
            best, whole = ident, part
    return whole


def _is_of(name: str, ident: str) -> bool:
    """Whether a definition is that of a thing, with or without a prefix, or one of its parts."""
    stem = name.partition(".attribute")[0]
    return stem.endswith(ident) or name.startswith((f"{ident}.attribute", f"anyElement_{ident}"))

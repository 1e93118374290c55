"""Proof: whether what an ODD is compiled to is a schema; if not, told at its place in the ODD."""

from collections.abc import Iterator
from pathlib import Path

from edition.diagnostic import Refused
from edition.document import Element
from edition.document.tree import parse_plain
from edition.odd.customization import Customization, Part
from edition.odd.datatype import name_of
from edition.odd.fault import Faults
from edition.odd.naming import RNG, SCH, SPECS, TEI, called
from edition.relaxng.grammar import Fault, Place

__all__ = ["has_rules", "is_risky", "prove", "prove_rules"]

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
    from edition.relaxng.reading.restrictions import check
    from edition.relaxng.reading.simplification import simplify

    root = parse_plain(grammar, customized.ident)
    try:
        check(simplify(root, customized.ident, _nothing))
    except Fault as fault:
        names = _around(root, fault.place.number)
        part = _meant(names[0], customized)
        faults = Faults()
        faults.add(
            part.document,
            _narrowed(part.element, *names[1:]),
            "schema-invalid",
            fault.message,
            fault.hint,
        )
        faults.settle()


def has_rules(customized: Customization) -> bool:
    """Whether an ODD writes constraints itself."""
    return next(_tests(customized), None) is not None


def prove_rules(schema: bytes, customized: Customization) -> None:
    """Raise Refused, with a place in the ODD, where one of its constraints cannot be asked."""
    from edition.schematron.preparing import prepare

    try:
        prepare(Path(f"{customized.ident}.sch"), schema, "")
    except Refused as refusal:
        found = refusal.diagnostics[0]
        root = parse_plain(schema, customized.ident)
        there = [each for each in root.iter("*") if each.sourceline == found.location.line]
        for part, element in _tests(customized):
            if any(_is_same(element, each) for each in there):
                faults = Faults()
                at = (part.document, element)
                faults.add(*at, found.rule, found.message, found.hint or "", found.severity)
                faults.settle()


def _tests(customized: Customization) -> Iterator[tuple[Part, Element]]:
    """Yield what Schematron an ODD holds, and the part that it stands in."""
    for part in customized.parts:
        for constraint in part.element.iter(f"{TEI}constraint"):
            for element in constraint.iterdescendants(f"{SCH}*"):
                yield part, element


def _is_same(one: Element, other: Element) -> bool:
    return one.tag == other.tag and dict(one.attrib) == dict(other.attrib)


def _nothing(href: str, base: str) -> tuple[Element, str]:
    """Refuse to take in a grammar, wherever it lies."""
    message = f"RELAX NG in an ODD cannot take in “{href}”."
    raise Fault(Place(base), message, "Take the grammar in as a module: moduleRef with a url.")


def _around(root: Element, number: int) -> tuple[str, str, str]:
    """Return what the element of a number stands in: a definition, an attribute, a datatype."""
    element = next((each for at, each in enumerate(root.iter("*")) if at == number), root)
    around = (element, *element.iterancestors())
    define, attribute, data = (
        next((each for each in around if each.tag == f"{RNG}{tag}"), None)
        for tag in ("define", "attribute", "data")
    )
    return _stated(define, "name"), _stated(attribute, "name"), _stated(data, "type")


def _stated(element: Element | None, name: str) -> str:
    return "" if element is None else element.get(name, "")


def _narrowed(spec: Element, attribute: str, datatype: str) -> Element:
    """Return that attribute of a specification, and its datatype, that a fault is in."""
    named = (each for each in spec.iter(f"{TEI}attDef") if name_of(each) == attribute)
    holder = next(named, spec) if attribute else spec
    references = (each for each in holder.iter(f"{TEI}dataRef") if each.get("name") == datatype)
    return next(references, holder) if datatype else holder


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

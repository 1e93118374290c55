"""Checking: what is wrong with the parts that an ODD specifies itself, each at its place."""

from collections.abc import Callable, Mapping

from edition.document import Element
from edition.name import is_ncname
from edition.odd.attribution import Attribution
from edition.odd.constraint import SCHEMES
from edition.odd.customization import Customization
from edition.odd.datatype import name_of
from edition.odd.doubling import check_attributes, check_lists, check_values
from edition.odd.fault import Faults, meant
from edition.odd.look import Look
from edition.odd.merging import attributes_of
from edition.odd.naming import SPECS, TEI, kind_of, words
from edition.odd.reference import check_references
from edition.odd.vocabulary import Vocabulary

__all__ = ["check"]

_MOST = 400
_FACET = f"{TEI}dataFacet"
_HOLDING = (f"{TEI}sequence", f"{TEI}alternate")
_COUNTED = (
    *_HOLDING,
    *(f"{TEI}{name}" for name in ("elementRef", "classRef", "macroRef", "dataRef", "anyElement")),
)
_ARTICLES = {"element": "an", "attribute": "an"}


def check(
    customized: Customization,
    vocabulary: Vocabulary,
    known: Mapping[str, Element],
    faults: Faults,
) -> None:
    """Add findings for what an ODD says that cannot be, or that is not understood."""
    attribution = Attribution(vocabulary)
    is_closed = not any(part.element.get("url") for part in customized.parts)
    deleted = customized.deletions
    for part in customized.parts:
        if part.element.tag in SPECS:
            looked = Look(part, attribution, known, faults, deleted)
            for one in _CHECKS:
                one(looked, part.element)
            check_references(looked, part.element, is_closed=is_closed)
        elif part.element.tag == f"{TEI}constraintSpec":
            _check_schemes(Look(part, attribution, known, faults), part.element)
    _check_start(customized, vocabulary, known, faults)


def _check_start(
    customized: Customization,
    vocabulary: Vocabulary,
    known: Mapping[str, Element],
    faults: Faults,
) -> None:
    elements = [spec.ident for spec in vocabulary.of("element")]
    at = (customized.document, customized.schema)
    for name in words(customized.schema, "start"):
        if name not in elements:
            message = f"A document is to start with “{name}”, which is not in the schema."
            module = known[name].get("module", "") if name in known else ""
            hint = f"Take it in with a moduleRef to “{module}”, or take its name out of start."
            hint = hint if module else meant(name, elements, "Take its name out of start.")
            faults.add(*at, "schema-unknown-name", message, hint)
    if not words(customized.schema, "start") and "TEI" not in elements:
        message = "It is not said what a document starts with, and there is no element “TEI”."
        hint = "Name the elements in the attribute start of schemaSpec."
        faults.add(*at, "schema-needed", message, hint)


def _check_name(looked: Look, spec: Element) -> None:
    for each in (spec, *attributes_of(spec)):
        kind = kind_of(each) or "attribute"
        for name in dict.fromkeys((each.get("ident", ""), name_of(each))):
            halves = name.split(":", 1) if kind == "attribute" else [name]
            is_bound = halves[0] in {"xml", *each.nsmap} or bool(each.get("ns"))
            if len(halves) > 1 and not is_bound:
                message = f"The prefix of “{name}” is not bound to a namespace."
                hint = "Write the namespace in the attribute ns, or bind the prefix with xmlns."
                looked.tell(each, "schema-invalid", message, hint)
            if not all(map(is_ncname, halves)):
                message = f"“{name}” is no name that {_ARTICLES.get(kind, 'a')} {kind} can have."
                hint = "A name is made of letters, digits, . - and _; it begins with a letter."
                looked.tell(each, "schema-invalid", message, hint)


def _check_content(looked: Look, spec: Element) -> None:
    """Tell how often something may stand in a content model, where that cannot be."""
    for holder in spec.iter(f"{TEI}content", f"{TEI}datatype"):
        _check_counts(looked, holder)
        for each in holder.iterdescendants(*_COUNTED):
            _check_counts(looked, each)
            if each.tag in _HOLDING and each.find("*") is None:
                name = str(each.tag).removeprefix(TEI)
                message = f"<{name}> holds nothing, so nothing could stand here."
                looked.tell(each, "schema-invalid", message, "Put into it what may stand here.")


def _check_counts(looked: Look, each: Element) -> None:
    least, most = each.get("minOccurs", "1").strip(), each.get("maxOccurs", "1").strip()
    many = str(_MOST) if most == "unbounded" else most
    if not least.isdecimal() or not many.isdecimal():
        message = f"“{least}” to “{most}” times is no number."
        looked.tell(each, "schema-invalid", message, "Write digits, or maxOccurs=“unbounded”.")
    elif int(least) > int(many) and most != "unbounded":
        message = f"It is to occur {least} times at least, and {most} at most."
        hint = "Without maxOccurs once is the most; write maxOccurs=“unbounded” for any number."
        looked.tell(each, "schema-invalid", message, hint)
    elif max(int(least), int(many)) > _MOST:
        message = f"More than {_MOST} times can only be counted by a rule."
        hint = "Write maxOccurs=“unbounded”, and count in a constraintSpec."
        looked.tell(each, "schema-unsupported", message, hint)


def _check_kind(looked: Look, spec: Element) -> None:
    """Tell of a new class that does not say whether it is one of elements or of attributes."""
    is_new = spec.get("mode", "add") in {"add", "replace"}
    if is_new and kind_of(spec) == "class" and not spec.get("type"):
        message = f"It is not said what the class “{spec.get('ident', '')}” is one of."
        hint = "Write type=“atts” for a class of attributes, type=“model” for one of elements."
        looked.tell(spec, "schema-needed", message, hint)


def _check_values(looked: Look, spec: Element) -> None:
    """Tell of lists that allow nothing, and of restrictions that are no expression."""
    for values in spec.iter(f"{TEI}valList"):
        is_whole = values.get("mode", "add") in {"add", "replace"}
        if is_whole and values.get("type") == "closed" and values.find(f"{TEI}valItem") is None:
            message = "The list is closed and has no value, so nothing could be written."
            looked.tell(values, "schema-invalid", message, "Add a valItem, or make it open.")
    for reference in spec.iter(f"{TEI}dataRef"):
        if reference.get("key") and reference.find(_FACET) is not None:
            message = "A dataFacet narrows datatypes of XML Schema only, those with a name."
            hint = "Write a restriction instead, or name a datatype of XML Schema."
            looked.tell(reference, "schema-unsupported", message, hint)
        fault = _fault_in(reference)
        if fault:
            hint = "Look the datatype up in XML Schema; its restriction is a regular expression."
            looked.tell(reference, "schema-invalid", fault, hint)
    for member in spec.iterfind(f"{TEI}classes/{TEI}memberOf"):
        least, most = member.get("min", "1"), member.get("max", "1")
        if not least.isdecimal() or not (most.isdecimal() or most == "unbounded"):
            message = f"“{least}” to “{most}” times is no number."
            looked.tell(member, "schema-invalid", message, "Write digits, or max=“unbounded”.")


def _fault_in(reference: Element) -> str:
    """Return what is wrong with a datatype that is narrowed, or named; nothing if all is well."""
    from edition.relaxng.datatype import XSD, datatype

    name, restriction = reference.get("name"), reference.get("restriction")
    facets = [(f.get("name", ""), f.get("value", "")) for f in reference.iterfind(_FACET)]
    if restriction is not None:
        facets.append(("pattern", restriction))
    if name is None and restriction is None:
        return ""
    try:
        datatype(XSD, name or "string", tuple(facets if name else facets[-1:]))
    except ValueError as error:
        return str(error)
    return ""


def _check_schemes(looked: Look, spec: Element) -> None:
    for each in spec.iter(f"{TEI}constraintSpec"):
        scheme = each.get("scheme", SCHEMES[0])
        if scheme not in SCHEMES and each.get("mode") != "delete":
            message = f"Constraints in “{scheme}” are not understood."
            looked.tell(each, "schema-unsupported", message, "Write them in Schematron.")


_CHECKS: tuple[Callable[[Look, Element], None], ...] = (
    _check_name,
    _check_content,
    _check_kind,
    _check_values,
    check_attributes,
    check_lists,
    check_values,
    _check_schemes,
)

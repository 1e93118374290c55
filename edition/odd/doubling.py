"""Doubling: attributes, values and constraints that an ODD specifies twice, or not at all."""

from edition.diagnostic import Related, Severity
from edition.document import Element
from edition.odd.fault import meant
from edition.odd.look import Look
from edition.odd.merging import attributes_of
from edition.odd.naming import SPECS, TEI, called

__all__ = ["check_attributes", "check_lists", "check_values"]


def check_attributes(looked: Look, spec: Element) -> None:
    """Tell of attributes that are there twice, or that are changed and not there."""
    if spec.get("mode", "add") == "delete":
        return
    old = looked.known.get(called(spec))
    before = set() if old is None or spec.get("mode") != "change" else _idents(old)
    mine = looked.vocabulary.specs.get(called(spec))
    given: set[str] = set()
    if mine is not None and mine.kind in {"element", "class"}:
        given = set(looked.attribution.inherited(mine))
    seen: dict[str, Element] = {}
    for attribute in attributes_of(spec):
        name, mode = attribute.get("ident", ""), attribute.get("mode", "add")
        if name in seen:
            _tell_twice(looked, attribute, seen[name], f"The attribute “{name}” is defined twice.")
        elif mode == "add" and name in before | given:
            message = f"The attribute “{name}” is there already."
            hint = "Write mode=“change” to change it, or mode=“replace” to put this in its place."
            looked.tell(attribute, "schema-defined-twice", message, hint)
        elif mode == "add" or name in before | given or mine is None:
            pass
        elif not looked.vocabulary.is_compiled:
            effect = "it is added" if mode == "replace" else "this has no effect"
            message = f"There is no attribute “{name}” here, so {effect}."
            hint = meant(name, before | given, "")
            if mode == "delete" and not hint:
                continue  # it is gone already, as it is to be
            hint = hint or "Write mode=“add” to add it."
            looked.tell(attribute, "schema-no-effect", message, hint, Severity.WARNING)
        seen[name] = attribute


def check_values(looked: Look, spec: Element) -> None:
    """Tell of values that are changed or deleted and are not there."""
    for attribute in attributes_of(spec):
        for item in attribute.iterfind(f"{TEI}valList[@mode='change']/{TEI}valItem[@mode]"):
            name, there = item.get("ident", ""), _values_before(looked, spec, attribute)
            if item.get("mode") in {"change", "delete"} and name not in there:
                message = f"There is no value “{name}” here, so this has no effect."
                hint = meant(name, there, "Leave this out.")
                looked.tell(item, "schema-no-effect", message, hint, Severity.WARNING)


def _values_before(looked: Look, spec: Element, attribute: Element) -> list[str]:
    """Return the values that an attribute has before it is changed: its own, or its class's."""
    name = attribute.get("ident", "")
    old, mine = looked.known.get(called(spec)), looked.vocabulary.specs.get(called(spec))
    holders = [] if old is None else [e for e in attributes_of(old) if e.get("ident") == name]
    if mine is not None and name in looked.attribution.inherited(mine):
        holders.append(looked.attribution.inherited(mine)[name].element)
    lists = [each for holder in holders for each in holder.iterchildren(f"{TEI}valList")]
    items = lists[0].iterchildren(f"{TEI}valItem") if lists else ()
    return [item.get("ident", "") for item in items]


def _idents(spec: Element) -> set[str]:
    return {each.get("ident", "") for each in attributes_of(spec)}


def check_lists(looked: Look, spec: Element) -> None:
    """Tell of values and constraints that are there twice."""
    for holder in spec.iter(f"{TEI}valList", *SPECS):
        seen: dict[str, Element] = {}
        for each in holder.iterchildren(f"{TEI}valItem", f"{TEI}constraintSpec"):
            name = each.get("ident", "")
            if name in seen:
                kind = "value" if each.tag == f"{TEI}valItem" else "constraint"
                _tell_twice(looked, each, seen[name], f"The {kind} “{name}” is defined twice.")
            seen[name] = each


def _tell_twice(looked: Look, each: Element, first: Element, message: str) -> None:
    related = (Related(looked.part.document.locate(first), "it was defined here before"),)
    hint = "Take one of them out, or give it another name."
    looked.tell(each, "schema-defined-twice", message, hint, Severity.ERROR, related)

"""Shape: whether an ODD is made of what ODDs are made of; anything else is told by its name.

What is misspelt or misplaced would otherwise be passed over, and the schema not be the one meant.
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document, Element
from edition.odd.fault import Faults, meant
from edition.odd.naming import ANNOTATION, RNG, SCH, TEI
from edition.odd.syntax import (
    ELSEWHERE,
    GLOBAL,
    HOLDING_RELAX_NG,
    IN_CONTENT,
    KEYWORDS,
    MODES,
    NEEDED,
    ONCE,
    PROSE,
    SHAPES,
    TAKING,
)
from edition.suggestion import nearest
from edition.value import Value

__all__ = ["check_shape"]

_XSL = "{http://www.w3.org/1999/XSL/Transform}"


def check_shape(document: Document, element: Element, faults: Faults) -> None:
    """Add a finding for each thing in a part of an ODD that is not understood.

    `element` is a schemaSpec, a group, or a specification.
    """
    for at, rule, message, hint, weight in _faults(element, _name(element)):
        faults.add(document, at, rule, message, hint, weight)


class _Fault(Value):
    """What is wrong with an element, and what to do about it."""

    element: Element
    rule: str
    message: str
    hint: str
    weight: Severity = Severity.ERROR


def _faults(element: Element, name: str) -> Iterator[_Fault]:
    yield from _of_attributes(element, name)
    yield from _of_words(element, name)
    once: set[str] = set()
    for child in element.iterchildren("*"):
        inner = _name(child)
        if inner in once:
            message = f"<{name}> has a second <{inner}>; only one can be meant."
            yield _Fault(child, "schema-defined-twice", message, "Take one of them out.")
        elif inner in ONCE:
            once.add(inner)
        if not _is_understood(child, inner, name):
            yield _Fault(child, "schema-unsupported", *_told(child, inner, name))
        elif inner in SHAPES:
            yield from _faults(child, inner)


def _name(element: Element) -> str:
    """Return the name of an element of TEI's; of any other one nothing."""
    tag = str(element.tag)
    return tag.removeprefix(TEI) if tag.startswith(TEI) else ""


def _is_understood(child: Element, inner: str, name: str) -> bool:
    tag = str(child.tag)
    if not inner:
        if name == "constraint":
            return tag.startswith((SCH, _XSL))
        return name in HOLDING_RELAX_NG and tag.startswith((RNG, ANNOTATION))
    if inner in SHAPES[name][1]:
        return True
    return name == "specGrp" and not nearest(inner, SHAPES[name][1])  # it may hold any prose


def _told(child: Element, inner: str, name: str) -> tuple[str, str]:
    """Return what is to be said of an element that is not understood where it stands."""
    space, _, local = str(child.tag).rpartition("}")
    if not inner:
        of = f"the namespace {space[1:]}" if space else "no namespace"
        hint = "Write it in the namespace of TEI, http://www.tei-c.org/ns/1.0."
        if name == "constraint":
            hint = f"Rules are written in ISO Schematron, {SCH[1:-1]}."
        return f"<{local}> in <{name}> is not understood: it is of {of}.", hint
    holds = sorted(SHAPES[name][1] - PROSE)
    places = [holder for holder, (_, held) in SHAPES.items() if inner in held]
    otherwise = f"<{name}> holds: {', '.join(holds)}." if holds else "Take it out."
    hint = f"It stands in: {', '.join(places)}." if places else meant(inner, holds, otherwise)
    where = "a content model" if name in {"content", "sequence", "alternate"} else f"<{name}>"
    return f"<{inner}> in {where} is not understood.", hint


def _of_attributes(element: Element, name: str) -> Iterator[_Fault]:
    known = SHAPES[name][0]
    for key, value in element.attrib.items():
        if key not in known and key not in GLOBAL and not str(key).startswith("{"):
            weight = Severity.ERROR
            hint = meant(str(key), known, f"<{name}> has: {', '.join(sorted(known)) or 'none'}.")
            if key in ELSEWHERE:  # an attribute of TEI's, which says nothing of a schema
                weight, hint = Severity.WARNING, "It is left out. Did you mean “except”?"
            message = f"<{name}> has no attribute “{key}”."
            yield _Fault(element, "schema-unsupported", message, hint, weight)
        keywords = KEYWORDS.get((name, str(key)), MODES if key == "mode" else "").split()
        if keywords and str(value).strip() not in keywords:
            message = f"{key}=“{value}” on <{name}> is not understood."
            if key == "mode":
                message = f"There is no mode “{value}” of <{name}>."
            hint = meant(str(value), keywords, f"It can be: {', '.join(keywords)}.")
            yield _Fault(element, "schema-invalid", message, hint)
    yield from _of_choices(element, name)


def _of_choices(element: Element, name: str) -> Iterator[_Fault]:
    """Yield a finding where attributes contradict each other, or one is missing."""
    needed = NEEDED.get(name, "").split()
    given = [each for each in needed if element.get(each)]
    message, hint = "", "Take one of them out."
    if needed and not given:
        message, hint = f"<{name}> names nothing.", f"Write its {' or '.join(needed)}."
    elif len(given) > 1:
        message = f"<{name}> has both {' and '.join(given)}."
    elif element.get("include") and element.get("except"):
        message = f"<{name}> has both include and except."
    elif name in TAKING and _misplaced(element):
        where = "in" if _misplaced(element) == "source" else "outside"
        message = f"{_misplaced(element)} on <{name}> says nothing {where} a content model."
        hint = "Take it out here, and write it where it is to hold."
    elif element.get("key") and element.get("prefix") and name == "moduleRef":
        message = "A prefix stands before what a module in RELAX NG defines, and TEI's is none."
        hint = "Take the prefix out; that of the whole schema is written on schemaSpec."
    if message:
        yield _Fault(element, "schema-invalid", message, hint)


def _misplaced(element: Element) -> str:
    """Return an attribute of a reference that holds elsewhere only: nothing where there is none."""
    parent = element.getparent()
    is_taken = parent is not None and _name(parent) in {"schemaSpec", "specGrp"}
    elsewhere = IN_CONTENT if is_taken else ("source",)
    return next((each for each in elsewhere if each in element.attrib), "")


def _of_words(element: Element, name: str) -> Iterator[_Fault]:
    """Yield a finding for text where only elements stand."""
    if name == "specGrp" or (name == "macroSpec" and len(element) == 0):
        return
    texts = (element.text, *(child.tail for child in element))
    words = next((text.strip() for text in texts if text and not text.isspace()), "")
    if words:
        message = f"The text “{words[:30]}” in <{name}> says nothing to a schema."
        yield _Fault(element, "schema-invalid", message, "Take it out, or put it into a desc.")

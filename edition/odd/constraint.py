"""Constraint: the Schematron rules of an ODD as one schema, as TEI's own processor extracts them.

A rule without a context of its own judges what it is specified for. What TEI will drop at a certain
date is told as a warning.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from edition.document import Element
from edition.document.tree import copied
from edition.odd.derivation import derived
from edition.odd.naming import SCH, TEI, XML
from edition.odd.prefix import Prefixes
from edition.odd.vocabulary import Spec, Vocabulary

__all__ = ["SCHEMES", "extracted"]

SCHEMES = ("schematron", "isoschematron")
_FOR_ALL = ("en", "und", "mul", "zxx")
_BARE = (f"{SCH}assert", f"{SCH}report", f"{SCH}extends")
_LEFT = (f"{SCH}ns", f"{SCH}key")
_TELLING = (f"{SCH}assert", f"{SCH}report")
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_NESTING = (f"{SCH}pattern", f"{SCH}rule")


def extracted(vocabulary: Vocabulary, specs: Iterable[Spec]) -> bytes:
    """Return the Schematron schema of specifications, and of the schema as a whole.

    Where none of them has a rule there is no schema, and nothing is returned.
    """
    holders = [*(spec.element for spec in specs), *vocabulary.constraints]
    constraints = [each for holder in holders for each in _constraints(holder, vocabulary.language)]
    prefixes = Prefixes(constraints, vocabulary.schema)
    schema = vocabulary.schema.get("ident", "").replace("-", "_")
    whole = etree.Element(f"{SCH}schema", {"queryBinding": "xslt2"}, nsmap={None: SCH[1:-1]})
    patterns: list[Element] = []
    for number, constraint in enumerate(constraints, 1):
        idents = [each.get("ident") for each in constraint.iterancestors() if each.get("ident")]
        names = [name.replace(":", "") for name in idents[::-1] if name]
        if constraint.getroottree().getroot() is vocabulary.schema.getroottree().getroot():
            names = names[1:] if names[:1] == [vocabulary.schema.get("ident")] else names
        name = "-".join(("schematron-constraint", schema, *names, str(number)))
        patterns += _pattern(constraint, name, prefixes)
    patterns += [each for holder in holders for each in derived(holder, vocabulary, prefixes)]
    return _written(whole, prefixes.declared(), patterns) if patterns else b""


def _constraints(holder: Element, language: str) -> Iterator[Element]:
    """Yield the constraints whose messages are in a language, in none, or in English."""
    wanted = {language, language.partition("-")[0], "", *_FOR_ALL}
    for spec in holder.iter(f"{TEI}constraintSpec"):
        is_wanted = spec.get(f"{XML}lang", "") in wanted
        if spec.get("scheme", SCHEMES[0]) in SCHEMES and is_wanted:
            yield from spec.iterchildren(f"{TEI}constraint")


def _pattern(constraint: Element, name: str, prefixes: Prefixes) -> list[Element]:
    """Return what a constraint says as patterns: where it has none, they are put around it."""
    children = [_copy(each) for each in constraint.iterchildren("*") if each.tag not in _LEFT]
    tags = {each.tag for each in children}
    if f"{SCH}pattern" in tags:
        for each in children:
            if each.tag == f"{SCH}pattern" and "id" not in each.attrib:
                each.set("id", name)
        return children
    context = _context(constraint, prefixes)
    if f"{SCH}rule" not in tags:
        if tags.isdisjoint(_BARE):
            return children
        rule = etree.Element(f"{SCH}rule", {"context": context})
        rule.extend(children)
        children = [rule]
    pattern = etree.Element(f"{SCH}pattern", {"id": name})
    for each in children:
        if (
            each.tag == f"{SCH}rule"
            and "context" not in each.attrib
            and "abstract" not in each.attrib
        ):
            each.set("context", context)
        pattern.append(each)
    return [pattern]


def _copy(element: Element) -> Element:
    copy = copied(element)
    copy.tail = None
    for left in list(copy.iter(*_LEFT)):
        parent = left.getparent()
        if parent is not None:
            parent.remove(left)
    for told in copy.iter(*_TELLING):
        _fold(told)
    return copy


def _fold(told: Element) -> None:
    """Fold the white space in a message, which the ODD has as it is indented there."""
    told.text = _folded(told.text).lstrip()
    for each in told:
        each.tail = _folded(each.tail)
    last = told[-1] if len(told) else None
    if last is None:
        told.text = told.text.rstrip()
    else:
        last.tail = (last.tail or "").rstrip()


def _folded(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _context(constraint: Element, prefixes: Prefixes) -> str:
    """Return what a rule without a context judges: the element or attribute that it stands in."""
    attribute = next(constraint.iterancestors(f"{TEI}attDef"), None)
    element = next(constraint.iterancestors(f"{TEI}elementSpec"), None)
    path = "" if element is None else prefixes.element(element)
    if attribute is not None:
        named = prefixes.attribute(attribute)
        return f"{path}/{named}" if path else named
    if path:
        return path
    return "*" if next(constraint.iterancestors(f"{TEI}classSpec"), None) is not None else "/"


def _written(whole: Element, spaces: list[tuple[str, str]], patterns: list[Element]) -> bytes:
    for prefix, uri in spaces:
        etree.SubElement(whole, f"{SCH}ns", {"prefix": prefix, "uri": uri})
    whole.extend(patterns)
    _indent(whole, "\n")
    etree.cleanup_namespaces(whole, top_nsmap={None: SCH[1:-1]}, keep_ns_prefixes=["xsl"])
    return _DECLARATION + etree.tostring(whole, encoding="UTF-8") + b"\n"


def _indent(holder: Element, line: str) -> None:
    """Put each child on a line of its own, down to the tests: what they say stays as it is."""
    for child in holder:
        child.tail = f"{line}  "
        if child.tag in _NESTING and len(child):
            _indent(child, f"{line}  ")
    if len(holder):
        holder.text, holder[-1].tail = f"{line}  ", line

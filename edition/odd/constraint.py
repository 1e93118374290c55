"""Constraint: the Schematron rules of an ODD as one schema, as TEI's own processor extracts them.

A rule without a context of its own judges what it is specified for. What TEI will drop at a certain
date is told as a warning.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from edition.document import Element, copied
from edition.odd.naming import SCH, TEI, XML
from edition.odd.vocabulary import Spec, Vocabulary

__all__ = ["SCHEMES", "extracted"]

SCHEMES = ("schematron", "isoschematron")
_BARE = (f"{SCH}assert", f"{SCH}report", f"{SCH}extends")
_LEFT = (f"{SCH}ns", f"{SCH}key")
_TEI_NS, _XSL_NS = TEI[1:-1], "http://www.w3.org/1999/XSL/Transform"
_EXAMPLES = "http://www.tei-c.org/ns/Examples"


def extracted(vocabulary: Vocabulary, specs: Iterable[Spec]) -> bytes:
    """Return the Schematron schema of specifications, and of the schemaSpec itself."""
    holders = [*(spec.element for spec in specs), *_of_schema(vocabulary.schema)]
    constraints = [each for holder in holders for each in _constraints(holder, vocabulary.language)]
    spaces = _Spaces(constraints, vocabulary.schema)
    schema = vocabulary.schema.get("ident", "").replace("-", "_")
    whole = etree.Element(f"{SCH}schema", {"queryBinding": "xslt2"}, nsmap={None: SCH[1:-1]})
    patterns: list[Element] = []
    for number, constraint in enumerate(constraints, 1):
        idents = [each.get("ident") for each in constraint.iterancestors() if each.get("ident")]
        names = [name.replace(":", "") for name in idents[::-1] if name]
        if constraint.getroottree().getroot() is vocabulary.schema.getroottree().getroot():
            names = names[1:] if names[:1] == [vocabulary.schema.get("ident")] else names
        name = "-".join(("schematron-constraint", schema, *names, str(number)))
        patterns += _pattern(constraint, name, spaces)
    patterns += [each for holder in holders for each in _deprecated(holder, vocabulary, spaces)]
    patterns += [each for holder in holders for each in _parameters(holder)]
    return _written(whole, spaces.declared(), patterns)


def _of_schema(schema: Element) -> Iterator[Element]:
    yield from schema.iterchildren(f"{TEI}constraintSpec")


def _constraints(holder: Element, language: str) -> Iterator[Element]:
    """Yield the constraints that are written for a language, or for none."""
    for spec in holder.iter(f"{TEI}constraintSpec"):
        written_in = spec.get(f"{XML}lang", language)
        if spec.get("scheme", SCHEMES[0]) in SCHEMES and written_in == language:
            yield from spec.iterchildren(f"{TEI}constraint")


class _Spaces:
    """The prefixes of namespaces, as the rules declare them or as they are needed."""

    def __init__(self, constraints: Iterable[Element], schema: Element) -> None:
        self.bound: dict[str, str] = {}
        for constraint in constraints:
            for ns in constraint.iter(f"{SCH}ns"):
                if ns.get("uri") != _XSL_NS:
                    self.bound.setdefault(ns.get("prefix", ""), ns.get("uri", ""))
        self.bound.setdefault("tei", _TEI_NS)
        self.default = schema.get("ns", _TEI_NS)

    def declared(self) -> list[tuple[str, str]]:
        return list(self.bound.items())

    def prefixed(self, holder: Element | None, name: str) -> str:
        """Return a name with the prefix of the namespace of what it names."""
        uri = self.default if holder is None else holder.get("ns", self.default)
        if not uri:
            return name
        return f"{self._prefix(uri, holder)}:{name}"

    def attribute(self, attribute: Element) -> str:
        name, uri = attribute.get("ident", ""), attribute.get("ns", "")
        if not uri or ":" in name:
            return f"@{name}"
        prefix = "xml" if uri == XML[1:-1] else self._prefix(uri, attribute)
        return f"@{prefix}:{name}"

    def _prefix(self, uri: str, holder: Element | None) -> str:
        known = next((prefix for prefix, bound in self.bound.items() if bound == uri), None)
        if known is not None:
            return known
        nsmap = {} if holder is None else holder.nsmap
        wanted = next((prefix for prefix, bound in nsmap.items() if prefix and bound == uri), "ns")
        prefix, count = wanted, 1
        while prefix in self.bound:
            count += 1
            prefix = f"{wanted}{count}"
        self.bound[prefix] = uri
        return prefix


def _pattern(constraint: Element, name: str, spaces: _Spaces) -> list[Element]:
    """Return what a constraint says as patterns: where it has none, they are put around it."""
    children = [_copy(each) for each in constraint.iterchildren("*") if each.tag not in _LEFT]
    tags = {each.tag for each in children}
    if f"{SCH}pattern" in tags:
        for each in children:
            if each.tag == f"{SCH}pattern" and "id" not in each.attrib:
                each.set("id", name)
        return children
    context = _context(constraint, spaces)
    if f"{SCH}rule" not in tags:
        if tags.isdisjoint(_BARE):
            return children
        rule = etree.Element(f"{SCH}rule", {"context": context})
        rule.extend(children)
        children = [rule]
    pattern = etree.Element(f"{SCH}pattern", {"id": name})
    for each in children:
        if each.tag == f"{SCH}rule" and "context" not in each.attrib and "abstract" not in each.attrib:
            each.set("context", context)
        pattern.append(each)
        each.tail = "\n    "
    pattern.text, pattern[-1].tail = "\n    ", "\n  "
    return [pattern]


def _copy(element: Element) -> Element:
    copy = copied(element)
    copy.tail = None
    return copy


def _context(constraint: Element, spaces: _Spaces) -> str:
    """Return what a rule without a context judges: the element or attribute that it stands in."""
    attribute = next(constraint.iterancestors(f"{TEI}attDef"), None)
    element = next(constraint.iterancestors(f"{TEI}elementSpec"), None)
    path = "" if element is None else spaces.prefixed(element, element.get("ident", ""))
    if attribute is not None:
        named = spaces.attribute(attribute)
        return f"{path}/{named}" if path else named
    if path:
        return path
    return "*" if next(constraint.iterancestors(f"{TEI}classSpec"), None) is not None else "/"


def _deprecated(holder: Element, vocabulary: Vocabulary, spaces: _Spaces) -> Iterator[Element]:
    """Yield a warning for each thing that TEI will drop."""
    for each in holder.iter(f"{TEI}elementSpec", f"{TEI}attDef", f"{TEI}valItem", f"{TEI}macroSpec"):
        until = each.get("validUntil")
        found = None if until is None else _warned(each, holder, vocabulary, spaces)
        if found is not None:
            context, test, what = found
            pattern = etree.Element(f"{SCH}pattern", {"id": f"deprecated-{holder.get('ident')}"})
            rule = etree.SubElement(pattern, f"{SCH}rule", {"context": context})
            report = etree.SubElement(rule, f"{SCH}report", {"test": test, "role": "nonfatal"})
            report.text = f"{what} will be removed from the TEI on {until}."
            yield pattern


def _warned(
    each: Element, holder: Element, vocabulary: Vocabulary, spaces: _Spaces
) -> tuple[str, str, str] | None:
    name, ident = each.get("ident", ""), holder.get("ident", "")
    context = spaces.prefixed(holder, ident) if holder.tag == f"{TEI}elementSpec" else ""
    if each.tag == f"{TEI}elementSpec":
        return context, "true()", f"The element <{name}>"
    if each.tag == f"{TEI}macroSpec":
        test = f"concat(normalize-space(@key), normalize-space(@name)) = '{name}'"
        return "tei:macroRef | tei:dataRef", test, f"The macro {name}"
    if each.tag == f"{TEI}valItem":
        attribute = next(each.iterancestors(f"{TEI}attDef"), None)
        if attribute is None or not context:
            return None
        at = spaces.attribute(attribute)
        return context, f"{at} = '{name}'", f"The value “{name}” of {at} on <{ident}>"
    at = spaces.attribute(each)
    if context:
        return context, at, f"The attribute {at} of <{ident}>"
    members = [m.spec for m in vocabulary.members(ident) if m.spec.kind == "element"]
    contexts = [spaces.prefixed(spec.element, spec.ident) for spec in members]
    return (" | ".join(contexts), at, f"The attribute {at}") if contexts else None


def _parameters(holder: Element) -> Iterator[Element]:
    """Yield a rule for each list of parameters: which of them a behaviour knows."""
    for number, listed in enumerate(holder.iter(f"{TEI}paramList"), 1):
        item = listed.getparent()
        behaviour = "" if item is None else item.get("ident", "")
        names = [each.get("ident", "") for each in listed.iterchildren(f"{TEI}paramSpec")]
        name = f"teipm-{holder.get('ident')}-paramList-{number}"
        pattern = etree.Element(f"{SCH}pattern", {"id": name})
        context = f"tei:param[parent::tei:model/@behaviour='{behaviour}']"
        rule = etree.SubElement(pattern, f"{SCH}rule", {"context": context})
        test = " or ".join(f"@name='{each}'" for each in names) or "false()"
        told = etree.SubElement(rule, f"{SCH}assert", {"test": test, "role": "error"})
        told.text = "The parameter “"
        etree.SubElement(told, f"{SCH}value-of", {"select": "@name"}).tail = (
            f"” is none of those that “{behaviour}” has: {', '.join(names)}."
        )
        yield pattern


def _written(whole: Element, spaces: list[tuple[str, str]], patterns: list[Element]) -> bytes:
    for prefix, uri in spaces:
        etree.SubElement(whole, f"{SCH}ns", {"prefix": prefix, "uri": uri})
    whole.extend(patterns)
    whole.text = "\n  "
    for child in whole:
        child.tail = "\n  "
    if len(whole):
        whole[-1].tail = "\n"
    etree.cleanup_namespaces(whole, top_nsmap={None: SCH[1:-1]}, keep_ns_prefixes=["xsl"])
    return etree.tostring(whole, encoding="UTF-8", xml_declaration=True) + b"\n"

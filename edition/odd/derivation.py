"""Derivation: rules that follow from a specification without being written in it."""

from collections.abc import Iterator

from lxml import etree

from edition.document import Element
from edition.odd.naming import SCH, TEI
from edition.odd.prefix import Prefixes
from edition.odd.vocabulary import Vocabulary

__all__ = ["derived"]


def derived(holder: Element, vocabulary: Vocabulary, prefixes: Prefixes) -> Iterator[Element]:
    """Yield the rules that follow from a specification.

    What TEI will drop at a certain date is told as a warning; a behaviour knows some parameters
    only; and any element may be one of certain namespaces only.
    """
    yield from _deprecated(holder, vocabulary, prefixes)
    yield from _parameters(holder)
    yield from _required(holder, prefixes)


def _deprecated(holder: Element, vocabulary: Vocabulary, prefixes: Prefixes) -> Iterator[Element]:
    """Yield a warning for each thing that TEI will drop."""
    for each in holder.iter(
        f"{TEI}elementSpec", f"{TEI}attDef", f"{TEI}valItem", f"{TEI}macroSpec"
    ):
        until = each.get("validUntil")
        found = None if until is None else _warned(each, holder, vocabulary, prefixes)
        if found is not None:
            context, test, what = found
            pattern = etree.Element(f"{SCH}pattern", {"id": f"deprecated-{holder.get('ident')}"})
            rule = etree.SubElement(pattern, f"{SCH}rule", {"context": context})
            report = etree.SubElement(rule, f"{SCH}report", {"test": test, "role": "nonfatal"})
            report.text = f"{what} will be removed from the TEI on {until}."
            yield pattern


def _warned(
    each: Element, holder: Element, vocabulary: Vocabulary, prefixes: Prefixes
) -> tuple[str, str, str] | None:
    name, ident = each.get("ident", ""), holder.get("ident", "")
    context = prefixes.element(holder) if holder.tag == f"{TEI}elementSpec" else ""
    if each.tag == f"{TEI}elementSpec":
        return context, "true()", f"The element <{name}>"
    if each.tag == f"{TEI}macroSpec":
        test = f"concat(normalize-space(@key), normalize-space(@name)) = '{name}'"
        return "tei:macroRef | tei:dataRef", test, f"The macro {name}"
    if each.tag == f"{TEI}valItem":
        attribute = next(each.iterancestors(f"{TEI}attDef"), None)
        if attribute is None or not context:
            return None
        at = prefixes.attribute(attribute)
        return context, f"{at} = '{name}'", f"The value “{name}” of {at} on <{ident}>"
    at = prefixes.attribute(each)
    if context:
        return context, at, f"The attribute {at} of <{ident}>"
    members = [m.spec for m in vocabulary.members(ident) if m.spec.kind == "element"]
    contexts = [prefixes.element(spec.element) for spec in members]
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
        etree.SubElement(
            told, f"{SCH}value-of", {"select": "@name"}
        ).tail = f"” is none of those that “{behaviour}” has: {', '.join(names)}."
        yield pattern


def _required(holder: Element, prefixes: Prefixes) -> Iterator[Element]:
    """Yield a rule for each anyElement that says which namespaces its elements have to be in."""
    if holder.tag != f"{TEI}elementSpec":
        return
    for each in holder.iterfind(f"{TEI}content//{TEI}anyElement[@require]"):
        content = next(each.iterancestors(f"{TEI}content"))
        others = [TEI[1:-1]] if content.find(f".//{TEI}elementRef") is not None else []
        wanted = dict.fromkeys([*each.get("require", "").split(), *others])
        names = " and ".join(f"namespace-uri(.) != '{uri}'" for uri in wanted)
        name = holder.get("ident", "")
        pattern = etree.Element(f"{SCH}pattern", {"id": f"required-namespace-{name}"})
        context = prefixes.element(holder)
        rule = etree.SubElement(pattern, f"{SCH}rule", {"context": context})
        report = etree.SubElement(rule, f"{SCH}report", {"test": f"descendant::*[{names}]"})
        report.text = f"What is in <{name}> has to be in the namespaces {', '.join(wanted)}."
        yield pattern

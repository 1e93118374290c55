"""Catalogue: the XML of the front page: every name with a line about it, and the guide's parts."""

from collections.abc import Iterable, Iterator

from edition.document import XML_ID, Element
from edition.odd.compilation import Compilation
from edition.odd.datatype import name_of
from edition.odd.merging import attributes_of
from edition.odd.naming import TEI
from edition.odd.pages.address import GUIDE, Addresses
from edition.odd.pages.entry import group_of
from edition.odd.pages.markup import made
from edition.odd.pages.prose import Prose
from edition.odd.pages.rule import rules
from edition.odd.vocabulary import Spec
from edition.preparation import REFERENCE
from edition.tei.wording import text_of

__all__ = ["catalogue"]

_GROUPS = ("element", "attribute", "attributes", "model", "macro", "datatype")


def catalogue(
    compilation: Compilation, guide: Element, addresses: Addresses, prose: Prose
) -> Element:
    """Return the front page: the headed parts of the guide, then each group in its alphabet.

    Last come the rules that are of no element or class in particular.
    """
    groups: dict[str, list[Element]] = {}
    for spec in sorted(compilation.specs, key=_by_name):
        shown = {"name": name_of(spec.element), "href": addresses.page(spec.ident)}
        line = made("item", shown, prose.summed(spec.element))
        groups.setdefault(group_of(spec), []).append(line)
    groups["attribute"] = list(_attributes(compilation.specs, addresses))
    lists = [made("group", {"kind": kind}, groups[kind]) for kind in _GROUPS if groups.get(kind)]
    parts = [made("parts", parts=_parts(guide))]
    constraints = compilation.customized.schema.iterchildren(f"{TEI}constraintSpec")
    return made("catalogue", parts=[*parts, *lists, *rules(constraints, prose.language)])


def _by_name(spec: Spec) -> tuple[str, str]:
    name = name_of(spec.element)
    return name.casefold(), name


def _parts(guide: Element) -> Iterator[Element]:
    """Yield the headed divisions of the guide, those within others too."""
    for head in guide.iterfind(f"{TEI}text//{TEI}head"):
        division = head.getparent()
        is_first = division is not None and division.find(f"{TEI}head") is head
        if division is not None and is_first and _is_division(division):
            name = division.get(XML_ID) or division.get(REFERENCE, "")
            around = [each for each in division.iterancestors() if _is_division(each)]
            shown = {"href": f"{GUIDE}#{name}", "depth": str(len(around))}
            yield made("part", shown, text=text_of(head))


def _is_division(element: Element) -> bool:
    return str(element.tag).startswith(f"{TEI}div")


def _attributes(specs: Iterable[Spec], addresses: Addresses) -> Iterator[Element]:
    """Yield every attribute with what defines it."""
    found: dict[str, list[Element]] = {}
    for spec in sorted(specs, key=_by_name):
        for attribute in attributes_of(spec.element):
            if attribute.get("mode") != "delete":
                href = addresses.page(spec.ident, attribute.get("ident", ""))
                user = made("name", {"href": href}, text=name_of(spec.element))
                found.setdefault(name_of(attribute), []).append(user)
    for name in sorted(found, key=str.casefold):
        yield made("item", {"name": name}, found[name])

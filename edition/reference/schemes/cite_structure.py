"""citeStructure: units within units by XPath, as a header declares them, each refsDecl a tree.

Several outermost structures of one refsDecl are one tree, in the order of the text. A tree is
called by the @n or xml:id of its refsDecl, or of its only outermost structure; `default="true"`
puts it first. A child of a milestone is what follows it, up to where the milestone's unit ends.

Source: TEI P5, SACRCS; att.citeStructurePart.
"""

from collections.abc import Iterator
from functools import partial

from edition.document import TEI, XML_ID, Document, Element
from edition.reference.expression import Unusable, namespaces, read
from edition.reference.structure import Level, Seeker, listed
from edition.reference.tree import Growth, Omission, Tree, declarations, named
from edition.reference.unit import Unit
from edition.value import Value

__all__ = ["Datum", "data", "trees"]

NAME = "citeStructure"
ORDER = 10

_STRUCTURE = f"{{{TEI}}}citeStructure"
_DATUM = f"{{{TEI}}}citeData"


class Datum(Value):
    """What a header says of a unit: the address of a property, such as dc:title, and its value."""

    property: str
    value: str


def trees(document: Document) -> Iterator[Tree]:
    """Yield the tree of each refsDecl that holds structures."""
    declared = declarations(document, _STRUCTURE)
    first = sorted(declared, key=lambda each: each.get("default") not in {"true", "1"})
    for number, declaration in enumerate(first, 1):
        structures = tuple(declared[declaration])
        bearer = declaration
        if len(structures) == 1 and not (declaration.get("n") or declaration.get(XML_ID)):
            bearer = structures[0]
        name = named(bearer, number, NAME)
        grow = partial(_grown, structures, document, name)
        seek = Seeker(partial(_levels, structures, []), document, name)
        yield Tree(name, NAME, grow, is_declared=True, look_up=seek)


def data(unit: Unit, document: Document) -> list[Datum]:
    """Return what the header's citeData say of a unit. Raises Unusable."""
    declared = declarations(document, _STRUCTURE)
    structures = [each for parts in declared.values() for part in parts for each in _all(part)]
    said = [each for each in structures if _declares(each, unit)]
    return [
        Datum(each.get("property", ""), read(_use(each), namespaces(each)).string(unit.element, 1))
        for structure in said[:1]
        for each in structure.iterchildren(_DATUM)
    ]


def _all(structure: Element) -> list[Element]:
    return list(structure.iter(_STRUCTURE))


def _declares(structure: Element, unit: Unit) -> bool:
    """Whether a structure is of a unit's kind and level."""
    level = 1 + sum(1 for _ in structure.iterancestors(_STRUCTURE))
    return level == unit.level and structure.get("unit", "") == unit.unit


def _grown(structures: tuple[Element, ...], document: Document, name: str) -> Growth:
    faults: list[Omission] = []
    grown = listed(_levels(structures, faults), document, name)
    grown.omissions += faults
    return grown


def _levels(structures: tuple[Element, ...], faults: list[Omission]) -> tuple[Level, ...]:
    found = []
    for structure in structures:
        try:
            found.append(_level(structure, faults))
        except Unusable as error:
            faults.append(Omission(structure, structure.get("unit", ""), str(error)))
    return tuple(found)


def _level(structure: Element, faults: list[Omission]) -> Level:
    prefixes, use = namespaces(structure), _use(structure)
    attribute = use.removeprefix("@").replace("xml:id", XML_ID) if use.startswith("@") else ""
    if not attribute.replace(XML_ID, "x").isidentifier():
        attribute = ""
    is_counted = not use or use == "position()"
    return Level(
        read(structure.get("match", ""), prefixes),
        structure,
        structure.get("unit", ""),
        attribute,
        None if attribute or is_counted else read(use, prefixes),
        structure.get("delim", ""),
        _levels(tuple(structure.iterchildren(_STRUCTURE)), faults),
    )


def _use(structure: Element) -> str:
    return structure.get("use", "").strip()

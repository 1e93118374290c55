"""Guide: the prose of an ODD as a text to be read, its specifications as links to their pages."""

from collections.abc import Iterable

from lxml import etree

from edition.document import Document, Element
from edition.document.tree import copied
from edition.odd.naming import SPECS, TEI
from edition.odd.pages.address import Addresses
from edition.odd.pages.prose import Prose
from edition.odd.vocabulary import Spec
from edition.preparation import prepare
from edition.project import Project

__all__ = ["guide"]

_LEFT = tuple(
    f"{TEI}{name}"
    for name in "moduleRef specGrpRef elementRef classRef macroRef dataRef constraintSpec".split()
)


def guide(
    document: Document, project: Project, specs: Iterable[Spec], addresses: Addresses, prose: Prose
) -> Element:
    """Return the ODD's own document, prepared as any text is.

    Each specification in it becomes a `specDesc` that says what the thing is; what a schemaSpec
    takes becomes lists of links by module.
    """
    known = {spec.ident: spec for spec in specs}
    root = copied(document.root)
    for schema in list(root.iter(f"{TEI}schemaSpec")):
        _summarize(schema, known)
    for group in list(root.iter(f"{TEI}specGrp")):
        group.tag = f"{TEI}specList"
        _reduce(group, known)
    for named in root.iter(f"{TEI}specDesc"):
        _describe(named, known, prose)
    addresses.link(root)
    return prepare(Document(document.file, document.path, document.data, root), project)


def _summarize(schema: Element, known: dict[str, Spec]) -> None:
    """Put what a schema holds in the end, module by module, in place of how it comes to that."""
    modules: dict[str, list[str]] = {}
    for spec in known.values():
        if spec.kind == "element":
            modules.setdefault(spec.element.get("module", ""), []).append(spec.ident)
    schema.tag, ident = f"{TEI}list", schema.get("ident", "")
    schema[:] = []
    schema.text = None
    schema.attrib.clear()
    schema.set("type", "modules")
    schema.set("n", ident)
    for module, idents in sorted(modules.items()):
        etree.SubElement(schema, f"{TEI}label").text = module
        item = etree.SubElement(schema, f"{TEI}item")
        for ident in sorted(idents, key=str.casefold):
            etree.SubElement(item, f"{TEI}gi").text = ident
            item[-1].tail = " "


def _reduce(group: Element, known: dict[str, Spec]) -> None:
    """Leave of a group of specifications what each of them is for."""
    for child in list(group.iterchildren("*")):
        if child.tag in SPECS and child.get("ident", "") in known:
            named = etree.SubElement(group, f"{TEI}specDesc", {"key": child.get("ident", "")})
            group.replace(child, named)
        elif child.tag in SPECS or child.tag in _LEFT:
            group.remove(child)


def _describe(named: Element, known: dict[str, Spec], prose: Prose) -> None:
    spec = known.get(named.get("key", ""))
    if spec is not None:
        named[:] = [*prose.all_said(spec.element, "gloss"), *prose.all_said(spec.element, "desc")]
        named.set("e-kind", spec.kind)

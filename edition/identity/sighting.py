"""Sighting: the passages of the texts of a folder, as they are now."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from edition.derivation import INLINES
from edition.diagnostic import Diagnostic, Refused
from edition.document import TEI, XML_ID, Document, Element, read
from edition.identity.trace import State, Trace
from edition.member import members
from edition.passage import Index
from edition.project import Project
from edition.reference.tree import trees
from edition.reference.unit import Unit
from edition.text import loose_text

__all__ = ["sighted", "traces", "version"]

_PREFIX = len(TEI) + 2


def sighted(name: str, paths: Iterable[Path], project: Project, faults: list[Diagnostic]) -> State:
    """Return the passages of some files; what is wrong with one that cannot be read is kept."""
    found: list[Trace] = []
    versions: list[str] = []
    for path in paths:
        try:
            for document in members(read(path)):
                if document.is_tei:
                    versions.append(version(document))
                    found += traces(document, project, len(found))
        except Refused as refusal:
            faults += refusal.diagnostics
    return State(name, max(versions, default="", key=versions.count), tuple(found))


def version(document: Document) -> str:
    """Return the version of the edition that a document says it is of: editionStmt/edition/@n."""
    heads = (document.root, *document.headers)
    path = f".//{{{TEI}}}editionStmt/{{{TEI}}}edition"
    editions = (head.find(path) for head in heads)
    return next((e.get("n", "") for e in editions if e is not None and e.get("n")), "")


def traces(document: Document, project: Project, first: int = 0) -> Iterator[Trace]:
    """Yield the passages of a document, each before those in it; the first has the number given."""
    others = _others(document)
    index = Index(document, project)
    text, spans = index.text("reading")
    numbers: dict[Element, int] = {}
    for number, (name, element) in enumerate(index.elements.items(), first):
        numbers[element] = number
        start, end = spans.get(name, (0, 0))
        around = element.getparent()
        while around is not None and around not in numbers:
            around = around.getparent()
        yield Trace(
            document.id,
            name,
            element.get(XML_ID, ""),
            str(element.tag)[_PREFIX:],
            text[start:end] if start < end else loose_text(element),
            -1 if around is None else numbers[around],
            str(element.tag)[_PREFIX:] in INLINES,
            others.get(element, ()),
            document.file,
            element.sourceline or 0,
        )


def _others(document: Document) -> dict[Element, tuple[str, ...]]:
    """Return the references that the edition itself gives: of its own systems, or by @n."""
    found: dict[Element, tuple[str, ...]] = {}
    for tree in trees(document):
        if tree.is_declared or tree.kind == "n":
            for unit in tree.units():
                if isinstance(unit, Unit) and unit.end is None:
                    found[unit.element] = (*found.get(unit.element, ()), unit.ref)
    return found

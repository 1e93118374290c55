"""Sighting: the passages of an edition as a folder, or a revision in git, has them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from edition.derivation import INLINES
from edition.diagnostic import Diagnostic, Refused
from edition.document import TEI, XML_ID, Document, Element, read
from edition.file import is_folder
from edition.identity.revision import files_of
from edition.identity.tombstone import GRAVES, Tombstone, tombstones
from edition.identity.trace import State, Trace
from edition.member import members
from edition.passage import Index
from edition.project import Project, at, shown, xml_files
from edition.reference.tree import trees
from edition.reference.unit import Unit
from edition.text import loose_text

__all__ = ["present", "sighted", "state_of", "traces", "version"]

_PREFIX = len(TEI) + 2


def state_of(name: str, project: Project, faults: list[Diagnostic]) -> State:
    """Return the state that a name means: a folder, else a revision of the project's repository.

    What is wrong with a file that cannot be read is added to `faults`; the others are told.
    Raises Refused where there is no such state.
    """
    if is_folder(Path(name)):
        return sighted(name, _files(Path(name)), at(Path(name)), faults)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        for path, data in files_of(name, project.root):
            file = folder / path
            if file.resolve().is_relative_to(folder):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
        found: list[Diagnostic] = []
        state = sighted(name, _files(folder), at(folder), found, folder)
        faults += found
        return state


def present(project: Project, faults: list[Diagnostic]) -> State:
    """Return the state of a project as it is now."""
    return sighted("", _files(project.root), project, faults)


def _files(folder: Path) -> Iterable[Path]:
    """Return the texts of a project; of a folder that is none, all that there is."""
    return at(folder).documents if is_folder(folder / "xml") else xml_files(folder)


def sighted(
    name: str,
    paths: Iterable[Path],
    project: Project,
    faults: list[Diagnostic],
    folder: Path | None = None,
) -> State:
    """Return the passages of some files, which findings name from a folder on."""
    found: list[Trace] = []
    graves: list[Tombstone] = []
    versions: list[str] = []
    for path in paths:
        try:
            file = str(path.relative_to(folder) if folder is not None else shown(path))
            for document in members(read(path, file, within=project.root)):
                if document.is_tei:
                    versions.append(version(document))
                    graves += tombstones(document)
                    found += traces(document, project, len(found))
        except Refused as refusal:
            faults += refusal.diagnostics
    known = max(filter(None, versions), default="", key=versions.count)
    return State(name, known, tuple(found), tuple(graves))


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
    graves = set(GRAVES(document.root))
    bearers = [each for each in index.elements.items() if each[1].getparent() not in graves]
    text, spans = index.text("reading")
    numbers: dict[Element, int] = {}
    for number, (name, element) in enumerate(bearers, first):
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

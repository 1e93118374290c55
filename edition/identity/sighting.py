"""Sighting: the passages of an edition as a folder, or a revision in git, has them."""

from collections.abc import Iterable
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from edition.derivation import INLINES, PARTS
from edition.diagnostic import Diagnostic, Refused
from edition.document import TEI, XML_ID, Document, Element, read
from edition.file import is_folder
from edition.fingerprint import Fingerprints
from edition.identity.revision import files_of
from edition.identity.roll import Contents, Roll, Rolls
from edition.identity.tombstone import GRAVES, Tombstone, tombstones
from edition.identity.trace import State, Trace
from edition.index import kept
from edition.member import members
from edition.project import Project, at, shown, xml_files

__all__ = ["present", "rolls_in", "sighted", "state_of", "traces", "version"]

_AT_ONCE = 4
"""So many files are held as trees; of the others, what was asked for is kept."""
_HEADERS = etree.XPath("ancestor-or-self::*/t:teiHeader", namespaces={"t": TEI})


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


def rolls_in(project: Project, faults: list[Diagnostic]) -> Rolls:
    """Return the rolls of a project as it is now, each text read when somebody asks for it.

    What is wrong with a file that cannot be read is added to `faults`, when it is asked for.
    """

    @lru_cache(maxsize=_AT_ONCE)
    def documents(path: Path) -> list[Document]:
        try:
            every = list(members(read(path, str(shown(path)), within=project.root)))
        except Refused as refusal:
            faults.extend(each for each in refusal.diagnostics if each not in faults)
            return []
        return [each for each in every if each.is_tei]

    def rolls(path: Path, profile: str) -> list[Roll]:
        every = enumerate(documents(path))
        return [
            Roll(each.id, partial(load, path, number, profile), profile) for number, each in every
        ]

    def load(path: Path, number: int, profile: str) -> Contents:
        document = documents(path)[number]
        found = tuple(traces(document, project, 0, profile))
        text = kept(document, project, profile).text
        return Contents(found, tuple(tombstones(document)), text)

    return Rolls((path.stem, partial(rolls, path)) for path in _files(project.root))


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


def traces(
    document: Document, project: Project, first: int = 0, profile: str = "reading"
) -> list[Trace]:
    """Return the passages of a document, each before those in it; the first has the number given.

    They are what its index has of them, which is made where it is not at hand.
    """
    index = kept(document, project, profile)
    elements, text = document.elements, index.text
    name, file = document.id, document.file
    apart = {each for head in _HEADERS(document.root) for each in head.iter()}
    apart.update(GRAVES(document.root))
    known = sorted(index.places(), key=lambda place: (place.ordinal, place.is_span))
    numbers: dict[Element, int] = {}
    found: list[Trace] = []
    for place in known:
        element = elements[place.ordinal]
        if element in apart or element.getparent() in apart or element is document.root:
            continue
        around = element.getparent()
        while around is not None and around not in numbers:
            around = around.getparent()
        local = str(element.tag).rpartition("}")[2]
        is_apart = not place.end and bool(place.words)
        refs = sorted(place.refs, key=lambda ref: not _is_own(ref, element))
        found.append(
            Trace(
                name,
                refs[0],
                element.get(XML_ID, ""),
                local,
                text[place.start : place.end] or place.words,
                -1 if around is None else numbers[around],
                local in INLINES or not (is_apart or local in PARTS),
                tuple(refs[1:]),
                file,
                element.sourceline or 0,
                is_apart,
                place.is_span,
                place.start,
                place.end,
                Fingerprints(place.strict, place.letters, profile),
            )
        )
        if not place.is_span:
            numbers[element] = first + len(found) - 1
    return found


def _is_own(ref: str, element: Element) -> bool:
    """Whether a reference is what an element is called by us: its id, else the derived one."""
    own = element.get(XML_ID)
    return ref == own if own else ref.startswith("~")

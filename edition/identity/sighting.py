"""Sighting: the passages of an edition as a folder, or a revision in git, has them."""

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from edition.diagnostic import Diagnostic, Refused
from edition.document import TEI, Document, read
from edition.document.member import members
from edition.file import is_folder
from edition.identity.listing import Listing
from edition.identity.revision import files_of
from edition.identity.roll import Roll, Rolls
from edition.identity.tombstone import Tombstone
from edition.identity.trace import State, Trace
from edition.project import Project, at, shown, xml_files

__all__ = ["present", "rolls_in", "sighted", "state_of", "version", "version_of"]

_AT_ONCE = 4
"""So many files are held as trees; of the others, what was asked for is kept."""


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
        ids = [document.id for document in documents(path)]
        return [Roll(name, partial(load, path, n, profile)) for n, name in enumerate(ids)]

    def load(path: Path, number: int, profile: str) -> Listing:
        return Listing(documents(path)[number], project, profile)

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
                    listing = Listing(document, project)
                    graves += listing.graves.values()
                    found += _numbered(listing, len(found))
        except Refused as refusal:
            faults += refusal.diagnostics
    known = max(filter(None, versions), default="", key=versions.count)
    return State(name, known, tuple(found), tuple(graves))


def _numbered(listing: Listing, first: int) -> Iterator[Trace]:
    """Yield the passages of a document, the first of which has the number given."""
    for trace in listing:
        yield trace.changed(around=trace.around + first) if first and trace.around >= 0 else trace


def version_of(project: Project, name: str) -> str:
    """Return the version of the edition that the text of a name says it is of; else nothing."""
    for path in _files(project.root):
        document = project.document(path) if path.stem == name else None
        if document is not None:
            return version(document)
    return ""


def version(document: Document) -> str:
    """Return the version of the edition that a document says it is of: editionStmt/edition/@n."""
    heads = (document.root, *document.headers)
    path = f".//{{{TEI}}}editionStmt/{{{TEI}}}edition"
    editions = (head.find(path) for head in heads)
    return next((e.get("n", "") for e in editions if e is not None and e.get("n")), "")

"""Reference: how a passage is named, DOCUMENT#REF or DOCUMENT#START..END, and what it names."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from edition.document import TEI, XML_ID, Document
from edition.file import is_file
from edition.project import Project, find, shown
from edition.reference.shelf import in_project, opened, texts, unread
from edition.reference.syntax import divisions
from edition.reference.unresolved import Unresolved, advice, unresolved
from edition.suggestion import nearest

if TYPE_CHECKING:
    from edition.document.tree import Element
    from edition.passage import Passage
    from edition.reference.search import Reach

__all__ = ["Unresolved", "resolve"]


class Remembering(Protocol):
    """Who knows passages of a document without reading it."""

    def passage(self, name: str, tree: str = "") -> "Passage | None":
        """Return the passage of a name; None where the document has to be read for it."""


Recall: TypeAlias = Callable[[Document, Project], Remembering | None]

_MOST_OFFERED = 5
_TEXT = f"{{{TEI}}}text"
_WHOLE = frozenset((_TEXT, f"{{{TEI}}}sourceDoc"))


def _recall_nothing(_document: Document, _project: Project) -> None:
    """Know nothing of a document beforehand."""


def resolve(
    reference: str, project: Project, tree: str = "", recall: Recall = _recall_nothing
) -> "Passage":
    """Return the passage that a reference names.

    It is split at the last `#` whose left side is an existing path or a known document; the right
    side is tried whole, then as a range. `%23` and `%2E%2E` stand for signs that would divide. A
    bare word is a passage if one document of the project has it, else a whole document. `tree`
    names the only reference tree to look in; `recall` is told each document, so that it may know
    its trees already, or its passages. Raises Unresolved, and Refused for a document that cannot
    be read.
    """
    return _remembered(reference, project, tree, recall) or _read_up(
        reference, project, tree, recall
    )


def _remembered(reference: str, project: Project, tree: str, recall: Recall) -> "Passage | None":
    """Return a passage that is known without reading its document, if it is."""
    for left, name in divisions(reference):
        path, home = Path(left), project
        if is_file(path):
            file, home = left, find(path)
        else:
            named = [text for text in project.documents if text.stem == left][:1]
            if not named:
                continue
            path, file = shown(named[0]), str(shown(named[0]))
        document = unread(path, file)
        is_meant = document is not None and left in {file, document.id}
        memory = recall(document, home) if document is not None and is_meant else None
        return None if memory is None else memory.passage(name, tree)
    return None


def _read_up(reference: str, project: Project, tree: str, recall: Recall) -> "Passage":
    for left, name in divisions(reference):
        home, documents = in_project(left, project)
        for document in documents:
            recall(document, home)
        if documents:
            return _within(documents, home, reference, name, tree)
    left = reference.rpartition("#")[0]
    if left and not _is_elsewhere(reference):
        raise _unknown_document(reference, left, project)
    documents = list(texts(project))
    for document in documents:
        recall(document, project)
    return _bare(reference.removeprefix("#"), documents, project, tree)


def _is_elsewhere(reference: str) -> bool:
    """Whether the # belongs to a name that stands for itself: a URN, an address, a selector."""
    return reference.startswith(("#", "urn:", "{", ":~:"))


def _within(
    documents: list[Document], home: Project, reference: str, name: str, tree: str
) -> "Passage":
    """Return the passage of the one of several documents that has it; the first says why not."""
    holders = _holders(documents, name, tree) if len(documents) > 1 and name else []
    if len(holders) > 1:
        ids = ", ".join(f"{document.id}#{name}" for document in holders[:_MOST_OFFERED])
        message = f"{len(holders)} texts of this teiCorpus have a passage “{name}”."
        raise unresolved(reference, message, f"Write one of {ids}.")
    return _passage((holders or documents)[0], home, reference, name, tree)


def _holders(documents: list[Document], name: str, tree: str) -> list[Document]:
    """Return the documents that have a passage; a document is none of its own passages."""
    others = [document for document in documents if name != document.root.get(XML_ID)]
    return [document for document in others if _is_known(document, name, tree)]


def _is_known(document: Document, name: str, tree: str) -> bool:
    from edition.reference.search import reached

    try:
        return bool(reached(name, document, tree))
    except Unresolved as why:
        return why.is_known


def _passage(document: Document, home: Project, reference: str, name: str, tree: str) -> "Passage":
    from edition.reference.search import reached

    try:
        reach = reached(name, document, tree)
    except Unresolved as why:
        raise why.of(reference) from None
    return _shown(document, home, reference, reach)


def _shown(document: Document, home: Project, reference: str, reach: "Reach") -> "Passage":
    """Return the passage of what a reference reaches from and to."""
    from edition.passage.passages import Passages

    found = Passages(document, home).passage_of(*reach)
    if found.start != found.end and not all(_is_in_text(point.element) for point in found.extent):
        message = "A range reaches from one passage of the text to another."
        raise unresolved(reference, message, "Cite a note, or an entry of a register, by itself.")
    return found


def _is_in_text(element: "Element") -> bool:
    """Whether an element is part of a text, or of a transcription that has none beside it."""
    whole = next((each for each in (element, *element.iterancestors()) if each.tag in _WHOLE), None)
    beside = None if whole is None or whole.tag == _TEXT else whole.getparent()
    return whole is not None and (beside is None or beside.find(_TEXT) is None)


def _bare(name: str, documents: list[Document], project: Project, tree: str) -> "Passage":
    """Resolve a reference without #: a passage that one document has, else a document."""
    from edition.passage.passages import Passages

    if is_file(Path(name)):
        return Passages(opened(Path(name), name)[0], find(Path(name))).whole()
    holders = _holders(documents, name, tree)
    called = [document for document in documents if document.id == name]
    if holders and called:
        message = f"“{name}” is a document and a passage of {holders[0].id}."
        raise unresolved(name, message, f"Write {holders[0].id}#{name} for the passage.")
    if len(holders) > 1:
        ids = ", ".join(f"{document.id}#{name}" for document in holders[:_MOST_OFFERED])
        message = f"{len(holders)} documents have a passage “{name}”."
        raise unresolved(name, message, f"Write one of {ids}.")
    if holders:
        return _passage(holders[0], project, name, name, tree)
    if called:
        return Passages(called[0], project).whole()
    raise _unknown(name, documents)


def _unknown(name: str, documents: list[Document]) -> Unresolved:
    from edition.reference.search import known

    there = {ref: "" for document in documents for ref in known(document) if ref[:1] != "~"}
    half = next((half for half in name.split("..") if half not in there), name)
    message = f"No document has a passage “{name}”."
    return unresolved(name, message, advice(nearest(half, there)))


def _unknown_document(reference: str, name: str, project: Project) -> Unresolved:
    close = nearest(name, {path.stem for path in project.texts}, likeness=0.5)
    hint = advice(close) if close else "Name a file, or the id of a document of the project."
    return unresolved(reference, f"There is no document “{name}”.", hint)

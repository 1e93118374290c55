"""Reference: how a passage is named, DOCUMENT#REF or DOCUMENT#START..END, and what it names."""

from collections.abc import Container, Iterator
from pathlib import Path

from edition.diagnostic import Diagnostic, Location, Refused, Severity, nearest
from edition.document import XML_ID, Document, read
from edition.file import is_file
from edition.member import members
from edition.passage import Index, Passage
from edition.project import Project, find, shown

__all__ = ["Unresolved", "resolve"]


class Unresolved(Exception):  # noqa: N818  (what happened, as Refused)
    """A reference names no passage, or more than one; the diagnostic says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def resolve(reference: str, project: Project) -> Passage:
    """Return the passage that a reference names.

    It is split at the last `#` whose left side is an existing path or a known document; the right
    side is tried whole, then as a range. `%23` and `%2E%2E` stand for signs that would divide. A
    bare word is a passage if one document of the project has it, else a whole document. Raises
    Unresolved, and Refused for a document that cannot be read.
    """
    for position in _positions(reference):
        indexes = _documents(reference[:position], project)
        if indexes:
            name = reference[position + 1 :]
            return _within(_holder(indexes, reference, name), reference, name)
    if reference.startswith("#"):
        return _bare(reference[1:], project)
    if "#" in reference:
        raise _unknown_document(reference, reference.rpartition("#")[0], project)
    return _bare(reference, project)


def _positions(reference: str) -> Iterator[int]:
    position = reference.rfind("#")
    while position > 0:
        yield position
        position = reference.rfind("#", 0, position)


def _documents(name: str, project: Project) -> list[Index]:
    """Return the document of a path or an id, indexed; of a teiCorpus all that it holds."""
    path = Path(name)
    if is_file(path):
        return [Index(member, find(path)) for member in members(read(path, name))]
    for text in sorted(project.documents, key=lambda text: text.stem != name):
        document = _read(text, name)
        if document is None:
            continue
        if not document.is_corpus and name in {document.id, document.root.get(XML_ID)}:
            return [Index(document, project)]
        found = list(members(document)) if document.is_corpus else []
        called = [member for member in found if name in {member.id, member.root.get(XML_ID)}]
        if called or name in {document.id, document.root.get(XML_ID)}:
            return [Index(member, project) for member in called or found]
    return []


def _holder(indexes: list[Index], reference: str, name: str) -> Index:
    """Return the one of several documents that has a passage, the first if none has it."""
    if len(indexes) == 1:
        return indexes[0]
    holders = [index for index in indexes if name and _names_passage(index, name)]
    if len(holders) > 1:
        ids = ", ".join(f"{index.document.id}#{name}" for index in holders[:5])
        message = f"{len(holders)} texts of this teiCorpus have a passage “{name}”."
        raise _unresolved(reference, message, f"Write one of {ids}.")
    return holders[0] if holders else indexes[0]


def _read(text: Path, name: str) -> Document | None:
    """Read a text of the project; one that is broken matters only if it is the one meant."""
    try:
        return read(shown(text))
    except Refused:
        if text.stem == name:
            raise
        return None


def _within(index: Index, reference: str, name: str) -> Passage:
    if not name:
        raise _unresolved(reference, "The reference names no passage.", "Write an id behind the #.")
    whole = index.passage(_unescaped(name))
    ranges = _ranges(index, name)
    for half in {_unescaped(name), *(half for both in ranges for half in both)}:
        _expect_one(index, reference, half)
    if whole is not None and not ranges:
        return whole
    if len(ranges) == 1 and whole is None:
        start, end = ranges[0]
        passage = index.passage(start, end)
        if passage is not None and not all(map(index.is_in_text, (start, end))):
            raise _unresolved(
                reference,
                "A range reaches from one passage of the text to another.",
                "Cite a note, or an entry of a register, by itself.",
            )
        if passage is not None:
            return passage
        raise _unresolved(
            reference,
            f"The range is reversed: {end} stands before {start}.",
            f"Write {end}..{start}.",
        )
    if whole is not None or ranges:
        raise _unresolved(
            reference,
            f"“{name}” can be read as one id and as a range.",
            "Write %2E%2E for two dots that belong to an id.",
        )
    raise _unknown(index, reference, name)


def _expect_one(index: Index, reference: str, name: str) -> None:
    """Refuse an id that more than one element bears: a citation is no place to guess."""
    bearers = [element for ref, element in index.bearers() if ref == name]
    if len(bearers) > 1:
        places = " and ".join(str(index.document.locate(element)) for element in bearers[:3])
        raise _unresolved(
            reference,
            f"{len(bearers)} elements have the xml:id “{name}”: {places}.",
            "Give each an id of its own; the first keeps it, since it may be cited.",
        )


def _ranges(index: Index, name: str) -> list[tuple[str, str]]:
    """Return every reading of a name as START..END of which both halves are known."""
    found = []
    position = name.find("..")
    while position >= 0:
        start, end = _unescaped(name[:position]), _unescaped(name[position + 2 :])
        if start in index.elements and end in index.elements:
            found.append((start, end))
        position = name.find("..", position + 1)
    return found


def _unescaped(name: str) -> str:
    return name.replace("%2E", ".").replace("%2e", ".").replace("%23", "#")


def _bare(name: str, project: Project) -> Passage:
    """Resolve a reference without #: an id that is unique in the project, else a document."""
    if is_file(Path(name)):
        return Passage(Index(read(Path(name), name), find(Path(name))), "", "")
    indexes = [Index(document, project) for document in _texts(project)]
    holders = [index for index in indexes if _names_passage(index, name)]
    documents = [index for index in indexes if index.document.id == name]
    if holders and documents:
        raise _unresolved(
            name,
            f"“{name}” is a document and a passage of {holders[0].document.id}.",
            f"Write {holders[0].document.id}#{name} for the passage.",
        )
    if len(holders) > 1:
        ids = ", ".join(f"{index.document.id}#{name}" for index in holders[:5])
        raise _unresolved(
            name, f"{len(holders)} documents have a passage “{name}”.", f"Write one of {ids}."
        )
    if holders:
        return _within(holders[0], name, name)
    if documents:
        return Passage(documents[0], "", "")
    known = {ref for index in indexes for ref in index.elements if not ref.startswith("~")}
    close = nearest(_unknown_half(name, known), known)
    raise _unresolved(name, f"No document has a passage “{name}”.", _advice(close))


def _names_passage(index: Index, name: str) -> bool:
    """Whether a document has that passage; the document itself is none of its passages."""
    if _unescaped(name) == index.root.get(XML_ID):
        return False
    return index.passage(_unescaped(name)) is not None or bool(_ranges(index, name))


def _texts(project: Project) -> Iterator[Document]:
    for document in filter(None, (_read(path, "") for path in project.documents)):
        yield from members(document)


def _unknown(index: Index, reference: str, name: str) -> Unresolved:
    plain = {ref for ref in index.elements if name.startswith("~") or not ref.startswith("~")}
    close = nearest(_unknown_half(name, index.elements), plain, likeness=0.5)
    return _unresolved(
        reference,
        f"{index.document.id} has no passage “{name}”.",
        _advice([f"{index.document.id}#{item}" for item in close]),
    )


def _unknown_half(name: str, known: Container[str]) -> str:
    """Return the half of a range that is not known, of anything else the whole."""
    return next((half for half in name.split("..") if half not in known), name)


def _unknown_document(reference: str, name: str, project: Project) -> Unresolved:
    close = nearest(name, {path.stem for path in project.texts}, likeness=0.5)
    hint = _advice(close) if close else "Name a file, or the id of a document of the project."
    return _unresolved(reference, f"There is no document “{name}”.", hint)


def _advice(names: list[str]) -> str:
    return (
        f"Did you mean {' or '.join(names)}?"
        if names
        else "Look it up in the text: the xml:id of the element."
    )


def _unresolved(reference: str, message: str, hint: str) -> Unresolved:
    return Unresolved(
        Diagnostic(Location(reference), "unknown-reference", Severity.ERROR, message, hint)
    )

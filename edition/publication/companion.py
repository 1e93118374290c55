"""Companion: what a page links to beside it: the TEI source and the captured source."""

from collections.abc import Iterator
from pathlib import Path

from edition.capture import captures
from edition.diagnostic import Location, refusal
from edition.document import Document
from edition.file.writing import write
from edition.project import Project

__all__ = ["capture_name", "spare_sources", "write_companions"]


def capture_name(document: Document) -> str:
    """Return the name of the file that holds the captured source beside a page."""
    return f"{document.id}.source.txt"


def write_companions(document: Document, project: Project, output: Path) -> Iterator[Path]:
    """Write what a page links to; yield the files. Raises Refused."""
    copy = output / f"{document.id}.xml"
    if document.path is None or copy.resolve() != document.path.resolve():
        yield write(copy, document.data)
    for capture in captures(document, project):
        yield write(output / capture_name(document), capture.data)
        return


def spare_sources(document: Document, project: Project, output: Path) -> None:
    """Refuse an output folder in which a text's copy would replace another text's source."""
    copy = output / f"{document.id}.xml"
    folder = copy.parent.resolve()
    among_texts = project.is_project and folder.is_relative_to((project.root / "xml").resolve())
    source = document.path.resolve() if document.path is not None else None
    beside = source is not None and folder == source.parent and copy.resolve() != source
    if among_texts or (beside and copy.exists()):
        message = "The output folder holds sources, which are never written over."
        hint = "Name another folder with -o."
        raise refusal(Location(str(copy)), "unwritable-file", message, hint)

"""Capture: the source as it reached us, and whether the encoding still says the same."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from edition.diagnostic import Refused
from edition.document import TEI, Document, Element
from edition.file import is_file, read_bytes
from edition.project import Project
from edition.stylesheet import load
from edition.stylesheet.plaintext import plain_text
from edition.tei.structure import headers
from edition.tei.vocabulary import textual
from edition.value import Value

__all__ = ["Capture", "captures", "diplomatic", "first_difference", "uncompared"]


class Capture(Value):
    """A captured source that a header names: where it stands there, its file and its bytes."""

    element: Element
    name: str
    file: str
    sha256: str
    data: bytes

    @property
    def text(self) -> str:
        """The capture's text; bytes that are no UTF-8 are kept apart from every real sign."""
        return self.data.decode("utf-8", "surrogateescape")

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of the sign at an offset from 0."""
        before = self.text[:offset]
        return before.count("\n") + 1, offset - before.rfind("\n")


def captures(document: Document, project: Project) -> Iterator[Capture]:
    """Yield each capture that the header names and that can be read: see `uncompared`."""
    for bibl in _named(document):
        found = _read(bibl, document, project)
        if isinstance(found, Capture):
            yield found


def uncompared(document: Document, project: Project) -> Iterator[tuple[Element, str]]:
    """Yield each capture that the header names but that cannot be compared, with the reason.

    One whose file does not exist is a dangling pointer, which is told elsewhere.
    """
    for bibl in _named(document):
        found = _read(bibl, document, project)
        if isinstance(found, str) and found:
            yield bibl, found


def _named(document: Document) -> Iterator[Element]:
    for header in headers(document):
        for source in header.iter(f"{{{TEI}}}sourceDesc"):
            for bibl in source.iter(f"{{{TEI}}}bibl"):
                if bibl.get("type") == "capture":
                    yield bibl


def _read(bibl: Element, document: Document, project: Project) -> Capture | str:
    """Return the capture of a bibl, or why there is none; empty where that is told elsewhere."""
    pointer = bibl.find(f"{{{TEI}}}ptr")
    name = unquote(pointer.get("target", "")) if pointer is not None else ""
    if pointer is None or not name:
        return "it names no file: a ptr with a target is missing"
    if document.path is None:
        return ""
    file = document.path.parent / name
    if not project.holds(file):
        return "its file lies outside the project, where nothing is read"
    if not is_file(file):
        return ""
    checksum = bibl.findtext(f"{{{TEI}}}idno[@type='sha-256']", "").strip()
    shown = str(Path(document.file).parent / name)
    try:
        return Capture(pointer, name, shown, checksum, read_bytes(file, shown))
    except Refused as refusal:
        return refusal.diagnostics[0].message.rstrip(".").lower()


def diplomatic(document: Document, project: Project) -> str:
    """Return the diplomatic text as it is exported."""
    sheet = load(project.sheet_folders, "text.xsl", textual(document))
    return plain_text(sheet(document.root, {"profile": "diplomatic"})).text


def first_difference(text: str, other: str) -> int | None:
    """Return the offset of the first sign in which two texts differ, None if they are equal."""
    if text == other:
        return None
    low, high = 0, min(len(text), len(other))
    while low < high:  # text[:low] is equal, text[:high + 1] is not
        middle = (low + high + 1) // 2
        if text[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low

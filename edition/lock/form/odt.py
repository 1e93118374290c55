"""ODT: paragraphs, notes, links, and the citations of LibreOffice and Zotero."""

import re
from collections.abc import Iterator

from edition.document.tree import Element
from edition.lock.archive import Archive
from edition.lock.block import Block
from edition.lock.field import cite_record

__all__ = ["ENDINGS", "blocks"]

ENDINGS = (".odt", ".ott")

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_LOCKED = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}encryption-data"
_QUOTES = re.compile(r"(?i)quot|zitat|citat|citaz|cita\b|引用")
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_UNREAD = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note-citation"}
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}soft-page-break": ""}
_MOST_SPACES = 1000


def blocks(data: bytes, file: str) -> Iterator[Block]:
    """Yield the paragraphs of the text, each note behind the one that calls it.

    What is deleted with its change tracked is left out. Source: OpenDocument 1.3, part 3.
    """
    archive = Archive(data, file, "content.xml")
    manifest = archive.root("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(_LOCKED), None) is not None:
        raise archive.locked()
    root = archive.root("content.xml")
    assert root is not None  # else it is refused
    reader = _Reader(_quoting(root, archive.root("styles.xml")))
    body = next(root.iter(f"{_OFFICE}body"), None)
    if body is not None:
        yield from reader.paragraphs(body)


def _quoting(*roots: Element | None) -> set[str]:
    """Return the styles of paragraphs by whose name, or the one they are based on, they quote."""
    based: dict[str, str] = {}
    found: set[str] = set()
    for root in roots:
        for style in () if root is None else root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            based[name] = style.get(f"{_STYLE}parent-style-name", "")
            shown = style.get(f"{_STYLE}display-name", "")
            if _QUOTES.search(f"{name} {shown}"):
                found.add(name)
    return found | {name for name, base in based.items() if base in found or _QUOTES.search(base)}


class _Reader:
    """Reads paragraphs, and counts them and the notes as people do."""

    def __init__(self, quoting: set[str]) -> None:
        self.quoting = quoting
        self.count = {"paragraph": 0, "footnote": 0, "endnote": 0}
        self.notes: list[Block] = []

    def paragraphs(self, element: Element) -> Iterator[Block]:
        """Yield the blocks of all paragraphs in an element, one after the other."""
        for child in element:
            if child.tag in _PARAGRAPHS:
                yield from self._paragraph(child)
            elif child.tag not in _UNREAD:
                yield from self.paragraphs(child)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        is_empty = not "".join(map(str, element.itertext())).strip()
        self.count["paragraph"] += not is_empty
        part = f"paragraph {self.count['paragraph']}"
        yield self._block(element, part, "")
        notes, self.notes = self.notes, []
        yield from notes

    def _block(self, element: Element, part: str, note: str) -> Block:
        style = element.get(f"{_TEXT}style-name", "")
        block = Block(part=part, note=note, is_quotation=style in self.quoting)
        self._read(block, element)
        return block

    def _read(self, block: Block, element: Element) -> None:
        block.add(_folded(element.text))
        for child in element:
            if child.tag not in _UNREAD and isinstance(child.tag, str):
                self._child(block, child)
            block.add(_folded(child.tail))

    def _child(self, block: Block, child: Element) -> None:
        start = block.size
        if child.tag == f"{_TEXT}note":
            self._note(block, child)
        elif child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            block.add(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif child.tag in _SIGNS:
            block.add(_SIGNS[child.tag])
        elif child.tag == f"{_TEXT}bibliography-mark":
            block.cite(key=child.get(f"{_TEXT}identifier", ""))
            if child.get(f"{_TEXT}url"):
                block.cite(address=child.get(f"{_TEXT}url", ""))
        elif child.tag in {f"{_TEXT}reference-mark-start", f"{_TEXT}bookmark-start"}:
            cite_record(block, child.get(f"{_TEXT}name", ""))
        else:
            self._read(block, child)
            if child.tag == f"{_TEXT}a" and child.get(_HREF):
                block.cite(address=child.get(_HREF, ""), start=start)

    def _note(self, block: Block, note: Element) -> None:
        kind = note.get(f"{_TEXT}note-class", "footnote")
        self.count[kind] = self.count.get(kind, 0) + 1
        part = f"{kind} {self.count[kind]}"
        block.calls.append((block.size, part))
        self.notes += [self._block(each, part, part) for each in note.iter(*_PARAGRAPHS)]


def _folded(text: str | None) -> str:
    """Return a text whose white space is single blanks, as ODF has it."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")

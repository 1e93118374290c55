"""Memory: passages as the index of their document tells them, for which no tree is made.

It answers where the answer is plain: one element, or the range from one to another. Whatever is
doubted, misspelt or made of milestones is left to those who read the document.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from edition.document import TEI, XML_ID, Document
from edition.fingerprint import fingerprints
from edition.index.end import End, ends, names
from edition.index.shadow import BeyondError, tag_at
from edition.index.table import Row
from edition.passage import Extent, Known, Passage, is_doubtful
from edition.passage.context import Context, stated
from edition.passage.designation import OURS, anchor, is_own
from edition.passage.locator import Locator, place, spanned, unit
from edition.passage.passages import Passages
from edition.passage.voice import reporters, speech
from edition.project import Project
from edition.reference.search import reached
from edition.reference.unit import extent

if TYPE_CHECKING:
    from edition.document.tree import Element
    from edition.index.lookup import Kept

__all__ = ["Memory"]

_TEXT, _SP = f"{{{TEI}}}text", f"{{{TEI}}}sp"
_FRAME = "SELECT header, header_end, body, language, is_declared, anew FROM frame"
_CUT = "SELECT substr(content, ?, ?) FROM whole"
_DIFFERING = "SELECT count(*) FROM differing WHERE number >= ? AND number < ? OR number IN"
_SPEAKER = "SELECT speaker FROM holder WHERE number = ?"
_OPENING = "SELECT page FROM opening WHERE number = ?"
_PAGE = "SELECT page FROM page WHERE number <= ? ORDER BY number DESC LIMIT 1"


class Memory:
    """A document as its index remembers it."""

    def __init__(self, document: Document, project: Project, kept: "Kept") -> None:
        self._document = document
        self._project = project
        self._kept = kept

    def passage(self, name: str, tree: str = "") -> Passage | None:
        """Return what a name or a range means; None where that is not plain."""
        from sqlite3 import Error

        try:
            return self._passage(name, tree)
        except (Error, BeyondError):  # what is damaged is as good as none
            return None

    def _passage(self, name: str, tree: str) -> Passage | None:
        found = ends(name, tree, self._kept, self._bytes) if self._frame else None
        if found is None:
            return None
        first, last = found
        anchors = anchor(first.element), anchor(last.element)
        if not all(anchors) or not _is_plain(first, last):
            return None
        text = self._text(first, last)
        if first is last and fingerprints(text) != first.fingerprints:  # it is damaged
            return None
        passages = Passages(self._document, self._project)
        passages.called.update(dict(self._kept.rows("SELECT pointer, words FROM name")))

        def find() -> Extent:
            begin, end = reached(name, self._document, tree)
            return extent(begin)[0], extent(end)[1]

        known = self._known(first, last, text)
        return Passage.recalled(passages, find, anchors, (first.ref, last.ref), known)

    @cached_property
    def _frame(self) -> Row | None:
        rows = self._kept.rows(_FRAME)
        return rows[0] if rows else None

    @cached_property
    def _bytes(self) -> bytes:
        return b"".join(self._document.chunks())

    @cached_property
    def _note(self) -> str:
        rows = self._kept.rows("SELECT content FROM note")
        return str(rows[0][0]) if rows else ""

    def _known(self, first: End, last: End, text: str) -> Known:
        """Return what a citation says of a passage."""
        own = speech(first.element)
        texts = ("reading", "diplomatic") if self._is_alike(first, last) else ("reading",)
        return Known(
            dict.fromkeys(texts, text),
            self._note,
            self._front(first),
            self._context(first),
            self._locator(first, last),
            unit(first.element),
            None if own is None else own.get("who"),
            None if own is None else own.get("toWhom"),
            reporters(first.element),
            is_doubtful(first.element),
        )

    def _text(self, first: End, last: End) -> str:
        if not first.stop:
            return first.words
        ((text,),) = self._kept.rows(_CUT, first.start + 1, last.stop - first.start)
        return str(text)

    def _is_alike(self, first: End, last: End) -> bool:
        """Whether a passage reads alike in every profile."""
        around = {row[2] for end in (first, last) for row in end.around}
        query = f"{_DIFFERING} ({', '.join('?' * len(around))})"
        ((differing,),) = self._kept.rows(query, first.first, last.last, *around)
        return bool(first.stop and not differing)

    def _front(self, end: End) -> Document:
        """Return a document with the header of this one, and the bare tags of root and text."""
        assert self._frame is not None
        header, header_end, body, *_ = self._frame
        root = tag_at(self._bytes, end.around[0][2])
        text = b"" if body is None else tag_at(self._bytes, body)
        parts = [root, b"" if header is None else self._bytes[header:header_end]]
        parts += [text, _closing(text), _closing(root)]
        front = Document(self._document.file, self._document.path, b"".join(parts))
        front.name = self._document.name
        return front

    def _context(self, end: End) -> Context:
        assert self._frame is not None
        inner, language = set(end.numbers), self._frame[3]
        heads = [row[5] for row in end.around if row[4] and row[4] not in inner]
        spoken = [n for n, each in zip(end.numbers, end.elements, strict=True) if each.tag == _SP]
        speaker = self._kept.rows(_SPEAKER, spoken[-1])[0][0] if spoken else ""
        pages = self._kept.rows(_OPENING, end.ordinal) or self._kept.rows(_PAGE, end.ordinal)
        page = pages[0][0] if pages else ""
        return stated(end.elements[::-1], tuple(heads), page, speaker, lambda: language)

    def _locator(self, first: End, last: End) -> Locator:
        known = {
            element: (number, passage)
            for end in (last, first)
            for element, number, passage in zip(
                end.elements, end.numbers, end.passages, strict=True
            )
        }
        called = {last.ordinal: last.ref, first.ordinal: first.ref}

        def printed(element: "Element") -> str:
            number, passage = known[element]
            found_by = called.get(number, "")
            if is_own(found_by, element.get(XML_ID)):
                return found_by
            return self._printed(str(element.tag), passage)

        return spanned(place(first.element, printed), place(last.element, printed))

    def _printed(self, tag: str, passage: int) -> str:
        """Return the reference of a passage by the first system of the text's that has one."""
        assert self._frame is not None
        *_, is_declared, anew = self._frame
        is_asked = passage and (is_declared or tag in anew.split())
        known = names(passage, self._kept) if is_asked else []
        return next((ref for ref, kind, n in known if kind not in OURS and n == 1), "")


def _is_plain(first: End, last: End) -> bool:
    """Whether a passage is one element, or a range in the text and in one speech or none."""
    own = speech(first.element)
    if first is last:
        return True
    is_in_text = all(_TEXT in {each.tag for each in end.elements} for end in (first, last))
    is_told = own is None or first.numbers[first.elements.index(own)] in last.numbers
    return is_in_text and is_told and bool(first.stop and last.stop)


def _closing(tag: bytes) -> bytes:
    """Return the end tag of a start tag."""
    return b"</%b>" % tag[1:-1].split(maxsplit=1)[0] if tag else b""

"""Text: what a document says in a profile, as a whole, of one element, and between two points."""

from collections.abc import Iterator

from lxml import etree

from edition.document import TEI, XML_ID, Document, Element
from edition.project import Project
from edition.reference.point import Point
from edition.stylesheet import load
from edition.stylesheet.instalment import instalments
from edition.stylesheet.plaintext import PlainText, pieced_together, plain_text
from edition.tei.calling import mark_calls
from edition.tei.derivation import REFERENCE, derived, texts
from edition.tei.groundwork import mark
from edition.tei.vocabulary import BLOCKS, OCCURRING, textual

__all__ = ["Text", "loose_text"]

_APART = frozenset({"note", "person", "org", "place", "event"})
_RECORDS = frozenset(
    f"{{{TEI}}}{name}"
    for name in (
        "address altIdentifier analytic biblFull biblStruct correspAction editionStmt event "
        "fileDesc imprint langUsage monogr msIdentifier object org person place publicationStmt "
        "respStmt seriesStmt titleStmt"
    ).split()
)
"""What holds no text of its own, but to lay out its data."""
_BIBL, _LIST = f"{{{TEI}}}bibl", f"{{{TEI}}}listBibl"
_ALONE, _BEGIN, _END = "~~alone", "~~begin", "~~end"
_MILESTONES = frozenset(f"{{{TEI}}}{name}" for name in "pb lb cb gb milestone anchor".split())


class Text:
    """The text of a document in one profile, without note calls and notes.

    The whole is made once, and only where one element is not enough.
    """

    def __init__(self, document: Document, project: Project, profile: str) -> None:
        mark(document.root)
        mark_calls(document)
        self._document = document
        self._project = project
        self._profile = profile
        self._whole: PlainText | None = None
        self._parts: dict[Element, PlainText | None] = {}

    @property
    def whole(self) -> PlainText:
        """The whole text, with the place of every passage."""
        if self._whole is None:
            self._whole = self.folded(self._named())
        return self._whole

    def of(self, element: Element, name: str) -> str:
        """Return the text of an element, whose reference is `name`; empty for what has none."""
        found = self.alone(element)
        return self.whole.between(name, name) if found is None else found

    def between(self, begin: Point, end: Point) -> str:
        """Return the text between two points; the whole is folded, so that borders are its own."""
        first, last = _name(begin.element), _name(end.element)
        spans = self.whole.spans
        if begin.side == "start" and first in spans and last in spans:
            begun, ended = spans[first][0], spans[last]
            if end.side == "end":
                return self.whole.text[begun : ended[1]]
            if end.side == "start" and end.element.tag in _MILESTONES:
                return self.whole.text[begun : ended[1]]
        from edition.passage.slice import inserted

        end = _inside(end)
        with inserted(begin, end, (_mark(begin, _BEGIN), _mark(end, _END))):
            marked = self.folded(self._document.root)
        if _BEGIN not in marked.spans or _END not in marked.spans:
            return ""
        return marked.text[marked.spans[_BEGIN][0] : marked.spans[_END][1]]

    def alone(self, element: Element) -> str | None:
        """Return the text of one element, made of a skeleton; None where the whole is needed.

        So it is from the second element on: to make the whole once is then the shorter way.
        """
        part, name = self._part(element), _name(element) or _ALONE
        return None if part is None else part.between(name, name)

    def through(self, first: Element, last: Element, start: str, end: str) -> str:
        """Return the text from one element to the end of another, by their references.

        Of the text no more is made than of the element around both.
        """
        for element, name in ((first, start), (last, end)):
            if not _name(element):
                element.set(REFERENCE, name)
        above = {first, *first.iterancestors()}
        around = next((e for e in (last, *last.iterancestors()) if e in above), None)
        part = None if around is None else self._part(around)
        return (self.whole if part is None else part).between(start, end)

    def _part(self, element: Element) -> PlainText | None:
        """Return the text of an element's skeleton; None where the whole is to be made."""
        if element not in self._parts:
            is_own = len(self._project.sheet_folders) > 1
            if self._whole is not None or self._parts or is_own:
                return None
            from edition.passage.skeleton import skeleton  # a page is made of the whole

            root = skeleton(element, _name(element) or _ALONE)
            self._parts[element] = None if root is None else self.folded(root)
        return self._parts[element]

    def _named(self) -> Element:
        """Return the root, with all that our sheets need; a project's own may need what pages do.

        Of what the document is prepared with, our sheets read the derived references, what the
        spans of tables leave empty, whether quotation marks were left out, and what empty signs
        stand for.
        """
        if len(self._project.sheet_folders) > 1:
            from edition.preparation import prepare

            return prepare(self._document, self._project)
        root = self._document.root
        for text in texts(root) if root.get(OCCURRING) is None else ():  # else it is prepared
            for element, _, ref in derived(text):
                if ref:
                    element.set(REFERENCE, ref)
        return root

    def folded(self, root: Element) -> PlainText:
        """Return the text of a root whose passages bear their references already."""
        sheet = load(self._project.sheet_folders, "text.xsl", textual(self._document))
        given = {"profile": self._profile, "notes": "no"}
        is_reading = self._profile == "reading" and root is self._document.root
        made = instalments(sheet, self._document, given) if is_reading else None
        return (made and pieced_together(*made)) or plain_text(sheet(root, given))


def loose_text(element: Element) -> str:
    """Return the words of what the text does not hold: a note, an entry of a register."""
    around = {str(each.tag).rpartition("}")[2] for each in (element, *element.iterancestors())}
    if "text" in around and not around & _APART:
        return ""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    """Yield the texts of an element, with a space around each block and between data in it."""
    for event, each in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if each.tag in BLOCKS or _is_listed(each) or (event == "start" and _is_datum(each)):
            yield " "
        if event == "start":
            yield each.text or ""
        elif each is not element:
            yield each.tail or ""


def _is_datum(element: Element) -> bool:
    """Whether an element stands in a record, right behind another with nothing between them."""
    around, before = element.getparent(), element.getprevious()
    is_recorded = around is not None and around.tag in _RECORDS
    return is_recorded and before is not None and not before.tail


def _is_listed(element: Element) -> bool:
    """Whether an element is an entry of a bibliography; elsewhere titles stand in sentences."""
    around = element.getparent()
    return element.tag == _BIBL and around is not None and around.tag == _LIST


def _inside(end: Point) -> Point:
    """Return the end of a text as a point in it, since what stands behind it is not shown."""
    element = end.element
    if end.side != "end" or element.tag != f"{{{TEI}}}text":
        return end
    if not len(element):
        return Point(element, "text", len(element.text or ""))
    return Point(element[-1], "tail", len(element[-1].tail or ""))


def _name(element: Element) -> str:
    return str(element.get(XML_ID) or element.get(REFERENCE) or "")


def _mark(point: Point, name: str) -> Element:
    return point.element.makeelement(f"{{{TEI}}}anchor", {REFERENCE: name}, None)

"""Part: a file that takes part in an inclusion: its tree, its text, where its elements are."""

import re
from functools import cached_property
from pyexpat import ParserCreate

from lxml import etree

from edition.diagnostic import Location
from edition.document import XML_ID, XML_LANG, Document, Element
from edition.document.patchwork import Source
from edition.document.safety import has_doctype
from edition.document.tag import Tags
from edition.file.encoding import transcode

__all__ = ["Part", "Spans", "declared"]

_INCLUDE = "{http://www.w3.org/2001/XInclude}include"
_LAST = True  # expat: nothing follows
_TAG = rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>"
_NAME = rb"<[^\s/>]+"


class Part:
    """A file with the bytes of its elements; of one that is not the `whole` the root alone.

    Raises Refused where it cannot be read, pyexpat.ExpatError where only libxml2 reads it.
    """

    def __init__(self, document: Document, *, is_whole: bool) -> None:
        self.document = document
        self.path = document.path.resolve() if document.path is not None else None
        self.root = document.plain_root
        original = text = transcode(document.source)
        shifts: tuple[tuple[int, int], ...] = ()
        if not is_whole and has_doctype(original):  # its entities are declared here only
            text = etree.tostring(self.root, encoding="utf-8", with_tail=False)
            here, there = Tags(text), Tags(original)
            both = range(min(len(here), len(there)))
            shifts = tuple((here.offsets[n], there.offsets[n]) for n in both)
        self.source = Source(document.file, document.path, text, original, shifts)
        self.spans = Spans(text)
        self.elements = list(self.root.iter("*"))

    @cached_property
    def numbers(self) -> dict[Element, int]:
        """The number of each element in document order."""
        return {element: n for n, element in enumerate(self.elements)}

    @cached_property
    def ids(self) -> dict[str, Element]:
        """Every xml:id with the first element that bears it."""
        found: dict[str, Element] = {}
        for element in self.elements:
            name = element.get(XML_ID)
            if name is not None:
                found.setdefault(name, element)
        return found

    @cached_property
    def sites(self) -> list[tuple[int, int, Element]]:
        """Where the elements xi:include begin and end, in document order; inner ones too."""
        found = [element for element in self.elements if element.tag == _INCLUDE]
        return [(*self.spans.outer(self.numbers[element]), element) for element in found]

    def place(self, element: Element) -> Location:
        """Return the place of an element's start tag."""
        start, _ = self.spans.outer(self.numbers[element])
        return Location(self.document.file, *self.source.place(start))


class Spans:
    """Where each element of a UTF-8 text begins and ends, by its number in document order."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self._starts: list[int] = []
        self._ends: list[int] = []
        parser = ParserCreate("utf-8")
        open_elements: list[int] = []

        def start(*_: object) -> None:
            open_elements.append(len(self._starts))
            self._starts.append(parser.CurrentByteIndex)
            self._ends.append(0)

        def end(_name: str) -> None:
            self._ends[open_elements.pop()] = parser.CurrentByteIndex

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.Parse(text, _LAST)

    def outer(self, number: int) -> tuple[int, int]:
        """Return the bytes at which an element begins and ends, its tags included."""
        start = self._starts[number]
        first, last = self.inner(number)
        if first == last and self.text[first - 2 : first] == b"/>":
            return start, last
        return start, self.text.find(b">", last) + 1

    def inner(self, number: int) -> tuple[int, int]:
        """Return the bytes at which the content of an element begins and ends."""
        first = self._starts[number] + len(self.tag(number))
        is_empty = self.text[first - 2 : first] == b"/>"
        return first, first if is_empty else self._ends[number]

    def name_end(self, number: int) -> int:
        """Return the byte behind the name in an element's start tag."""
        match = re.compile(_NAME).match(self.text, self._starts[number])
        return self._starts[number] if match is None else match.end()

    def tag(self, number: int) -> bytes:
        """Return an element's start tag; nothing for one that comes out of an entity."""
        match = re.compile(_TAG).match(self.text, self._starts[number])
        return b"" if match is None else match[0]

    def is_written(self, number: int) -> bool:
        """Whether an element stands in the text itself; one may come out of an entity."""
        start = self._starts[number]
        return self.text[start : start + 1] == b"<"


def declared(element: Element, tag: bytes, site: Element | None) -> str:
    """Return what a start tag needs where it is put: prefixes and language from around it.

    `site` is the element in whose place it is put, None for the outside of all. A default
    namespace that the site declares and the element does not is undone.
    """
    there = {} if site is None else site.nsmap
    written = tag.decode("utf-8", "replace")
    found = ""
    for prefix, uri in element.nsmap.items():
        name = f"xmlns:{prefix}" if prefix else "xmlns"
        if (there.get(prefix) or "") != uri and not _writes(written, name):
            found += f' {name}="{_quoted(uri)}"'
    if there.get(None) and None not in element.nsmap and not _writes(written, "xmlns"):
        found += ' xmlns=""'
    language = _language(element)
    if language and not element.get(XML_LANG) and language != _language(site):
        found += f' xml:lang="{_quoted(language)}"'
    return found


def _writes(tag: str, name: str) -> bool:
    return re.search(rf"\s{re.escape(name)}\s*=", tag) is not None


def _language(element: Element | None) -> str:
    around = [] if element is None else [element, *element.iterancestors()]
    return next((said for each in around if (said := each.get(XML_LANG))), "")


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")

"""Inclusion: what XInclude takes in, within the project, with every place kept.

The text is joined, not the tree: the grammar, which reads bytes, and the rules, which read the
tree, see the same. lxml's own expansion reads any file of the computer and is never used.
Source: XML Inclusions (XInclude) 1.0, second edition; base URIs are kept as places, not as
attributes that no grammar might allow.
"""

import re
from os.path import normpath
from pathlib import Path
from pyexpat import ExpatError
from urllib.parse import unquote, urljoin, urlsplit

from edition.diagnostic import Diagnostic, Refused, Related
from edition.document import Document, Element
from edition.document.inclusion.fault import FALLBACK, Gap, Site, chosen
from edition.document.inclusion.part import Part, declared
from edition.document.patchwork import Patchwork, Source
from edition.file import is_file, read_bytes
from edition.file.encoding import declared_span
from edition.value import Value

__all__ = ["Expansion", "expanded"]

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_MOST_LEVELS = 40
_MOST = 50_000
_FREE_BYTES = 10_000_000
_MOST_GROWTH = 10
_NO_TEXT = r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_ESCAPES = {b"&": b"&amp;", b"<": b"&lt;", b">": b"&gt;"}


class Expansion(Value):
    """A document with all that it takes in, and what kept something from being taken in."""

    text: Patchwork
    diagnostics: tuple[Diagnostic, ...]
    has_gaps: bool
    """Whether an xi:include is left in the text, since nothing could be put in its place."""
    is_unread: bool
    """Whether a file that was to be taken in could not be read or parsed."""


def expanded(document: Document, within: Path) -> Expansion:
    """Return a document with its inclusions; only files within a folder are taken in.

    Raises Refused where the document itself is not well-formed, pyexpat.ExpatError where it has
    names that only libxml2 reads.
    """
    joiner = _Joiner(document, within)
    joiner.join()
    told = tuple(dict.fromkeys(joiner.findings))
    return Expansion(joiner.text, told, joiner.has_gaps, joiner.is_unread)


class _Joiner:
    """Lays the pieces of one document, following each xi:include where it stands."""

    def __init__(self, document: Document, within: Path) -> None:
        self.within = within.resolve()
        self.text = Patchwork()
        self.findings: list[Diagnostic] = []
        self.has_gaps = self.is_unread = False
        self.whole = Part(document, is_whole=True)
        self._parts = {self.whole.path: self.whole}
        self._bytes = len(self.whole.source.text)
        self._count = 0
        self._open: list[tuple[Path | None, str]] = [(self.whole.path, "")]

    def join(self) -> None:
        """Lay the document; it is UTF-8 now, and says so."""
        source = self.whole.source
        start, end = declared_span(source.text)
        self.text.lay(source, 0, start)
        self.text.put(b"UTF-8" if end > start else b"", source, start)
        self._lay(self.whole, end, len(source.text))

    def _lay(self, part: Part, start: int, end: int) -> None:
        """Lay what stands between two bytes of a part, inclusions followed."""
        for first, last, include in part.sites:
            if start <= first and last <= end:
                self.text.lay(part.source, start, first)
                self._include(Site(part, include), first, last)
                start = last
        self.text.lay(part.source, start, end)

    def _include(self, site: Site, first: int, last: int) -> None:
        """Put in the place of an xi:include what it names, or its fallback; else leave it."""
        depth = len(self._open)
        try:
            self._follow(site)
        except Gap as gap:
            del self._open[depth:]
            fallback = site.include.find(FALLBACK) if gap.is_recoverable else None
            if fallback is None or not gap.is_missing:
                self.findings += gap.findings
            if fallback is None:
                self.has_gaps = True
                self.text.lay(site.part.source, first, last)
            else:
                inner = site.part.spans.inner(site.part.numbers[fallback])
                self._lay(site.part, *inner)

    def _follow(self, site: Site) -> None:
        site.check()
        file = self._file(site)
        if site.include.get("parse") == "text":
            self._lay_text(site, file)
            return
        taken = site.part if file is None else self._part(site, file)
        step = (taken.path, site.include.get("xpointer", ""))
        if step in self._open or len(self._open) > _MOST_LEVELS or self._has_overgrown():
            raise site.endless()
        elements = chosen(site, taken)
        self._open.append(step)
        for element in elements:
            self._lay_element(taken, element, site.include)
        self._open.pop()

    def _has_overgrown(self) -> bool:
        """Whether so much was taken in, again and again, that it cannot be meant."""
        self._count += 1
        grown = len(self.text) > self._bytes * _MOST_GROWTH + _FREE_BYTES
        return grown or self._count > _MOST

    def _file(self, site: Site) -> Path | None:
        """Return the file that is to be taken in; None for the one that says so. Raises Gap."""
        path = site.part.document.path
        if not site.href:
            return None
        address = urlsplit(_href(site.include))
        if address.scheme not in {"", "file"} or address.netloc or path is None:
            raise site.outside()
        file = path.parent / unquote(address.path)
        if not self._holds(file):
            raise site.outside()
        if not is_file(file):
            raise site.absent(file)
        return file

    def _holds(self, file: Path) -> bool:
        try:
            return file.resolve().is_relative_to(self.within)
        except (OSError, ValueError, RuntimeError):
            return False

    def _part(self, site: Site, file: Path) -> Part:
        """Return the file that is taken in, read once. Raises Gap."""
        place = file.resolve()
        if place not in self._parts:
            try:
                part = Part(Document(_name(site), file), is_whole=False)
            except Refused as refusal:
                raise self._unread(site, refusal) from None
            except ExpatError:
                message = f"{site.href} has characters in names that not every parser allows."
                found = site.unread(message, "Write the name with other letters.")
                raise self._unread(site, Refused(found)) from None
            self._parts[place] = part
            self._bytes += len(part.source.text)
        return self._parts[place]

    def _unread(self, site: Site, refusal: Refused) -> Gap:
        self.is_unread = True
        taken = Related(site.part.place(site.include), "it is taken in here")
        found = (item.changed(related=(*item.related, taken)) for item in refusal.diagnostics)
        return Gap(*found)

    def _lay_element(self, taken: Part, element: Element, site: Element) -> None:
        """Lay an element, with what its tag inherits where it comes from."""
        number = taken.numbers[element]
        start, end = taken.spans.outer(number)
        behind = taken.spans.name_end(number)
        if element.tag != site.tag:  # an inclusion of an inclusion has no tag in the end
            self.text.lay(taken.source, start, behind)
            added = declared(element, taken.spans.tag(number), site)
            self.text.put(added.encode(), taken.source, start)
            start = behind
        self._lay(taken, start, end)

    def _lay_text(self, site: Site, file: Path | None) -> None:
        """Lay a file as text, its markup as signs. Raises Gap."""
        name = _name(site)
        try:
            data = site.part.document.source if file is None else read_bytes(file, name)
        except Refused as refusal:
            raise self._unread(site, refusal) from None
        source = Source(name, file, _decoded(site, data).encode())
        self._bytes += len(source.text)
        start = 0
        for match in re.finditer(rb"[&<>]", source.text):
            self.text.lay(source, start, match.start())
            self.text.put(_ESCAPES[match[0]], source, match.start())
            start = match.end()
        self.text.lay(source, start, len(source.text))


def _href(include: Element) -> str:
    """Return what an xi:include names, seen from its file: xml:base may lie between."""
    base = ""
    for around in reversed([include, *include.iterancestors()]):
        base = urljoin(base, around.get(_BASE, ""))
    return urljoin(base, include.get("href", ""))


def _name(site: Site) -> str:
    """Return how findings call the file that is taken in: as seen from where the command runs."""
    file = site.part.document.file
    path = unquote(urlsplit(_href(site.include)).path)
    return normpath(Path(file).parent / path) if site.href else file


def _decoded(site: Site, data: bytes) -> str:
    """Return the text of a file that is taken in as text. Raises Gap."""
    encoding = site.include.get("encoding", "UTF-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "UTF-16"
    try:
        words = data.decode(encoding).removeprefix("\ufeff")
    except (LookupError, UnicodeError):
        message = f"{site.href} is no text in the encoding {encoding}."
        hint = "Save it as UTF-8, or name its encoding in the attribute encoding."
        raise site.faulty(message, hint) from None
    strange = re.search(_NO_TEXT, words)
    if strange is not None:
        message = f"{site.href} holds the control character U+{ord(strange[0]):04X}."
        raise site.faulty(message, "Delete it; XML allows no such signs.")
    return words

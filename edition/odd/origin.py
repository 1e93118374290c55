"""Origin: where the specifications come from that a customization chooses from; nothing is fetched.

What an ODD names with `source` is followed where it is a file; else TEI's own specifications are
taken from the file that is given, from the project's xml/schema, or from the user's shelf.
"""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition.diagnostic import Severity
from edition.document import Document, Element, read
from edition.document.safety import doctype_faults, prior_fault
from edition.document.tree import parse_plain
from edition.file import is_file, read_bytes
from edition.odd.customization import Part
from edition.odd.documentation import without_prose
from edition.odd.fault import Faults
from edition.odd.source import Source, is_customization, read_source
from edition.schema.place import SOURCE

__all__ = ["Origins"]

_HINT = (
    f"Fetch {SOURCE} once, with “edition schema add https://www.tei-c.org/Vault/P5/current/xml/tei/"
    f"odd/{SOURCE}”, or name it with --source FILE."
)


class Origins:
    """The sources of one compilation, each file read once.

    `given` is TEI's own; `prose` says whether its prose is taken over; `above` are the ODDs that
    led here, of which none can be a source of itself.
    """

    def __init__(
        self,
        given: Path | None,
        faults: Faults,
        *,
        prose: bool = True,
        above: tuple[Path, ...] = (),
    ) -> None:
        self.given = given
        self.faults = faults
        self.prose = prose
        self.above = above
        self.read: dict[Path, Source] = {}
        self.files: list[Path] = []

    def __call__(self, part: Part) -> Source:
        """Return what a part of a customization chooses from. Raises Refused where that is none."""
        element, named = _named(part.element)
        path = self._path(Part(element, part.document), named)
        if path not in self.read:
            self.read[path] = self._read(path, Part(element, part.document))
            self.files.append(path)
        source = self.read[path]
        self._compare(Part(element, part.document), named, source)
        return source

    def _path(self, part: Part, named: str) -> Path:
        """Return the file of a source: that which is named, or what is given for TEI."""
        beside = _beside(part.document, named)
        if beside is not None and is_file(beside):
            return beside
        if beside is not None and (self.given is None or beside.name != SOURCE):
            message = f"The source “{named}” is not there."
            self._refuse(part, message, "Check the path; it is seen from the ODD's folder.")
        if self.given is None:
            message = (
                "TEI's own specifications are not at hand, so there is nothing to choose from."
            )
            self._refuse(part, message, _HINT)
        assert self.given is not None
        return self.given

    def _read(self, path: Path, part: Part) -> Source:
        if path.resolve() in self.above:
            message = f"The ODD is its own source, by way of “{path.name}”."
            hint = "Let one of them name TEI's own specifications as its source."
            self.faults.add(part.document, part.element, "schema-circular", message, hint)
            self.faults.settle()
        root = _root(path)
        source = read_source(path, root)
        if source.schema is not None and is_customization(source.schema):
            source = read_source(path, self._compiled(read(path), path))
        elif not self.prose:
            without_prose(root)
        if not source.specs:
            message = f"The source “{path.name}” specifies nothing: it has no elementSpec."
            self._refuse(part, message, _HINT)
        return source

    def _compiled(self, document: Document, path: Path) -> Element:
        """Return the compiled form of an ODD that is a source itself. Raises Refused."""
        from edition.odd.compilation import vocabulary_of
        from edition.odd.compiled import specified

        faults = Faults()
        above = (*self.above, path.resolve())
        inner = Origins(self.given, faults, prose=self.prose, above=above)
        vocabulary = vocabulary_of(document, inner, faults)
        self.files += inner.files
        return specified(vocabulary)

    def _compare(self, part: Part, named: str, source: Source) -> None:
        """Warn where an ODD is made for another version of TEI than that at hand."""
        wanted = re.fullmatch(r"tei:(\d[\w.]*)|https?://.*/P5/(\d[\w.]*)/.*", named)
        if wanted is None:
            return
        version = wanted[1] or wanted[2]
        if source.version and version not in source.version:
            message = f"The ODD is made for TEI {version}; the source at hand is {source.version}."
            hint = "Name the source of that version with --source, or bring the ODD up to date."
            at = (part.document, part.element)
            self.faults.add(*at, "schema-source", message, hint, Severity.WARNING)

    def _refuse(self, part: Part, message: str, hint: str) -> None:
        self.faults.add(part.document, part.element, "schema-source", message, hint)
        self.faults.settle()


def _root(path: Path) -> Element:
    """Return the root of a source; of so large a file no more is asked. Raises Refused."""
    data = read_bytes(path, str(path))
    try:
        if prior_fault(data) is None and doctype_faults(data)[1] is None:
            return parse_plain(data, str(path))
    except etree.XMLSyntaxError:
        pass
    return read(path).root  # which says what is wrong with it


def _named(element: Element) -> tuple[Element, str]:
    """Return the nearest element that names a source, and what it names."""
    holder: Element | None = element
    while holder is not None:
        if holder.get("source") and str(holder.tag).endswith(("Ref", "}schemaSpec")):
            return holder, holder.get("source", "")
        holder = holder.getparent()
    return element, ""


def _beside(document: Document, named: str) -> Path | None:
    """Return the file that a source is, where it is one and no address of TEI's."""
    try:
        parts = urlsplit(named)
    except ValueError:
        return None
    if not named or parts.scheme not in {"", "file"} or parts.netloc:
        return None
    return (document.path or Path()).parent / unquote(parts.path)

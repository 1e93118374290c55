"""Document: a TEI file read safely, once; every place in it can be named."""

import re
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from edition.diagnostic import Diagnostic, Fault, Location, Refused, Related, Severity, nearest
from edition.encoding import transcode
from edition.places import Chunk, Tags, text_places
from edition.prolog import HEAD, Prolog, prolog
from edition.safety import doctype_faults, prior_fault

__all__ = [
    "TEI",
    "XML_ID",
    "Document",
    "Element",
    "copied",
    "is_file",
    "is_folder",
    "is_ncname",
    "parse",
    "parse_plain",
    "read",
    "read_bytes",
]

Element: TypeAlias = etree._Element

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_WITH_ID = etree.XPath("/descendant-or-self::*[@xml:id]")

MOST_BYTES = 1 << 30
_ROOTS = ("TEI", "teiCorpus")
_ID_FAULTS = {"DTD_ID_REDEFINED", "DTD_XMLID_VALUE"}
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NCNAME = rf"[{_START}][{_START}\-.0-9\u00b7\u0300-\u036f\u203f\u2040]*"


class Document:
    """A well-formed XML document with its bytes, its tree and what reading it brought up.

    `file` is the path as its reader gave it, which findings repeat; `path` is where relative
    pointers start, or None for standard input. Made of a path alone, it is read when it is first
    asked for its bytes or its tree, which then raises Refused; `chunks` streams it.
    """

    def __init__(
        self,
        file: str,
        path: Path | None,
        data: bytes | None = None,
        root: Element | None = None,
    ) -> None:
        self.file = file
        self.path = path
        if data is not None:
            self.data = data
        if root is not None:
            self.root = root

    @cached_property
    def data(self) -> bytes:
        """The bytes of the file."""
        assert self.path is not None
        return read_bytes(self.path, self.file)

    @cached_property
    def root(self) -> Element:
        """The root element of the tree."""
        return _root(self)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What reading it brought up."""
        if self.is_streamed:
            return ()
        dtd, _ = doctype_faults(self.data)
        return _external_dtd(self.file, dtd)

    @cached_property
    def prolog(self) -> Prolog | None:
        """What stands before and in the first tag; None where that has to be read with the rest."""
        return prolog(self._head)

    @cached_property
    def _head(self) -> bytes:
        if "data" in self.__dict__ or self.path is None:
            return self.data[:HEAD]
        try:
            if not self.path.is_file() or self.path.stat().st_size > MOST_BYTES:
                return b""
            with self.path.open("rb") as file:
                return file.read(HEAD)
        except (OSError, ValueError):
            return b""

    @property
    def is_streamed(self) -> bool:
        """Whether the document may be judged as it streams by, since nothing else was asked."""
        if "data" in self.__dict__ or self.path is None:
            return False
        return self.prolog is not None and self.prolog.is_plain

    def chunks(self) -> Iterator[bytes]:
        """Yield the document as UTF-8, in pieces if it was not read as a whole. Raises Refused."""
        if not self.is_streamed:
            yield transcode(self.data)
            return
        assert self.path is not None
        try:
            with self.path.open("rb") as file:
                yield file.read(HEAD).removeprefix(BOM_UTF8)
                while piece := file.read(HEAD):
                    yield piece
        except OSError as error:
            raise _unreadable(self.file, error) from None

    @property
    def is_tei(self) -> bool:
        """Whether the root is TEI's, so that TEI's rules apply."""
        if self.is_streamed and self.prolog is not None:
            return self.prolog.ns == TEI and self.prolog.local in _ROOTS
        return self.root.tag in {f"{{{TEI}}}{name}" for name in _ROOTS}

    @property
    def id(self) -> str:
        """The document's name in references: TEI/@xml:id, else the file name without .xml."""
        given = self.root.get(XML_ID, "")
        if is_ncname(given):
            return given
        return Path(self.file).name.removesuffix(".xml") if self.file != "-" else "stdin"

    @cached_property
    def identified(self) -> list[Element]:
        """The elements that bear an xml:id, in document order."""
        return list(_WITH_ID(self.root))

    @cached_property
    def ids(self) -> dict[str, Element]:
        """Every xml:id with the first element that bears it, in document order."""
        found: dict[str, Element] = {}
        for element in self.identified:
            found.setdefault(element.get(XML_ID, ""), element)
        return found

    @cached_property
    def prefixes(self) -> dict[str, list[tuple[str, str]]]:
        """Each prefix that a prefixDef declares with its patterns and their replacements."""
        found: dict[str, list[tuple[str, str]]] = {}
        for element in self.root.iter(f"{{{TEI}}}prefixDef"):
            pattern = element.get("matchPattern", "(.+)")
            pair = (pattern, element.get("replacementPattern", ""))
            found.setdefault(element.get("ident", ""), []).append(pair)
        return found

    def locate(self, element: Element) -> Location:
        """Return the place of an element's start tag; lxml knows no column, expat does."""
        ordinal = self._ordinals.get(element)
        if ordinal is None or ordinal >= len(self._tags):
            return Location(self.file, element.sourceline)
        return Location(self.file, *self._tags.place(ordinal))

    def locate_root(self) -> Location:
        """Return the place of the first tag."""
        if self.prolog is None:
            return self.locate(self.root)
        return Location(self.file, self.prolog.line, self.prolog.column)

    def mentions(self, *words: bytes) -> bool:
        """Whether one of these words, of at most 40 bytes, stands anywhere in the document."""
        before = b""
        for piece in self.chunks():
            together = before[-40:] + piece
            if any(word in together for word in words):
                return True
            before = piece
        return False

    def locate_text(self, run: int, offset: int) -> Location:
        """Return the place of a character: `offset` code points into text run `run`, from 0.

        A character that an entity stands for is at the entity's `&`. Runs are the texts between
        two pieces of markup, in document order, none of them empty: see `places`.
        """
        chunk_offset = 0
        for line, column, length, step in self._text_chunks.get(run, ()):
            if offset < chunk_offset + length:
                return Location(self.file, line, column + step * (offset - chunk_offset))
            chunk_offset += length
        return Location(self.file)

    @cached_property
    def _ordinals(self) -> dict[Element, int]:
        return dict(zip(self.root.iter("*"), count(), strict=False))

    @cached_property
    def _tags(self) -> Tags:
        return Tags(transcode(self.data))

    @cached_property
    def _text_chunks(self) -> Mapping[int, list[Chunk]]:
        return text_places(self.data)


def copied(element: Element) -> Element:
    """Return a deep copy of an element, with its tail."""
    from copy import deepcopy  # it looks for another Python's modules first: only who copies pays

    return deepcopy(element)


def is_ncname(name: str) -> bool:
    """Whether a string is a name without a colon, as xml:id has to be.

    Source: XML 1.0, fifth edition, 2.3; Namespaces in XML, 3.
    """
    plain = name.replace("-", "").replace(".", "").replace("_", "")
    if name[:1].isalpha() and plain.isascii() and plain.isalnum():
        return True  # as nearly all are; the expression below takes a millisecond to compile
    return re.fullmatch(_NCNAME, name) is not None


def read(path: Path | str, file: str | None = None) -> Document:
    """Read a document from the file system.

    `file` is how findings name it, by default the path as given. Raises Refused with one finding
    for whatever is missing, unreadable, unsafe or not well-formed.
    """
    name = str(path) if file is None else file
    document = Document(name, Path(path))
    _ = document.root
    return document


def is_file(path: Path) -> bool:
    """Whether a path is a file; one that cannot be looked at, or be a path at all, is none."""
    try:
        return path.is_file()
    except (OSError, ValueError, RuntimeError):  # no permission, too long, NUL, circles of links
        return False


def is_folder(path: Path) -> bool:
    """Whether a path is a folder that can be looked at."""
    try:
        return path.is_dir()
    except (OSError, ValueError, RuntimeError):
        return False


def read_bytes(path: Path, file: str) -> bytes:
    """Return the bytes of a regular file of at most 1 GiB. Raises Refused."""
    try:
        before = path.stat()
        if stat.S_ISDIR(before.st_mode):
            raise _refused(file, "unreadable-file", "This is a folder, not a file.", "Name a file.")
        if not stat.S_ISREG(before.st_mode):
            raise _refused(file, "unreadable-file", "This is no regular file.", "Name a file.")
        if before.st_size > MOST_BYTES:
            raise _refused(file, "too-large", "The file is larger than 1 GiB.", "Divide it.")
        data = path.read_bytes()
        after = path.stat()
    except FileNotFoundError:
        raise _missing(path, file) from None
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise _refused(
            file,
            "unreadable-file",
            "The file changed while it was read.",
            "Run the command again.",
        )
    return data


def parse(data: bytes, file: str, path: Path | None = None) -> Document:
    """Parse bytes safely into a Document. Raises Refused.

    Source of the settings: measured against 22 attacks; entities of an internal subset are
    expanded, external ones never, gzip is not unpacked, libxml2's limits stay on.
    """
    document = Document(file, path, data)
    _ = document.root
    return document


def _root(document: Document) -> Element:
    fault = prior_fault(document.data) or doctype_faults(document.data)[1]
    if fault is not None:
        raise Refused(_diagnostic(document.file, fault))
    return _tree(document.data, document.file, document.path)


def parse_plain(data: bytes, base: str) -> Element:
    """Parse bytes of our own making or of a schema, with the same safe settings.

    Raises lxml's XMLSyntaxError.
    """
    return etree.fromstring(data, _parser(recover=False), base_url=base)


def _parser(*, recover: bool) -> etree.XMLParser[Element]:
    return etree.XMLParser(
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
    )


def _tree(data: bytes, file: str, path: Path | None) -> Element:
    base = path.resolve().as_uri() if path is not None else None
    parser = _parser(recover=False)
    try:
        return etree.fromstring(data, parser, base_url=base)
    except (etree.XMLSyntaxError, OSError) as error:
        log = list(parser.error_log)
        if log and all(entry.type_name in _ID_FAULTS for entry in log):
            return _tree_in_spite_of_ids(data, base, file)
        raise Refused(_diagnostic(file, _explained(data, log, error))) from None


def _tree_in_spite_of_ids(data: bytes, base: str | None, file: str) -> Element:
    """Parse a document whose only fault are its xml:ids; rules report those, all of them.

    `collect_ids=False` would do so too, but makes libxml2 load external DTDs.
    """
    parser = _parser(recover=True)
    root = etree.fromstring(data, parser, base_url=base)
    others = [entry for entry in parser.error_log if entry.type_name not in _ID_FAULTS]
    if others:
        raise Refused(_diagnostic(file, _explained(data, others, None)))
    return root


def _explained(
    data: bytes,
    log: "list[etree._LogEntry]",
    error: Exception | None,
) -> Fault:
    from edition.wellformedness import explain  # only a fault pays for it

    if not log:
        return explain(data, "", 1, 1, str(error))
    first = log[0]
    return explain(data, first.type_name, first.line, first.column, first.message.strip())


def _diagnostic(file: str, fault: Fault) -> Diagnostic:
    return Diagnostic(
        Location(file, fault.line, fault.column),
        fault.rule,
        Severity.ERROR,
        fault.message,
        fault.hint,
        related=tuple(
            Related(Location(file, line, column), message)
            for line, column, message in fault.related
        ),
    )


def _external_dtd(file: str, dtd: str | None) -> tuple[Diagnostic, ...]:
    if dtd is None:
        return ()
    return (
        Diagnostic(
            Location(file, 1, 1),
            "external-dtd",
            Severity.WARNING,
            f"The document names an external DTD, “{dtd}”, which is not loaded.",
            "Remove the DOCTYPE; TEI P5 is validated by a schema.",
        ),
    )


def _refused(file: str, rule: str, message: str, hint: str) -> Refused:
    return Refused(Diagnostic(Location(file), rule, Severity.ERROR, message, hint))


def _unreadable(file: str, error: Exception) -> Refused:
    reason = getattr(error, "strerror", None) or str(error)
    message = f"The file cannot be read: {reason}."
    return _refused(file, "unreadable-file", message, "Check its permissions.")


def _missing(path: Path, file: str) -> Refused:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        names = []
    close = nearest(path.name, names, most=1)
    hint = f"Did you mean {path.with_name(close[0])}?" if close else "Check the path."
    return _refused(file, "missing-file", "There is no such file.", hint)

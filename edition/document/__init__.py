"""Document: a TEI file read safely, once; every place in it can be named."""

from collections.abc import Iterator
from functools import cached_property, partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from edition.diagnostic import Diagnostic, Fault, Location
from edition.document.mention import mentions
from edition.document.original import Original
from edition.document.safety import doctype_faults, has_doctype, prior_fault
from edition.file import is_file
from edition.file.encoding import transcode
from edition.name import is_ncname

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.document.inclusion import Expansion
    from edition.document.markup import Markup
    from edition.document.patchwork import Patchwork
    from edition.document.prolog import Prolog
    from edition.document.run import Runs
    from edition.document.tag import Tags
    from edition.document.tree import Element

__all__ = ["TEI", "XML_ID", "XML_LANG", "Document", "Element", "parse", "read"]

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CORPUS = f"{{{TEI}}}teiCorpus"
_ROOTS = (f"{{{TEI}}}TEI", _CORPUS)


def __getattr__(name: str) -> object:
    """Return Element, the type of the tree; to judge by the grammar alone is to load no lxml."""
    if name != "Element":
        raise AttributeError(f"module 'edition.document' has no attribute {name!r}")
    from edition.document import tree

    globals()[name] = tree.Element
    return tree.Element


class Document:
    """A well-formed XML document with its bytes, its tree and what reading it brought up.

    `file` is the path as its reader gave it, which findings repeat; `path` is where relative
    pointers start, or None for standard input. Made of a path alone, it is read when it is first
    asked for its bytes or its tree, which then raises Refused; `chunks` streams it. XInclude takes
    in files `within` a folder, by default that of the project around the path. A `cutting` is the
    text of a document that is a part of another file.
    """

    def __init__(  # noqa: PLR0913  (what it is made of)
        self,
        file: str,
        path: Path | None,
        data: bytes | None = None,
        root: "Element | None" = None,
        *,
        within: Path | None = None,
        cutting: "Patchwork | None" = None,
    ) -> None:
        self.file = file
        self.path = path
        self.within = within
        self.corpus: Document | None = None
        """The teiCorpus that the document stands in."""
        self.headers: tuple[Element, ...] = ()
        """The headers of the teiCorpus around it, the nearest first: what they say holds for it."""
        self.name = ""
        """What it is called where it has no xml:id; empty for the name of its file."""
        if cutting is not None:
            self.data = data = cutting.data
            self.text, self.expansion = cutting, None
        self._original = Original(file, path, data)
        self._is_given = root is not None
        if root is not None:
            self.root = root

    @property
    def source(self) -> bytes:
        """The bytes of the file. Raises Refused."""
        return self._original.data

    @cached_property
    def data(self) -> bytes:
        """The bytes of the document: those of the file, or UTF-8 with what XInclude takes in."""
        return self.source if self.text is None else self.text.data

    @cached_property
    def text(self) -> "Patchwork | None":
        """The document as it is pieced together; None where it is its file."""
        return None if self.expansion is None else self.expansion.text

    @cached_property
    def expansion(self) -> "Expansion | None":
        """What XInclude takes in; None where nothing is to be. Raises Refused."""
        if not self.is_joined or prior_fault(self.source) is not None:
            return None
        from pyexpat import ExpatError

        from edition.document.boundary import root_of
        from edition.document.inclusion import expanded

        around = Path() if self.path is None else self.path
        try:
            return expanded(self, self.within or root_of(around)[0])
        except ExpatError:  # names that only libxml2 reads: the grammar tells of them
            return None

    @cached_property
    def plain_root(self) -> "Element":
        """The root element of the file alone, without what it takes in. Raises Refused."""
        return _grown(self.source, self.path, partial(Location, self.file))

    @cached_property
    def root(self) -> "Element":
        """The root element of the tree."""
        _ = self.source  # all of it is needed, so that nothing is gained by streaming it before
        if self.text is None:
            return self.plain_root
        return _grown(self.data, self.path, self.place)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What reading it brought up."""
        if self.is_streamed:
            return ()
        dtd, _ = doctype_faults(self.source)
        told = () if self.expansion is None else self.expansion.diagnostics
        if dtd is None:
            return told
        from edition.document.fault import external_dtd

        return (external_dtd(self.file, dtd), *told)

    @property
    def prolog(self) -> "Prolog | None":
        """What stands before and in the first tag; None where that has to be read with the rest."""
        return self._original.prolog

    @property
    def is_streamed(self) -> bool:
        """Whether the document may be judged as it streams by, since nothing else was asked."""
        return self._original.is_streamed

    @property
    def is_joined(self) -> bool:
        """Whether XInclude is spoken of, so that other files may belong to the document.

        Of a file that cannot be read it is False: whoever reads it is told why.
        """
        return self._original.is_joined

    def chunks(self) -> Iterator[bytes]:
        """Yield the document as UTF-8, in pieces if it was not read as a whole. Raises Refused."""
        if self.is_streamed:
            yield from self._original.pieces()
        else:
            yield transcode(self.data)

    @property
    def is_tei(self) -> bool:
        """Whether the root is TEI's, so that TEI's rules apply."""
        return self.root_name in _ROOTS

    @property
    def is_corpus(self) -> bool:
        """Whether the root is a teiCorpus: see `member`."""
        return self.root_name == _CORPUS

    @property
    def root_name(self) -> str:
        """The tag of the root element, as lxml writes it."""
        if self.is_streamed and self.prolog is not None:
            ns, local = self.prolog.ns, self.prolog.local
            return f"{{{ns}}}{local}" if ns else local
        return str(self.root.tag)

    @property
    def id(self) -> str:
        """The document's name in references: TEI/@xml:id, else the file name without .xml."""
        prolog = None if "root" in vars(self) or self.is_joined else self.prolog
        given = prolog.id if prolog and prolog.is_plain else self.root.get(XML_ID, "")
        if is_ncname(given):
            return given
        if self.name:
            return self.name
        return Path(self.file).name.removesuffix(".xml") if self.file != "-" else "stdin"

    @cached_property
    def identified(self) -> "list[Element]":
        """The elements that bear an xml:id, in document order."""
        from edition.document.tree import identified

        root = self.root
        is_as_read = not self._is_given and not has_doctype(self.data)
        return [] if is_as_read and not self.mentions(b"xml:id") else identified(root)

    @cached_property
    def ids(self) -> "dict[str, Element]":
        """Every xml:id with the first element that bears it, in document order."""
        found: dict[str, Element] = {}
        for element in self.identified:
            found.setdefault(element.get(XML_ID, ""), element)
        return found

    @cached_property
    def prefixes(self) -> dict[str, list[tuple[str, str]]]:
        """Each prefix that a prefixDef declares with its patterns and their replacements."""
        if self.corpus is not None:
            return self.corpus.prefixes
        found: dict[str, list[tuple[str, str]]] = {}
        for element in self.root.iter(f"{{{TEI}}}prefixDef"):
            pattern = element.get("matchPattern", "(.+)")
            pair = (pattern, element.get("replacementPattern", ""))
            found.setdefault(element.get("ident", ""), []).append(pair)
        return found

    def locate(self, element: "Element") -> Location:
        """Return the place of an element's start tag; lxml knows no column, expat does."""
        ordinal = self._ordinals.get(element)
        if ordinal is not None and ordinal < len(self._tags):
            return self.place(*self._tags.place(ordinal))
        if element in self._comments:
            return self.place(*self._tags.lines.place(self._comments[element]))
        return self.place(element.sourceline)

    def place(self, line: int | None, column: int | None = None) -> Location:
        """Return the place in its own file of a line and column of the document's text."""
        if self.text is None or line is None:
            return Location(self.file, line, column)
        file, at_line, at_column = self.text.origin(line, column or 1)
        return Location(file, at_line, None if column is None else at_column)

    def order(self, location: Location) -> tuple[float, float]:
        """Return what sorts places of the document in the order of its text."""
        line, column = location.line or 0, location.column or 0
        if self.text is None:
            return line, column
        return self.text.position(location.file, line, column or 1) or (float("inf"), line)

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """The files that the document is made of, links resolved, its own first."""
        return tuple(dict.fromkeys(path.resolve() for path in self._paths))

    def folder_with(self, name: str) -> Path:
        """Return the folder that a relative pointer starts from: what is taken in brings its own.

        Of several it is the first in which there is such a file. Raises AssertionError for standard
        input.
        """
        assert self.path is not None
        if len(self._folders) == 1:
            return self._folders[0]
        there = (folder for folder in self._folders if is_file(folder / name))
        return next(there, self.path.parent)

    @cached_property
    def _folders(self) -> list[Path]:
        return [path.parent for path in self._paths]

    @cached_property
    def _paths(self) -> list[Path]:
        sources = [] if self.text is None else [source.path for source in self.text.sources]
        return list(dict.fromkeys(path for path in (self.path, *sources) if path is not None))

    def locate_root(self) -> Location:
        """Return the place of the first tag."""
        if self.prolog is None:
            return self.locate(self.root)
        return self.place(self.prolog.line, self.prolog.column)

    def mentions(self, *words: bytes) -> bool:
        """Whether one of these words, of at most 40 bytes, stands anywhere in the document."""
        return mentions(self.chunks(), words)

    @cached_property
    def elements(self) -> "list[Element]":
        """Every element, in document order: to walk through a tree takes longer than a list."""
        return list(self.root.iter("*"))

    @cached_property
    def _ordinals(self) -> "dict[Element, int]":
        return dict(zip(self.elements, count(), strict=False))

    @cached_property
    def _comments(self) -> "dict[Element, int]":
        """The bytes that the comments begin with, where as many are in the tree as in the file."""
        from lxml import etree

        comments: list[Element] = list(self.root.iter(etree.Comment))
        places = self._tags.comments() if comments else []
        return dict(zip(comments, places, strict=True)) if len(comments) == len(places) else {}

    @cached_property
    def _tags(self) -> "Tags":
        from edition.document.tag import Tags

        return Tags(transcode(self.data))

    @cached_property
    def markup(self) -> "Markup":
        """The tags of the tree and the texts between them, as strings; `elements` has its tags."""
        from edition.document.markup import Markup

        _ = self.elements  # of the same state of the tree
        return Markup(self.root)

    @cached_property
    def runs(self) -> "Runs":
        """The texts between two pieces of markup."""
        from edition.document.run import Runs

        return Runs(self._tags, self.markup, self.elements)


def read(path: Path | str, file: str | None = None, *, within: Path | None = None) -> Document:
    """Read a document from the file system.

    `file` is how findings name it, by default the path as given; XInclude takes in what lies
    `within` a folder. Raises Refused with one finding for whatever is missing, unreadable, unsafe
    or not well-formed.
    """
    name = str(path) if file is None else file
    document = Document(name, Path(path), within=within)
    _ = document.root
    return document


def parse(data: bytes, file: str, path: Path | None = None) -> Document:
    """Parse bytes safely into a Document. Raises Refused."""
    document = Document(file, path, data)
    _ = document.root
    return document


def _grown(
    data: bytes, path: Path | None, place: "Callable[[int | None, int | None], Location]"
) -> "Element":
    """Return the tree of a text, of which `place` tells where its lines are. Raises Refused."""
    fault = prior_fault(data) or doctype_faults(data)[1]
    if fault is None:
        from edition.document.tree import grown

        root = grown(data, path.resolve().as_uri() if path is not None else None)
        if not isinstance(root, Fault):
            return root
        fault = root
    from edition.document.fault import refused

    raise refused(fault, place)

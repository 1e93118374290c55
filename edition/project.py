"""Project: a folder with xml/ and xslt/, laid over our own."""

import os
import re
from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from edition.boundary import root_of
from edition.diagnostic import Diagnostic, Refused, nearest
from edition.document import Document, read
from edition.file import is_file
from edition.mention import mentions_inclusion
from edition.settings import Settings, read_settings
from edition.value import Value

if TYPE_CHECKING:
    from edition.tree import Element

__all__ = [
    "OWN",
    "Missing",
    "Project",
    "at",
    "expanded",
    "find",
    "shown",
    "whole",
    "xml_files",
]

_PACKAGE = Path(__file__).resolve().parent
OWN = _PACKAGE if (_PACKAGE / "xslt").is_dir() else _PACKAGE.parent
"""Where our own xml/ and xslt/ lie: in the installed package, else in the checkout."""

_DEFAULTS = Settings()
_NOT_TEXTS = ("schema", "source", "registers")


class Project:
    """A folder of the same shape as ours, or the folder of a file that is in no project."""

    def __init__(
        self,
        root: Path,
        *,
        is_project: bool = True,
        settings: Settings = _DEFAULTS,
        diagnostics: tuple[Diagnostic, ...] = (),
    ) -> None:
        self.root = root
        self.is_project = is_project
        self.settings = settings
        self.diagnostics = diagnostics

    @cached_property
    def texts(self) -> tuple[Path, ...]:
        """The documents to publish: xml/**/*.xml without schema, sources and registers."""
        folder = self.root / "xml"
        return tuple(
            path
            for path in xml_files(folder, self.root)
            if path.relative_to(folder).parts[0] not in _NOT_TEXTS
        )

    @cached_property
    def documents(self) -> tuple[Path, ...]:
        """The texts but those that XInclude takes into another: they are documents as its parts."""
        return whole(self.texts)

    @cached_property
    def registers(self) -> tuple[Path, ...]:
        """The project's registers of persons, organisations, places, works, events."""
        return xml_files(self.root / "xml" / "registers", self.root)

    def holds(self, file: Path) -> bool:
        """Whether a file lies in the project, links resolved; what lies elsewhere is not read."""
        try:
            return file.resolve().is_relative_to(self.root.resolve())
        except (OSError, ValueError, RuntimeError):
            return False

    @property
    def output(self) -> Path:
        """The folder that pages are written to; for a file in no project, below the current one."""
        return (self.root if self.is_project else Path()) / self.settings.output

    @property
    def documentation(self) -> Path:
        """The folder of the pages about its schema, to which findings lead."""
        return self.output / "schema"

    @cached_property
    def sheet_folders(self) -> tuple[Path, ...]:
        """Where stylesheets are looked up, the project's own first."""
        own = OWN / "xslt"
        mine = self.root / "xslt"
        return (mine, own) if self.is_project and mine.is_dir() and mine != own else (own,)

    def schema(self, name: str) -> Path | None:
        """Return the schema file of that name, the project's before ours; None if there is none."""
        folders = (self.root / "xml" / "schema", OWN / "xml" / "schema")
        return next((path for folder in folders if is_file(path := folder / name)), None)

    @cached_property
    def _read(self) -> dict[Path, Document | None]:
        return {}

    def document(self, path: Path) -> Document | None:
        """Return another document of this project, read once; None if it cannot be read."""
        if path not in self._read:
            try:
                self._read[path] = read(path, within=self.root)
            except Refused:
                self._read[path] = None
        return self._read[path]

    def target(self, pointer: str, document: Document) -> "Element | Missing | None":
        """Return what a TEI pointer means: an element, why it is missing, or None: out of reach.

        `#id`, a prefix declared in listPrefixDef, and relative URIs with or without fragment
        are followed; a whole file is told by the root of `document`. Source: TEI P5, SA, Pointing
        Mechanisms; prefixDef.
        """
        return self._meant(pointer, document, ())

    def address(self, pointer: str, document: Document) -> str:
        """Return what the declared prefixes make of a pointer that leads to nothing in reach."""
        for _ in range(min(len(document.prefixes), _MOST_PREFIXES)):
            prefix, colon, rest = pointer.partition(":")
            patterns = document.prefixes.get(prefix) if colon else None
            uri = expanded(prefix, rest, patterns) if patterns else ""
            if not uri or isinstance(uri, Missing) or uri.partition(":")[0] == prefix:
                break
            pointer = uri
        return pointer

    def _meant(
        self, pointer: str, document: Document, through: tuple[str, ...]
    ) -> "Element | Missing | None":
        if pointer.startswith("#"):
            return _within(document, pointer[1:])
        prefix, colon, rest = pointer.partition(":")
        if colon and prefix in document.prefixes:
            return self._through_prefix(prefix, rest, document, through)
        if rest.startswith("//") and prefix.isalpha() and _is_plain(pointer):
            return None  # as most addresses are: to take them apart costs more than all else
        try:
            parts = urlsplit(pointer)
        except ValueError as error:
            return Missing(f"it is no address ({error})")
        if parts.scheme or parts.netloc or parts.path.startswith("/") or document.path is None:
            return None
        return self._relative(unquote(parts.path), parts.fragment, document)

    def _through_prefix(
        self, prefix: str, rest: str, document: Document, through: tuple[str, ...]
    ) -> "Element | Missing | None":
        if prefix in through:
            return Missing(f"prefix “{prefix}” is declared by way of itself")
        if len(through) == _MOST_PREFIXES:
            return Missing(f"it leads through more than {_MOST_PREFIXES} prefixes")
        uri = expanded(prefix, rest, document.prefixes[prefix])
        if isinstance(uri, Missing):
            return uri
        if uri.partition(":")[0] == prefix:
            return None  # urn:isbn:$1 for urn: the address itself
        return self._meant(uri, document, (*through, prefix))

    def _relative(self, path: str, fragment: str, document: Document) -> "Element | Missing | None":
        assert document.path is not None
        folder = document.folder_with(path)
        try:
            if not self.is_project and not os.path.isfile(f"{folder}/{path}"):  # noqa: PTH113  (seldom there, and asked for thousands of times)
                return None
            file = (folder / path).resolve()
            exists = file.is_file()
        except (OSError, ValueError, RuntimeError) as error:  # too long, NUL, a circle of links
            return Missing(f"{path!r} cannot be the name of a file ({error})")
        if self.is_project and not file.is_relative_to(self.root.resolve()):
            return None
        if not exists:
            return Missing(f"there is no file {path}", file.name, self._beside(file.parent))
        return self._in_file(file, path, fragment, document)

    def _beside(self, folder: Path) -> tuple[str, ...]:
        """Return the names of the files in a folder, listed once."""
        if folder not in self._listed:
            try:
                self._listed[folder] = tuple(path.name for path in folder.iterdir())
            except OSError:
                self._listed[folder] = ()
        return self._listed[folder]

    @cached_property
    def _listed(self) -> dict[Path, tuple[str, ...]]:
        return {}

    def _in_file(
        self, file: Path, path: str, fragment: str, document: Document
    ) -> "Element | Missing | None":
        if not fragment:
            return document.root
        assert document.path is not None
        main, *others = document.files
        if file == main:
            return _within(document, fragment)
        if file in others and unquote(fragment) in document.ids:  # XInclude took it in
            return _within(document, fragment)
        other = self.document(file)
        if other is not None:
            return _within(other, fragment, f" of {path}")
        return Missing(f"{path} cannot be read") if file.suffix == ".xml" else None


class Missing(Value):
    """Why a pointer reaches nothing: what was looked for among which names."""

    reason: str
    name: str = ""
    known: Collection[str] = ()

    @property
    def nearest(self) -> list[str]:
        """The names that are spelt most like the one that is missing."""
        return nearest(self.name, self.known)


def find(start: Path) -> Project:
    """Return the project of a path: its nearest ancestor with edition.toml, else with xml/.

    A path in no project is a project of its own, `is_project` False. Raises Refused for a
    settings file that cannot be read.
    """
    root, is_project = root_of(start)
    return at(root) if is_project else Project(root, is_project=False)


def at(folder: Path) -> Project:
    """Return the project whose root is `folder`, with its settings read."""
    file = folder / "edition.toml"
    if not file.is_file():
        return Project(folder)
    settings, diagnostics = read_settings(file)
    return Project(folder, settings=settings, diagnostics=diagnostics)


def whole(files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return those of some files that no other of them takes in by XInclude."""
    if not any(map(mentions_inclusion, files)):
        return files
    from edition.inclusion.targets import taken_in

    parts = taken_in(files)
    return tuple(file for file in files if file.resolve() not in parts)


def shown(path: Path) -> Path:
    """Return a path as a person in the current folder would write it."""
    folder = Path.cwd()
    return path.relative_to(folder) if path.is_relative_to(folder) else path


def xml_files(folder: Path, project: Path | None = None) -> tuple[Path, ...]:
    """Return every *.xml beneath a folder, sorted.

    Dot folders are skipped, and links out of the project, by default the folder itself.
    """
    inside = (project or folder).resolve()
    return tuple(
        path
        for path in (sorted(folder.rglob("*.xml")) if folder.is_dir() else ())
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and _is_file_within(path, inside)
    )


def _is_file_within(path: Path, folder: Path) -> bool:
    try:
        return path.is_file() and path.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):  # no permission; links in a circle
        return False


def _is_plain(address: str) -> bool:
    return address.isascii() and "[" not in address and "]" not in address


_MOST_PREFIXES = 50
"""One declared by way of another, and so on; two or three are usual."""
_LONGEST = 10_000
"""No address is longer; patterns that repeat what they match may make one of any length."""
_REPEATED = r"\((?:[^()\\]|\\.)*\)[+*{]"


def _may_never_end(pattern: str) -> bool:
    """Whether a group that can match in several ways is itself repeated, so that time explodes."""
    groups = re.finditer(_REPEATED, pattern)
    nested = re.search(r"\)[^()]*\)[+*{]", pattern)
    return nested is not None or any(set(group[0][1:-2]) & set("+*{|?") for group in groups)


def expanded(prefix: str, rest: str, patterns: list[tuple[str, str]]) -> "str | Missing":
    """Return what a declared prefix makes of what follows it, or why it makes nothing."""
    for pattern, replacement in patterns:
        if _may_never_end(pattern):
            return Missing(f"the pattern of prefix “{prefix}” could take for ever to match")
        try:
            uri = _replaced(pattern, replacement, rest)
        except (re.error, IndexError, RecursionError) as error:
            return Missing(f"the pattern of prefix “{prefix}” is faulty ({error})")
        if uri is not None and len(uri) > max(len(rest), _LONGEST):
            return Missing(f"prefix “{prefix}” makes an address of {len(uri)} signs of it")
        if uri is not None:
            return uri
    return Missing(f"“{rest}” does not fit the pattern that prefix “{prefix}” declares")


def _replaced(pattern: str, replacement: str, rest: str) -> str | None:
    match = re.fullmatch(pattern, rest)
    if match is None:
        return None
    return re.sub(r"\$(\d)", lambda group: match[int(group[1])] or "", replacement)


def _within(document: Document, fragment: str, where: str = "") -> "Element | Missing | None":
    """Return what a fragment names; None for one of TEI's or W3C's schemes, as `xpath(//p)`."""
    name = unquote(fragment)
    found = document.ids.get(name)
    if found is not None:
        return found
    if document.corpus is not None:
        return _within(document.corpus, fragment, where)
    if "(" in name:
        return None
    if not name:
        return Missing("it names no id")
    return Missing(f"no element{where} has the xml:id “{name}”", name, document.ids)

"""Project: a folder with xml/ and xslt/, laid over our own."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from edition.diagnostic import Diagnostic, Refused, nearest
from edition.document import TEI, Document, Element, read
from edition.settings import Settings, read_settings

__all__ = [
    "OWN",
    "Missing",
    "Project",
    "at",
    "find",
    "prefixes",
    "xml_files",
]

_PACKAGE = Path(__file__).resolve().parent
OWN = _PACKAGE if (_PACKAGE / "xslt").is_dir() else _PACKAGE.parent
"""Where our own xml/ and xslt/ lie: in the installed package, else in the checkout."""

_NOT_TEXTS = ("schema", "source", "registers")


@dataclass(frozen=True)
class Project:
    """A folder of the same shape as ours, or the folder of a file that is in no project."""

    root: Path
    is_project: bool = True
    settings: Settings = field(default_factory=Settings)
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def texts(self) -> tuple[Path, ...]:
        """The documents to publish: xml/**/*.xml without schema, sources and registers."""
        folder = self.root / "xml"
        return tuple(
            path
            for path in xml_files(folder)
            if path.relative_to(folder).parts[0] not in _NOT_TEXTS
        )

    @property
    def registers(self) -> tuple[Path, ...]:
        """The project's registers of persons, organisations, places, works, events."""
        return xml_files(self.root / "xml" / "registers")

    @property
    def output(self) -> Path:
        """The folder that pages are written to; for a file in no project, below the current one."""
        return (self.root if self.is_project else Path()) / self.settings.output

    @property
    def sheet_folders(self) -> tuple[Path, ...]:
        """Where stylesheets are looked up, the project's own first."""
        own = OWN / "xslt"
        mine = self.root / "xslt"
        return (mine, own) if self.is_project and mine.is_dir() and mine != own else (own,)

    def schema(self, name: str) -> Path | None:
        """Return the schema file of that name, the project's before ours; None if there is none."""
        folders = (self.root / "xml" / "schema", OWN / "xml" / "schema")
        return next((path for folder in folders if (path := folder / name).is_file()), None)

    @cached_property
    def _read(self) -> dict[Path, Document | None]:
        return {}

    def document(self, path: Path) -> Document | None:
        """Return another document of this project, read once; None if it cannot be read."""
        if path not in self._read:
            try:
                self._read[path] = read(path)
            except Refused:
                self._read[path] = None
        return self._read[path]

    def target(self, pointer: str, document: Document) -> "Element | Missing | None":
        """Return what a TEI pointer means: an element, why it is missing, or None: out of reach.

        `#id`, a prefix declared in listPrefixDef, and relative URIs with or without fragment
        are followed. Source: TEI P5, SA, Pointing Mechanisms; prefixDef.
        """
        if pointer.startswith("#"):
            return _within(document, pointer[1:])
        scheme, colon, rest = pointer.partition(":")
        if colon and scheme in prefixes(document):
            return self._through_prefix(scheme, rest, document)
        parts = urlsplit(pointer)
        if parts.scheme or parts.netloc or document.path is None:
            return None
        return self._relative(unquote(parts.path), parts.fragment, document)

    def _through_prefix(
        self, prefix: str, rest: str, document: Document
    ) -> "Element | Missing | None":
        for pattern, replacement in prefixes(document)[prefix]:
            uri = _replaced(pattern, replacement, rest)
            if uri is not None:
                return None if uri.partition(":")[0] == prefix else self.target(uri, document)
        return Missing(f"“{rest}” does not fit the pattern that prefix “{prefix}” declares", ())

    def _relative(self, path: str, fragment: str, document: Document) -> "Element | Missing | None":
        assert document.path is not None
        file = (document.path.parent / path).resolve()
        if self.is_project and not file.is_relative_to(self.root.resolve()):
            return None
        if not file.is_file():
            names = [str(p.name) for p in file.parent.iterdir()] if file.parent.is_dir() else []
            return Missing(f"there is no file {path}", tuple(nearest(file.name, names)))
        if not fragment:
            return document.root
        other = self.document(file)
        if other is None:
            return Missing(f"{path} cannot be read", ())
        return _within(other, fragment)


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a pointer reaches nothing, with the nearest names that would reach something."""

    reason: str
    nearest: tuple[str, ...]


def find(start: Path) -> Project:
    """Return the project of a path: its nearest ancestor with edition.toml, else with xml/.

    A path in no project is a project of its own, `is_project` False. Raises Refused for a
    settings file that cannot be read.
    """
    absolute = start.resolve()
    folders = [absolute, *absolute.parents] if absolute.is_dir() else list(absolute.parents)
    for marker in ("edition.toml", "xml"):
        for folder in folders:
            mark = folder / marker
            if mark.is_file() if marker == "edition.toml" else mark.is_dir():
                return at(folder)
    return Project(folders[0], is_project=False)


def at(folder: Path) -> Project:
    """Return the project whose root is `folder`, with its settings read."""
    file = folder / "edition.toml"
    if not file.is_file():
        return Project(folder)
    settings, diagnostics = read_settings(file)
    return Project(folder, settings=settings, diagnostics=diagnostics)


def xml_files(folder: Path) -> tuple[Path, ...]:
    """Return every *.xml beneath a folder, sorted; dot folders and links out of it are skipped."""
    inside = folder.resolve()
    return tuple(
        path
        for path in sorted(folder.rglob("*.xml"))
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.resolve().is_relative_to(inside)
    )


def _replaced(pattern: str, replacement: str, rest: str) -> str | None:
    match = re.fullmatch(pattern, rest)
    if match is None:
        return None
    return re.sub(r"\$(\d)", lambda group: match[int(group[1])] or "", replacement)


def prefixes(document: Document) -> dict[str, list[tuple[str, str]]]:
    """Return each prefix that the header declares with its patterns and replacements."""
    found: dict[str, list[tuple[str, str]]] = {}
    for element in document.root.iter(f"{{{TEI}}}prefixDef"):
        pair = (
            element.get("matchPattern", "(.+)"),
            element.get("replacementPattern", ""),
        )
        found.setdefault(element.get("ident", ""), []).append(pair)
    return found


def _within(document: Document, name: str) -> "Element | Missing":
    found = document.ids.get(name)
    if found is not None:
        return found
    return Missing(f"no element has the xml:id “{name}”", tuple(nearest(name, set(document.ids))))

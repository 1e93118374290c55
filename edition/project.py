"""Project: a folder with xml/ and xslt/, laid over our own."""

from functools import cached_property
from pathlib import Path

from edition.diagnostic import Diagnostic, Location, Refused
from edition.document import Document, read
from edition.document.boundary import root_of
from edition.document.mention import mentions_inclusion
from edition.file import is_file
from edition.settings import Settings, place, read_settings

__all__ = [
    "LEDGER",
    "OWN",
    "Project",
    "at",
    "find",
    "shown",
    "stated",
    "whole",
    "xml_files",
]

_PACKAGE = Path(__file__).resolve().parent
OWN = _PACKAGE if (_PACKAGE / "xslt").is_dir() else _PACKAGE.parent
"""Where our own xml/ and xslt/ lie: in the installed package, else in the checkout."""

LEDGER = "ids.jsonl"
"""The file at a project's root in which each published id is entered."""

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

    def beside(self, folder: Path) -> tuple[str, ...]:
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
    from edition.document.inclusion.targets import taken_in

    parts = taken_in(files)
    return tuple(file for file in files if file.resolve() not in parts)


def stated(project: Project, key: str) -> Location:
    """Return where a project's settings state one."""
    return place(shown(project.root / "edition.toml"), key)


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

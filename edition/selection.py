"""Selection: which documents a command works on, and the project that each belongs to."""

from collections.abc import Iterator
from pathlib import Path

from edition.diagnostic import Misuse
from edition.file import is_folder
from edition.project import OWN, Project, at, find, shown, whole, xml_files
from edition.settings import Settings
from edition.value import Value

__all__ = ["Selected", "here", "is_stand_in", "select"]


class Selected(Value):
    """A path to work on, and the project it belongs to."""

    path: Path
    project: Project
    is_register: bool = False


def select(
    paths: tuple[Path, ...],
    folder: Path | None = None,
    *,
    output: Path | None = None,
    registers: bool = False,
) -> Iterator[Selected]:
    """Yield what to work on: files, every *.xml beneath a folder, or a project's texts.

    Without paths the project of the current folder is meant, or ours where there is none. A path
    may be `-`, standard input. What lies in an output folder is never worked on. Raises Refused
    for settings that cannot be read, Misuse for a folder of texts that is no project.
    """
    given = at(folder) if folder is not None else None
    known: dict[Path, Project] = {}
    around: dict[Path, Project] = {}  # by folder: all its files are in the same project
    if not paths:
        project = given or here()
        yield from (Selected(shown(path), project) for path in project.documents)
        if registers:
            yield from (
                Selected(shown(path), project, is_register=True) for path in project.registers
            )
    for path in paths:
        place = path if is_folder(path) else path.parent
        found = given or around.get(place) or find(path if str(path) != "-" else Path())
        around[place] = found
        project = known.setdefault(found.root, found)  # so that registers are read once
        files = _documents_beneath(path, project, output) if is_folder(path) else (path,)
        entries = {entry.resolve() for entry in project.registers}
        for file in files:
            yield Selected(file, project, is_register=bool(entries) and file.resolve() in entries)


def here(*, to_work_on: bool = True) -> Project:
    """Return the project of the current folder; where there is none, the one we come with.

    Where the folder holds texts but is no project, Misuse is raised if they are to be worked on.
    """
    project = find(Path())
    if project.is_project:
        return project
    if any(path.suffix == ".xml" for path in Path().iterdir()):
        if not to_work_on:
            return project
        raise Misuse("This folder is no project: it has no xml/. To take its files, write .")
    return Project(OWN, settings=Settings(output=str(Path("build").resolve())))


def is_stand_in(project: Project) -> bool:
    """Whether a project is the one that we come with, taken where the current folder has none."""
    return project.root == OWN and not Path.cwd().is_relative_to(OWN)


def _documents_beneath(folder: Path, project: Project, output: Path | None) -> tuple[Path, ...]:
    """Return every *.xml beneath a folder but schemas, sources and what was written by us.

    Files that XInclude takes into another of them are judged there, as parts of it.
    """
    root = project.root / "xml"
    apart = [root / "schema", root / "source", project.output, output or project.output]
    away = [path.resolve() for path in apart]
    found = (
        path
        for path in xml_files(folder)
        if not any(path.resolve().is_relative_to(name) for name in away)
    )
    return whole(tuple(found))

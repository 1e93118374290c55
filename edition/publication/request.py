"""Request: which formats of a document are asked for, and what a project makes of that."""

from collections.abc import Callable, Collection
from pathlib import Path

from edition.diagnostic import Location, Misuse
from edition.project import Project, shown
from edition.settings import place
from edition.stylesheet import declared_parameters
from edition.stylesheet.format import Format, formats
from edition.suggestion import instead
from edition.value import Value

__all__ = ["Choice", "Request", "file_names", "request"]

_Stated = Callable[[], Location]


class Choice(Value):
    """What a user asks for: names of formats and profiles (none: all), parameters, a folder.

    With `offsets`, beside each text a list of where each passage stands in it.
    """

    formats: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    output: Path | None = None
    offsets: bool = False


class Request(Value):
    """What a project has to answer that with: formats, of each the profiles, and the folder."""

    formats: tuple[Format, ...]
    output: Path
    profiles: tuple[str, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    offsets: bool = False


def request(project: Project, choice: Choice) -> Request:
    """Return the request that a choice makes of a project. Raises Misuse."""
    known = formats(project.sheet_folders)
    stated = () if choice.formats else project.settings.formats
    for name in stated:
        _expect("format", name, known, _stated(project, "formats"))
    for name in choice.formats:
        _expect("format", name, known)
    names = choice.formats or stated or tuple(known)
    chosen = tuple(known[name] for name in names)
    for name in choice.profiles:
        _expect("profile", name, {profile for form in chosen for profile in form.names})
    for name, _ in choice.parameters:
        sheets = (f"{form.name}.xsl" for form in chosen)
        _expect("parameter", name, declared_parameters(project.sheet_folders, *sheets))
    language, style = project.settings.language, project.settings.style
    _expect("interface language", language, _languages(project), _stated(project, "language"))
    if style and not style.endswith(".csl"):
        from edition.citation import styles  # few settings name one

        _expect("style of citation", style, styles(), _stated(project, "style"))
    output = choice.output or project.output
    return Request(chosen, output, choice.profiles, choice.parameters, choice.offsets)


def _languages(project: Project) -> set[str]:
    folders = (folder / "locale" for folder in project.sheet_folders)
    return {file.stem for folder in folders if folder.is_dir() for file in folder.iterdir()}


def _expect(kind: str, name: str, known: Collection[str], stated: _Stated | None = None) -> None:
    if name not in known:
        at = f"{stated()}: " if stated else ""
        raise Misuse(f"{at}There is no {kind} “{name}”; {instead(name, sorted(known))}")


def _stated(project: Project, key: str) -> _Stated:
    """Return what tells where a setting is stated."""
    return lambda: place(shown(project.root / "edition.toml"), key)


def file_names(document_id: str, request: Request) -> list[str]:
    """Return the names of all files that publishing a document may write."""
    forms = request.formats
    named = [form.file_name(document_id, name) for form in forms for name in form.names]
    if request.offsets:
        from edition.index.offset import sidecar

        named += [sidecar(Path(name)).name for name in named if name.endswith(".txt")]
    return [*named, f"{document_id}.xml", f"{document_id}.source.txt"]

"""Request: which formats of a document are asked for, and what a project makes of that."""

from collections.abc import Collection
from pathlib import Path

from edition.diagnostic import Misuse
from edition.project import Project, stated
from edition.stylesheet import declared_parameters
from edition.stylesheet.format import Format, formats
from edition.suggestion import instead
from edition.value import Value

__all__ = ["Choice", "Request", "file_names", "request"]


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
    usual = () if choice.formats else project.settings.formats
    for name in usual:
        _expect_stated(project, "formats", "format", name, known)
    for name in choice.formats:
        _expect("format", name, known)
    names = choice.formats or usual or tuple(known)
    chosen = tuple(known[name] for name in names)
    for name in choice.profiles:
        _expect("profile", name, {profile for form in chosen for profile in form.names})
    for name, _ in choice.parameters:
        sheets = (f"{form.name}.xsl" for form in chosen)
        _expect("parameter", name, declared_parameters(project.sheet_folders, *sheets))
    language = project.settings.language
    _expect_stated(project, "language", "interface language", language, _languages(project))
    if project.settings.style:
        from edition.citation import expect_stated_style  # few settings name one

        expect_stated_style(project)
    output = choice.output or project.output
    return Request(chosen, output, choice.profiles, choice.parameters, choice.offsets)


def _languages(project: Project) -> set[str]:
    folders = (folder / "locale" for folder in project.sheet_folders)
    return {file.stem for folder in folders if folder.is_dir() for file in folder.iterdir()}


def _expect(kind: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise Misuse(f"There is no {kind} “{name}”; {instead(name, sorted(known))}")


def _expect_stated(
    project: Project, key: str, kind: str, name: str, known: Collection[str]
) -> None:
    """Expect what a setting names; the fault is told with the setting's place."""
    try:
        _expect(kind, name, known)
    except Misuse as fault:
        raise Misuse(f"{stated(project, key)}: {fault}") from None


def file_names(document_id: str, request: Request) -> list[str]:
    """Return the names of all files that publishing a document may write."""
    forms = request.formats
    named = [form.file_name(document_id, name) for form in forms for name in form.names]
    if request.offsets:
        from edition.index.offset import sidecar

        named += [sidecar(Path(name)).name for name in named if name.endswith(".txt")]
    return [*named, f"{document_id}.xml", f"{document_id}.source.txt"]

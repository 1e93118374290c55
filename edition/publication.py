"""Publication: the way of one document from its file to its pages and texts."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import etree

from edition import __version__
from edition.capture import captures
from edition.citation import Cited, formatted
from edition.citation.cited import address
from edition.citation.header import source
from edition.citing import carry
from edition.diagnostic import Diagnostic, Location, Misuse, Refused, Severity, nearest
from edition.document import Document, Element
from edition.file.writing import write
from edition.language import direction
from edition.passage import Index
from edition.preparation import OCCURRING
from edition.project import Project
from edition.stylesheet import Stylesheet, declared_parameters, load
from edition.stylesheet.format import Format, formats
from edition.stylesheet.hypertext import html
from edition.stylesheet.plaintext import plain_text
from edition.tei.groundwork import lay
from edition.tei.vocabulary import textual
from edition.value import Value

if TYPE_CHECKING:
    from edition.stylesheet.apart import Apart

__all__ = ["Choice", "Request", "file_names", "publish", "request", "write"]


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
    names = choice.formats or project.settings.formats or tuple(known)
    for name in names:
        _expect("format", name, set(known))
    chosen = tuple(known[name] for name in names)
    for name in choice.profiles:
        _expect("profile", name, {profile for form in chosen for profile in form.names})
    for name, _ in choice.parameters:
        sheets = (f"{form.name}.xsl" for form in chosen)
        _expect("parameter", name, declared_parameters(project.sheet_folders, *sheets))
    _expect("interface language", project.settings.language, _languages(project))
    output = choice.output or project.output
    return Request(chosen, output, choice.profiles, choice.parameters, choice.offsets)


def _languages(project: Project) -> set[str]:
    folders = (folder / "locale" for folder in project.sheet_folders)
    return {file.stem for folder in folders if folder.is_dir() for file in folder.iterdir()}


def _expect(kind: str, name: str, known: set[str]) -> None:
    if name not in known:
        close = nearest(name, known, most=1)
        there = ", ".join(sorted(known)) or "none"
        hint = f"did you mean {close[0]}?" if close else f"there are: {there}."
        raise Misuse(f"There is no {kind} “{name}”; {hint}")


def file_names(document_id: str, request: Request) -> list[str]:
    """Return the names of all files that publishing a document may write."""
    forms = request.formats
    named = [form.file_name(document_id, name) for form in forms for name in form.names]
    if request.offsets:
        from edition.index.offset import sidecar

        named += [sidecar(Path(name)).name for name in named if name.endswith(".txt")]
    return [*named, f"{document_id}.xml", f"{document_id}.source.txt"]


def publish(
    document: Document, project: Project, request: Request, told: list[Diagnostic] | None = None
) -> list[Path]:
    """Prepare a document, index its passages, render it in every format, write the files.

    Returns the files written; what a stylesheet has to say is added to `told`. Raises
    Refused where a stylesheet or the file system refuses.
    """
    index = Index(document, project)
    written: list[Path] = []
    is_addressed, is_ours = False, len(project.sheet_folders) == 1
    is_plain = is_ours and all(form.name == "text" for form in request.formats)
    given = dict(request.parameters) if is_plain else _parameters(index, request)
    for form in request.formats:
        if not (form.name == "text" and is_ours):
            _sheet(index, form)  # if it is to be refused, then before anything is written
        if form.media_type == "text/html":
            carry(index, source(document))
            is_addressed = any(each.name == "text" for each in request.formats)
            if not is_addressed:  # else the reading text is made already
                index.forget_texts()
            written += _companions(document, project, request.output)
        for profile in _profiles(form, request.profiles):
            target = request.output / form.file_name(document.id, profile)
            if request.offsets and form.name == "text" and profile != "search":
                written += _with_offsets(document, project, profile, target)
                continue
            is_made = form.name == "text" and profile == "reading" and is_addressed
            if is_made and index.is_complete and not request.parameters:
                data = _plain(index.text(profile).text, profile)
            elif form.name == "text" and profile != "search" and is_ours:
                data = _flowing(index, {**given, "profile": profile})
            else:
                sheet = _sheet(index, form)
                data = _rendered(index, form, sheet, {**given, "profile": profile})
                if told is not None:
                    told += _messages(document, sheet)
            written.append(write(target, data))
    return written


def _with_offsets(
    document: Document, project: Project, profile: str, target: Path
) -> tuple[Path, Path]:
    """Write a text as passages have it, and beside it where each of them stands."""
    from edition.index.offset import offsets, sidecar

    text, rows = offsets(document, project, profile)
    return write(target, _plain(text, profile)), write(sidecar(target), _json(rows))


def _profiles(form: Format, wanted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in form.names if name in (wanted or form.profiles))


def _messages(document: Document, sheet: "Stylesheet | Apart") -> Iterator[Diagnostic]:
    """Yield what a stylesheet said, each at the element that it was about."""
    for text, element in sheet.messages:
        around = [] if element is None else [element, *element.iterancestors()]
        is_own = around and all(each.get("type") != "e-register" for each in around)
        place = document.locate(around[0]) if is_own else Location(document.file)
        yield Diagnostic(place, "stylesheet-message", Severity.WARNING, text or "(nothing)")


def _sheet(index: Index, form: Format) -> "Stylesheet | Apart":
    return load(index.project.sheet_folders, f"{form.name}.xsl", _occurring(index, form))


def _occurring(index: Index, form: Format) -> frozenset[str]:
    """Return what the parts of a format's sheet are chosen by."""
    found = textual(index.document)
    return found if form.name == "text" else found.union(index.root.get(OCCURRING, "").split())


def _rendered(
    index: Index, form: Format, sheet: "Stylesheet | Apart", parameters: dict[str, str]
) -> bytes:
    result = sheet(index.root, parameters)
    if form.media_type == "text/html":
        return html(result)
    if form.media_type == "text/plain":
        if parameters["profile"] == "search":
            return _lines(index.document, result)
        return _plain(plain_text(result).text, parameters["profile"])
    return etree.tostring(result, encoding="utf-8", xml_declaration=True)


def _flowing(index: Index, parameters: dict[str, str]) -> bytes:
    """Return the bytes of a text that none but our sheets have a part in."""
    from edition.stylesheet.flow import flowing

    root = lay(index.document)
    text = flowing(root, index.document, index.project, parameters)
    return _ended(text, parameters["profile"])


def _lines(document: Document, result: Element) -> bytes:
    """Return what a search index is told of a document, as lines of JSON."""
    from edition.text.record import records

    return _json(
        {"document": document.id, **record.fields(), "ref": record.ref or None}
        for record in records(result)
    )


def _json(rows: Iterable[dict[str, object]]) -> bytes:
    import json

    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


def _plain(text: str, profile: str) -> bytes:
    return _ended(text.encode(), profile)


def _ended(text: bytes, profile: str) -> bytes:
    """Return the bytes of a text; the diplomatic one adds nothing, not even a last line feed."""
    return text if profile == "diplomatic" else text + b"\n"


def _parameters(index: Index, request: Request) -> dict[str, str]:
    """Return what every stylesheet is told; a sheet takes those that it declares."""
    document, project = index.document, index.project
    record = source(document)
    page = f"{document.id}.html"
    base = project.settings.base
    url = address(None, page, base, record.version)
    capture = next(captures(document, project), None)
    return {
        "page": quote(page),
        "base": base and f"{base.rstrip('/')}/",
        "source": quote(f"{document.id}.xml"),
        "capture": quote(_capture_name(document)) if capture else "",
        "citation": formatted(Cited(record, url), project.settings.style or "chicago-notes"),
        "language": project.settings.language,
        "direction": direction(project.settings.language),
        "generator": f"edition {__version__}",
        **dict(request.parameters),
    }


def _capture_name(document: Document) -> str:
    return f"{document.id}.source.txt"


def _companions(document: Document, project: Project, output: Path) -> Iterator[Path]:
    """Write what a page links to beside it: the TEI source and the captured source."""
    copy = output / f"{document.id}.xml"
    _spare_sources(copy, document, project)
    if document.path is None or copy.resolve() != document.path.resolve():
        yield write(copy, document.data)
    for capture in captures(document, project):
        yield write(output / _capture_name(document), capture.data)
        return


def _spare_sources(copy: Path, document: Document, project: Project) -> None:
    """Refuse an output folder in which a text's copy would replace another text's source."""
    folder = copy.parent.resolve()
    among_texts = project.is_project and folder.is_relative_to((project.root / "xml").resolve())
    source = document.path.resolve() if document.path is not None else None
    beside = source is not None and folder == source.parent and copy.resolve() != source
    if among_texts or (beside and copy.exists()):
        raise Refused(
            Diagnostic(
                Location(str(copy)),
                "unwritable-file",
                Severity.ERROR,
                "The output folder holds sources, which are never written over.",
                "Name another folder with -o.",
            )
        )

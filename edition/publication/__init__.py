"""Publication: the way of one document from its file to its pages and texts."""

from pathlib import Path

from edition.diagnostic import Diagnostic, Refused
from edition.document import Document
from edition.file.writing import write
from edition.passage.passages import Passages
from edition.project import Project
from edition.publication.companion import spare_sources, write_companions
from edition.publication.rendering import Rendering, json_lines, plain
from edition.publication.request import Choice, Request, file_names, request
from edition.stylesheet.format import Format
from edition.value import Value

__all__ = ["Choice", "Publication", "Request", "file_names", "publish", "request"]


class Publication(Value):
    """What publishing a document came to: the files written, and what stylesheets had to say."""

    written: tuple[Path, ...]
    told: tuple[Diagnostic, ...] = ()
    failed: bool = False
    """Whether a stylesheet of the project refused; the other formats are there."""


def publish(document: Document, project: Project, request: Request) -> Publication:
    """Prepare a document, index its passages, render it in every format, write the files.

    Raises Refused where the file system refuses, or a stylesheet of ours.
    """
    rendering = Rendering(Passages(document, project), request)
    written: list[Path] = []
    refused: list[Diagnostic] = []
    for form in request.formats:
        try:
            written += _written(rendering, form, document, project, request)
        except Refused as refusal:
            if any(item.rule != "broken-stylesheet" for item in refusal.diagnostics):
                raise
            refused += refusal.diagnostics
    return Publication(tuple(written), (*rendering.messages, *refused), bool(refused))


def _written(
    rendering: Rendering, form: Format, document: Document, project: Project, request: Request
) -> list[Path]:
    """Write the files of one format; what goes with a page only where there is one."""
    rendering.expect(form)  # if it is to be refused, then before anything is written
    is_page = form.media_type == "text/html"
    if is_page:
        spare_sources(document, project, request.output)
        rendering.make_citable()
    written: list[Path] = []
    for profile in form.among(request.profiles):
        target = request.output / form.file_name(document.id, profile)
        if request.offsets and form.name == "text" and profile != "search":
            written += _write_with_offsets(document, project, profile, target)
        else:
            written.append(rendering.write(form, profile, target))
    return [*write_companions(document, project, request.output), *written] if is_page else written


def _write_with_offsets(
    document: Document, project: Project, profile: str, target: Path
) -> tuple[Path, Path]:
    """Write a text as passages have it, and beside it where each of them stands."""
    from edition.index.offset import offsets, sidecar

    text, rows = offsets(document, project, profile)
    return write(target, plain(text, profile)), write(sidecar(target), json_lines(rows))

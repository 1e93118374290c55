"""Publication: the way of one document from its file to its pages and texts."""

from pathlib import Path

from edition.diagnostic import Diagnostic
from edition.document import Document
from edition.file.writing import write
from edition.passage.passages import Passages
from edition.project import Project
from edition.publication.companion import write_companions
from edition.publication.rendering import Rendering, json_lines, plain
from edition.publication.request import Choice, Request, file_names, request

__all__ = ["Choice", "Request", "file_names", "publish", "request"]


def publish(
    document: Document, project: Project, request: Request, told: list[Diagnostic] | None = None
) -> list[Path]:
    """Prepare a document, index its passages, render it in every format, write the files.

    Returns the files written; what a stylesheet has to say is added to `told`. Raises
    Refused where a stylesheet or the file system refuses.
    """
    rendering = Rendering(Passages(document, project), request)
    written: list[Path] = []
    for form in request.formats:
        rendering.expect(form)  # if it is to be refused, then before anything is written
        if form.media_type == "text/html":
            rendering.make_citable()
            written += write_companions(document, project, request.output)
        for profile in form.among(request.profiles):
            target = request.output / form.file_name(document.id, profile)
            if request.offsets and form.name == "text" and profile != "search":
                written += _write_with_offsets(document, project, profile, target)
            else:
                written.append(rendering.write(form, profile, target))
    if told is not None:
        told += rendering.messages
    return written


def _write_with_offsets(
    document: Document, project: Project, profile: str, target: Path
) -> tuple[Path, Path]:
    """Write a text as passages have it, and beside it where each of them stands."""
    from edition.index.offset import offsets, sidecar

    text, rows = offsets(document, project, profile)
    return write(target, plain(text, profile)), write(sidecar(target), json_lines(rows))

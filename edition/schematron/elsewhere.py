"""Elsewhere: the documents that a pattern asks about instead of the one that is judged."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from edition.diagnostic import Diagnostic, Refused, Severity
from edition.document import Document
from edition.file import is_file
from edition.project import shown

__all__ = ["other"]


def other(uri: str, document: Document, folder: Path, pattern: str) -> Document | Diagnostic:
    """Return the document at an address that is seen from another document; or why there is none.

    Only files of `folder` are read, and none from the web.
    """
    try:
        path = _path(uri, document, folder)
        if path is None:
            return _unread(document, uri, pattern, "lies outside the project")
        if not is_file(path):
            return _unread(document, uri, pattern, "is not there")
        found = Document(str(shown(path)), path, within=folder)
        _ = found.root
    except Refused as refusal:
        why = refusal.diagnostics[0].message
        return _unread(document, uri, pattern, f"cannot be read: {why.rstrip('.')}")
    return found


def _path(uri: str, document: Document, folder: Path) -> Path | None:
    base = folder if document.path is None else document.path.parent
    try:
        parts = urlsplit(uri)
        path = (base / unquote(parts.path)).resolve()
        is_within = path.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return None
    return path if is_within and parts.scheme in {"", "file"} and not parts.netloc else None


def _unread(document: Document, uri: str, pattern: str, why: str) -> Diagnostic:
    return Diagnostic(
        document.locate(document.root),
        "schema-test-failed",
        Severity.WARNING,
        f"The pattern {pattern} asks of the document “{uri}”, which {why}.",
        "Check the address; it is seen from this file, and only files of the project are read.",
    )

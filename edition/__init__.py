"""A toolkit for digital editions in TEI/XML: validate, export, cite."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from edition.diagnostic import Diagnostic, Location, Refused, Severity
    from edition.document import Document
    from edition.passage import Passage
    from edition.project import Project
    from edition.publication import publish
    from edition.validation import validate

__version__ = "0.1.0"

_HOMES = {
    "Diagnostic": "diagnostic",
    "Document": "document",
    "Location": "diagnostic",
    "Passage": "passage",
    "Project": "project",
    "Refused": "diagnostic",
    "Severity": "diagnostic",
    "publish": "publication",
    "validate": "validation",
}

__all__ = [
    "Diagnostic",
    "Document",
    "Location",
    "Passage",
    "Project",
    "Refused",
    "Severity",
    "publish",
    "validate",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  (a module's names are of any type)
    """Import a public name when it is first asked for, so that `edition --help` loads no lxml."""
    if name not in _HOMES:
        raise AttributeError(f"module 'edition' has no attribute {name!r}")
    return getattr(import_module(f"edition.{_HOMES[name]}"), name)

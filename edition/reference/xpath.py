"""XPath: an expression in a reference, of version 1.0, which has to select one element."""

from edition.document import Document
from edition.reference.expression import Unusable, namespaces, read
from edition.reference.unit import Unit
from edition.reference.unresolved import unresolved

__all__ = ["selected"]

_HINT = "Write a path to one element, such as //div[@n='2']/p[3]."


def selected(name: str, expression: str, document: Document) -> Unit:
    """Return the one element that an expression selects. Raises Unresolved."""
    try:
        elements = read(expression, namespaces(document.root), old=True).nodes(document.root)
    except Unusable as error:
        said = str(error)
        raise unresolved(name, f"{said[:1].upper()}{said[1:]}.", _HINT) from None
    if not elements:
        raise unresolved(name, f"“{expression}” selects nothing in {document.id}.", _HINT)
    if len(elements) > 1:
        message = f"“{expression}” selects {len(elements)} elements."
        raise unresolved(name, message, f"Write ({expression})[1] for the first.", is_known=True)
    if not isinstance(elements[0].tag, str):
        raise unresolved(name, f"“{expression}” selects no element.", _HINT)
    return Unit(name, elements[0], None, str(elements[0].tag).rpartition("}")[2])

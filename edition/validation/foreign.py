"""Foreign: a document whose root is not TEI's, and what was most likely meant."""

from edition.diagnostic import Diagnostic, Fix, Severity
from edition.document import TEI, Document
from edition.relaxng.message.spelling import is_same_address

__all__ = ["not_tei"]

_P4 = {"TEI.2": "TEI", "teiCorpus.2": "teiCorpus"}
"""The roots of TEI P4, which came before namespaces, and what they became."""


def not_tei(document: Document) -> Diagnostic:
    """Return the finding for a root element that is not TEI's."""
    ns, _, local = document.root_name.removeprefix("{").rpartition("}")
    where = f"in the namespace {ns}" if ns else "in no namespace"
    message = f"The root element <{local}> is {where}; this is no TEI document."
    hint = (
        f'A TEI document begins with <TEI xmlns="{TEI}">; '
        "for another vocabulary, name its schema with --schema."
    )
    if ns == TEI:
        message = f"The root element is <{local}>: this is a part of a TEI document, not a whole."
        hint = "Put it into one that begins with <TEI>, or let one take it in by XInclude."
    if local in _P4:
        message = f"The root element <{local}> is that of TEI P4; what is read here is TEI P5."
        hint = f'Convert the document: in TEI P5 it begins with <{_P4[local]} xmlns="{TEI}">.'
    return Diagnostic(
        document.locate_root(),
        "not-tei",
        Severity.ERROR,
        message,
        hint,
        fix=_namespace(ns, local),
    )


def _namespace(ns: str, local: str) -> Fix | None:
    """Return the fix for a root that is TEI's by its name, in no namespace or a misspelt one."""
    named_so = local in {"TEI", "teiCorpus"}
    return Fix("namespace", ns, TEI) if named_so and is_same_address(ns, TEI) else None

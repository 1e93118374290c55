"""Requirement: what an ODD deletes although something that stays cannot do without it."""

from edition.diagnostic import Severity
from edition.document import Element
from edition.odd.content import occurrences
from edition.odd.customization import Customization, Part
from edition.odd.fault import Faults
from edition.odd.naming import RNG, SPECS, TEI, kind_of
from edition.odd.vocabulary import Vocabulary

__all__ = ["check_requirements"]

_REFERENCES = (f"{TEI}elementRef", f"{TEI}classRef", f"{TEI}macroRef", f"{TEI}dataRef")
_FEW = 4


def check_requirements(customized: Customization, vocabulary: Vocabulary, faults: Faults) -> None:
    """Add a finding for each thing that is deleted and needed.

    An element or a class that a content model requires drops out of that, which is a warning; a
    datatype or a macro would leave a hole, which is an error.
    """
    deleted = customized.deletions
    users: dict[str, list[str]] = {}
    for spec in vocabulary.specs.values() if deleted else ():
        for reference in spec.element.iter(*_REFERENCES):
            key = reference.get("key", "")
            if key in deleted and key not in vocabulary.specs and _is_required(reference):
                users.setdefault(key, []).append(spec.ident)
    for key, names in users.items():
        _tell(deleted[key], list(dict.fromkeys(names)), faults)


def _is_required(reference: Element) -> bool:
    """Whether a content model cannot do without what it refers to."""
    if reference.tag in {f"{TEI}macroRef", f"{TEI}dataRef"}:
        return True
    part: Element | None = reference
    while part is not None and part.tag not in {f"{TEI}content", *SPECS}:
        if part.tag == f"{TEI}alternate" or str(part.tag).startswith(RNG):
            return False
        if occurrences(part)[0] == 0 or part.get("expand", "").startswith("sequenceOptional"):
            return False
        part = part.getparent()
    return True


def _tell(part: Part, names: list[str], faults: Faults) -> None:
    kind, key = kind_of(part.element), part.element.get("ident", "")
    users = ", ".join(f"“{name}”" for name in names[:_FEW])
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    message = f"The {kind} “{key}” is deleted, but {users}{more} cannot do without it."
    if kind in {"element", "class"}:
        hint = "It drops out of their content. Change that too, to say what is meant."
        weight = Severity.WARNING
    else:
        hint = "Leave it, or change what refers to it."
        weight = Severity.ERROR
    faults.add(part.document, part.element, "schema-needed", message, hint, weight)

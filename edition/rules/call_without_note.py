"""The call of a note leads to no note.

What
    A ref or ptr whose type says that it calls a note (noteAnchor, noteCall, footnote, endnote,
    note) without target, or with one that is neither a note nor holds one; an empty note that
    serves as a call, and whose target is no note's id or number. A target that does not exist at
    all is a dangling pointer.

Why
    Readers are sent to a note that is not there, or to another thing.

Wrong
    <p xml:id="p1">One<ref type="noteAnchor" target="#p2">1</ref>.</p><p xml:id="p2">Two.</p>

Right
    <p xml:id="p1">One<ref type="noteAnchor" target="#n1">1</ref>.</p>
    <note xml:id="n1">A note.</note>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, XML_ID, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import elements
from edition.tei.pointer import pointers

SEVERITY = Severity.WARNING
HITS = (0, 0)

_NOTE, _REF, _PTR = (f"{{{TEI}}}{name}" for name in "note ref ptr".split())
_CALLS = frozenset("noteanchor notecall footnote endnote note".split())
_HINT = "Let it lead to the note, or write the note where the call stands."


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every call that leads to no note."""
    for call in elements(document, "ref", "ptr"):
        if call.get("target") is None and _is_call(call):
            yield Finding(call, "This call of a note leads nowhere: it has no target.", _HINT)
    found = pointers(document, project)
    for pointer, target in found.reaching:
        is_call = pointer.attribute == "target" and _is_call(pointer.element)
        if is_call and not _is_note(target, document):
            name = str(target.tag).rpartition("}")[2]
            yield _finding(pointer.element, pointer.value, f"it leads to <{name}>")
    known: set[str] | None = None
    for pointer in found.beyond:
        is_call = pointer.attribute == "target" and _is_empty_note(pointer.element)
        if is_call and not pointer.is_address:
            known = _names(document) if known is None else known
            if pointer.value not in known:
                yield _finding(pointer.element, pointer.value, "no note has this name")


def _finding(call: Element, value: str, fault: str) -> Finding:
    return Finding(call, f"The call “{value}” calls no note: {fault}.", _HINT)


def _is_call(element: Element) -> bool:
    return element.tag in {_REF, _PTR} and element.get("type", "").casefold() in _CALLS


def _is_empty_note(element: Element) -> bool:
    return element.tag == _NOTE and not len(element) and not (element.text or "").strip()


def _is_note(target: Element, document: Document) -> bool:
    return target is document.root or next(target.iter(_NOTE), None) is not None


def _names(document: Document) -> set[str]:
    notes = elements(document, "note")
    return {name for note in notes for key in (XML_ID, "n") if (name := note.get(key))}

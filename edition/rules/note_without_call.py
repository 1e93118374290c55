"""Nothing in the text calls a note.

What
    A note with an id (xml:id, or n as some projects have it) to which nothing leads, in a document
    where four of five such notes and more are called: by ref or ptr, or by an empty note with that
    target. A note that itself points at its place is none of them.

Why
    Readers never come to the note; its call was lost.

Wrong
    <p>One,<ref target="#n1"/> two,<ref target="#n2"/> three,<ref target="#n3"/> four,<ref
    target="#n4"/> five.</p><div><p><note xml:id="n1">1</note><note xml:id="n2">2</note><note
    xml:id="n3">3</note><note xml:id="n4">4</note><note xml:id="n5">5</note></p></div>

Right
    <p>One,<ref target="#n1"/> two,<ref target="#n2"/> three,<ref target="#n3"/> four,<ref
    target="#n4"/> five.</p><div><p><note xml:id="n1">1</note><note xml:id="n2">2</note><note
    xml:id="n3">3</note><note xml:id="n4">4</note></p></div>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, XML_ID, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import attributes, elements

SEVERITY = Severity.WARNING
HITS = (16, 16)

_HEADER = f"{{{TEI}}}teiHeader"
_PLACED = ("target", "targetEnd", "corresp", "spanTo", "synch")
_CALLED = 4
"""So many times more notes have to be called than not, before one that is not is a slip."""


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every note that is not called where nearly all are."""
    notes = [note for note in elements(document, "note") if not _is_placed(note)]
    if not notes:
        return
    called = {
        name.removeprefix("#")
        for _, _, value in attributes(document).pointing
        for name in value.split()
    }
    for key in (XML_ID, "n"):  # a project names its notes by the one or by the other
        named = {name: note for note in notes if (name := note.get(key))}
        lost = [note for name, note in named.items() if name not in called]
        if len(named) - len(lost) >= _CALLED * len(lost):
            yield from (_finding(note, key) for note in lost if not _is_of_header(note))


def _finding(note: Element, key: str) -> Finding:
    return Finding(
        note,
        f"Nothing in the text calls the note “{note.get(key)}”, as others are called.",
        "Put its call where it belongs; or give the note a target that leads there.",
    )


def _is_placed(note: Element) -> bool:
    return any(note.get(name) is not None for name in _PLACED)


def _is_of_header(note: Element) -> bool:
    return next(note.iterancestors(_HEADER), None) is not None

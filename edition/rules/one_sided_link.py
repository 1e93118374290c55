"""Of two elements that are linked by prev and next, one says otherwise.

What
    An element whose next (or prev) leads to another one, whose own prev (or next) leads elsewhere.
    Where a document links both ways everywhere else, a link that is not returned is told as well.

Why
    Read forwards, the parts of a verse or of a speech are others than read backwards.

Wrong
    <p><seg xml:id="a" next="#c">one</seg> <seg xml:id="b">two</seg>
    <seg xml:id="c" prev="#b">three</seg></p>

Right
    <p><seg xml:id="a" next="#c">one</seg> <seg xml:id="b">two</seg>
    <seg xml:id="c" prev="#a">three</seg></p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import attributes

SEVERITY = Severity.WARNING
HITS = (0, 0)

_BACK = {"next": "prev", "prev": "next"}
_HABIT = 4
"""So many links have to be returned before one that is not is a slip."""


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every link that is contradicted, or alone not returned."""
    unanswered, answered = [], 0
    for element, name, other in _links(document):
        back = _targets(other, _BACK[name], document)
        if element in back:
            answered += 1
        elif back:
            yield _finding(element, name, other, "leads elsewhere")
        elif other.get(_BACK[name]) is None:
            unanswered.append((element, name, other))
    if answered >= _HABIT * len(unanswered):
        for element, name, other in unanswered:
            yield _finding(element, name, other, "is missing")


def _links(document: Document) -> Iterator[tuple[Element, str, Element]]:
    of = attributes(document)
    for element, name, _ in of.pointing if any(map(of.bears, _BACK)) else ():
        if name in _BACK:
            for other in _targets(element, name, document):
                yield element, name, other


def _targets(element: Element, name: str, document: Document) -> list[Element]:
    values = element.get(name, "").split()
    found = (document.ids.get(value[1:]) for value in values if value.startswith("#"))
    return [target for target in found if target is not None]


def _finding(element: Element, name: str, other: Element, fault: str) -> Finding:
    return Finding(
        element,
        f"{name}=“{element.get(name)}” is not returned: {_BACK[name]} of that element {fault}.",
        f"Let the one element's {name} and the other's {_BACK[name]} lead to each other.",
        ((other, "this is the other one"),),
    )

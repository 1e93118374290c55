"""A system of references that the header declares finds nothing in the text.

What
    A citeStructure whose `match` selects nothing, a cRefPattern whose path leads nowhere, a
    refsDecl of which nothing in the text changes any refState. What stands within such a
    citeStructure is not told once more.

Why
    Nobody can cite by such a system. Often the text was encoded anew, as with div for div1, or the
    header was taken over from another text.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Verses</title>
    </titleStmt><publicationStmt><p>Unpublished.</p></publicationStmt>
    <sourceDesc><p>None.</p></sourceDesc></fileDesc><encodingDesc><refsDecl>
    <citeStructure unit="chapter" match="/TEI/text/body/div1" use="@n"/>
    </refsDecl></encodingDesc></teiHeader><text><body>
    <div n="1"><p>In the beginning.</p></div>
    </body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Verses</title>
    </titleStmt><publicationStmt><p>Unpublished.</p></publicationStmt>
    <sourceDesc><p>None.</p></sourceDesc></fileDesc><encodingDesc><refsDecl>
    <citeStructure unit="chapter" match="/TEI/text/body/div" use="@n"/>
    </refsDecl></encodingDesc></teiHeader><text><body>
    <div n="1"><p>In the beginning.</p></div>
    </body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import elements

SEVERITY = Severity.WARNING
HITS = (3, 3)  # all read

_SAYING = {"citeStructure": "match", "cRefPattern": "replacementPattern", "refState": "unit"}
"""What a declaration says of where its units are."""
_STATE = "refState"
_MARKS = {"page": "pb", "column": "cb", "line": "lb", "gathering": "gb"}


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every part of a declaration that finds nothing."""
    if next(elements(document, "refsDecl"), None) is None:
        return
    from edition.reference.tree import declared

    for tree in declared(document):
        if tree.kind == _STATE and _is_changed(document):
            continue
        for at, unit in tree.growth.idle:
            said = at.get(_SAYING.get(tree.kind, ""), "")
            yield Finding(
                at,
                f"This {tree.kind} finds no {unit or 'unit'} in the text: “{said}”.",
                "Mend it as the text is encoded now, or remove it.",
            )


def _is_changed(document: Document) -> bool:
    """Whether milestones plainly change a state; to list all of its references takes long."""
    states = list(elements(document, _STATE))
    units = {state.get("unit", "").casefold() for state in states}
    if any(state.get("ed") for state in states):
        return False
    named = elements(document, *(mark for unit, mark in _MARKS.items() if unit in units))
    if any(mark.get("n") for mark in named):
        return True
    others = elements(document, "milestone", "div", "l")
    return any(each.get("n") and _unit(each) in units for each in others)


def _unit(element: Element) -> str:
    """Return the unit that a milestone, a division or a line says that it begins."""
    is_line = element.tag == f"{{{TEI}}}l"
    return "line" if is_line else element.get("unit", element.get("type", "")).casefold()

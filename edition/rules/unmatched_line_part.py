"""A part of a verse lacks the part before or after it.

What
    A line with part="I" (initial) that another whole or initial line follows in the same division,
    or one with part="M" or "F" that follows no initial part. Lines that are linked by prev or next,
    and those in quotations, notes and readings, are let be.

Why
    The verse is counted as two, or as none, and its halves are not set on one line.

Wrong
    <sp><speaker>A</speaker><l part="I">Who's there?</l></sp>
    <sp><speaker>B</speaker><l>Nay, answer me.</l></sp>

Right
    <sp><speaker>A</speaker><l part="I">Who's there?</l></sp>
    <sp><speaker>B</speaker><l part="F">Nay, answer me.</l></sp>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import attributes

SEVERITY = Severity.WARNING
HITS = (3, 3)

_L, _DIV, _TEXT = f"{{{TEI}}}l", f"{{{TEI}}}div", f"{{{TEI}}}text"
_ASIDE = frozenset(
    f"{{{TEI}}}{name}" for name in "quote q cit note app floatingText epigraph egXML".split()
)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every part of a line without the other part."""
    of = attributes(document)
    if not of.bears("part"):
        return
    begun: Element | None = None
    linked = _linked(document)
    lines = [(number, "N" if part is None else part) for number, part in of.stated(_L, "part")]
    borders = [(number, None) for number in of.numbers(_DIV, _TEXT)]
    for number, part in sorted([*lines, *borders]):
        if part is None:
            begun = None
            continue
        if part == "N" and begun is None:
            continue
        element = document.elements[number]
        if element in linked or _is_aside(element):
            begun = None if part in {"N", "F"} else element
            continue
        if part in {"I", "N"} and begun is not None and begun not in linked:
            yield _finding(begun, "ends nowhere", element, "the next line, which is no part of it")
        if part in {"M", "F"} and begun is None:
            yield _finding(element, "begins nowhere", None, "")
        begun = element if part in {"I", "M"} else None


def _linked(document: Document) -> set[Element]:
    """Return the elements that bear prev or next, and those that these lead to."""
    found = set()
    for element, name, value in attributes(document).pointing:
        if name in {"prev", "next"}:
            found.add(element)
            found.update(
                document.ids[id_] for id_ in value.replace("#", "").split() if id_ in document.ids
            )
    return found


def _is_aside(line: Element) -> bool:
    return any(around.tag in _ASIDE for around in line.iterancestors())


def _finding(line: Element, fault: str, other: Element | None, words: str) -> Finding:
    return Finding(
        line,
        f"This verse {fault}: part=“{line.get('part')}”.",
        "Write part=“I” at its beginning, “M” in the middle, “F” at its end; or none of them.",
        () if other is None else ((other, words),),
    )

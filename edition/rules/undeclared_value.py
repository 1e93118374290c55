"""An attribute has a value that the list of the document's own header does not hold.

What
    The header declares the values of an attribute (encodingDesc/schemaSpec … elementSpec, attDef,
    valList of type closed), and an element of that name has another.

Why
    Either the list is not the practice, or the value is a slip; both mislead whoever filters by it.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc>
    <schemaSpec ident="ours"><elementSpec ident="div" mode="change"><attList>
    <attDef ident="type" mode="change"><valList type="closed"><valItem ident="letter"/></valList>
    </attDef></attList></elementSpec></schemaSpec></encodingDesc></teiHeader>
    <text><body><div type="leter"><p>One.</p></div></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc>
    <schemaSpec ident="ours"><elementSpec ident="div" mode="change"><attList>
    <attDef ident="type" mode="change"><valList type="closed"><valItem ident="letter"/></valList>
    </attDef></attList></elementSpec></schemaSpec></encodingDesc></teiHeader>
    <text><body><div type="letter"><p>One.</p></div></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document
from edition.name import is_ncname
from edition.project import Project
from edition.rule import Finding
from edition.suggestion import nearest
from edition.tei.declaration import stated

SEVERITY = Severity.WARNING
HITS = (0, 0)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every value that a closed list in encodingDesc leaves out."""
    lists = _lists(document)
    for at in document.root.iter(*lists) if lists else ():
        for name, known in lists[str(at.tag)]:
            for value in at.get(name, "").split():
                if value not in known:
                    close = nearest(value, known, most=1)
                    yield Finding(
                        at,
                        f"{name}=“{value}” is not among the values that the header declares.",
                        f"Did you mean {close[0]}?"
                        if close
                        else f"There are: {', '.join(known[:8])}; or add it to the valList.",
                    )


def _lists(document: Document) -> dict[str, list[tuple[str, list[str]]]]:
    """Return by the tag of an element its attributes with a closed list of values."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for listed in stated(document, "valList"):
        attribute = next(listed.iterancestors(f"{{{TEI}}}attDef"), None)
        element = next(listed.iterancestors(f"{{{TEI}}}elementSpec"), None)
        if listed.get("type") != "closed" or attribute is None or element is None:
            continue
        known = [item.get("ident", "") for item in listed.iterchildren(f"{{{TEI}}}valItem")]
        pair = (attribute.get("ident", ""), known)
        ident = element.get("ident", "")
        if is_ncname(ident):
            found.setdefault(f"{{{TEI}}}{ident}", []).append(pair)
    return found

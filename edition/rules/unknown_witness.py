"""A reading is ascribed to something that is no witness.

What
    A wit of rdg, lem, rdgGrp, witDetail, witStart, witEnd, lacunaStart or lacunaEnd that leads to
    an element which is no witness: neither witness nor listWit nor a description of a source. A
    wit that leads to nothing is a dangling pointer.

Why
    The reading belongs to no text, and no witness can be read through.

Wrong
    <p xml:id="p1"><app><lem>one</lem><rdg wit="#p1">two</rdg></app></p>

Right
    <listWit><witness xml:id="A">Manuscript A</witness></listWit>
    <p xml:id="p1"><app><lem>one</lem><rdg wit="#A">two</rdg></app></p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.pointer import pointers

SEVERITY = Severity.WARNING
HITS = (0, 0)

_SOURCES = frozenset(
    f"{{{TEI}}}{name}"
    for name in "witness listWit msDesc msPart msFrag msIdentifier bibl biblStruct biblFull object "
    "listBibl person handNote TEI text msItem item".split()
)


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every wit that leads to something else than a witness."""
    for pointer, target in pointers(document, project).reaching:
        if pointer.attribute != "wit" or target is document.root:
            continue
        if target.tag not in _SOURCES:
            name = str(target.tag).rpartition("}")[2]
            yield Finding(
                pointer.element,
                f"wit=“{pointer.value}” leads to <{name}>, which is no witness.",
                "Point at a witness in listWit; add it there if it is missing.",
            )

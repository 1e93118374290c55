"""No reading cites a witness of the list.

What
    A witness with an xml:id to which no pointer of the document leads, while others of the same
    list are cited by readings.

Why
    The witness is no longer collated, or its readings bear another's siglum.

Wrong
    <listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness>
    <witness xml:id="C">C</witness></listWit>
    <p><app><lem wit="#A">one</lem><rdg wit="#B">two</rdg></app></p>

Right
    <listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness>
    <witness xml:id="C">C</witness></listWit>
    <p><app><lem wit="#A">one</lem><rdg wit="#B #C">two</rdg></app></p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, XML_ID, Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import elements
from edition.tei.pointer import pointers

SEVERITY = Severity.INFO
HITS = (0, 0)

_LIST = f"{{{TEI}}}listWit"


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every witness that alone of its list is not cited."""
    witnesses = [one for one in elements(document, "witness") if one.get(XML_ID)]
    if not witnesses:
        return
    of = pointers(document, project)
    # one without its # is told by missing-hash: it is cited all the same
    found = [*of.reaching, *((each, document.ids[each.value]) for each in of.hashless)]
    meant = {target for _, target in found}
    cited = {target for pointer, target in found if pointer.attribute == "wit"}
    lists = {around for one in witnesses if one in cited for around in one.iterancestors(_LIST)}
    for witness in witnesses:
        around = set(witness.iterancestors(_LIST))
        if around & lists and witness not in meant and not around & meant:
            yield Finding(
                witness,
                f"No reading cites the witness “{witness.get(XML_ID)}”.",
                "See whether its readings are there under another siglum; if not, say so.",
            )

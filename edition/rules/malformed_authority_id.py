"""The id of an authority file is none.

What
    An id of GND, VIAF, Wikidata, GeoNames, ORCID, ISNI, DOI, ISBN, ISSN or the Handle system, in
    idno or as an address in a pointer, that has another form than theirs, or whose check digit does
    not fit. Placeholders are let be. Whether an id that is well formed exists is not looked up.

Why
    It leads to nothing, or to somebody else, and joins the edition to the wrong data.

Wrong
    <listPerson><person><persName>Goethe</persName><idno type="gnd">118540239</idno></person>
    </listPerson>

Right
    <listPerson><person><persName>Goethe</persName><idno type="gnd">118540238</idno></person>
    </listPerson>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import elements
from edition.tei.authority import authority_id
from edition.tei.pointer import pointers

SEVERITY = Severity.WARNING
HITS = (0, 0)


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every idno and every pointer that holds a malformed id."""
    for element, value, kind in _held(document, project):
        read = authority_id(value, kind)
        if read is not None and read.fault:
            yield Finding(
                element,
                f"“{' '.join(value.split())}” is no {read.authority}: it {read.fault}.",
                "Look it up where it was given, and copy it from there.",
            )


def _held(document: Document, project: Project) -> Iterator[tuple[Element, str, str]]:
    for idno in elements(document, "idno"):
        value = idno.text or ""
        kinds = ("type",) if "//" in value else ("type", "subtype")
        if not len(idno):
            yield from ((idno, value, idno.get(kind, "")) for kind in kinds)
    for pointer in pointers(document, project).beyond:
        if ":" in pointer.uri:
            yield pointer.element, pointer.uri, ""

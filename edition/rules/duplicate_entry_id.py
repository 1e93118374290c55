"""Two registers of a project have entries with one id.

What
    An xml:id on an entry of one file in xml/registers/ and on an entry of another.

Why
    Whatever names the entry by its id alone, such as an index made of all registers, means either.

Wrong
    xml/registers/persons.xml:
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPerson>
    <person xml:id="weimar"><persName>Carl</persName></person></listPerson></standOff></TEI>
    xml/registers/places.xml:
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPlace>
    <place xml:id="weimar"><placeName>Weimar</placeName></place></listPlace></standOff></TEI>

Right
    xml/registers/persons.xml:
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPerson>
    <person xml:id="carl"><persName>Carl</persName></person></listPerson></standOff></TEI>
    xml/registers/places.xml:
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPlace>
    <place xml:id="weimar"><placeName>Weimar</placeName></place></listPlace></standOff></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import XML_ID, Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.concordance import earlier_with_id, entries

SEVERITY = Severity.WARNING
HITS = (0, 0)


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every entry whose id an entry of an earlier register has."""
    if not project.is_project or not project.registers:
        return
    for entry in entries(document):
        name = entry.get(XML_ID)
        other = earlier_with_id(name, document, project) if name else None
        if other is not None:
            place, called = other
            yield Finding(
                entry,
                f"The id “{name}” is that of “{called}” in {place.file}, too.",
                "Give the younger entry another id, and mend what points at it.",
                ((place, f"“{name}” is here as well"),),
            )

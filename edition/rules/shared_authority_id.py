"""Two entries of a register have the same id of an authority.

What
    One GND, VIAF, Wikidata, GeoNames, ORCID or ISNI id on two entries of a document, or of a
    project's registers: in idno, ref or sameAs.

Why
    The two are one, and should be one entry; or one of them has the id of somebody else.

Wrong
    <listPerson><person xml:id="a"><persName>Goethe</persName><idno type="gnd">118540238</idno>
    </person><person xml:id="b"><persName>J. W. Goethe</persName><idno type="gnd">118540238</idno>
    </person></listPerson>

Right
    <listPerson><person xml:id="a"><persName>Goethe</persName><idno type="gnd">118540238</idno>
    </person><person xml:id="b"><persName>Schiller</persName><idno type="gnd">118607626</idno>
    </person></listPerson>
"""

from collections.abc import Iterator

from edition.diagnostic import Location, Severity
from edition.document import Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.concordance import authorities, earlier_with_authority, entries
from edition.tei.register import headword

SEVERITY = Severity.WARNING
HITS = (0, 0)


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every entry with an authority id that another has already."""
    has_registers = project.is_project and bool(project.registers)
    known: dict[tuple[str, str], Element] = {}
    for entry in entries(document):
        for key in authorities(entry):
            earlier = earlier_with_authority(key, document, project) if has_registers else None
            first = known.setdefault(key, entry)
            if earlier is not None:
                yield _finding(entry, key, *earlier)
            elif first is not entry:
                yield _finding(entry, key, first, headword(first))


def _finding(entry: Element, key: tuple[str, str], at: Element | Location, name: str) -> Finding:
    return Finding(
        entry,
        f"“{headword(entry)}” has the {key[0]} {key[1]}, which “{name}” has already.",
        "If both are one, make one entry of them; if not, look the id up.",
        ((at, f"“{name}” is here"),),
    )

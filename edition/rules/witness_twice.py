"""A witness has two readings of one place.

What
    An app in which two readings, or lem and a reading, cite the same witness. Readings that differ
    in hand, type, cause, varSeq or evidence are let be, since a witness may have been corrected,
    and so are witnesses that witDetail says more of.

Why
    The text of the witness cannot be put together: it has one word there, not two.

Wrong
    <listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>
    <p><app><lem wit="#A">one</lem><rdg wit="#A #B">two</rdg></app></p>

Right
    <listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>
    <p><app><lem wit="#A">one</lem><rdg wit="#B">two</rdg></app></p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import elements

SEVERITY = Severity.WARNING
HITS = (0, 0)

_RDG, _LEM, _GROUP, _DETAIL = (f"{{{TEI}}}{name}" for name in "rdg lem rdgGrp witDetail".split())
_LAYERS = ("hand", "type", "cause", "varSeq", "evidence", "cert", "rend", "rendition")
"""What tells apart the layers of a witness: before and after correction, margin and text."""


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every reading that cites a witness of an earlier one."""
    for app in elements(document, "app"):
        detailed = {name for one in app.iter(_DETAIL) for name in one.get("wit", "").split()}
        first: dict[str, Element] = {}
        for reading in _readings(app):
            for name in dict.fromkeys(reading.get("wit", "").split()):
                other = first.setdefault(name, reading)
                if other is not reading and name not in detailed and _is_one_layer(other, reading):
                    yield Finding(
                        reading,
                        f"The witness “{name}” has two readings in this app.",
                        "Leave it with the reading that it has; or say by hand, type or varSeq "
                        "how the two readings differ.",
                        ((other, f"“{name}” is cited here first"),),
                    )


def _readings(app: Element) -> Iterator[Element]:
    for child in app.iterchildren(_LEM, _RDG, _GROUP):
        if child.tag == _GROUP:
            yield from child.iterchildren(_LEM, _RDG)
        else:
            yield child


def _is_one_layer(one: Element, two: Element) -> bool:
    return not any(one.get(name) or two.get(name) for name in _LAYERS)

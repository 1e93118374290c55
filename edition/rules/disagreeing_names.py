"""A document's file name, its xml:id and its idno are one name, but for a slip.

What
    The xml:id of TEI, or an idno of the header's publicationStmt, that is spelt like the name of
    the file but for a number or a letter: L00308.xml with xml:id="L00380". Names of different
    make are let be, since a project may keep several, and so is a part of the name.

Why
    The document is cited by one name and looked for under the other.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="exampel"><teiHeader/><text><body><p>One.</p>
    </body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="example"><teiHeader/><text><body><p>One.</p>
    </body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, XML_ID, Document, Element
from edition.project import Project
from edition.regex import compiled
from edition.rule import Finding
from edition.suggestion import nearest

SEVERITY = Severity.WARNING
HITS = (0, 0)

_IDNO = f"{{{TEI}}}teiHeader/{{{TEI}}}fileDesc/{{{TEI}}}publicationStmt//{{{TEI}}}idno"
_LIKE = 0.85
_FEWEST = 5
"""Shorter names differ in little, and mean others all the same."""


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every name of the document that differs by a slip from the file's."""
    if document.path is None or document.root.tag != f"{{{TEI}}}TEI":
        return
    file = document.path.name.removesuffix(".xml")
    for element, called, name in _names(document.root):
        if name != file and _differs_by_a_slip(name, file):
            yield Finding(
                element,
                f"{called} is “{name}”, and the file is called “{document.path.name}”.",
                "Find out which of the two is meant, and write it in both places.",
            )


def _names(root: Element) -> Iterator[tuple[Element, str, str]]:
    given = root.get(XML_ID)
    if given is not None:
        yield root, "The document's xml:id", given
    for idno in root.iterfind(_IDNO):
        name = (idno.text or "").strip().rstrip("/").rpartition("/")[2].removesuffix(".xml")
        if name:
            yield idno, "An idno", name


def _differs_by_a_slip(name: str, file: str) -> bool:
    if min(len(name), len(file)) < _FEWEST or name in file or file in name:
        return False
    if compiled(r"\d").sub("0", name) == compiled(r"\d").sub("0", file):
        return True
    return bool(nearest(name, [file], likeness=_LIKE)) and _digits(name) == _digits(file)


def _digits(name: str) -> str:
    return compiled(r"\D").sub("", name)

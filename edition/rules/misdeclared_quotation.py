"""The header says one thing about quotation marks, the text shows another.

What
    quotation marks="none" where double quotation marks stand in the text; or marks="all" where
    speeches and quotations are tagged (said, q, quote) and not one mark is to be seen.

Why
    Whoever prints or reads the text by machine relies on the declaration: marks come out doubled or
    are missing.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
    </titleStmt><publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc>
    </fileDesc><encodingDesc><editorialDecl><quotation marks="none"/></editorialDecl></encodingDesc>
    </teiHeader><text><body><p>He said <q>“Come!”</q></p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
    </titleStmt><publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc>
    </fileDesc><encodingDesc><editorialDecl><quotation marks="all"/></editorialDecl></encodingDesc>
    </teiHeader><text><body><p>He said <q>“Come!”</q></p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.document.characters import characters, place
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import elements
from edition.tei.quotation import marks

SEVERITY = Severity.WARNING
HITS = (0, 0)

_QUOTED = [f"{{{TEI}}}{name}" for name in ("said", "q", "quote")]
_BLOCKS = [f"{{{TEI}}}{name}" for name in ("p", "ab", "l", "lg", "list", "table", "sp", "div")]
_ANY = set("\"'‘’‚‛‹›『』")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for a declaration that the text contradicts."""
    for declaration in elements(document, "quotation"):
        declared = declaration.get("marks", "")
        found = list(marks(document)) if declared == "none" else []
        if declared == "none" and found:
            counted = "a double quotation mark" if len(found) == 1 else f"{len(found)} double marks"
            yield Finding(
                declaration,
                f"The header says that no quotation marks are kept, but the text has {counted}.",
                "Write marks=“all” or “some”, or remove the marks where elements stand for them.",
                ((place(document, found[0].offset), "the first mark stands here"),),
            )
        quotations = document.root.iter(*_QUOTED) if declared == "all" else ()
        quoted = next((each for each in quotations if not _is_set_off(each)), None)
        if quoted is not None and not _has_marks(document):
            yield Finding(
                declaration,
                "The header says that all quotation marks are kept, but the text has none.",
                "Write marks=“none” if elements stand for them, or restore the marks.",
                ((quoted, "here something is quoted"),),
            )


def _is_set_off(quotation: Element) -> bool:
    """Whether a quotation is told by its place alone, as verse and whole paragraphs are."""
    is_quote = quotation.tag == f"{{{TEI}}}quote"
    return is_quote and next(quotation.iterchildren(*_BLOCKS), None) is not None


def _has_marks(document: Document) -> bool:
    if next(marks(document), None) is not None:
        return True
    return any(sign in _ANY for sign in characters(document).text)

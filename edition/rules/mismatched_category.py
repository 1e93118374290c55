"""A text is put into something that is no category, or none of the scheme that is named.

What
    A catRef whose target, in the document, is no category; or is one of another taxonomy than the
    one that its scheme names.

Why
    Lists and filters by category leave the text out, or put it on the wrong shelf.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><classDecl>
    <taxonomy xml:id="genre"><category xml:id="letter"><catDesc>Letters</catDesc></category>
    </taxonomy></classDecl></encodingDesc><profileDesc><textClass><catRef target="#genre"/>
    </textClass></profileDesc></teiHeader><text><body><p>One.</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><classDecl>
    <taxonomy xml:id="genre"><category xml:id="letter"><catDesc>Letters</catDesc></category>
    </taxonomy></classDecl></encodingDesc><profileDesc><textClass>
    <catRef scheme="#genre" target="#letter"/></textClass></profileDesc></teiHeader>
    <text><body><p>One.</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.declaration import stated
from edition.tei.target import Missing, reached

SEVERITY = Severity.WARNING
HITS = (0, 0)


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every catRef that reaches what is no category of its scheme."""
    for reference in stated(document, "catRef"):
        scheme = _reached(reference.get("scheme", ""), document, project)
        for pointer in reference.get("target", "").split():
            target = _reached(pointer, document, project)
            if target is None:
                continue
            if target.tag != f"{{{TEI}}}category":
                name = str(target.tag).rpartition("}")[2]
                yield Finding(
                    reference,
                    f"target=“{pointer}” leads to <{name}>, which is no category.",
                    "Point at one of the categories that classDecl declares.",
                    ((target, "it leads here"),),
                )
            elif scheme is not None and scheme not in target.iterancestors():
                yield Finding(
                    reference,
                    f"“{pointer}” is no category of the scheme “{reference.get('scheme')}”.",
                    "Name the taxonomy that the category stands in, or another category.",
                    ((target, "the category stands here"),),
                )


def _reached(pointer: str, document: Document, project: Project) -> Element | None:
    """Return the element of this document that a pointer reaches, if it is here."""
    target = reached(pointer, document, project) if pointer.startswith("#") else None
    return None if isinstance(target, Missing) else target

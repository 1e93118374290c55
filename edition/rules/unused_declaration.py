"""The header declares something that the text makes no use of.

What
    A handNote, a rendition, an interp or a category with an xml:id that no pointer of the document
    reaches, though pointers reach others of its kind; a rendition whose selector names an element
    that does not occur; a prefixDef whose prefix no pointer has. Of a taxonomy one category in use
    is enough.

Why
    Either the mark-up of the passages was forgotten, or the declaration was left over from a
    template; readers of the header take it for a fact about the text.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><tagsDecl>
    <rendition xml:id="it">font-style: italic</rendition>
    <rendition xml:id="sc">font-variant: small-caps</rendition></tagsDecl></encodingDesc>
    </teiHeader>
    <text><body><p>A <hi rendition="#it">word</hi>.</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><tagsDecl>
    <rendition xml:id="it">font-style: italic</rendition></tagsDecl></encodingDesc></teiHeader>
    <text><body><p>A <hi rendition="#it">word</hi>.</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, XML_ID, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import attributes, elements
from edition.tei.declaration import pointed_at, stated

SEVERITY = Severity.INFO
HITS = (0, 0)

_KINDS = ("handNote", "rendition", "interp", "taxonomy")
_ADVICE = "Point at it where it applies, or take the declaration out."


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every declaration without use."""
    for kind in _KINDS:
        declared = [at for at in _places(document, kind) if _is_pointable(at)]
        if declared:
            reached = pointed_at(document, project)
            unused = [at for at in declared if not _is_used(at, reached)]
            if len(unused) < len(declared):
                yield from (Finding(at, f"{_named(at)} is never used.", _ADVICE) for at in unused)
    yield from _prefixes(document)
    yield from _selectors(document)


def _places(document: Document, kind: str) -> Iterator[Element]:
    """Yield the declarations of a kind; interp may stand beside the text too."""
    if kind == "interp":
        return elements(document, "interp")
    return stated(document, kind)


def _prefixes(document: Document) -> Iterator[Finding]:
    declared = list(stated(document, "prefixDef"))
    if declared:
        pointing = attributes(document).pointing
        used = {pointer.partition(":")[0] for *_, value in pointing for pointer in value.split()}
        for at in declared:
            ident = at.get("ident", "")
            if ident not in used:
                yield Finding(at, f"No pointer has the prefix “{ident}”.", _ADVICE)


def _selectors(document: Document) -> Iterator[Finding]:
    import re

    occurs: dict[str, bool] = {}
    for at in stated(document, "rendition"):
        selector = re.sub(r"\[[^]]*\]|\([^)]*\)", "", at.get("selector", ""))
        for name in re.findall(r"(?<![\w.#:-])[A-Za-z][\w-]*", selector):
            if name not in occurs:
                occurs[name] = next(elements(document, name), None) is not None
            if not occurs[name]:
                message = f"The selector names <{name}>, which does not occur."
                yield Finding(at, message, "Mend the name, or take the rendition out.")


def _is_pointable(at: Element) -> bool:
    if at.tag == f"{{{TEI}}}taxonomy":
        return next(at.iter(f"{{{TEI}}}category"), None) is not None
    return at.get(XML_ID) is not None and at.get("selector") is None


def _is_used(at: Element, reached: set[Element]) -> bool:
    """Whether something leads to a declaration, a part or the group of it, or it leads to others.

    An interp names by inst what it is about; a taxonomy is used where one category of it is.
    """
    around = [at, *at.iterancestors(f"{{{TEI}}}interpGrp")]
    if any(one in reached or one.get("inst") is not None for one in around):
        return True
    return any(part in reached for part in at.iter(f"{{{TEI}}}category"))


def _named(at: Element) -> str:
    name = at.get(XML_ID)
    return f"The {str(at.tag)[len(TEI) + 2 :]}" + (f" “{name}”" if name else "")

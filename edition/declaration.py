"""Declaration: what a header declares for the text to use, and what the text uses of it."""

from weakref import WeakKeyDictionary

from edition.attribute import Borne, attributes
from edition.document import TEI, Document, Element
from edition.pointer import pointers
from edition.project import Missing, Project

__all__ = ["declared_languages", "language_tags", "pointed_at", "spoken_languages"]

_TAGS: "WeakKeyDictionary[Document, tuple[Borne, ...]]" = WeakKeyDictionary()
_HEADER = f"{{{TEI}}}teiHeader"


def language_tags(document: Document) -> tuple[Borne, ...]:
    """Return every language tag that a document uses or declares, with its element and attribute.

    xml:lang first, in document order, then those of langUsage and of textLang.
    """
    found = _TAGS.get(document)
    if found is None:
        used = [(at, "xml:lang", value) for at, _, value in attributes(document).languages]
        declared = [(at, "ident", at.get("ident", "")) for at in declared_languages(document)]
        described = [
            (at, name, value)
            for at in document.root.iter(f"{{{TEI}}}textLang")
            for name in ("mainLang", "otherLangs")
            for value in at.get(name, "").split()
        ]
        found = _TAGS[document] = (*used, *declared, *described)
    return found


def declared_languages(document: Document) -> list[Element]:
    """Return the languages that langUsage declares."""
    return [at for at in document.root.iter(f"{{{TEI}}}language") if at.get("ident") is not None]


def spoken_languages(document: Document) -> list[Borne]:
    """Return the xml:lang of a document that are about its text, not about its header."""
    return [
        borne
        for borne in attributes(document).languages
        if borne[0].tag != _HEADER and next(borne[0].iterancestors(_HEADER), None) is None
    ]


def pointed_at(document: Document, project: Project) -> set[Element]:
    """Return the elements of a document that its own pointers reach."""
    targets = (pointer.target for pointer in pointers(document, project))
    return {at for at in targets if at is not None and not isinstance(at, Missing)}

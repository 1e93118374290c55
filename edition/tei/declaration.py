"""Declaration: what a header declares for the text to use, and what the text uses of it."""

from collections.abc import Callable, Iterator
from weakref import WeakKeyDictionary

from edition.document import Document, Element
from edition.project import Project
from edition.tei.attribute import Borne, attributes, elements
from edition.tei.pointer import pointers
from edition.tei.structure import HEADER, TOPS

__all__ = [
    "declared_languages",
    "faulty_tags",
    "language_tags",
    "pointed_at",
    "spoken_languages",
    "stated",
]

_TAGS: "WeakKeyDictionary[Document, tuple[Borne, ...]]" = WeakKeyDictionary()


def stated(document: Document, *names: str) -> Iterator[Element]:
    """Yield the elements of TEI with these names that stand in a header, name by name."""
    for element in elements(document, *names):
        header = next(element.iterancestors(HEADER), None)
        around = None if header is None else header.getparent()
        if around is not None and around.tag in TOPS:
            yield element


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
            for at in stated(document, "textLang")
            for name in ("mainLang", "otherLangs")
            for value in at.get(name, "").split()
        ]
        found = _TAGS[document] = (*used, *declared, *described)
    return found


def faulty_tags(document: Document, is_faulty: Callable[[str], object]) -> list[Borne]:
    """Return the language tags of a document that are judged to be faulty: each is asked once."""
    tags = language_tags(document)
    faulty = set(filter(is_faulty, {value for _, _, value in tags}))
    return [borne for borne in tags if borne[2] in faulty] if faulty else []


def declared_languages(document: Document) -> list[Element]:
    """Return the languages that langUsage declares."""
    return [at for at in stated(document, "language") if at.get("ident") is not None]


def spoken_languages(document: Document) -> list[Borne]:
    """Return the xml:lang of a document that are about its text, not about its header."""
    every = attributes(document).languages
    heading = (
        {at for top in elements(document, "teiHeader") for at in top.iter("*")} if every else ()
    )
    return [borne for borne in every if borne[0] not in heading]


def pointed_at(document: Document, project: Project) -> set[Element]:
    """Return the elements of a document that its own pointers reach."""
    return {target for _, target in pointers(document, project).reaching}

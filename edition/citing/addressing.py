"""Addressing: the address and the place that a page offers for each of its passages."""

from collections.abc import Iterator

from edition.checksum import written
from edition.citation.cited import located
from edition.document import TEI, XML_ID
from edition.document.tree import Element
from edition.fingerprint import fingerprints_within
from edition.passage.locator import Locator, Numbered, place
from edition.passage.passages import Passages
from edition.preparation import CITABLE
from edition.preparation.speech import SPEECHES
from edition.stylesheet.plaintext import PlainText
from edition.tei.derivation import REFERENCE, texts

__all__ = ["kind", "mark_addresses"]

_NOWHERE = (0, 0)
_AT_A_TIME = 2000
_LINE = f"{{{TEI}}}l"


def mark_addresses(
    passages: Passages, version: str, *, is_text_kept: bool = True
) -> dict[str, Locator]:
    """Set on every passage that a page offers its `e-address`, seen from the page itself.

    And `e-at`, its place, where that is more than its `@n`. All fingerprints are taken at once,
    since a long text has thousands of passages; then the text is forgotten, unless it is kept for
    somebody else. Returns a place of each kind that there is.
    """
    marks = [*_marks(passages, [name for _, name in _offered(passages)])]
    if not is_text_kept:
        passages.forget_texts()
    places: dict[str, Locator] = {}
    known: Numbered = {}
    for (element, name), mark in zip(_offered(passages), marks, strict=True):
        if mark:
            element.set("e-address", located("", version, mark, (name, name)))
            found = _place(passages, element, name, known)
            places[_told(element, found)] = found
    return places


def _offered(passages: Passages) -> Iterator[tuple[Element, str]]:
    """Yield what a page offers for citing, in document order, with the name of each."""
    for element in (found for text in texts(passages.root) for found in text.iter(*CITABLE)):
        name = element.get(XML_ID) or element.get(REFERENCE)
        if name and (element.tag not in SPEECHES or element.get("who") is not None):
            yield element, name


def _marks(passages: Passages, offered: list[str]) -> Iterator[str]:
    """Yield the fingerprints of passages; empty for what is none."""
    whole = passages.text("reading")
    spans = [whole.spans.get(name, _NOWHERE) for name in offered]
    marks = _fingerprints(whole, spans)
    for name, (start, stop), bits in zip(offered, spans, marks, strict=True):
        if start < stop:
            yield ".".join(map(written, bits))
        else:  # what is not in the text, such as a paragraph of a note, has words of its own
            passage = passages.passage(name)
            yield "" if passage is None else str(passage.fingerprints())


def _place(passages: Passages, element: Element, name: str, known: Numbered) -> Locator:
    def printed(each: Element) -> str:
        return passages.designations.printed(each, name if each is element else "")

    return place(element, printed, known)


def _told(element: Element, found: Locator) -> str:
    """Set on a passage what is to be said of its place; return the kind of that."""
    named = kind(found)
    if element.tag not in SPEECHES:
        if found.value != element.get("n", ""):
            element.set("e-at", found.value)
        if named != ("l" if element.tag == _LINE else "p"):
            element.set("e-unit", named)
    return named


def _fingerprints(text: PlainText, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the fingerprints of parts of a text, so many at a time: more need too much memory."""
    for number in range(0, len(spans), _AT_A_TIME):
        some = spans[number : number + _AT_A_TIME]
        first = min((start for start, stop in some if start < stop), default=0)
        moved = [(max(start - first, 0), max(stop - first, 0)) for start, stop in some]
        yield from fingerprints_within(text.cut(first, max(stop for _, stop in some)), moved)


def kind(place: Locator) -> str:
    """Return a short name of what a citation writes alike: paragraphs (p), lines (l), other units.

    Lines and the like with a number of several parts, which most styles give without a word, are
    of another kind (n).
    """
    name = {"": "p", "paragraph": "p", "line": "l"}.get(place.label, place.label.replace("-", ""))
    if place.value.partition(" ")[0].isalnum() or not place.value:
        return name
    return "n" if name == "l" else f"{name}n"

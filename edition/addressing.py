"""Addressing: the address and the citation that a page offers for each of its passages."""

from collections.abc import Iterator

from edition.checksum import written
from edition.citation import cited, formatted
from edition.citation.cited import address, located, source
from edition.derivation import REFERENCE, texts
from edition.document import XML_ID
from edition.fingerprint import fingerprints_within
from edition.passage import Index
from edition.preparation import CITABLE, SPEECHES
from edition.tree import Element

__all__ = ["mark_addresses"]

_MOST_CARDS = 200
"""In a longer text the cards would outweigh the words: there a page has addresses only."""
_NOWHERE = (0, 0)
_AT_A_TIME = 2000


def mark_addresses(index: Index) -> None:
    """Set on every passage that a page offers for citing its `e-address`.

    Of a text with few of them each bears its citation too, `e-citation`, and the root `e-carded`.
    """
    offered = _offered(index)
    if len(offered) <= _MOST_CARDS:
        index.root.set("e-carded", "")
    elif len(index.project.sheet_folders) == 1:  # a sheet of the project may ask for citations
        _address(index, offered)
        return
    if len(offered) > 1:
        _ = index.text("reading")  # whole, as all of them are parts of it
    for element, name in offered.items():
        passage = index.passage(name)
        if passage is not None:
            made = cited(passage)
            element.set("e-address", made.url)
            element.set("e-citation", formatted(made, made.style))


def _offered(index: Index) -> dict[Element, str]:
    """Return what a page offers for citing, in document order, with the name of each."""
    found = (element for text in texts(index.root) for element in text.iter(*CITABLE))
    named = {element: element.get(XML_ID) or element.get(REFERENCE) or "" for element in found}
    return {
        element: name
        for element, name in named.items()
        if name and (element.tag not in SPEECHES or element.get("who") is not None)
    }


def _address(index: Index, offered: dict[Element, str]) -> None:
    """Set the addresses of many passages, all of whose fingerprints are taken at once."""
    version, base = source(index.document).version, index.project.settings.base
    page = f"{index.document.id}.html"
    home = address(None, page, base, version)
    whole = index.text("reading")
    spans = [whole.spans.get(name, _NOWHERE) for name in offered.values()]
    marks = _fingerprints(whole.text, spans)
    for (element, name), (start, stop), bits in zip(offered.items(), spans, marks, strict=True):
        if start < stop:
            url = located(home, version, ".".join(map(written, bits)), (name, name))
        else:  # what is not in the text, such as a paragraph of a note, has words of its own
            passage = index.passage(name)
            url = address(passage, page, base, version) if passage is not None else ""
        if url:
            element.set("e-address", url)


def _fingerprints(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the fingerprints of parts of a text, so many at a time: more need too much memory."""
    for number in range(0, len(spans), _AT_A_TIME):
        some = spans[number : number + _AT_A_TIME]
        first = min((start for start, stop in some if start < stop), default=0)
        moved = [(max(start - first, 0), max(stop - first, 0)) for start, stop in some]
        yield from fingerprints_within(text[first : max(stop for _, stop in some)], moved)

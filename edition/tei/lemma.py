"""Lemma: the words that an entry of an apparatus is about, where it says only between what."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from edition.document import TEI, Document
from edition.document.tree import Element
from edition.tei.reading import pieces

__all__ = ["mark_lemmas"]

_LEM, _GROUP, _APP = (f"{{{TEI}}}{name}" for name in ("lem", "rdgGrp", "app"))
_PLACED = ("from", "to", "loc")
_HALF = 30
"""How many signs of the beginning, and of the end, a long lemma is shown with."""
_FAR = 100
"""So many texts apart the ends of a lemma are taken to be a long one's."""


def mark_lemmas(document: Document, entries: Iterable[Element]) -> None:
    """Set `e-lem` of entries with a @from and no `lem`: the words up to @to, or up to the entry.

    Both have to stand in one element; what has words of its own is part of the lemma. Of a long one
    the middle is left out.
    """
    found = _Lemmas(document)
    for entry in entries:
        if entry.get("from") and not any(_lemmas_in(entry)):
            words = found.of(entry)
            if words:
                entry.set("e-lem", words)


def _lemmas_in(entry: Element) -> Iterator[bool]:
    for each in entry.iterchildren(_LEM, _GROUP):
        yield each.tag == _LEM or each.find(_LEM) is not None


class _Lemmas:
    """The words between places of a document, of which each is looked at once."""

    def __init__(self, document: Document) -> None:
        self._ids = document.ids
        self._places: dict[Element, dict[Element, int]] = {}
        self._endings: dict[Element, str] = {}

    def of(self, entry: Element) -> str:
        """Return the words that an entry is about; none where its pointers do not tell."""
        first = self._target(entry.get("from", ""))
        to = entry.get("to", "")
        last = self._target(to) if to else entry
        if first is None or last is None:
            return ""
        if not to and last.getparent() is not first.getparent():
            last = first
        return self._between(first, last) if self._is_before(first, last) else ""

    def _target(self, pointer: str) -> Element | None:
        return self._ids.get(pointer[1:]) if pointer.startswith("#") else None

    def _is_before(self, first: Element, last: Element) -> bool:
        around = first.getparent()
        if around is None or last.getparent() is not around:
            return False
        if around not in self._places:
            self._places[around] = {each: number for number, each in enumerate(around)}
        places = self._places[around]
        return places[first] <= places[last]

    def _between(self, first: Element, last: Element) -> str:
        words = ""
        for number, text in enumerate(_forwards(first, last)):
            words += text
            if len(words) > 2 * _HALF:
                words = _folded(words)
            if len(words) > 2 * _HALF or number > _FAR:
                beginning = words[:_HALF].rpartition(" ")[0] or words[:_HALF]
                end = self._ending(first, last)
                return f"{beginning.strip()} … {end.partition(' ')[2] or end}".strip()
        return _folded(words).strip()

    def _ending(self, first: Element, last: Element) -> str:
        """Return the last of the words between two places."""
        words = ""
        for each in islice(chain((last,), last.itersiblings(preceding=True)), _FAR):
            if each not in self._endings:
                self._endings[each] = _folded("".join(_words(each)))[-2 * _HALF :]
            tail = "" if each is last else each.tail or ""
            words = _folded(f"{self._endings[each]}{tail}{words}")
            if each is first or len(words.strip()) > _HALF:
                break
        return words.strip()[-_HALF:]


def _forwards(first: Element, last: Element) -> Iterator[str]:
    each: Element | None = first
    while each is not None:
        yield from _words(each)
        if each is last:
            return
        yield each.tail or ""
        each = each.getnext()


def _words(element: Element) -> Iterator[str]:
    """Yield the words of what stands in a text; an entry that names its place has none there."""
    is_entry = element.tag == _APP and any(element.get(name) for name in _PLACED)
    if isinstance(element.tag, str) and not is_entry:
        yield from (words for words, _, _ in pieces(element))


def _folded(words: str) -> str:
    """Return words with each stretch of white space as one blank, also at their ends."""
    return " ".join(f"|{words}|".split())[1:-1]

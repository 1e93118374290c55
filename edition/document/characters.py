"""Characters: the words of a document as one string, with the place of every sign in it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

from edition.diagnostic import Location
from edition.document import TEI, XML_LANG, Document, Element
from edition.document.run import Kept, locate_text
from edition.regex import compiled
from edition.value import Value

__all__ = [
    "Characters",
    "Hit",
    "around",
    "characters",
    "hits",
    "is_within",
    "language",
    "pattern",
    "place",
]

_ASCII = bytes(range(128))
_VERBATIM = frozenset(
    f"{{{TEI}}}{name}"
    for name in "att code eg egXML email formula gi ident idno specDesc tag val".split()
)
"""What holds no words of a language: code, names of elements, formulas, numbers."""


class Characters:
    """The words of a document: all its text in one string, as rules look through it.

    To search one string takes a tenth of the time that a walk through the tree takes; only what
    is found there is looked up in the tree.
    """

    def __init__(self, document: Document) -> None:
        self.runs = document.runs
        self._markup = document.markup

    @cached_property
    def text(self) -> str:
        """All text, that of the header included, without comments and instructions."""
        return "".join(self._markup.texts)

    @cached_property
    def beyond_ascii(self) -> frozenset[str]:
        """The signs of the text that are not ASCII, each once."""
        if self.text.isascii():
            return frozenset()
        strange = self.text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
        return frozenset(strange.decode("utf-8", "surrogatepass"))

    def offsets(self, signs: Iterable[str]) -> list[int]:
        """Return where any of some signs beyond ASCII stands; to search for each is the fastest."""
        found: list[int] = []
        for sign in self.beyond_ascii.intersection(signs):
            at = self.text.find(sign)
            while at >= 0:
                found.append(at)
                at = self.text.find(sign, at + 1)
        return sorted(found)

    def word(self, start: int, end: int) -> tuple[int, int]:
        """Widen a slice of the text to the whole word that it lies in."""
        while start and self.text[start - 1].isalpha():
            start -= 1
        while end < len(self.text) and self.text[end].isalpha():
            end += 1
        return start, end

    def run(self, offset: int) -> int:
        """Return the number of the text run that a sign stands in: see `Runs`."""
        return bisect_right(self.runs.starts, offset) - 1

    def start(self, run: int) -> int:
        """Return where a text run begins."""
        return self.runs.starts[run]

    def holder(self, offset: int) -> Element:
        """Return the element whose content a sign is."""
        return self.kept(offset).holder

    def kept(self, offset: int) -> Kept:
        """Return how the tree keeps the run that a sign stands in."""
        return self.runs.kept(self.run(offset))

    def is_verbatim(self, element: Element) -> bool:
        """Whether an element is code, a formula, an example or of another vocabulary."""
        known = self._verbatim.get(element)
        if known is None:
            tag = str(element.tag)
            parent = element.getparent()
            known = (
                tag in _VERBATIM
                or not tag.startswith(f"{{{TEI}}}")
                or (parent is not None and self.is_verbatim(parent))
            )
            self._verbatim[element] = known
        return known

    @cached_property
    def _verbatim(self) -> dict[Element, bool]:
        return {}


_FOUND: "WeakKeyDictionary[Document, Characters]" = WeakKeyDictionary()


def characters(document: Document) -> Characters:
    """Return the words of a document, joined once for all rules."""
    found = _FOUND.get(document)
    if found is None:
        found = _FOUND[document] = Characters(document)
    return found


class Hit(Value):
    """What a search has found: the words, where they begin in the text, the element they are in."""

    words: str
    offset: int
    element: Element


def hits(document: Document, expression: str) -> Iterator[Hit]:
    """Yield what an expression finds in the words of a document, code and formulas left out."""
    of = characters(document)
    for match in pattern(expression).finditer(of.text):
        element = of.holder(match.start())
        if not of.is_verbatim(element):
            yield Hit(match[0], match.start(), element)


def place(document: Document, offset: int) -> Location:
    """Return the place of a sign of the text."""
    of = characters(document)
    run = of.run(offset)
    return locate_text(document, run, offset - of.start(run))


@lru_cache(maxsize=64)
def pattern(expression: str) -> "re.Pattern[str]":
    """Compile an expression when it is first asked for."""
    return compiled(expression)


def around(text: str, start: int, end: int, most: int = 20) -> str:
    """Return a slice with some words before and after it, on one line, as messages quote it."""
    before, after = text[max(0, start - most) : start], text[end : end + most]
    if start > most and not text[start - most - 1].isspace() and " " in before:
        before = before.partition(" ")[2]
    if end + most < len(text) and not text[end + most].isspace() and " " in after:
        after = after.rpartition(" ")[0]
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    return " ".join(f"{before}{text[start:end]}{after}".split())


def language(element: Element) -> str:
    """Return the xml:lang that holds for an element; empty where none is stated."""
    for one in (element, *element.iterancestors()):
        code = one.get(XML_LANG)
        if code is not None:
            return code
    return ""


def is_within(element: Element, *names: str) -> bool:
    """Whether an element is, or stands in, a TEI element of one of these names."""
    tags = {f"{{{TEI}}}{name}" for name in names}
    return element.tag in tags or any(one.tag in tags for one in element.iterancestors())

"""Characters: the words of a document as one string, with the place of every sign in it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

from edition.diagnostic import Location
from edition.document import TEI, XML_LANG, Document, Element
from edition.document.block import NAMES
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
_APART = NAMES | {"figDesc", "note"}
"""What no word goes on from, or into."""


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
        at = start
        while start and self.text[start - 1].isalpha():
            start -= 1
        while end < len(self.text) and self.text[end].isalpha():
            end += 1
        return self.within(at, start, end)

    def within(self, at: int, start: int, end: int) -> tuple[int, int]:
        """Narrow a slice to the block or note that a sign of it stands in."""
        first, last, end = self.run(at), self.run(at), min(end, len(self.text))
        while self.start(first) > start and not self._is_border(first):
            first -= 1
        while self.start(last + 1) < end and not self._is_border(last + 1):
            last += 1
        return max(start, self.start(first)), min(end, self.start(last + 1))

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of a slice that the borders of blocks and notes cut it into."""
        for run in range(self.run(start) + 1, self.run(end - 1) + 1):
            if self._is_border(run):
                yield start, self.start(run)
                start = self.start(run)
        yield start, end

    def _is_border(self, run: int) -> bool:
        """Whether a block or note begins or ends between a text run and the one before."""
        tags = self.runs.tags_before(run)
        return any(_name(tag) in _APART for tag in tags)

    def around(self, start: int, end: int, most: int = 20) -> str:
        """Return a slice with some words of its block before and after it: see `around`."""
        low, high = self.within(start, max(0, start - most - 1), end + most + 1)
        return around(self.text[low:high], start - low, end - low, most)

    def run(self, offset: int) -> int:
        """Return the number of the text run that a sign stands in: see `Runs`."""
        return bisect_right(self.runs.starts, offset) - 1

    def start(self, run: int) -> int:
        """Return where a text run begins; the one after the last where the text ends."""
        starts = self.runs.starts
        return starts[run] if run < len(starts) else len(self.text)

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
    """Yield what an expression finds in the words of a document, code and formulas left out.

    Where it reaches over the border of a block or note, each part is looked at by itself.
    """
    of = characters(document)
    wanted = pattern(expression)
    for whole in wanted.finditer(of.text):
        for part in of.parts(*whole.span()):
            for match in (whole,) if part == whole.span() else wanted.finditer(of.text, *part):
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


def _name(tag: str) -> str:
    """Return the local name that a tag has, whether it begins or ends an element."""
    return tag.strip("/").partition(" ")[0].rpartition(":")[2]


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

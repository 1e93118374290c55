"""Plain text: a tree of blocks, lines and marks folded into one text, with its passages."""

from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate, chain

from lxml import etree

from edition.document import Element
from edition.regex import compiled
from edition.stylesheet.folding import Fold

__all__ = ["PlainText", "pieced_together", "plain_text"]

_MANY = 10_000


class PlainText:
    """A text with the place of every passage in it: `spans[id]` = first and after-last offset."""

    def __init__(self, pieces: list[str], spans: dict[str, tuple[int, int]]) -> None:
        self._pieces = pieces
        self.spans = spans

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return "".join(self._pieces)

    def cut(self, start: int, stop: int) -> str:
        """Return a part of the text, for which a long one is not put together."""
        if len(self._pieces) < _MANY:
            return self.text[start:stop]
        from bisect import bisect, bisect_left

        first, last = bisect(self._ends, start), bisect_left(self._ends, stop)
        before = self._ends[first - 1] if first else 0
        return "".join(self._pieces[first : last + 1])[start - before : stop - before]

    @cached_property
    def _ends(self) -> list[int]:
        return [*accumulate(map(len, self._pieces))]

    def between(self, start: str, end: str) -> str:
        """Return the text from the beginning of passage `start` to the end of passage `end`."""
        if start not in self.spans or end not in self.spans:
            return ""
        return self.text[self.spans[start][0] : self.spans[end][1]]


def plain_text(root: Element) -> PlainText:
    """Fold a text tree into plain text.

    The tree: `block` stands between empty lines, `line` on a line of its own, `space` is one
    space, `glue` joins what stands before and behind it, `verbatim` is not folded, `hide` leaves
    out what follows up to the id `until`, if that follows at all; within `flat` each border is one
    space. The text of `opening` clings to what follows and that of `closing` to what is before,
    across borders; that of `call` stands at the end of the word that it breaks. Anything else is
    transparent. `id` names a passage, or of a `mark` the place where it stands. White space is
    folded, the ends of blocks carry none; borders are never invented between inlines. The signs in
    the root's attribute `without` are left out.
    """
    fold = Fold()
    fold.take(_markup(root))
    return PlainText(*fold.finished())


def pieced_together(frame: Element, portions: Iterable[Element]) -> PlainText | None:
    """Fold a text tree whose `instalments` are made one by one; None where one hides others."""
    fold = Fold()
    before, _, behind = _markup(frame).partition("<instalments/>")
    del frame
    for markup in chain((before,), map(_markup, portions), (behind,)):
        if "<hide" in markup:
            return None
        fold.take(markup)
    return PlainText(*fold.finished())


def _markup(root: Element) -> str:
    markup = etree.tostring(root, encoding="unicode", with_tail=False)
    for sign in root.get("without", ""):
        markup = markup.replace(sign, "")
    if "<!" in markup or "<?" in markup:
        markup = compiled("(?s)<!--.*?-->|<[?].*?[?]>").sub("", markup)
    return markup

"""Quotation: the double quotation marks of a text, and those that have no partner."""

from collections import Counter
from collections.abc import Iterator

from edition.characters import Characters, characters
from edition.document import TEI, Document, Element
from edition.value import Value

__all__ = ["Mark", "marks", "unpaired"]

_DOUBLE = "“”„‟«»「」"
_BLOCKS = frozenset(
    f"{{{TEI}}}{name}" for name in "ab cell head item l note p salute signed sp stage".split()
)
_ASIDE = frozenset(f"{{{TEI}}}{name}" for name in "figDesc note stage text".split())
"""What has words of its own, which neither open nor close a quotation around them."""
_LINE = f"{{{TEI}}}l"
_UNREAD = frozenset(f"{{{TEI}}}{name}" for name in "del fw surplus teiHeader".split())
_CHOSEN = {"sic": "corr", "orig": "reg", "abbr": "expan"}


class _Context(Value):
    """Where a mark stands: the flow of words that it belongs to, and the block within that."""

    flow: Element
    block: Element


class Mark(Value):
    """A double quotation mark: its sign, its offset in the text, the element it is in."""

    sign: str
    offset: int
    element: Element


class _Open(Value):
    kind: str
    mark: Mark
    block: Element


def marks(document: Document) -> list[Mark]:
    """Return the double quotation marks in the texts of a document, in order.

    Left out are the header, code, what is deleted, and words that stand beside their correction.
    """
    return [mark for mark, _ in _Marks(document).found]


def unpaired(document: Document) -> Iterator[tuple[Mark, bool]]:
    """Yield each mark without a partner, and whether it opens.

    A mark that opens a paragraph or line again, while the one before has left its quotation open,
    is no second opening. Notes and stage directions are paired by themselves.
    """
    of = _Marks(document)
    flows: dict[Element, list[tuple[Mark, _Context]]] = {}
    for mark, context in of.found:
        flows.setdefault(context.flow, []).append((mark, context))
    for flow in flows.values():
        yield from _Pairing(of, flow).unpaired()


class _Marks:
    """The marks of a document with their contexts."""

    def __init__(self, document: Document) -> None:
        self.of: Characters = characters(document)
        self.known: dict[Element, _Context | None] = {}
        self.found: list[tuple[Mark, _Context]] = []
        offsets = [o for sign in _DOUBLE if sign in self.of.beyond_ascii for o in self._all(sign)]
        for offset in sorted(offsets):
            element = self.of.holder(offset)
            context = self.context(element)
            if context is not None and not self.of.is_verbatim(element):
                self.found.append((Mark(self.of.text[offset], offset, element), context))

    def _all(self, sign: str) -> Iterator[int]:
        at = self.of.text.find(sign)
        while at >= 0:
            yield at
            at = self.of.text.find(sign, at + 1)

    def context(self, element: Element) -> _Context | None:
        """Return where the words of an element belong; None for what is not read."""
        if element not in self.known:
            parent = element.getparent()
            around = None if parent is None else self.context(parent)
            self.known[element] = self._within(element, around)
        return self.known[element]

    def _within(self, element: Element, around: _Context | None) -> _Context | None:
        tag = str(element.tag)
        if tag == f"{{{TEI}}}text":
            return _Context(element, element)
        if around is None or tag in _UNREAD or _is_passed_over(element):
            return None
        if tag in _ASIDE:
            return _Context(element, element)
        return around.changed(block=element) if tag in _BLOCKS else around

    def is_opening_again(self, mark: Mark, context: _Context, before: Element) -> bool:
        """Whether a mark is the first of its line or block, and the last words are in `before`."""
        text, last = self.of.text, mark.offset - 1
        node, is_tail = self.of.node(mark.offset)
        while last >= 0 and text[last].isspace():
            last -= 1
        if before.tag == _LINE and last < self.of.start(self.of.run(mark.offset)):
            return True  # verse paragraphs open again after many lines
        if (
            is_tail
            and node.tag == f"{{{TEI}}}lb"
            and last < self.of.start(self.of.run(mark.offset))
        ):
            return True
        preceding = self.context(self.of.holder(last)) if last >= 0 else None
        while preceding is not None and preceding.flow is not context.flow:
            parent = preceding.flow.getparent()
            preceding = None if parent is None else self.context(parent)
        return preceding is not None and preceding.block is before is not context.block


def _is_passed_over(element: Element) -> bool:
    """Whether the words stand beside others that are read in their place."""
    parent = element.getparent()
    if parent is None:
        return False
    name = str(element.tag)[len(TEI) + 2 :]
    if parent.tag == f"{{{TEI}}}choice":
        return name in _CHOSEN and parent.find(f"{{{TEI}}}{_CHOSEN[name]}") is not None
    return name == "rdg" and any(element.itersiblings("*", preceding=True))


class _Pairing:
    """A stack of what is open in one flow of words."""

    def __init__(self, of: _Marks, flow: list[tuple[Mark, _Context]]) -> None:
        self.of = of
        self.flow = flow
        self.open: list[_Open] = []
        self.present = {mark.sign for mark, _ in of.found}
        self.guillemet = _first_of_pair(of.found)

    def unpaired(self) -> Iterator[tuple[Mark, bool]]:
        for mark, context in self.flow:
            if self._opens(mark):
                yield from self._push(mark, context)
            else:
                yield from self._close(mark)
        yield from ((one.mark, True) for one in self.open)

    def _opens(self, mark: Mark) -> bool:
        if mark.sign in "„‟「":
            return True
        if mark.sign in "«»":
            return mark.sign == self.guillemet
        if mark.sign == "“":
            return not any(one.mark.sign == "„" for one in self.open)
        if mark.sign == "”" and not self.present & set("“„‟"):
            return not self.open  # as in Swedish and Finnish: ”…”
        return False

    def _push(self, mark: Mark, context: _Context) -> Iterator[tuple[Mark, bool]]:
        kind = _kind(mark.sign)
        same = [one for one in self.open if one.kind == kind]
        if same and self.of.is_opening_again(mark, context, same[-1].block):
            place = self.open.index(same[-1])
            self.open[place] = same[-1].changed(block=context.block)
            return
        for one in same:
            if one.block is not context.block and one.block.tag != _LINE:
                yield one.mark, True
                self.open.remove(one)
        self.open.append(_Open(kind, mark, context.block))

    def _close(self, mark: Mark) -> Iterator[tuple[Mark, bool]]:
        kind = _kind(mark.sign)
        if not any(one.kind == kind for one in self.open):
            yield mark, False
            return
        while self.open[-1].kind != kind:
            yield self.open.pop().mark, True
        self.open.pop()


def _kind(sign: str) -> str:
    return "«" if sign in "«»" else "「" if sign in "「」" else "“"


def _first_of_pair(found: list[tuple[Mark, _Context]]) -> str:
    """Return the guillemet that opens: the one that comes first in most blocks."""
    first: dict[Element, str] = {}
    for mark, context in found:
        if mark.sign in "«»":
            first.setdefault(context.block, mark.sign)
    counted = Counter(first.values())
    return max("«»", key=lambda sign: counted[sign])

"""Quotation: the double quotation marks of a text, and those that have no partner."""

from collections import Counter, deque
from collections.abc import Iterator
from functools import cached_property

from edition.document import TEI, Document, Element
from edition.document.characters import Characters, characters, language
from edition.value import Value

__all__ = ["Mark", "marks", "unpaired"]

_DOUBLE = "“”„‟«»「」"
_PAIRS = frozenset("“” „“ „” ‟” 「」".split())
_BLOCKS = frozenset(
    f"{{{TEI}}}{name}" for name in "ab cell head item l note p salute signed sp stage".split()
)
_ASIDE = frozenset(f"{{{TEI}}}{name}" for name in "figDesc note stage text".split())
"""What has words of its own, which neither open nor close a quotation around them."""
_LINE, _LINE_BREAK = f"{{{TEI}}}l", f"{{{TEI}}}lb"
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
    mark: Mark
    block: Element


def marks(document: Document) -> Iterator[Mark]:
    """Yield the double quotation marks in the texts of a document, in order.

    Left out are the header, code, what is deleted, and words that stand beside their correction.
    """
    return (mark for mark, _ in _Marks(document).each())


def unpaired(document: Document) -> Iterator[tuple[Mark, bool]]:
    """Yield each mark without a partner, and whether it opens.

    A mark that opens a paragraph or line again, while the one before has left its quotation open,
    is no second opening. Notes and stage directions are paired by themselves.
    """
    of = _Marks(document)
    if _is_balanced("".join([of.of.text[offset] for offset in of.offsets])):
        return  # as nearly always: without a look at the tree
    flows: dict[Element, _Pairing] = {}
    unsettled: set[Element] = set()
    place = 0
    while place < len(of.offsets):
        if not unsettled and of.is_pair(place):  # as most are: nothing need be known of them
            place += 2
            continue
        for mark, context in of.at(of.offsets[place]):
            pairing = flows.get(context.flow) or flows.setdefault(context.flow, _Pairing(of))
            yield from pairing.unpaired(mark, context)
            (unsettled.add if pairing.is_open else unsettled.discard)(context.flow)
        place += 1
    yield from ((mark, True) for pairing in flows.values() for mark in pairing.left())


def _is_balanced(signs: str) -> bool:
    """Whether marks pair off as brackets do, wherever they stand."""
    first = next((sign for sign in signs if sign in "«»"), "«")
    pairs = {*_PAIRS, "«»" if first == "«" else "»«"}
    unpaired: list[str] = []
    for sign in signs:
        if unpaired and unpaired[-1] + sign in pairs:
            unpaired.pop()
        else:
            unpaired.append(sign)
    return not unpaired


class _Marks:
    """The marks of a document with their contexts."""

    def __init__(self, document: Document) -> None:
        self.of: Characters = characters(document)
        self.offsets = self.of.offsets(_DOUBLE)
        self.known: dict[Element, _Context | None] = {}

    def each(self, signs: str = _DOUBLE) -> Iterator[tuple[Mark, _Context]]:
        """Yield the marks with some signs."""
        for offset in self.offsets:
            if self.of.text[offset] in signs:
                yield from self.at(offset)

    def at(self, offset: int) -> Iterator[tuple[Mark, _Context]]:
        """Yield the mark at an offset, unless it is not read."""
        element = self.of.holder(offset)
        context = self.context(element)
        if context is not None and not self.of.is_verbatim(element):
            yield Mark(self.of.text[offset], offset, element), context

    def is_pair(self, place: int) -> bool:
        """Whether a mark and the next one are a pair, with nothing but words between them."""
        pair = self.offsets[place : place + 2]
        signs = "".join([self.of.text[offset] for offset in pair])
        return signs in _PAIRS and len(set(map(self.of.run, pair))) == 1

    @cached_property
    def has_openers(self) -> bool:
        """Whether there is a mark that can only open, or opens in most languages."""
        return next(self.each("“„‟"), None) is not None

    @cached_property
    def guillemets(self) -> dict[str, str]:
        """For each language the guillemet that opens: the first of the two in most blocks."""
        first: dict[Element, Mark] = {}
        for mark, context in self.each("«»"):
            first.setdefault(context.block, mark)
        counted: dict[str, Counter[str]] = {}
        for mark in first.values():
            counted.setdefault(language(mark.element), Counter())[mark.sign] += 1
        return {name: max("«»", key=lambda sign: signs[sign]) for name, signs in counted.items()}

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
        return _Context(around.flow, element) if tag in _BLOCKS else around

    def follows_number(self, mark: Mark) -> bool:
        """Whether a mark may mean inches or seconds: a 6” board."""
        return mark.sign == "”" and self.of.text[mark.offset - 1 : mark.offset].isdigit()

    def is_opening_again(self, mark: Mark, context: _Context, before: Element) -> bool:
        """Whether a mark is the first of its line or block, and the last words are in `before`."""
        of, run = self.of, self.of.run(mark.offset)
        if of.text[of.start(run) : mark.offset].strip():
            return False
        after = of.kept(mark.offset).after
        if before.tag == _LINE or (after is not None and after.tag == _LINE_BREAK):
            return True  # prints open again at each line, verse paragraphs after many
        for earlier in range(run - 1, -1, -1):
            start, end = of.start(earlier), of.start(earlier + 1)
            preceding = self.context(of.holder(start))
            if of.text[start:end].strip() and preceding and preceding.flow is context.flow:
                return preceding.block is before is not context.block
        return False


def _is_passed_over(element: Element) -> bool:
    """Whether the words stand beside others that are read in their place."""
    parent = element.getparent()
    if parent is None:
        return False
    name = str(element.tag)[len(TEI) + 2 :]
    if parent.tag == f"{{{TEI}}}choice":
        return name in _CHOSEN and parent.find(f"{{{TEI}}}{_CHOSEN[name]}") is not None
    return name == "rdg" and next(element.itersiblings("*", preceding=True), None) is not None


class _Pairing:
    """What is open in one flow of words, innermost last, apart for each kind of marks."""

    def __init__(self, of: _Marks) -> None:
        self.of = of
        self.open: dict[str, deque[_Open]] = {kind: deque() for kind in "“«「"}

    @property
    def is_open(self) -> bool:
        """Whether any quotation is."""
        return any(self.open.values())

    def unpaired(self, mark: Mark, context: _Context) -> Iterator[tuple[Mark, bool]]:
        """Take in the next mark, and yield what is known to have no partner since."""
        return self._push(mark, context) if self._opens(mark) else self._close(mark)

    def left(self) -> Iterator[Mark]:
        """Yield what was never closed."""
        return (one.mark for stack in self.open.values() for one in stack)

    def _opens(self, mark: Mark) -> bool:
        if mark.sign in "„‟「":
            return True
        if mark.sign in "«»":
            return mark.sign == self.of.guillemets.get(language(mark.element), "«")
        if mark.sign == "“":
            return not (self.open["“"] and self.open["“"][-1].mark.sign == "„")
        if mark.sign == "”" and not self.of.has_openers:
            return not self.open["“"]  # as in Swedish and Finnish: ”…”
        return False

    def _push(self, mark: Mark, context: _Context) -> Iterator[tuple[Mark, bool]]:
        stack = self.open[_kind(mark.sign)]
        if stack and self.of.is_opening_again(mark, context, stack[-1].block):
            stack[-1] = stack[-1].changed(block=context.block)
            return
        while stack and stack[0].block is not context.block and stack[0].block.tag != _LINE:
            yield stack.popleft().mark, True
        stack.append(_Open(mark, context.block))

    def _close(self, mark: Mark) -> Iterator[tuple[Mark, bool]]:
        kind = _kind(mark.sign)
        if not self.open[kind]:
            if not self.of.follows_number(mark):
                yield mark, False
            return
        opened = self.open[kind].pop()
        for stack in self.open.values():
            while stack and stack[-1].mark.offset > opened.mark.offset:
                yield stack.pop().mark, True


def _kind(sign: str) -> str:
    return "«" if sign in "«»" else "「" if sign in "「」" else "“"

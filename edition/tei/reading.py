"""Reading: the text that one reads of a tree, piece by piece, without what stands beside it."""

from collections.abc import Iterator

from lxml import etree

from edition.document import TEI, Element
from edition.tei.vocabulary import BLOCKS

__all__ = ["pieces", "said"]

_APART = frozenset(
    f"{{{TEI}}}{name}"
    for name in ("teiHeader", "standOff", "facsimile", "note", "fw", "del", "figDesc", "surplus")
)
_ALTERNATIVES = frozenset(f"{{{TEI}}}{name}" for name in ("sic", "orig", "abbr"))
_CHOICE, _RDG = f"{{{TEI}}}choice", f"{{{TEI}}}rdg"
_BREAKS = frozenset(f"{{{TEI}}}{name}" for name in "lb pb cb gb".split())
_Piece = tuple[str, Element | None, bool]
"""A text, the element that it belongs to, None for what only keeps words apart; if it is a tail."""


def said(element: Element) -> str:
    """Return what one reads of a heading or a name, white space folded, without its notes."""
    return " ".join("".join([words for words, _, _ in pieces(element)]).split())


def pieces(root: Element) -> Iterator[_Piece]:
    """Yield the text that one reads: one of alternatives, blocks and lines kept apart."""
    apart: Element | None = None
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = node.tag
        if event == "start" and apart is None and _is_apart(node):
            apart = node
        if apart is None:
            if tag in BLOCKS or (tag in _BREAKS and node.get("break") != "no"):
                yield " ", None, False
            if event == "start" and node.text:
                yield node.text, node, False
        if event != "start":
            apart = None if apart is node else apart
            if apart is None and node.tail and node is not root:
                yield node.tail, node, True


def _is_apart(node: Element) -> bool:
    if node.tag in _APART:
        return True
    if node.tag == _RDG:  # without a lemma the first reading is read
        return next(node.itersiblings("*", preceding=True), None) is not None
    parent = node.getparent()
    if node.tag not in _ALTERNATIVES or parent is None or parent.tag != _CHOICE:
        return False
    return any(sibling.tag not in _ALTERNATIVES for sibling in parent.iterchildren("*"))

"""Markup: the small XML that a page of the documentation is made from; a stylesheet renders it."""

from collections.abc import Iterable

from lxml import etree

from edition.document import Element
from edition.document.tree import copied

__all__ = ["alone", "made"]


def made(
    tag: str,
    attributes: dict[str, str] | None = None,
    parts: Iterable[Element] = (),
    text: str = "",
) -> Element:
    """Return an element in no namespace; attributes without a value are left out."""
    given = attributes or {}
    if "" in given.values():
        given = {name: value for name, value in given.items() if value}
    element = etree.Element(tag, given)
    if text:
        element.text = text
    for part in parts:
        element.append(part)
    return element


def alone(element: Element) -> Element:
    """Return a copy of an element without the text that follows it."""
    copy = copied(element)
    copy.tail = None
    return copy

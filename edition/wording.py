"""Wording: what an element says, without its mark-up."""

from lxml import etree

from edition.document import Element

__all__ = ["text_of"]

_STRING = etree.XPath("string()", smart_strings=False)


def text_of(element: Element) -> str:
    """Return the text of an element and of all within it, white space folded to single spaces.

    No-break spaces are white space too.
    """
    text = str(_STRING(element)) if len(element) else element.text or ""
    return " ".join(text.split())

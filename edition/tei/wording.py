"""Wording: what an element says, without its mark-up."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

    from edition.document.tree import Element

__all__ = ["text_of"]


def text_of(element: "Element | None") -> str:
    """Return the text of an element and of all within it, white space folded to single spaces.

    No-break spaces are white space too. Where there is no element, there are no words.
    """
    if element is None:
        return ""
    text = str(_string()(element)) if len(element) else element.text or ""
    return " ".join(text.split())


@lru_cache(maxsize=1)
def _string() -> "etree.XPath":
    from lxml import etree  # who asks for no words has no need of it

    return etree.XPath("string()", smart_strings=False)

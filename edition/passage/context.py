"""Context: what a passage needs to be understood by itself: headings, language, page, who speaks.

A cut passage has lost the elements around it; this is what they said.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from edition.document import TEI, Document
from edition.language import direction, tag
from edition.tei.usage import used_language
from edition.value import Value

if TYPE_CHECKING:
    from lxml import etree

    from edition.document.tree import Element

__all__ = ["Context", "context", "page_within", "stated", "words"]

_PB = f"{{{TEI}}}pb"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Context(Value):
    """What stands around a passage; absent is empty.

    `heads` are the headings above it, the outermost first, `page` the number of the source's page
    that it starts on, `speaker` the name as it is printed above the speech.
    """

    heads: tuple[str, ...] = ()
    language: str = ""
    direction: str = "ltr"
    page: str = ""
    speaker: str = ""


def context(document: Document, element: "Element") -> Context:
    """Return what stands around an element, at which a passage begins."""
    around = [element, *element.iterancestors()]
    heads = [each.find(f"{{{TEI}}}head") for each in reversed(around[1:])]
    titles = tuple([words(head) for head in heads if head is not None and head not in around])
    spoken = next((each for each in around if each.tag == f"{{{TEI}}}sp"), None)
    speaker = None if spoken is None else spoken.find(f"{{{TEI}}}speaker")
    page = page_within(element)
    if page is None:
        page = str(_page_before()(element))
    named = "" if speaker is None else words(speaker)
    return stated(around, titles, page, named, lambda: used_language(document.root))


def stated(
    around: "list[Element]",
    heads: tuple[str, ...],
    page: str,
    speaker: str,
    used: Callable[[], str],
) -> Context:
    """Return a context in the language that the nearest element states, else in the one used."""
    language = tag(next((each.get(_LANG, "") for each in around if each.get(_LANG)), "") or used())
    return Context(heads, language, direction(language), page, speaker)


def words(element: "Element") -> str:
    """Return the words of a heading or a name as they are read, without the notes on it."""
    if not len(element):
        return " ".join((element.text or "").split())
    from edition.tei.reading import said

    return said(element)


def page_within(element: "Element") -> str | None:
    """Return the number of the page that begins in an element, before its first words."""
    from lxml import etree

    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and node.tag == _PB:
            return node.get("n", "")
        said = node.text if event == "start" else node.tail if node is not element else None
        if (said or "").strip():
            break
    return None


@lru_cache(maxsize=1)
def _page_before() -> "etree.XPath":
    from lxml import etree

    return etree.XPath("string(preceding::t:pb[1]/@n)", namespaces={"t": TEI})

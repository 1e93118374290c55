"""Context: what a passage needs to be understood by itself: headings, language, page, who speaks.

A cut passage has lost the elements around it; this is what they said.
"""

from functools import lru_cache

from lxml import etree

from edition.document import TEI, Document, Element
from edition.language import direction, tag
from edition.value import Value

__all__ = ["Context", "context"]

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


def context(document: Document, element: Element) -> Context:
    """Return what stands around an element, at which a passage begins."""
    around = [element, *element.iterancestors()]
    language = tag(_nearest(around, _LANG) or _used(document))
    heads = [each.find(f"{{{TEI}}}head") for each in reversed(around[1:])]
    spoken = next((each for each in around if each.tag == f"{{{TEI}}}sp"), None)
    speaker = None if spoken is None else spoken.find(f"{{{TEI}}}speaker")
    return Context(
        tuple([_words(head) for head in heads if head is not None and head not in around]),
        language,
        direction(language),
        _page(element),
        "" if speaker is None else _words(speaker),
    )


def _nearest(around: list[Element], name: str) -> str:
    return next((each.get(name, "") for each in around if each.get(name)), "")


def _used(document: Document) -> str:
    """Return the first language of the header, where the text states none."""
    used = next(document.root.iter(f"{{{TEI}}}langUsage"), None)
    first = None if used is None else used.find(f"{{{TEI}}}language")
    return "" if first is None else first.get("ident", "")


def _words(element: Element) -> str:
    """Return the words of a heading or a name, without the notes on it."""
    found = _without_notes()(element)
    return " ".join("".join(map(str, found)).split()) if isinstance(found, list) else ""


def _page(element: Element) -> str:
    """Return the number of the page that an element's first words stand on."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and node.tag == _PB:
            return node.get("n", "")
        words = node.text if event == "start" else node.tail if node is not element else None
        if (words or "").strip():
            break
    return str(_page_before()(element))


@lru_cache(maxsize=1)
def _page_before() -> etree.XPath:
    return etree.XPath("string(preceding::t:pb[1]/@n)", namespaces={"t": TEI})


@lru_cache(maxsize=1)
def _without_notes() -> etree.XPath:
    return etree.XPath("descendant::text()[not(ancestor::t:note)]", namespaces={"t": TEI})

"""Context: what a passage needs to be understood by itself: who speaks, under which heading, where.

A cut passage has lost the elements around it; this is what they said.
"""

from functools import lru_cache

from lxml import etree

from edition.document import TEI, Document, Element
from edition.language import direction, tag
from edition.value import Value

__all__ = ["Context", "context"]

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Context(Value):
    """What stands around a passage; absent is empty.

    `heads` are the headings above it, the outermost first, `page` the number of the source's page
    that it starts on, `speaker` the name as it is printed above the speech, `who` and `to_whom`
    are pointers.
    """

    heads: tuple[str, ...] = ()
    language: str = ""
    direction: str = "ltr"
    page: str = ""
    speaker: str = ""
    who: str = ""
    to_whom: str = ""


def context(document: Document, element: Element) -> Context:
    """Return what stands around an element, at which a passage begins."""
    around = [element, *element.iterancestors()]
    language = tag(_nearest(around, _LANG) or _used(document))
    speech = next((each for each in around if each.tag == f"{{{TEI}}}sp"), None)
    speaker = None if speech is None else speech.find(f"{{{TEI}}}speaker")
    voice = next((each for each in around if each.get("who")), None)
    return Context(
        tuple(filter(None, (_head(each) for each in reversed(around[1:])))),
        language,
        direction(language),
        _page(element),
        "" if speaker is None else _words(speaker),
        "" if voice is None else voice.get("who", ""),
        "" if voice is None else voice.get("toWhom", ""),
    )


def _nearest(around: list[Element], name: str) -> str:
    return next((each.get(name, "") for each in around if each.get(name)), "")


def _used(document: Document) -> str:
    """Return the first language of the header, where the text states none."""
    used = next(document.root.iter(f"{{{TEI}}}langUsage"), None)
    first = None if used is None else used.find(f"{{{TEI}}}language")
    return "" if first is None else first.get("ident", "")


def _head(element: Element) -> str:
    head = element.find(f"{{{TEI}}}head")
    return "" if head is None else _words(head)


def _words(element: Element) -> str:
    """Return the words of a heading or a name, without the notes on it."""
    found = _without_notes()(element)
    return " ".join("".join(map(str, found)).split()) if isinstance(found, list) else ""


def _page(element: Element) -> str:
    """Return the number of the page break before an element, or of itself, if it is one."""
    if element.tag == f"{{{TEI}}}pb":
        return element.get("n", "")
    found = _page_before()(element)
    return str(found)


@lru_cache(maxsize=1)
def _page_before() -> etree.XPath:
    return etree.XPath("string(preceding::t:pb[1]/@n)", namespaces={"t": TEI})


@lru_cache(maxsize=1)
def _without_notes() -> etree.XPath:
    return etree.XPath("descendant::text()[not(ancestor::t:note)]", namespaces={"t": TEI})

"""Web annotation: the selectors of the W3C's model as JSON, each refined by the one within it.

FragmentSelector (any of our references), TextQuoteSelector, TextPositionSelector, XPathSelector,
RangeSelector. Positions count the code points of the document's whole text, the header's too, as
the model has it; within a refined selection they count from its beginning.

Source: W3C, Web Annotation Data Model, 4.2.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress

from edition.document import Document
from edition.reference.quote import Quote, Span, found, whole
from edition.reference.search import reached
from edition.reference.stream import stream
from edition.reference.unit import Found, extent
from edition.reference.unresolved import Unresolved, unresolved
from edition.reference.xpath import selected

__all__ = ["resolve"]

NAME = "web-annotation"
ORDER = 2

_DEEPEST = 10
_HINT = "Give one selector as JSON, such as {“type”: “TextQuoteSelector”, “exact”: “…”}."


def resolve(name: str, document: Document) -> Found | None:
    """Return what a selector selects. Raises Unresolved."""
    if not (name.startswith("{") and name[1:].lstrip().startswith('"')):
        return None
    import json

    try:
        selector = json.loads(name)
    except (ValueError, RecursionError) as error:
        raise unresolved(name, f"The selector is no JSON: {error}.", _HINT) from None
    return _selected(name, selector, document, whole(document), 0)


def _selected(name: str, selector: object, document: Document, within: Span, depth: int) -> Span:
    inner = selector.get("selector", selector) if isinstance(selector, dict) else selector
    if isinstance(inner, list):
        inner = inner[0] if inner else None
    if not isinstance(inner, dict) or depth > _DEEPEST:
        raise unresolved(name, "There is no selector in it.", _HINT)
    kind = inner.get("type")
    if not isinstance(kind, str) or kind not in _KINDS:
        message = f"A selector of the type “{kind}” is not known."
        raise unresolved(name, message, f"There are: {', '.join(sorted(_KINDS))}.")
    span = _KINDS[kind](name, inner, document, within)
    refined = inner.get("refinedBy")
    if refined is None:
        return span
    return _selected(name, refined, document, span, depth + 1)


def _word(name: str, selector: Mapping[str, object], key: str, otherwise: str | None = None) -> str:
    value = selector.get(key, otherwise)
    if not isinstance(value, str):
        raise unresolved(name, f"The selector has no “{key}”, or one that is no string.", _HINT)
    return value


def _fragment(name: str, selector: Mapping[str, object], document: Document, within: Span) -> Span:
    first, last = reached(_word(name, selector, "value").removeprefix("#"), document)
    return _inside(name, (extent(first)[0], extent(last)[1]), within, document)


def _inside(name: str, span: Span, within: Span, document: Document) -> Span:
    """Return what is selected, if it lies within what it refines. Raises Unresolved."""
    first, start, end, last = map(stream(document, "whole").offset, (within[0], *span, within[1]))
    if not first <= start <= end <= last:
        message = "A selector that refines another selects what stands outside of it."
        raise unresolved(name, message, "Select a part of what is selected first.")
    return span


def _quote(name: str, selector: Mapping[str, object], document: Document, within: Span) -> Span:
    exact, prefix, suffix = (
        _word(name, selector, key, None if key == "exact" else "")
        for key in ("exact", "prefix", "suffix")
    )
    quote = Quote(exact, "", prefix, suffix, is_cased=True)
    with suppress(Unresolved):  # sign for sign it may be clear what is meant
        return found(name, quote, document, within)
    return found(name, quote.changed(is_cased=False), document, within)


def _position(name: str, selector: Mapping[str, object], document: Document, within: Span) -> Span:
    text = stream(document, "whole")
    first, last = map(text.offset, within)
    start, end = selector.get("start"), selector.get("end")
    if type(start) is not int or type(end) is not int:
        raise unresolved(name, "The positions are no whole numbers.", _HINT)
    if not 0 <= start < end <= last - first:
        message = f"The positions {start} to {end} do not lie within {last - first} signs."
        raise unresolved(name, message, "Count from 0, and end behind the start.")
    return text.point(first + start), text.point(first + end, is_end=True)


def _xpath(name: str, selector: Mapping[str, object], document: Document, within: Span) -> Span:
    unit = selected(name, _word(name, selector, "value"), document)
    return _inside(name, extent(unit), within, document)


def _range(name: str, selector: Mapping[str, object], document: Document, within: Span) -> Span:
    start = _selected(name, selector.get("startSelector"), document, within, 1)
    end = _selected(name, selector.get("endSelector"), document, within, 1)
    first, last = map(stream(document, "whole").offset, (start[0], end[0]))
    if first >= last:  # the end selector is not part of what is selected
        message = "The range ends before it begins, or selects nothing."
        raise unresolved(name, message, "Compare its two selectors: the end is not selected.")
    return start[0], end[0]


_KINDS: dict[str, Callable[[str, Mapping[str, object], Document, Span], Span]] = {
    "FragmentSelector": _fragment,
    "RangeSelector": _range,
    "TextPositionSelector": _position,
    "TextQuoteSelector": _quote,
    "XPathSelector": _xpath,
}

"""Quote: words that are looked for in the text, with those before and behind them."""

from collections.abc import Iterator

from edition.document import Document
from edition.reference.point import Point
from edition.reference.stream import Stream, stream
from edition.reference.unresolved import unresolved
from edition.value import Value

__all__ = ["Quote", "Span", "found", "whole"]

Span = tuple[Point, Point]

_MOST_TRIED = 1000


class Quote(Value):
    """Words of a text: all of them, or the first and, behind a stretch that is not told, the last.

    `prefix` stands directly before, `suffix` directly behind. `by_words` says that none of them
    may begin or end within a word, `is_cased` that small letters are not capitals.
    """

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""
    by_words: bool = False
    is_cased: bool = False


def whole(document: Document) -> Span:
    """Return the span of a whole document."""
    return Point(document.root, "start"), Point(document.root, "end")


def found(name: str, quote: Quote, document: Document, within: Span, number: int = 0) -> Span:
    """Return where a quote stands; of several places the `number`-th, if that is given.

    Raises Unresolved where it is not found, or found more than once and no number is given.
    """
    text = stream(document, "reading")
    first, last = map(text.offset, within)
    if not quote.start.split():
        raise unresolved(name, "No words are given to look for.", "Write the words of the passage.")
    places = list(dict.fromkeys(_places(text, quote, first, last)))
    if not places or number > len(places):
        times = f" {number} times" if number > 1 else ""
        message = f"{document.id} does not say “{quote.start}”{times} there."
        raise unresolved(name, message, "Compare the words with the text; it may have changed.")
    if len(places) > 1 and not number:
        message = f"{document.id} says “{quote.start}” {len(places)} times."
        raise unresolved(name, message, "Add the words before or behind it.", is_known=True)
    start, end = places[max(number, 1) - 1]
    return text.point(start), text.point(end, is_end=True)


def _places(text: Stream, quote: Quote, first: int, last: int) -> Iterator[tuple[int, int]]:
    for start, after in text.words(quote.start, first, last, is_cased=quote.is_cased):
        if not _begins(text.text, quote, start, after):
            continue
        ends = [after] if not quote.end else _ends(text, quote, after, last)
        for end in ends:
            if _is_followed(text.text, quote, end):
                yield start, end
                break


def _ends(text: Stream, quote: Quote, after: int, last: int) -> Iterator[int]:
    for number, (start, end) in enumerate(text.words(quote.end, after, last)):
        if number >= _MOST_TRIED:
            return
        if not quote.by_words or not _is_inside(text.text, start):
            yield end


def _begins(text: str, quote: Quote, start: int, after: int) -> bool:
    if quote.by_words and (_is_inside(text, start) or (not quote.end and _is_inside(text, after))):
        return False
    return _ends_with(text[max(0, start - 3 * len(quote.prefix) - 50) : start], quote.prefix)


def _is_followed(text: str, quote: Quote, end: int) -> bool:
    if quote.by_words and _is_inside(text, end):
        return False
    behind = " ".join(text[end : end + 3 * len(quote.suffix) + 50].split()).casefold()
    return behind.startswith(" ".join(quote.suffix.split()).casefold())


def _ends_with(before: str, prefix: str) -> bool:
    return " ".join(before.split()).casefold().endswith(" ".join(prefix.split()).casefold())


def _is_inside(text: str, offset: int) -> bool:
    """Whether a place lies within a word."""
    return text[offset - 1 : offset].isalnum() and text[offset : offset + 1].isalnum()

"""TEI pointers: xpath(), left(), right(), string-index(), range(), string-range(), match().

What stands for an element in one is its xml:id or an XPath; offsets count the characters of its
text from 0 and may not leave it; match() takes an expression of XML Schema and the number of the
match, else the first. A pointer to a place between two signs is good only within range().

Source: TEI P5, SA, TEI XPointer Schemes.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from edition.document import Document
from edition.name import is_ncname
from edition.reference.point import Point, key
from edition.reference.search import one
from edition.reference.stream import stream
from edition.reference.unit import Found, Unit, extent
from edition.reference.unresolved import Unresolved, unresolved
from edition.reference.xpath import selected

if TYPE_CHECKING:
    from edition.relaxng.regex import Matcher

__all__ = ["resolve"]

NAME = "tei-pointer"
ORDER = 4

_MOST_READ = 3_000_000
"""How many signs match() may read, one beginning after the other: about a second."""
_DEEPEST = 20


def resolve(name: str, document: Document) -> Found | None:
    """Return what a pointer points to. Raises Unresolved."""
    if _call(name) is None:
        return None
    found = _pointed(name, document, 0)
    if isinstance(found, Point):
        message = f"“{name}” is a place between two signs, no passage."
        raise unresolved(name, message, f"Write range({name},…) for what begins or ends there.")
    return found


def _pointed(pointer: str, document: Document, depth: int) -> Found | Point:
    call = _call(pointer)
    if call is None:
        return _element(pointer, document)
    scheme, inner = call
    if depth > _DEEPEST:
        raise _malformed(pointer, "is nested too deeply")
    if scheme == "xpath":
        return selected(pointer, inner, document)
    return _SCHEMES[scheme](pointer, _arguments(pointer, inner), document, depth)


def _element(name: str, document: Document) -> Unit:
    """Return the element that an id or an XPath stands for."""
    if not is_ncname(name):
        return selected(name, name, document)
    found = one(name, document, "ids")
    if not isinstance(found, Unit):
        raise unresolved(name, f"{document.id} has no xml:id “{name}”.", _HINT)
    return found


_HINT = "Compare it with TEI's chapter on pointers: left(p3), range(p3,p5), match(p3,'word',2)."


def _side(pointer: str, arguments: list[str], document: Document, depth: int) -> Point:
    if len(arguments) != 1:
        raise _malformed(pointer, "takes one element")
    found = _pointed(arguments[0], document, depth + 1)
    if isinstance(found, Point):
        return found
    return extent(found)[0 if pointer.startswith("left") else 1]


def _index(pointer: str, arguments: list[str], document: Document, depth: int) -> Point:
    if len(arguments) != 2:
        raise _malformed(pointer, "takes an element and a number")
    first, last = _bounds(arguments[0], document, depth)
    offset = _number(pointer, arguments[1])
    if not 0 <= offset <= last - first:
        raise _outside(pointer, last - first)
    return stream(document, "whole").point(first + offset, is_end=offset == last - first)


def _range(pointer: str, arguments: list[str], document: Document, depth: int) -> Found:
    if len(arguments) != 2:
        raise _malformed(pointer, "takes two pointers; cite each of several ranges by itself")
    start, end = (_pointed(each, document, depth + 1) for each in arguments)
    begin = start if isinstance(start, Point) else extent(start)[0]
    until = end if isinstance(end, Point) else extent(end)[1]
    if key(until, document) <= key(begin, document):
        message = f"“{pointer}” ends before it begins."
        raise unresolved(pointer, message, "Exchange its two ends.")
    return begin, until


def _string_range(pointer: str, arguments: list[str], document: Document, depth: int) -> Found:
    if len(arguments) != 3:
        raise _malformed(pointer, "takes an element, a first sign and a length")
    first, last = _bounds(arguments[0], document, depth)
    offset, length = (_number(pointer, each) for each in arguments[1:])
    if offset < 0 or length <= 0 or first + offset + length > last:
        raise _outside(pointer, last - first)
    text = stream(document, "whole")
    return text.point(first + offset), text.point(first + offset + length, is_end=True)


def _match(pointer: str, arguments: list[str], document: Document, depth: int) -> Found:
    if len(arguments) not in {2, 3}:
        raise _malformed(pointer, "takes an element, an expression and perhaps a number")
    first, last = _bounds(arguments[0], document, depth)
    number = _number(pointer, arguments[2]) if len(arguments) == 3 else 1
    from edition.relaxng.regex import compiled

    try:
        matcher = compiled(arguments[1].strip("'\""))
    except ValueError as error:
        raise unresolved(pointer, str(error), _HINT) from None
    text = stream(document, "whole")
    start, end = _nth(pointer, matcher, text.text, (first, last), number)
    return text.point(start), text.point(end, is_end=True)


def _nth(
    pointer: str, matcher: "Matcher", text: str, within: tuple[int, int], number: int
) -> tuple[int, int]:
    """Return the n-th of the matches that follow each other, the longest at each place."""
    at, last = within
    read = count = 0
    while at < last:
        end, steps = matcher.longest(text, at, last)
        read += steps + 1
        if read > _MOST_READ:
            raise unresolved(pointer, f"To find “{pointer}” would take too long.", _SHORTER)
        if end > at:
            count += 1
            if count == number:
                return at, end
        at = max(end, at + 1)
    message = f"“{pointer}” has {count} {'match' if count == 1 else 'matches'}."
    raise unresolved(pointer, message, "Compare the words with the text; it may have changed.")


_SHORTER = "Name a smaller element to look in, or a simpler expression."

_Scheme = Callable[[str, list[str], Document, int], Found | Point]
_SCHEMES: dict[str, _Scheme] = {
    "left": _side,
    "right": _side,
    "string-index": _index,
    "range": _range,
    "string-range": _string_range,
    "match": _match,
}


def _bounds(argument: str, document: Document, depth: int) -> tuple[int, int]:
    """Return where the text begins and ends that something points to."""
    found = _pointed(argument, document, depth + 1)
    if isinstance(found, Point):
        raise _malformed(argument, "points to no element")
    start, end = extent(found)
    text = stream(document, "whole")
    return text.offset(start), text.offset(end)


def _number(pointer: str, text: str) -> int:
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise _malformed(pointer, f"has no number where “{text}” is")
    return int(text)


def _call(pointer: str) -> tuple[str, str] | None:
    match = _form().fullmatch(pointer)
    return None if match is None else (match[1], match[2])


@lru_cache(maxsize=1)
def _form() -> re.Pattern[str]:
    return re.compile(
        r"(xpath|left|right|string-index|range|string-range|match)\((.*)\)", re.DOTALL
    )


def _arguments(pointer: str, inner: str) -> list[str]:
    """Divide what stands between brackets at the commas that no bracket or quote encloses."""
    found, depth, quoted = [""], 0, ""
    for sign in inner:
        if quoted:
            quoted = "" if sign == quoted else quoted
        elif sign in "'\"":
            quoted = sign
        elif sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        if sign == "," and not depth and not quoted:
            found.append("")
        else:
            found[-1] += sign
    if depth or quoted:
        raise _malformed(pointer, "does not close a bracket or a quote")
    return [each.strip() for each in found]


def _malformed(pointer: str, why: str) -> Unresolved:
    return unresolved(pointer, f"“{pointer}” {why}.", _HINT)


def _outside(pointer: str, length: int) -> Unresolved:
    message = f"“{pointer}” points outside of its element, whose text has {length} signs."
    return unresolved(pointer, message, "Count from 0, and stay within the text.")

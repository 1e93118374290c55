"""Fragment: which elements of a document an XPointer names.

Shorthand pointers, element(), xmlns() and, of xpointer() and xpath1(), paths of names with
predicates that compare an attribute or count: an expression of any kind could compute for ever.
Source: XPointer Framework; XPointer element() and xmlns() Schemes.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree

__all__ = ["NotUnderstood", "selected"]

_NAME = r"[^\W\d][\w.\-]*"
_STEP = (
    rf"(?:(?:{_NAME}:)?(?:{_NAME}|\*)|\*)"
    rf"(?:\[\s*(?:\d+|last\(\)|@(?:{_NAME}:)?{_NAME}(?:\s*=\s*(?:'[^']*'|\"[^\"]*\"))?)\s*\])*"
)
_ID = r"id\(\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)"
_MOST_STEPS = 12
_MOST_LEAPS = 2


class NotUnderstood(Exception):  # noqa: N818  (what the pointer is, which is told as a finding)
    """A pointer is of a scheme, or holds an expression, that is not evaluated here."""


def selected(
    pointer: str, root: etree._Element, ids: Mapping[str, etree._Element]
) -> list[etree._Element]:
    """Return the elements that a pointer names, in document order; none where there are none.

    Of several parts in a pointer the first that names anything counts. Raises NotUnderstood.
    """
    pointer = pointer.strip()
    if re.fullmatch(_NAME, pointer):
        return [ids[pointer]] if pointer in ids else []
    prefixes: dict[str, str] = {"xml": "http://www.w3.org/XML/1998/namespace"}
    unknown = ""
    for scheme, words in _parts(pointer):
        if scheme == "xmlns":
            prefix, _, uri = words.partition("=")
            prefixes[prefix.strip()] = uri.strip()
        elif scheme == "element":
            found = _child_sequence(words, root, ids)
            if found is not None:
                return [found]
        elif scheme in {"xpointer", "xpath1"} and _is_simple(words):
            several = _path(words, root, ids, prefixes)
            if several:
                return several
        else:
            unknown = unknown or f"{scheme}({words})"
    if unknown:
        raise NotUnderstood(unknown)
    return []


def _parts(pointer: str) -> Iterator[tuple[str, str]]:
    """Yield scheme and data of each part; in data a ^ stands before a bracket without its pair."""
    at = 0
    while at < len(pointer):
        match = re.compile(rf"\s*({_NAME}(?::{_NAME})?)\(").match(pointer, at)
        if match is None:
            raise NotUnderstood(pointer[at:])
        depth, end, words = 1, match.end(), ""
        while end < len(pointer) and depth:
            sign = pointer[end]
            if sign == "^" and end + 1 < len(pointer):
                words += pointer[end + 1]
                end += 2
                continue
            depth += {"(": 1, ")": -1}.get(sign, 0)
            words += sign if depth else ""
            end += 1
        if depth:
            raise NotUnderstood(pointer[at:])
        yield match[1], words
        at = end


def _child_sequence(
    words: str, root: etree._Element, ids: Mapping[str, etree._Element]
) -> etree._Element | None:
    name, *steps = words.strip().split("/")
    if not all(step.isascii() and step.isdigit() for step in steps) or not (name or steps):
        raise NotUnderstood(f"element({words})")
    found = ids.get(name) if name else root
    if not name and int(steps.pop(0)) != 1:
        return None
    for step in steps:
        children = [] if found is None else list(found.iterchildren("*"))
        found = children[int(step) - 1] if 0 < int(step) <= len(children) else None
    return found


@lru_cache(maxsize=64)
def _is_simple(words: str) -> bool:
    """Whether an expression is a short path, which takes a time by the size of the document."""
    path = re.fullmatch(rf"\s*(?:{_ID})?((?:/{{1,2}}{_STEP})*)\s*", words)
    if path is None or not words.strip():
        return False
    steps = re.sub(r"'[^']*'|\"[^\"]*\"", "", path[3])
    return steps.count("/") <= _MOST_STEPS and steps.count("//") <= _MOST_LEAPS


def _path(
    words: str,
    root: etree._Element,
    ids: Mapping[str, etree._Element],
    prefixes: dict[str, str],
) -> list[etree._Element]:
    start = re.match(rf"\s*{_ID}", words)
    path = words[start.end() :].strip() if start else words.strip()
    at = root if start is None else ids.get(start[1] or start[2] or "")
    if at is None:
        return []
    try:
        query = etree.XPath(f".{path}" if start and path else path or ".", namespaces=prefixes)
        found = query(at)
    except etree.XPathError:  # a prefix that no xmlns() declares
        raise NotUnderstood(words) from None
    return [each for each in found if isinstance(each, etree._Element)]

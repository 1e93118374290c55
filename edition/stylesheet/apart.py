"""Apart: a project's own stylesheet runs in a process of its own, and ends in bounded time."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from edition.allowance import seconds
from edition.child import Child, Ended
from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document.tree import Element, parse_plain
from edition.stylesheet.source import where
from edition.value import Value

__all__ = ["Apart", "Message"]

_VARIABLE = "EDITION_SHEET_SECONDS"


class Message(Value):
    """What a stylesheet said by xsl:message, and the element that it was at; None if unknown."""

    text: str
    element: Element | None


class Apart:
    """A stylesheet that is not ours: a child compiles it once and transforms tree after tree.

    It is called as a `Stylesheet` is, and has the same `texts`. `messages` are those of the last
    call.
    """

    def __init__(
        self, folders: tuple[Path, ...], name: str, texts: tuple[tuple[str, str], ...]
    ) -> None:
        self.name = where(folders, name)
        self.texts = texts
        self.messages: tuple[Message, ...] = ()
        self._child = _child(folders, name)

    def __call__(self, root: Element, parameters: dict[str, str]) -> Element:
        """Return the root of the result for a prepared tree. Raises Refused."""
        data = etree.tostring(root, encoding="utf-8")
        line = f"{len(data)} {json.dumps({**dict(self.texts), **parameters})}\n"
        try:
            told = self._child.ask(line.encode() + data)
            self.messages = tuple(_message(root, *each) for each in told["messages"])
            return parse_plain(told["result"].encode(), "")
        except Ended as ended:
            raise self._refused(_why(ended, self._child.cpu_seconds)) from None
        except etree.XMLSyntaxError as error:
            raise self._refused(f"What the stylesheet made cannot be read: {error}") from None

    def _refused(self, message: str) -> Refused:
        hint = f"Mend the stylesheet; {_VARIABLE} allows it more time."
        place = Location(self.name)
        return Refused(Diagnostic(place, "broken-stylesheet", Severity.ERROR, message, hint))


@lru_cache(maxsize=32)
def _child(folders: tuple[Path, ...], name: str) -> Child:
    return Child("edition.stylesheet.rendering", (name, *map(str, folders)), seconds(_VARIABLE))


def _why(ended: Ended, most: int) -> str:
    if ended.is_by_limit:
        return f"The stylesheet did not come to an end with this document within {most} s."
    return f"The process that ran the stylesheet broke off with status {ended.status}."


def _message(root: Element, path: list[int] | None, text: str) -> Message:
    """Return a message with the element at the end of a path of child numbers."""
    element: Any = root
    for number in path or ():
        children = list(element.iterchildren("*"))
        if number >= len(children):
            return Message(text, None)
        element = children[number]
    return Message(text, None if path is None else element)

"""Node: an element of RELAX NG's XML syntax, its attributes checked (section 3)."""

import re
from functools import lru_cache
from unicodedata import category

from lxml import etree

from edition.relaxng.grammar import Fault, Place

__all__ = ["INSIDE", "NAMED", "RNG", "SPACE", "XML", "Node", "is_name", "read_attributes"]

RNG = "http://relaxng.org/ns/structure/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
SPACE = " \t\n\r"
INSIDE = f"{{{RNG}}}"
NAMED = frozenset({"element", "attribute"})
"""What has its name in an attribute, or a name class as its first child."""

_BASE = f"{{{XML}}}base"
_COMMON = frozenset({"ns", "datatypeLibrary"})
_REQUIRED = {
    "ref": "name",
    "parentRef": "name",
    "define": "name",
    "param": "name",
    "data": "type",
    "externalRef": "href",
    "include": "href",
}
_OPTIONAL = {
    "element": "name",
    "attribute": "name",
    "value": "type",
    "start": "combine",
    "define": "combine",
}
_ASCII_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_FIRST = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"})
_LATER = _FIRST | {"Mc", "Me", "Mn", "Nd"}
_LIBRARY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[^%#]|%[0-9A-Fa-f]{2})+")


class Node:
    """One element of the schema language, annotations and stray white space removed (4.1, 4.2)."""

    __slots__ = (
        "base",
        "children",
        "depth",
        "documentation",
        "element",
        "file",
        "given",
        "number",
        "tag",
        "text",
    )

    def __init__(
        self, element: etree._Element, tag: str, file: str, depth: int, number: int
    ) -> None:
        self.element = element
        self.tag = tag
        self.file = file
        self.depth = depth
        self.number = number
        self.base = ""
        self.given: dict[str, str] = {}
        self.children: list[Node] = []
        self.text = ""
        self.documentation = ""

    @property
    def place(self) -> Place:
        return Place(self.file, self.element.sourceline or 0, 0, self.number)

    def fault(self, message: str, hint: str) -> Fault:
        return Fault(self.place, message, hint)


def read_attributes(node: Node) -> None:
    """Read the attributes of a node's element; those of other namespaces are remarks.

    Raises Fault.
    """
    required, optional = _REQUIRED.get(node.tag), _OPTIONAL.get(node.tag)
    for key, value in node.element.attrib.items():
        if key.startswith("{") and not key.startswith(INSIDE):
            node.base = str(value) if key == _BASE else node.base
            continue
        if key not in _COMMON and key not in {required, optional}:
            raise node.fault(
                f"<{node.tag}> has no attribute {key.removeprefix(INSIDE)}.",
                "Take it away, or give it a namespace of its own if it is a remark of yours.",
            )
        node.given[str(key)] = str(value) if key in {"ns", "href"} else str(value).strip(SPACE)
    if required is not None and required not in node.given:
        raise node.fault(f"<{node.tag}> lacks its attribute {required}.", f"Add {required}.")
    if node.given:
        _check_values(node)


def _check_values(node: Node) -> None:
    library = node.given.get("datatypeLibrary")
    if library and _LIBRARY.fullmatch(library) is None:
        raise node.fault(
            f"datatypeLibrary=“{library}” is no absolute URI, or has a fragment.",
            "The usual one is http://www.w3.org/2001/XMLSchema-datatypes.",
        )
    if node.given.get("combine", "choice") not in {"choice", "interleave"}:
        raise node.fault(
            f"combine=“{node.given['combine']}” is neither “choice” nor “interleave”.",
            "Write one of the two.",
        )
    for key in ("type", "name") if node.tag not in NAMED else ():
        if key in node.given and not is_name(node.given[key]):
            raise node.fault(
                f"{key}=“{node.given[key]}” is no name.",
                "A name begins with a letter and has letters, digits, “.”, “-” and “_”.",
            )


@lru_cache(maxsize=10_000)
def is_name(text: str) -> bool:
    """Whether a text is a name without colon, by the letters of XML 1.0's fourth edition."""
    if _ASCII_NAME.fullmatch(text):
        return True
    first = text[:1] == "_" or category(text[:1] or " ") in _FIRST
    return first and all(sign in "._-·" or category(sign) in _LATER for sign in text[1:])

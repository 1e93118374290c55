"""Annotation: comments that document, and annotations in brackets (5)."""

import re
from collections.abc import Callable

from edition.relaxng.reading.compact.cursor import Cursor, shortened
from edition.relaxng.reading.compact.declaration import Declarations
from edition.relaxng.reading.compact.node import NONE, Annotations, Node
from edition.relaxng.reading.compact.source import Token
from edition.relaxng.reading.compact.tree import DOCUMENTATION, RNG, is_address

__all__ = ["AnnotationReader"]

_XMLNS = frozenset({"http://www.w3.org/2000/xmlns", "http://www.w3.org/2000/xmlns/"})
_DOCUMENTATION_MARK = re.compile(r"^[ \t]*##+ ?", re.MULTILINE)


class AnnotationReader:
    """Reads annotations before a construct, after it, and in the place of one."""

    def __init__(self, cursor: Cursor, declared: Declarations) -> None:
        self.cursor = cursor
        self.declared = declared

    def annotations(self) -> Annotations:
        """Read comments that document, and annotations in brackets (5.1 and 5.2)."""
        elements: list[Node] = []
        while self.cursor.token.kind == "documentation":
            position = self.cursor.position
            said = _DOCUMENTATION_MARK.sub("", self.cursor.take().text)
            elements.append(Node(DOCUMENTATION, position, (), (said,) if said else ()))
        if not self.cursor.sees("["):
            return Annotations((), tuple(elements)) if elements else NONE
        self.cursor.take()
        attributes = self._annotation_attributes(self._foreign_attribute_name)
        while not self.cursor.sees("]"):
            elements.append(self.annotation(self.foreign_element_name))
        self.cursor.take()
        return Annotations(attributes, tuple(elements))

    def following(self) -> tuple[Node, ...]:
        """Read annotations after >> (5.3)."""
        nodes: list[Node] = []
        while self.cursor.sees(">>"):
            self.cursor.take()
            nodes.append(self.annotation(self.foreign_element_name))
        return tuple(nodes)

    def annotation(self, name: Callable[[], str]) -> Node:
        """Read a foreign element: a name, then attributes and content in brackets."""
        self.cursor.deeper()
        position = self.cursor.position
        tag = name()
        self.cursor.want("[", "after the name of an annotation")
        attributes = self._annotation_attributes(self._any_attribute_name)
        content: list[Node | str] = []
        while not self.cursor.sees("]"):
            if self.cursor.token.kind == "literal":
                content.append(self.cursor.literal("text"))
            else:
                content.append(self.annotation(self._any_name))
        self.cursor.take()
        self.cursor.depth -= 1
        return Node(tag, position, attributes, tuple(content))

    def _annotation_attributes(self, name: Callable[[], str]) -> tuple[tuple[str, str], ...]:
        """Read foreign attributes."""
        attributes: dict[str, str] = {}
        while self.cursor.token.kind in {"name", "quoted", "cname"}:
            following = self.cursor.tokens[self.cursor.at + 1]
            if following.kind != "sign" or following.text != "=":
                break
            token = self.cursor.token
            key = name()
            self.cursor.take()
            if key in attributes:
                self.cursor.fail(
                    token, f"The attribute “{token.text}” stands here twice.", "Delete one of them."
                )
            attributes[key] = self.cursor.literal("the value of an attribute")
        return tuple(attributes.items())

    def _any_name(self) -> str:
        """Read the name of an annotation, with any namespace; without a prefix it has none."""
        token = self.cursor.token
        if token.kind != "cname":
            return "{}" + self.cursor.word("an annotation, a text or “]”")
        prefix, _, local = self.cursor.take().text.partition(":")
        namespace = self.declared.namespace_of(token, prefix)
        if namespace is None:
            self.cursor.fail(
                token,
                f"The namespace of “{token.text}” is inherited; an annotation cannot have it.",
                "Declare a prefix with the name of a namespace.",
            )
        if namespace and not is_address(namespace):
            self.cursor.fail(
                token,
                f"The namespace “{shortened(namespace)}” is no address.",
                "The namespace of an annotation has to be a URI.",
            )
        return f"{{{namespace}}}{local}"

    def _any_attribute_name(self) -> str:
        """Read the name of an attribute within an annotation."""
        token = self.cursor.token
        name = self._any_name()
        if name == "{}xmlns" or name[1:].partition("}")[0] in _XMLNS:
            self.cursor.fail(
                token, "An annotation cannot declare a namespace.", "Delete the attribute."
            )
        return name

    def _foreign_attribute_name(self) -> str:
        """Read the name of an attribute that annotates a pattern."""
        token = self.cursor.token
        name = self._any_attribute_name()
        if name.startswith("{}"):
            self.cursor.fail(
                token,
                f"The attribute “{token.text}” annotates a pattern and has no namespace.",
                "Declare a prefix for it, since names without one belong to RELAX NG here.",
            )
        self._check_foreign(token, name)
        return name

    def foreign_element_name(self) -> str:
        """Read the name of an element that annotates a pattern."""
        token = self.cursor.token
        name = self._any_name()
        self._check_foreign(token, name)
        return name

    def _check_foreign(self, token: Token, name: str) -> None:
        if name.startswith(f"{{{RNG}}}"):
            self.cursor.fail(
                token,
                f"The annotation “{token.text}” has RELAX NG's own namespace.",
                "Annotations need a namespace of their own.",
            )

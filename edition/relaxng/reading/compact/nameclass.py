"""Nameclass: the names of elements and attributes in a compact schema."""

from edition.relaxng.reading.compact.annotation import AnnotationReader
from edition.relaxng.reading.compact.cursor import Cursor
from edition.relaxng.reading.compact.declaration import Declarations
from edition.relaxng.reading.compact.node import (
    NONE,
    Annotations,
    Node,
    annotated,
    descendants,
    grouped,
    ns_attribute,
)
from edition.relaxng.reading.compact.source import Token

__all__ = ["NameReader"]

_NAME_CLASSES = frozenset({"name", "nsName", "anyName"})


class NameReader:
    """Reads name classes."""

    def __init__(
        self, cursor: Cursor, declared: Declarations, annotations: AnnotationReader
    ) -> None:
        self.cursor = cursor
        self.declared = declared
        self.annotations = annotations

    def names(self, outer: Annotations = NONE, *, is_element: bool) -> tuple[Node, ...]:
        """Read a name class; `outer` are the annotations of parentheses around it."""
        self.cursor.deeper()
        position = self.cursor.position
        if self._begins_name_exception():
            made = grouped(outer, self._names_except(is_element=is_element), "choice", position)
        else:
            made = self._name_choice(outer, position, is_element=is_element)
        if self.cursor.sees("|", "-"):
            self.cursor.unexpected("the end of the names")
        self.cursor.depth -= 1
        return made

    def _name_choice(
        self, outer: Annotations, position: int, *, is_element: bool
    ) -> tuple[Node, ...]:
        """Read name classes with | between them."""
        nodes = [*self._simple_names(is_element=is_element), *self.annotations.following()]
        if not self.cursor.sees("|"):
            return grouped(outer, tuple(nodes), "choice", position)
        while self.cursor.sees("|"):
            self.cursor.take()
            nodes += (*self._simple_names(is_element=is_element), *self.annotations.following())
        return annotated(outer, Node("choice", position, (), tuple(nodes)))

    def _simple_names(self, *, is_element: bool) -> tuple[Node, ...]:
        """Read annotations and what they annotate: a name, all names, or parentheses."""
        annotations = self.annotations.annotations()
        if self.cursor.sees("("):
            self.cursor.take()
            nodes = self.names(annotations, is_element=is_element)
            self.cursor.want(")", "after the names")
            return nodes
        return annotated(annotations, self._name(is_element=is_element))

    def _name(self, *, is_element: bool) -> Node:
        """Read one name, or all names of a namespace, or all names."""
        token = self.cursor.token
        position = self.cursor.position
        if self.cursor.sees("*") or token.kind == "nsname":
            return self._wildcard()
        if token.kind == "cname":
            prefix, _, local = self.cursor.take().text.partition(":")
            namespace = self.declared.namespace_of(token, prefix)
        else:
            local = self.cursor.word(
                "the name of an element" if is_element else "that of an attribute"
            )
            namespace = self.declared.default if is_element else ""
        return Node("name", position, ns_attribute(namespace), (local,))

    def _wildcard(self) -> Node:
        position = self.cursor.position
        token = self.cursor.take()
        if token.kind == "sign":
            return Node("anyName", position)
        return Node(
            "nsName", position, ns_attribute(self.declared.namespace_of(token, token.text[:-2]))
        )

    def _begins_name_exception(self) -> bool:
        """Whether all names but some come next: that combines with no operator."""
        at = self.cursor.past_annotations(self.cursor.at)
        if self.cursor.tokens[at].kind != "nsname" and self.cursor.tokens[at].text != "*":
            return False
        return self.cursor.tokens[at + 1].kind == "sign" and self.cursor.tokens[at + 1].text == "-"

    def _names_except(self, *, is_element: bool) -> tuple[Node, ...]:
        """Read all names, a minus sign and the excepted names."""
        annotations = self.annotations.annotations()
        node = self._wildcard()
        minus = self.cursor.take()
        excepted = self._simple_names(is_element=is_element)
        self._check_excepted(minus, node, excepted)
        node = node.changed(content=(Node("except", minus.position, (), excepted),))
        return (*annotated(annotations, node), *self.annotations.following())

    def _check_excepted(self, minus: Token, node: Node, excepted: tuple[Node, ...]) -> None:
        """Refuse what RELAX NG's section 4.16 forbids, and what the XML syntax cannot say.

        Within an nsName that states its namespace no name can inherit another.
        """
        forbidden = {"anyName"} if node.tag == "anyName" else {"anyName", "nsName"}
        inside = [found for found in descendants(excepted) if found.tag in _NAME_CLASSES]
        shown = "*" if node.tag == "anyName" else "prefix:*"
        if any(found.tag in forbidden for found in inside):
            self.cursor.fail(
                minus,
                f"After “{shown} -” there stand names that cannot be taken away from it.",
                "From * take away names and namespaces, from the names of a namespace only names.",
            )
        if node.attributes and any(not found.attributes for found in inside if found.tag == "name"):
            self.cursor.fail(
                minus,
                "A name of an inherited namespace is taken away from a namespace that is stated.",
                "Give both the same prefix.",
            )

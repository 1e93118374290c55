"""Node: elements of the XML syntax to be, and the annotations that they bear."""

from collections.abc import Iterator

from edition.value import Value

__all__ = ["NONE", "Annotations", "Node", "annotated", "descendants", "grouped", "ns_attribute"]

_CHILDLESS = frozenset({"name", "param", "value"})


class Node(Value):
    """An element to be: its name, where it begins in the text, attributes, content.

    RELAX NG's own names are bare; foreign ones have their namespace, be it empty, in braces.
    """

    tag: str
    position: int
    attributes: tuple[tuple[str, str], ...] = ()
    content: "tuple[Node | str, ...]" = ()


class Annotations(Value):
    """What stands before a construct: foreign attributes and foreign elements."""

    attributes: tuple[tuple[str, str], ...] = ()
    elements: tuple[Node, ...] = ()


NONE = Annotations()


def annotated(annotations: Annotations, node: Node) -> tuple[Node, ...]:
    """Return a node with its annotations, which follow it where it cannot have children (5.1)."""
    if annotations == NONE:
        return (node,)
    annotated = node.changed(attributes=(*node.attributes, *annotations.attributes))
    if node.tag in _CHILDLESS:
        return (annotated, *annotations.elements)
    return (annotated.changed(content=(*annotations.elements, *node.content)),)


def grouped(
    annotations: Annotations, nodes: tuple[Node, ...], tag: str, position: int
) -> tuple[Node, ...]:
    """Return nodes from parentheses, in an element of their own if these were annotated."""
    if annotations == NONE:
        return nodes
    return annotated(annotations, Node(tag, position, (), nodes))


def ns_attribute(namespace: str | None) -> tuple[tuple[str, str], ...]:
    """Return the attribute that states a namespace; none where it is inherited."""
    return () if namespace is None else (("ns", namespace),)


def descendants(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield nodes and all that is in them, in the order of their start tags."""
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [item for item in reversed(node.content) if not isinstance(item, str)]

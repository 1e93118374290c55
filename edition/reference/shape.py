"""Shape: how an expression is built, and what it is turned into before it is evaluated."""

from collections.abc import Mapping

from edition.xpath.syntax import Node

__all__ = [
    "OURS",
    "POSITION",
    "is_one_step",
    "is_tangled",
    "last_step",
    "parts",
    "positioned",
    "qualified",
]

OURS = "edition.names"
"""The prefix of plain names, which are the document's."""
POSITION = "edition.position"
"""The variable that stands for position()."""
_ONE_WAY = ("child", "attribute", "self")
_HERE = Node("step", "self::node()")
_DESCEND = Node("descend", "")
_NO_NAME = ("attribute", "namespace")


def qualified(node: Node, prefixes: Mapping[str, str]) -> Node:
    """Return a tree in which plain names of elements are those of the document."""
    below = tuple([qualified(part, prefixes) for part in node.parts])
    axis, _, test = node.text.partition("::")
    is_name = node.kind == "step" and axis not in _NO_NAME and not test.endswith((")", "*"))
    if is_name and ":" not in test and OURS in prefixes:
        return Node("step", f"{axis}::{OURS}:{test}", below)
    return Node(node.kind, node.text, below)


def parts(tree: Node) -> tuple[Node, ...]:
    """Return the stretches of a path, or the sides of a union, that may lead to the same nodes.

    Nothing where libxml2 may be given the whole.
    """
    if tree.kind == "binary" and tree.text in {"|", "union"}:
        return tree.parts
    stretches: list[list[Node]] = [[]]
    for part in tree.parts if tree.kind == "path" else ():
        is_new = part.kind == "descend" or part.text.partition("::")[0] not in _ONE_WAY
        goes_on = stretches[-1] == [_HERE] or stretches[-1][-1:] == [_DESCEND]
        if is_new and stretches[-1] and not goes_on:
            stretches.append([])
        stretches[-1].append(part)
    if len(stretches) == 1:
        return ()
    first, *others = stretches
    begun = [(_HERE, *each) if each[0].kind == "descend" else tuple(each) for each in others]
    return Node("path", tree.text, tuple(first)), *[Node("path", "", each) for each in begun]


def is_tangled(tree: Node, *, is_within: bool = False) -> bool:
    """Whether a condition or an argument is a path that may meet the same nodes again and again."""
    if is_within and parts(tree) and sum(part.kind == "descend" for part in tree.parts) > 1:
        return True
    is_outermost = not is_within and tree.kind == "binary" and tree.text in {"|", "union"}
    below = [part for part in tree.parts if tree.kind != "path"]
    steps = [each for part in tree.parts if tree.kind == "path" for each in part.parts]
    return any(is_tangled(part, is_within=not is_outermost) for part in (*below, *steps))


def positioned(node: Node) -> Node:
    """Return a tree in which position() is a variable, wherever it is not in a predicate."""
    if node.kind == "call" and node.text == "position" and not node.parts:
        return Node("variable", POSITION)
    kept = {"step": 0, "filter": 1}.get(node.kind, len(node.parts))
    asked = [positioned(part) if n < kept else part for n, part in enumerate(node.parts)]
    return Node(node.kind, node.text, tuple(asked))


def is_one_step(tree: Node) -> bool:
    """Whether a path is a step without a condition, if need be behind `.//`."""
    parts = tree.parts
    is_deep = parts[:-1] == (_HERE, _DESCEND)
    return not tree.text and (len(parts) == 1 or is_deep) and not parts[-1].parts


def last_step(tree: Node, prefixes: Mapping[str, str]) -> tuple[str, str]:
    """Return the tag and the axis of a path's last step, else nothing."""
    last = tree.parts[-1] if tree.kind == "path" and tree.parts else tree
    axis, _, test = last.text.partition("::")
    if last.kind != "step" or axis not in {"child", "descendant", "following"}:
        return "", ""
    if axis == "child" and tree.parts[-2:-1] == (_DESCEND,):
        axis = "descendant"
    prefix, _, name = test.rpartition(":")
    if not name.isidentifier() or (prefix and prefix not in prefixes):
        return "", ""
    return (f"{{{prefixes[prefix]}}}{name}" if prefix else name), axis

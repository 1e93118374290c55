"""Placeholder: `$1` to `$9` in the XPath of a cRefPattern, each a part of a reference.

They are made variables, so that no part of a reference is ever read as words of an expression.
"""

from edition.document import XML_ID
from edition.value import Value
from edition.xpath.syntax import Node

__all__ = ["Step", "filled", "numbers", "steps", "values"]


class Step(Value):
    """A step of the way to a unit: what it leads through, and by what the unit there is named."""

    way: Node
    attribute: str
    number: int


def steps(tree: Node) -> list[Step]:
    """Divide a path at the steps that take a part of the reference; none if that cannot be done."""
    found: list[Step] = []
    way: list[Node] = []
    begin = tree.text
    for part in tree.parts if tree.kind == "path" else ():
        named = [each for each in part.parts if numbers(each)]
        if not named:
            way.append(part)
            continue
        attribute, number = _taken(named[0])
        if len(named) > 1 or not number:
            return []
        others = tuple([each for each in part.parts if each is not named[0]])
        way.append(Node("step", part.text, others))
        if not begin and way[0].kind == "descend":
            way.insert(0, Node("step", "self::node()"))
        found.append(Step(Node("path", begin, tuple(way)), attribute, number))
        way, begin = [], ""
    return [] if way else found


def numbers(node: Node) -> list[int]:
    """Return the numbers of the parts of a reference that an expression speaks of."""
    own = []
    if node.kind == "string" or (node.kind == "variable" and node.text.isdigit()):
        text = node.text if node.kind == "string" else f"${node.text}"
        own = [int(each[0]) for each in text.replace("$$", "").split("$")[1:] if each[:1].isdigit()]
    return own + [number for part in node.parts for number in numbers(part)]


def _taken(predicate: Node) -> tuple[str, int]:
    """Return the attribute that is compared with a part of the reference, and the part's number.

    The attribute is empty where the part is a position; the number is 0 for anything else.
    """
    if predicate.kind == "variable" and predicate.text.isdigit():
        return "", int(predicate.text)
    if predicate.kind != "binary" or predicate.text != "=":
        return "", 0
    sides = sorted(predicate.parts, key=lambda side: side.kind == "string")
    step = sides[0].parts[0] if sides[0].kind == "path" and len(sides[0].parts) == 1 else sides[0]
    word = sides[1].text if sides[1].kind == "string" else ""
    axis, _, attribute = step.text.partition("::")
    if axis != "attribute" or len(word) != 2 or word[0] != "$" or not word[1].isdigit():
        return "", 0
    return (XML_ID if attribute == "xml:id" else attribute), int(word[1])


def values(parts: list[str]) -> dict[str, object]:
    """Return the variables of the parts of a reference: `c1` as words, `d1` as a position."""
    words = {f"c{number}": part for number, part in enumerate(parts, 1)}
    places = {f"d{n}": float(part) if part.isdecimal() else 0.0 for n, part in enumerate(parts, 1)}
    return {**words, **places}


def filled(node: Node) -> Node:
    """Return an expression in which variables stand for the parts of a reference."""
    if node.kind == "variable" and node.text.isdigit():
        return Node("variable", f"d{node.text}")
    if node.kind == "string" and "$" in node.text:
        return _joined(node.text)
    return Node(node.kind, node.text, tuple(map(filled, node.parts)))


def _joined(text: str) -> Node:
    """Return what puts a string together from its own words and parts of a reference."""
    pieces: list[Node] = []
    words = ""
    at = 0
    while at < len(text):
        sign, following = text[at], text[at + 1 : at + 2]
        if sign == "$" and following.isdigit() and following != "0":
            pieces += [Node("string", words), Node("variable", f"c{following}")]
            words, at = "", at + 2
        else:
            words += sign
            at += 2 if sign == following == "$" else 1
    pieces.append(Node("string", words))
    pieces = [each for each in pieces if each.kind == "variable" or each.text]
    if len(pieces) > 1:
        return Node("call", "concat", tuple(pieces))
    return pieces[0] if pieces else Node("string", "")

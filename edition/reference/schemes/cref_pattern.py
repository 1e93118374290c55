"""cRefPattern: a canonical reference as a regular expression, and the XPath that it stands for.

A pattern whose XPath takes one part of the reference at each step is listed as units within units,
so that every reference is known beforehand and found whole, whatever signs it holds. Any other
reference is tried on the patterns in their order, the whole of it, as expressions of XML Schema;
what stands for `$1` is handed to the XPath as a value and never written into it.

Source: TEI P5, HDRN; att.patternReplacement; SACR.
"""

from collections.abc import Iterator
from functools import partial

from edition.document import TEI, XML_ID, Document, Element
from edition.reference.expression import Expression, Unusable, namespaces, syntax
from edition.reference.pattern import Pattern, separators
from edition.reference.structure import Level, listed
from edition.reference.tree import Growth, Omission, Tree, declarations, named
from edition.reference.tree import trees as every_tree
from edition.reference.unit import Unit
from edition.reference.unresolved import unresolved
from edition.schematron.xpath.syntax import Node
from edition.value import Value

__all__ = ["resolve", "trees"]

NAME = "cRefPattern"
ORDER = 20

_PATTERN = f"{{{TEI}}}cRefPattern"


class _Step(Value):
    """A step of the way to a unit: what it leads through, and by what the unit there is named."""

    way: Node
    attribute: str
    number: int


class _Draft:
    """A level that is being made; patterns that begin alike share it."""

    def __init__(self, step: _Step, delim: str) -> None:
        self.step = step
        self.delim = delim
        self.pattern: Element | None = None
        self.below: dict[tuple[Node, str], _Draft] = {}


def trees(document: Document) -> Iterator[Tree]:
    """Yield the tree of each refsDecl that holds patterns which can be listed."""
    for number, (declaration, patterns) in enumerate(declarations(document, _PATTERN).items(), 1):
        name = named(declaration, number, NAME)
        yield Tree(name, NAME, partial(_grown, patterns, document, name), is_declared=True)


def resolve(name: str, document: Document) -> Unit | None:
    """Return what the first pattern that a reference matches makes of it. Raises Unresolved."""
    for declaration, patterns in declarations(document, _PATTERN).items():
        for pattern in patterns:
            parts = Pattern.read(pattern.get("matchPattern", "")).parts(name)
            if parts is not None:
                return _found(name, pattern, parts, document, declaration)
    return None


def _grown(patterns: list[Element], document: Document, name: str) -> Growth:
    faults: list[Omission] = []
    top: dict[tuple[Node, str], _Draft] = {}
    read = []
    for pattern in patterns:
        try:
            read.append((_steps(_replacement(pattern)), pattern))
        except Unusable as error:
            faults.append(Omission(pattern, pattern.get("n", ""), str(error)))
    for steps, pattern in sorted(read, key=lambda each: -len(each[0])):
        _draft(steps, pattern, top)
    grown = listed(_levels(top, patterns[0]), document, name)
    grown.omissions += faults
    return grown


def _draft(steps: list[_Step], pattern: Element, top: dict[tuple[Node, str], _Draft]) -> None:
    """Enter the levels of a pattern; how its parts are divided is read off its expression."""
    delims = separators(pattern.get("matchPattern", ""))
    is_listable = [step.number for step in steps] == list(range(1, len(delims) + 1))
    among, draft = top, None
    for number, step in enumerate(steps):
        known = among.get((step.way, step.attribute))
        if known is None:
            if not is_listable:
                return
            known = among[step.way, step.attribute] = _Draft(step, delims[number])
        draft, among = known, known.below
    if draft is not None and draft.pattern is None:
        draft.pattern = pattern


def _levels(drafts: dict[tuple[Node, str], _Draft], at: Element) -> tuple[Level, ...]:
    prefixes = namespaces(at)
    return tuple(
        [
            Level(
                Expression("", draft.step.way, prefixes),
                at if draft.pattern is None else draft.pattern,
                "" if draft.pattern is None else draft.pattern.get("n", ""),
                draft.step.attribute,
                None,
                draft.delim,
                _levels(draft.below, at),
                draft.pattern is not None,
            )
            for draft in drafts.values()
        ]
    )


def _replacement(pattern: Element) -> Node:
    """Return the XPath of a pattern. Raises Unusable."""
    text = pattern.get("replacementPattern", "")
    if not (text.startswith("#xpath(") and text.endswith(")")):
        raise Unusable(f"the replacement “{text}” is no #xpath(…)")
    return syntax(text[len("#xpath(") : -1])


def _steps(tree: Node) -> list[_Step]:
    """Divide a path at the steps that take a part of the reference; none if that cannot be done."""
    found: list[_Step] = []
    way: list[Node] = []
    begin = tree.text
    for part in tree.parts if tree.kind == "path" else ():
        named = [each for each in part.parts if _numbers(each)]
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
        found.append(_Step(Node("path", begin, tuple(way)), attribute, number))
        way, begin = [], ""
    return [] if way else found


def _numbers(node: Node) -> list[int]:
    """Return the numbers of the parts of a reference that an expression speaks of."""
    own = []
    if node.kind == "string" or (node.kind == "variable" and node.text.isdigit()):
        text = node.text if node.kind == "string" else f"${node.text}"
        own = [int(each[0]) for each in text.replace("$$", "").split("$")[1:] if each[:1].isdigit()]
    return own + [number for part in node.parts for number in _numbers(part)]


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


def _found(
    name: str, pattern: Element, parts: list[str], document: Document, declaration: Element
) -> Unit | None:
    """Return what the XPath of a pattern selects for the parts of a reference."""
    text = pattern.get("replacementPattern", "")
    try:
        tree = _replacement(pattern)
        if not set(_numbers(tree)) <= set(range(1, len(parts) + 1)):
            return None
        given: dict[str, object] = {}
        for number, part in enumerate(parts, 1):
            given[f"c{number}"] = part
            given[f"d{number}"] = float(part) if part.isdecimal() else 0.0
        elements = Expression(text, _filled(tree), namespaces(pattern)).nodes(
            document.root, **given
        )
    except Unusable as error:
        raise unresolved(name, f"{error}."[:1].upper() + f"{error}."[1:], _MEND) from None
    if not elements:
        return None
    if len(elements) > 1:
        message = f"“{name}” names {len(elements)} elements by the pattern “{text}”."
        raise unresolved(name, message, "Name a smaller passage, or one by its xml:id.")
    known = [
        unit
        for tree_ in every_tree(document)
        if tree_.kind == NAME
        for unit in tree_.units()
        if unit.element is elements[0]
    ]
    if known:
        _require_division(name, parts, known[0])
        return known[0]
    return Unit(
        name, elements[0], None, pattern.get("n", ""), 1, "", name, declaration.get("n", "")
    )


_MEND = "Mend the refsDecl in the header, or name the passage by its xml:id."


def _require_division(name: str, parts: list[str], unit: Unit) -> None:
    """Refuse a reference whose parts a pattern divides where no sign does: 105 is not 1.5."""
    rest = name
    for part in parts:
        before, _, rest = rest.partition(part)
        if before.isalnum():
            message = f"There is no “{name}”, and “{before}” in it divides nothing."
            raise unresolved(name, message, f"Did you mean {unit.ref}?")


def _filled(node: Node) -> Node:
    """Return an expression in which variables stand for the parts of a reference."""
    if node.kind == "variable" and node.text.isdigit():
        return Node("variable", f"d{node.text}")
    if node.kind == "string" and "$" in node.text:
        return _joined(node.text)
    return Node(node.kind, node.text, tuple(map(_filled, node.parts)))


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
    return (
        pieces[0]
        if len(pieces) == 1
        else Node("call", "concat", tuple(pieces) or (Node("string", ""),) * 2)
    )

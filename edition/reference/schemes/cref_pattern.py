"""cRefPattern: a canonical reference as a regular expression, and the XPath that it stands for.

A pattern whose XPath takes one part of the reference at each step is listed as units within units,
so that every reference is known beforehand and found whole, whatever signs it holds. Any other
reference is tried on the patterns in their order, the whole of it, as expressions of XML Schema;
what stands for `$1` is handed to the XPath as a value and never written into it.

Source: TEI P5, HDRN; att.patternReplacement; SACR.
"""

from collections.abc import Iterator
from functools import partial

from edition.document import TEI, Document, Element
from edition.reference.expression import Expression, Unusable, namespaces, syntax
from edition.reference.pattern import Pattern, separators
from edition.reference.placeholder import Step, filled, numbers, steps, values
from edition.reference.structure import Level, Seeker, end_of_text, listed, spans
from edition.reference.tree import Growth, Omission, Tree, declarations, named
from edition.reference.tree import trees as every_tree
from edition.reference.unit import Unit
from edition.reference.unresolved import unresolved
from edition.xpath.syntax import Node

__all__ = ["resolve", "trees"]

NAME = "cRefPattern"
ORDER = 20

_PATTERN = f"{{{TEI}}}cRefPattern"


class _Draft:
    """A level that is being made; patterns that begin alike share it."""

    def __init__(self, step: Step, delim: str) -> None:
        self.step = step
        self.delim = delim
        self.pattern: Element | None = None
        self.below: dict[tuple[Node, str], _Draft] = {}


def trees(document: Document) -> Iterator[Tree]:
    """Yield the tree of each refsDecl that holds patterns which can be listed."""
    for number, (declaration, patterns) in enumerate(declarations(document, _PATTERN).items(), 1):
        name = named(declaration, number, NAME)
        grow = partial(_grown, patterns, document, name)
        seek = Seeker(partial(_drawn, patterns, []), document, name)
        yield Tree(name, NAME, grow, is_declared=True, look_up=seek)


def resolve(name: str, document: Document) -> Unit | None:
    """Return what the first pattern that a reference matches makes of it. Raises Unresolved."""
    for declaration, patterns in declarations(document, _PATTERN).items():
        for pattern in patterns:
            parts = Pattern.read(pattern.get("matchPattern", "")).parts(name)
            if parts is not None:
                return _found(name, pattern, parts, document, declaration)
    return None


def _drawn(patterns: list[Element], faults: list[Omission]) -> tuple[Level, ...]:
    """Return the levels of a refsDecl; what is at fault in it is added."""
    top: dict[tuple[Node, str], _Draft] = {}
    read = []
    for pattern in patterns:
        try:
            read.append((steps(_replacement(pattern)), pattern))
        except Unusable as error:
            faults.append(Omission(pattern, pattern.get("n", ""), str(error)))
    for way, pattern in sorted(read, key=lambda each: -len(each[0])):
        _draft(way, pattern, top)
    return _levels(top, patterns[0])


def _grown(patterns: list[Element], document: Document, name: str) -> Growth:
    faults: list[Omission] = []
    grown = listed(_drawn(patterns, faults), document, name)
    grown.omissions += faults
    return grown


def _draft(way: list[Step], pattern: Element, top: dict[tuple[Node, str], _Draft]) -> None:
    """Enter the levels of a pattern; how its parts are divided is read off its expression."""
    delims = separators(pattern.get("matchPattern", ""))
    is_listable = [step.number for step in way] == list(range(1, len(delims) + 1))
    among, draft = top, None
    for number, step in enumerate(way):
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


def _found(
    name: str, pattern: Element, parts: list[str], document: Document, declaration: Element
) -> Unit | None:
    """Return what the XPath of a pattern selects for the parts of a reference."""
    text = pattern.get("replacementPattern", "")
    try:
        tree = _replacement(pattern)
        if not set(numbers(tree)) <= set(range(1, len(parts) + 1)):
            return None
        expression = Expression(text, filled(tree), namespaces(pattern))
        elements = expression.nodes(document.root, **values(parts))
    except Unusable as error:
        said = str(error)
        raise unresolved(name, f"{said[:1].upper()}{said[1:]}.", _MEND) from None
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
    end = spans(elements, end_of_text(elements[0]))[0]
    tree_name = declaration.get("n") or NAME
    return Unit(name, elements[0], end, pattern.get("n", ""), 1, "", name, tree_name)


_MEND = "Mend the refsDecl in the header, or name the passage by its xml:id."


def _require_division(name: str, parts: list[str], unit: Unit) -> None:
    """Refuse a reference whose parts a pattern divides where no sign does: 105 is not 1.5."""
    rest = name
    for part in parts:
        before, _, rest = rest.partition(part)
        if before.isalnum():
            message = f"There is no “{name}”, and “{before}” in it divides nothing."
            raise unresolved(name, message, f"Did you mean {unit.ref}?")

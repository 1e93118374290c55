"""Cost: whether an expression comes to an end in time, as far as its words tell.

libxml2 cannot be stopped once it evaluates. So an expression may be run in our own process only if
one evaluation goes through the document about once; between two of them there is time to give up.
"""

from collections.abc import Mapping

from edition.value import Value
from edition.xpath.syntax import Node

__all__ = ["ENDLESS", "NOTHING", "Cost", "cost"]

_FAR = {"following", "preceding", "following-sibling", "preceding-sibling", "namespace"}
_DEEP = {"descendant", "descendant-or-self"}
_UP = {"parent", "ancestor", "ancestor-or-self"}
_DEEPEST = 3
_MATCHING = {"matches": 1, "tokenize": 1, "replace": 1}
_HARMLESS = frozenset(
    "abs adjust-date-to-timezone base-uri boolean ceiling compare concat contains count current "
    "current-date current-dateTime data day-from-date deep-equal distinct-values document-uri "
    "empty ends-with error exactly-one exists false floor format-date format-number generate-id "
    "id index-of insert-before key lang last local-name local-name-from-QName lower-case matches "
    "max min month-from-date name namespace-uri node-name normalize-space normalize-unicode not "
    "number one-or-more position remove replace resolve-uri reverse root round starts-with string "
    "string-join string-length string-to-codepoints subsequence substring substring-after "
    "substring-before sum tokenize translate true upper-case year-from-date zero-or-one".split()
)


class Cost(Value):
    """How many times, one within the other, the whole document is gone through, and a subtree.

    `wide` says that there may be many nodes to start from.
    """

    far: int
    deep: int
    wide: bool = False

    @property
    def bounded(self) -> bool:
        """Whether one evaluation takes a time that is in proportion to the document.

        A subtree within a subtree is no more than 256 times the document, which is no deeper.
        """
        return self.far <= 1 and self.deep <= _DEEPEST

    @property
    def scans(self) -> bool:
        """Whether it goes through more than the surroundings of an element."""
        return self.far > 0 or self.deep > 0

    def within(self, other: "Cost") -> "Cost":
        """Return the cost of the one at every step of the other."""
        again = bool(self.far and (other.wide or other.deep) and not other.far)
        wide = self.wide or other.wide
        return Cost(self.far + other.far + again, self.deep + other.deep, wide)

    def beside(self, other: "Cost") -> "Cost":
        """Return the cost of the one after the other."""
        wide = self.wide or other.wide
        return Cost(max(self.far, other.far), max(self.deep, other.deep), wide)


NOTHING = Cost(0, 0)
ENDLESS = Cost(9, 0)


def cost(tree: Node, variables: Mapping[str, Cost]) -> Cost:
    """Return the cost of one evaluation; `variables` say what it costs to go through each."""
    if tree.kind == "variable":
        return variables.get(tree.text, NOTHING)
    if tree.kind == "path":
        return _of_path(tree, variables)
    parts = [cost(part, variables) for part in tree.parts]
    if tree.kind == "call" and not _is_harmless(tree):
        return ENDLESS
    if tree.kind == "binary" and tree.text == "to":
        return ENDLESS
    nested = tree.kind in {"filter", "loop", "step"}
    nested = nested or (tree.kind == "binary" and tree.text in {"=", "!=", "<", ">", "<=", ">="})
    found = _axis(tree) if tree.kind == "step" else NOTHING
    for part in parts:
        found = part.within(found) if nested else part.beside(found)
    return found


def _of_path(path: Node, variables: Mapping[str, Cost]) -> Cost:
    found = Cost(1, 0) if path.text and path.parts else NOTHING
    upward = False
    for part in path.parts:
        if part.kind == "descend":
            found = Cost(0, 1).within(found)
            continue
        axis = part.text.partition("::")[0] if part.kind == "step" else ""
        sideward = upward and axis == "child"  # back down from the parent: the siblings
        upward = upward or axis in _UP
        found = cost(part, variables).within(found)
        if sideward:
            found = Cost(1, 0).within(found)
    return found


def _axis(step: Node) -> Cost:
    axis = step.text.partition("::")[0]
    return Cost(int(axis in _FAR), int(axis in _DEEP), axis == "child")


def _is_harmless(call: Node) -> bool:
    prefix, _, name = call.text.rpartition(":")
    if prefix == "xs":
        return True
    if prefix not in {"", "fn"} or name not in _HARMLESS:
        return False
    at = _MATCHING.get(name)
    return at is None or (len(call.parts) > at and _is_tame(call.parts[at]))


def _is_tame(expression: Node) -> bool:
    """Whether a regular expression cannot go back and forth: it repeats one sign at most."""
    if expression.kind != "string":
        return False
    return sum(expression.text.count(sign) for sign in "*+?{") <= 1 and "(" not in expression.text

"""Plain: an expression in XPath 1.0 with the kind of its value, and what compares alike there."""

from edition.value import Value

__all__ = ["COMPARISONS", "NUMBERS", "SIGNS", "Plain", "Strange", "Unknown", "compares_alike"]

SIGNS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
"""The operators that compare two single values, and those of XPath 1.0 with the like meaning."""

COMPARISONS = frozenset(SIGNS).union(SIGNS.values())
NUMBERS = frozenset({"integer", "number"})
"""The kinds of a value that is a number."""


class Plain(Value):
    """An expression in XPath 1.0 with the kind of its value.

    Kinds: nodes, string, integer, number, boolean; truth, which is a boolean or nothing; word, a
    string or nothing, which is '' in XPath 1.0; words, which is several strings, there one with
    blanks between them. `one` says that there is at most one node, `bare` that some are attributes
    or texts, which lxml takes into no variable.
    """

    text: str
    kind: str
    one: bool = True
    bare: bool = False

    @property
    def stands_in(self) -> bool:
        """Whether it is a variable with elements of ours for its nodes, good for strings only."""
        return self.bare and self.text.startswith("$")

    @property
    def numbered(self) -> bool:
        """Whether it is a position where it stands as a predicate."""
        return self.kind in NUMBERS


class Strange(Exception):  # noqa: N818  (what it is)
    """The expression is not certain to mean the same in XPath 1.0."""


class Unknown(Exception):  # noqa: N818  (what it is)
    """A function or a variable is not known; the text is the whole sentence."""


def compares_alike(operator: str, left: Plain, right: Plain) -> bool:
    """Whether XPath 1.0 compares two values as XPath 2 does."""
    kinds = {left.kind, right.kind}
    if kinds <= NUMBERS:
        return True
    if operator in {"=", "!="}:
        return kinds <= {"nodes", "string"} or kinds == {"boolean"}
    if operator in {"eq", "ne"}:
        single = all(side.one for side in (left, right))
        return (kinds <= {"nodes", "string"} and single) or kinds == {"boolean"}
    return False

"""Translation: XPath 2 to 3.1 written as XPath 1.0, where that means the same.

libxml2 evaluates an expression some fifty times faster than a library in Python that has to be
loaded first, so this is worth its care. It is decided by what kind of value each part has: in
XPath 2, `<` compares strings as strings, a number beside an attribute casts it or fails, and a
function that is given two nodes fails; in XPath 1.0 all of these mean something else. What is not
certain to mean the same is not translated.

Source: XPath 2.0, appendix I.1, incompatibilities; XPath 3.1; XPath 1.0.
"""

from collections.abc import Iterable, Mapping

from edition.value import Value
from edition.xpath.name import CURRENT
from edition.xpath.syntax import Node

__all__ = ["COMPARISONS", "Plain", "Strange", "Unknown", "translated"]


class Plain(Value):
    """An expression in XPath 1.0 with the kind of its value.

    Kinds: nodes, string, integer, number, boolean, and truth, which is a boolean or nothing. `one`
    says that there is at most one node, `bare` that some are attributes or texts, which lxml takes
    into no variable, `numbered` that the value may be a number.
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
        return self.kind in {"integer", "number", "any"}


class Strange(Exception):  # noqa: N818  (what it is)
    """The expression is not certain to mean the same in XPath 1.0."""


class Unknown(Exception):  # noqa: N818  (what it is)
    """A function or a variable is not known; the text is the whole sentence."""


_FUNCTIONS: dict[str, tuple[tuple[str, ...], int, str]] = {
    "count": (("nodes",), 1, "integer"),
    "last": ((), 0, "integer"),
    "position": ((), 0, "integer"),
    "local-name": (("node",), 0, "string"),
    "name": (("node",), 0, "string"),
    "namespace-uri": (("node",), 0, "string"),
    "string": (("atom",), 0, "string"),
    "concat": (("atom", "atom", "*"), 2, "string"),
    "starts-with": (("string", "string"), 2, "boolean"),
    "contains": (("string", "string"), 2, "boolean"),
    "substring-before": (("string", "string"), 2, "string"),
    "substring-after": (("string", "string"), 2, "string"),
    "substring": (("string", "integer", "integer"), 2, "string"),
    "string-length": (("string",), 0, "integer"),
    "normalize-space": (("string",), 0, "string"),
    "translate": (("string", "string", "string"), 3, "string"),
    "boolean": (("any",), 1, "boolean"),
    "not": (("any",), 1, "boolean"),
    "true": ((), 0, "boolean"),
    "false": ((), 0, "boolean"),
    "lang": (("string",), 1, "boolean"),
    "id": (("words",), 1, "nodes"),
}
"""What a function takes, how many of that at least, and what it gives."""

_ONLY_OLD = {
    "number": (("any",), 0, "number"),
    "sum": (("nodes",), 1, "number"),
    "floor": (("any",), 1, "number"),
    "ceiling": (("any",), 1, "number"),
    "round": (("any",), 1, "number"),
}
_OF_XSLT = frozenset("key document generate-id".split())
_VALUE = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_GENERAL = frozenset(_VALUE.values())
COMPARISONS = _GENERAL.union(_VALUE)
_NUMBERS = {"integer", "number"}


def translated(tree: Node, variables: Mapping[str, Plain | None], *, old: bool) -> Plain:
    """Return an expression in XPath 1.0; `old` says that this is what it is written in already.

    `variables` are those in sight, None for one whose own value is no XPath 1.0. Raises Strange,
    or Unknown where a name is wrong.
    """
    return _Translator(variables, old=old).plain(tree)


class _Translator:
    def __init__(self, variables: Mapping[str, Plain | None], *, old: bool) -> None:
        self.variables = variables
        self.old = old
        self.inside = 0

    def plain(self, node: Node) -> Plain:
        kinds = {
            "string": self.string,
            "number": self.number,
            "variable": self.variable,
            "call": self.call,
            "path": self.path,
            "step": self.path_of_step,
            "filter": self.filter,
            "binary": self.binary,
            "negative": self.negative,
        }
        if node.kind not in kinds:
            raise Strange
        return kinds[node.kind](node)

    def string(self, node: Node) -> Plain:
        return Plain(_quoted(node.text), "string")

    def negative(self, node: Node) -> Plain:
        inner = self.number_of(node.parts[0])
        return Plain(f"-({inner.text})", inner.kind)

    def path_of_step(self, node: Node) -> Plain:
        return self.path(Node("path", "", (node,)))

    def number(self, node: Node) -> Plain:
        if "e" in node.text.lower():
            raise Strange
        return Plain(node.text, "integer" if node.text.isdigit() else "number")

    def variable(self, node: Node) -> Plain:
        name = node.text
        if name not in self.variables:
            raise Unknown(f"There is no variable ${name} here.")
        known = self.variables[name]
        if known is None:
            raise Strange
        return known.changed(text=f"${name}/*" if known.bare else f"${name}")

    def number_of(self, node: Node) -> Plain:
        found = self.plain(node)
        if found.kind != "integer" and not self.old:
            raise Strange
        return found if found.kind in _NUMBERS else Plain(found.text, "number")

    def binary(self, node: Node) -> Plain:
        operator, (left, right) = node.text, node.parts
        if operator in {"and", "or"}:
            return Plain(f"({self.of(left)} {operator} {self.of(right)})", "boolean")
        if operator in {"|", "union"}:
            return self.union(self.plain(left), self.plain(right))
        if operator in _GENERAL or (operator in _VALUE and not self.old):
            return self.compared(operator, left, right)
        if operator in {"+", "-", "*", "div", "mod"}:
            if not self.old and (operator in {"div", "mod"}):
                raise Strange
            one, two = self.number_of(left), self.number_of(right)
            kind = (
                "integer" if {one.kind, two.kind} == {"integer"} and operator != "div" else "number"
            )
            return Plain(f"({one.text} {operator} {two.text})", kind)
        raise Strange

    def of(self, node: Node) -> str:
        return self.plain(node).text

    def union(self, left: Plain, right: Plain) -> Plain:
        for side in (left, right):
            if side.kind != "nodes" or side.stands_in:
                raise Strange
        bare = left.bare or right.bare
        return Plain(f"({left.text} | {right.text})", "nodes", one=False, bare=bare)

    def compared(self, operator: str, left: Node, right: Node) -> Plain:
        for one, other, is_right in ((right, left, True), (left, right, False)):
            if one.kind == "sequence" and one.parts and operator in {"=", "!="} and not self.old:
                each = [
                    self.compared(operator, *((other, item) if is_right else (item, other))).text
                    for item in one.parts
                ]
                return Plain(f"({' or '.join(each)})", "boolean")
        two = self.plain(left), self.plain(right)
        if not self.old and not _compares_alike(operator, *two):
            raise Strange
        sign = _VALUE.get(operator, operator)
        nothing = operator in _VALUE and any(side.kind == "nodes" for side in two)
        kind = "truth" if nothing else "boolean"
        return Plain(f"({two[0].text} {sign} {two[1].text})", kind)

    def call(self, node: Node) -> Plain:
        name = node.text.removeprefix("fn:") if not self.old else node.text
        if name == "current" and not node.parts:
            return Plain(f"${CURRENT}", "nodes")
        if not self.old and name in {"exists", "empty"} and len(node.parts) == 1:
            given = self.given("nodes", node.parts[0])
            return Plain(f"{'boolean' if name == 'exists' else 'not'}({given})", "boolean")
        if name in {"last", "position"} and not self.inside:
            raise Strange  # libxml2 has no position for a node that is alone
        known = _FUNCTIONS.get(name) or (_ONLY_OLD.get(name) if self.old else None)
        if known is None:
            if self.old and name not in _OF_XSLT and ":" not in name:
                raise Unknown(f"XPath 1.0 has no function {name}().")
            raise Strange
        takes, least, gives = known
        if takes[-1:] == ("*",):
            takes = takes[:1] * max(len(node.parts), least)
        if not least <= len(node.parts) <= len(takes):
            given_it = "1 value" if len(node.parts) == 1 else f"{len(node.parts)} values"
            raise Unknown(f"{name}() is given {given_it}; it takes {_times(known)}.")
        given = ", ".join(map(self.given, takes, node.parts))
        return Plain(f"{name}({given})", gives, one=gives != "nodes")

    def given(self, takes: str, node: Node) -> str:
        """Return what a function is given, if it takes the like."""
        value = self.plain(node)
        is_node = value.kind == "nodes"
        single = is_node and value.one
        fits = {
            "any": value.kind != "any",
            "nodes": is_node,
            "node": single and not value.stands_in,
            "string": single or value.kind == "string",
            "atom": single or value.kind in {"string", "integer"},
            "words": is_node or value.kind == "string",
            "integer": value.kind == "integer",
        }
        if (not self.old and not fits[takes]) or (takes == "node" and value.stands_in):
            raise Strange
        return value.text

    def filter(self, node: Node) -> Plain:
        inner = self.plain(node.parts[0])
        if inner.kind != "nodes" or inner.stands_in:
            raise Strange
        text = f"({inner.text}){self.predicates(node.parts[1:])}"
        return inner.changed(text=text, one=inner.one or _picks_one(node.parts[1:]))

    def predicates(self, nodes: Iterable[Node]) -> str:
        self.inside += 1
        written = "".join(f"[{self.of(node)}]" for node in nodes)
        self.inside -= 1
        return written

    def path(self, node: Node) -> Plain:
        one, bare = True, False
        words = [node.text]
        if node.text == "/" and not node.parts:
            return Plain("/", "nodes")
        for number, part in enumerate(node.parts):
            if part.kind == "descend":
                one = False
                continue
            if number and words[-1] not in {"/", "//"}:
                words.append("//" if node.parts[number - 1].kind == "descend" else "/")
            if part.kind == "step":
                words.append(self.step(part))
                one = one and _leads_to_one(part) and node.text != "//"
                bare = _is_bare(part)
            elif number == 0:
                begin = self.plain(part)
                if begin.kind != "nodes" or begin.stands_in:
                    raise Strange
                words.append(f"({begin.text})")
                one = begin.one
            else:
                raise Strange
        return Plain("".join(words), "nodes", one=one, bare=bare)

    def step(self, step: Node) -> str:
        axis, _, test = step.text.partition("::")
        predicates = self.predicates(step.parts)
        if axis == "namespace" and not self.old:
            raise Strange
        if test.startswith("*:"):
            return f"{axis}::*[local-name() = {_quoted(test[2:])}]{predicates}"
        if "{" in test or (test.endswith(")") and test.partition("(")[0] not in _TESTS):
            raise Strange
        if axis == "attribute" and test.endswith(")"):
            raise Strange
        return f"{axis}::{test}{predicates}"


_TESTS = {"node", "text", "comment", "processing-instruction"}


def _compares_alike(operator: str, left: Plain, right: Plain) -> bool:
    """Whether XPath 1.0 compares two values as XPath 2 does."""
    kinds = {left.kind, right.kind}
    if kinds <= _NUMBERS:
        return True
    if operator in {"=", "!="}:
        return kinds <= {"nodes", "string"} or kinds == {"boolean"}
    if operator in {"eq", "ne"}:
        single = all(side.one for side in (left, right))
        return (kinds <= {"nodes", "string"} and single) or kinds == {"boolean"}
    return False


def _leads_to_one(step: Node) -> bool:
    axis, _, test = step.text.partition("::")
    if axis in {"parent", "self"} or (axis == "attribute" and "*" not in test):
        return True
    return _picks_one(step.parts)


def _picks_one(predicates: Iterable[Node]) -> bool:
    return any(
        each.kind == "number" or (each.kind == "call" and each.text == "last")
        for each in predicates
    )


def _is_bare(step: Node) -> bool:
    axis, _, test = step.text.partition("::")
    return axis in {"attribute", "namespace"} or (
        test.endswith(")") and axis not in {"parent", "self", "ancestor", "ancestor-or-self"}
    )


def _times(known: tuple[tuple[str, ...], int, str]) -> str:
    takes, least, _ = known
    if takes[-1:] == ("*",):
        return f"{least} or more"
    return str(least) if least == len(takes) else f"{least} to {len(takes)}"


def _quoted(text: str) -> str:
    """Write a string as XPath 1.0 can, which knows no way to write a quote within its like."""
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    parts = text.split('"')
    return "concat(" + ", '\"', ".join(f'"{part}"' for part in parts) + ")"

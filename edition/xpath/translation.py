"""Translation: XPath 2 to 3.1 written as XPath 1.0, where that means the same.

libxml2 evaluates an expression some fifty times faster than a library in Python that has to be
loaded first, so this is worth its care. It is decided by what kind of value each part has: in
XPath 2, `<` compares strings as strings, a number beside an attribute casts it or fails, and a
function that is given two nodes fails; in XPath 1.0 all of these mean something else. What is not
certain to mean the same is not translated.

Source: XPath 2.0, appendix I.1, incompatibilities; XPath 3.1; XPath 1.0.
"""

from collections.abc import Iterable, Mapping

from edition.xpath.function import function
from edition.xpath.matching import matching
from edition.xpath.name import CURRENT
from edition.xpath.plain import COMPARISONS, NUMBERS, SIGNS, Plain, Strange, Unknown, compares_alike
from edition.xpath.step import is_bare, leads_to_one, picks_one
from edition.xpath.syntax import Node

__all__ = ["translated"]

_GENERAL = frozenset(SIGNS.values())
_BLANK = Node("string", " ")
_HERE = (Node("path", "", (Node("step", "self::node()"),)),)
_CURRENT = (Node("call", "current"),)
_FIRST = frozenset("123456789")
_TESTS = {"node", "text", "comment", "processing-instruction"}


def translated(tree: Node, variables: Mapping[str, Plain | None], *, old: bool) -> Plain:
    """Return an expression in XPath 1.0; `old` says that this is what it is written in already.

    `variables` are those in sight, None for one whose own value is no XPath 1.0. Raises Strange,
    or Unknown where a name is wrong.
    """
    return _Translator(variables, old=old).whole(tree)


class _Translator:
    def __init__(self, variables: Mapping[str, Plain | None], *, old: bool) -> None:
        self.variables = variables
        self.old = old
        self.inside = 0

    def plain(self, node: Node) -> Plain:
        """Translate what is part of an expression: of words only one can be."""
        found = self.whole(node)
        if found.kind == "words":
            raise Strange
        return found

    def whole(self, node: Node) -> Plain:
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
        return found if found.kind in NUMBERS else Plain(found.text, "number")

    def binary(self, node: Node) -> Plain:
        operator, (left, right) = node.text, node.parts
        if operator in {"and", "or"}:
            return Plain(f"({self.of(left)} {operator} {self.of(right)})", "boolean")
        if operator in {"|", "union"}:
            return self.union(self.plain(left), self.plain(right))
        if operator in (_GENERAL if self.old else COMPARISONS):
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
        if operator in {"=", "!=", "eq", "ne"} and _is_identity(left) and _is_identity(right):
            nodes = " | ".join(self.of(side.parts[0]) for side in (left, right))
            return Plain(f"(count({nodes}) = {1 if operator in {'=', 'eq'} else 2})", "boolean")
        two = self.plain(left), self.plain(right)
        if not self.old and not compares_alike(operator, *two):
            raise Strange
        sign = SIGNS.get(operator, operator)
        nothing = operator in SIGNS and any(side.kind == "nodes" for side in two)
        kind = "truth" if nothing else "boolean"
        return Plain(f"({two[0].text} {sign} {two[1].text})", kind)

    def call(self, node: Node) -> Plain:
        name = node.text.removeprefix("fn:") if not self.old else node.text
        if name == "current" and not node.parts:
            return Plain(f"${CURRENT}", "nodes")
        if not self.old and name in {"exists", "empty"} and len(node.parts) == 1:
            given = self.given("nodes", node.parts[0])
            return Plain(f"{'boolean' if name == 'exists' else 'not'}({given})", "boolean")
        if not self.old and name == "matches":
            return self.matches(node.parts)
        if not self.old and name == "tokenize":
            return self.tokenize(node.parts)
        if name in {"last", "position"} and not self.inside:
            raise Strange  # libxml2 has no position for a node that is alone
        takes, gives = function(name, len(node.parts), old=self.old)
        given = ", ".join(map(self.given, takes, node.parts))
        return Plain(f"{name}({given})", gives, one=gives != "nodes")

    def matches(self, parts: tuple[Node, ...]) -> Plain:
        if [part.kind for part in parts[1:]] != ["string"]:
            raise Strange
        pattern = parts[1].text
        signs = _quoted(pattern.removeprefix("^"))
        return Plain(matching(self.given("string", parts[0]), pattern, signs), "boolean")

    def tokenize(self, parts: tuple[Node, ...]) -> Plain:
        """Translate what is asked for the words of a string: of it with its white space folded."""
        string, *others = parts
        if string.kind != "call" or string.text != "normalize-space" or others != [_BLANK]:
            raise Strange
        return self.plain(string).changed(kind="words")

    def given(self, takes: str, node: Node) -> str:
        """Return what a function is given, if it takes the like."""
        value = self.plain(node)
        is_node = value.kind == "nodes"
        single = is_node and value.one
        fits = {
            "any": True,
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
        inner = self.whole(node.parts[0])
        if inner.kind == "words":
            return _picked(inner.text, node.parts[1:])
        if inner.kind != "nodes" or inner.stands_in:
            raise Strange
        text = f"({inner.text}){self.predicates(node.parts[1:])}"
        return inner.changed(text=text, one=inner.one or picks_one(node.parts[1:]))

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
                one = one and leads_to_one(part) and node.text != "//"
                bare = is_bare(part)
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


def _is_identity(node: Node) -> bool:
    """Whether an expression tells one node from all others, and is about no other than one."""
    return node.kind == "call" and node.text == "generate-id" and node.parts in {_HERE, _CURRENT}


def _picked(words: str, predicates: tuple[Node, ...]) -> Plain:
    """Return one of the words in a string, by its number; XPath 1.0 has an empty one for none."""
    (number,) = predicates if len(predicates) == 1 else (Node("", ""),)
    if number.kind != "number" or number.text not in _FIRST:
        raise Strange
    for _ in range(1, int(number.text)):
        words = f'substring-after({words}, " ")'
    return Plain(f'substring-before(concat({words}, " "), " ")', "word")


def _quoted(text: str) -> str:
    """Write a string as XPath 1.0 can, which knows no way to write a quote within its like."""
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    parts = text.split('"')
    return "concat(" + ", '\"', ".join(f'"{part}"' for part in parts) + ")"

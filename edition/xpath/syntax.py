"""Syntax: an XPath expression as a tree, for versions 1.0 to 3.1 as far as Schematron uses them."""

from collections.abc import Callable
from functools import lru_cache

from edition.value import Value
from edition.xpath.token import Token, Unread, tokens

__all__ = ["Node", "parsed"]


class Node(Value):
    """A part of an expression; `text` is its word, `parts` what it is made of.

    Kinds: string, number, variable, call, step (text: axis::test; parts: predicates), descend (the
    `//` between steps), path (text: what it begins with), filter (an expression, then predicates),
    sequence, binary, negative, cast, loop, if.
    """

    kind: str
    text: str
    parts: tuple["Node", ...] = ()


_LEVELS = (
    {"or"},
    {"and"},
    {"eq", "ne", "lt", "le", "gt", "ge", "=", "!=", "<", "<=", ">", ">=", "is", "<<", ">>"},
    {"||"},
    {"to"},
    {"+", "-"},
    {"*", "div", "idiv", "mod"},
    {"union", "|"},
    {"intersect", "except"},
)
"""The operators of two sides, those that bind least first. Source: XPath 3.1, A.4."""

_LEVEL = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators}

_AXES = frozenset(
    "ancestor ancestor-or-self attribute child descendant descendant-or-self following "
    "following-sibling namespace parent preceding preceding-sibling self".split()
)
_KINDS = frozenset(
    "node text comment processing-instruction element attribute document-node item "
    "namespace-node schema-element schema-attribute".split()
)
_TYPES = {"instance": "of", "treat": "as", "castable": "as", "cast": "as"}
_DEEPEST = 50


@lru_cache(maxsize=64)
def parsed(text: str) -> Node:
    """Return the tree of an expression. Raises Unread, also for what is right but unusual."""
    reader = _Reader(tokens(text))
    tree = reader.sequence()
    if reader.kind != "end":
        raise Unread(f"“{reader.word}” is not understood there")
    return tree


class _Reader:
    """Reads by recursive descent: one method for each kind of expression."""

    def __init__(self, words: tuple[Token, ...]) -> None:
        self.words = words
        self.at = 0
        self.depth = 0

    @property
    def word(self) -> str:
        return self.words[self.at].text

    @property
    def kind(self) -> str:
        return self.words[self.at].kind

    def sign(self, text: str, ahead: int = 0) -> bool:
        word = self.words[min(self.at + ahead, len(self.words) - 1)]
        return word.kind == "sign" and word.text == text

    def take(self, text: str = "") -> str:
        word = self.words[self.at]
        if word.kind == "end":
            raise Unread("it breaks off")
        if text and (word.text != text or word.kind == "string"):
            raise Unread(f"“{text}” is missing before “{word.text}”")
        self.at += 1
        return word.text

    def sequence(self) -> Node:
        items = [self.single()]
        while self.sign(","):
            self.take()
            items.append(self.single())
        return items[0] if len(items) == 1 else Node("sequence", "", tuple(items))

    def single(self) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unread("it is nested too deeply")
        if (
            self.kind == "name"
            and self.word in {"for", "let", "some", "every"}
            and self.sign("$", 1)
        ):
            found = self.loop()
        elif self.kind == "name" and self.word == "if" and self.sign("(", 1):
            found = self.condition()
        else:
            found = self.binary(0)
        self.depth -= 1
        return found

    def loop(self) -> Node:
        keyword = self.take()
        parts = []
        while True:
            self.take("$")
            parts.append(Node("variable", self.take()))
            self.take(":=" if keyword == "let" else "in")
            parts.append(self.single())
            if not self.sign(","):
                break
            self.take()
        self.take("satisfies" if keyword in {"some", "every"} else "return")
        return Node("loop", keyword, (*parts, self.single()))

    def condition(self) -> Node:
        self.take("if")
        self.take("(")
        parts = [self.sequence()]
        self.take(")")
        self.take("then")
        parts.append(self.single())
        self.take("else")
        return Node("if", "", (*parts, self.single()))

    def binary(self, least: int) -> Node:
        left = self.typed()
        while self.kind in {"name", "sign"} and _LEVEL.get(self.word, -1) >= least:
            level = _LEVEL[self.word]
            left = Node("binary", self.take(), (left, self.binary(level + 1)))
        return left

    def typed(self) -> Node:
        found = self.unary()
        while self.kind == "name" and self.word in _TYPES:
            keyword = self.take()
            self.take(_TYPES[keyword])
            name = self.take()
            if self.sign("("):
                raise Unread(f"the type {name}(…) is not understood")
            while self.sign("?") or self.sign("*") or self.sign("+"):
                self.take()
            found = Node("cast", keyword, (found,))
        return found

    def unary(self) -> Node:
        if self.sign("-") or self.sign("+"):
            sign = self.take()
            if self.sign("-") or self.sign("+"):
                raise Unread("of signs before a number one is enough")
            inner = self.path()
            return Node("negative", "", (inner,)) if sign == "-" else Node("cast", "+", (inner,))
        found = self.path()
        while self.sign("!"):
            self.take()
            found = Node("loop", "!", (found, self.path()))
        return found

    def path(self) -> Node:
        begin = ""
        if self.sign("/") or self.sign("//"):
            begin = self.take()
            if begin == "/" and not self.starts_step():
                return Node("path", "/")
        steps = [self.step()]
        while self.sign("/") or self.sign("//"):
            if self.take() == "//":
                steps.append(Node("descend", ""))
            steps.append(self.step())
        if not begin and len(steps) == 1 and steps[0].kind != "step":
            return steps[0]
        return Node("path", begin, tuple(steps))

    def starts_step(self) -> bool:
        if self.kind == "sign":
            return self.word in {".", "..", "@", "*", "(", "$"}
        return self.kind != "end"

    def step(self) -> Node:
        if self.sign(".."):
            self.take()
            return Node("step", "parent::node()", self.predicates())
        if self.sign("."):
            self.take()
            return Node("step", "self::node()", self.predicates())
        if self.sign("@"):
            self.take()
            return Node("step", f"attribute::{self.name_test()}", self.predicates())
        if self.kind == "name" and self.word in _AXES and self.sign("::", 1):
            axis = self.take()
            self.take()
            return Node("step", f"{axis}::{self.name_test()}", self.predicates())
        is_test = self.sign("*") or (
            self.kind == "name" and (not self.sign("(", 1) or self.word in _KINDS)
        )
        if is_test:
            axis = "attribute" if self.word == "attribute" and self.sign("(", 1) else "child"
            return Node("step", f"{axis}::{self.name_test()}", self.predicates())
        primary = self.primary()
        predicates = self.predicates()
        return Node("filter", "", (primary, *predicates)) if predicates else primary

    def name_test(self) -> str:
        if not (self.kind == "name" or self.sign("*")):
            raise Unread(
                f"a name is missing before “{self.word}”" if self.word else "it breaks off"
            )
        name = self.take()
        if name not in _KINDS or not self.sign("("):
            return name
        self.take()
        inner = ""
        while not self.sign(")"):
            if self.kind == "end":
                raise Unread("it breaks off")
            inner += f"'{self.take()}'" if self.kind == "string" else self.take()
        self.take()
        return f"{name}({inner})"

    def predicates(self) -> tuple[Node, ...]:
        found = []
        while self.sign("["):
            self.take()
            found.append(self.sequence())
            self.take("]")
        return tuple(found)

    def primary(self) -> Node:
        if self.kind in {"string", "number"}:
            return Node(self.kind, self.take())
        if self.sign("$"):
            self.take()
            return Node("variable", self.take())
        if self.sign("("):
            return self.grouped()
        if self.kind == "name" and self.sign("(", 1) and self.word != "function":
            name = self.take()
            self.take()
            return Node("call", name, self.listed(self.single))
        raise Unread(f"“{self.word}” is not understood there" if self.word else "it breaks off")

    def grouped(self) -> Node:
        self.take()
        inner = self.listed(self.single)
        return inner[0] if len(inner) == 1 else Node("sequence", "", inner)

    def listed(self, read: Callable[[], Node]) -> tuple[Node, ...]:
        items: list[Node] = []
        while not self.sign(")"):
            if items:
                self.take(",")
            items.append(read())
        self.take(")")
        return tuple(items)

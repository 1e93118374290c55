"""Member: what stands in a grammar, a div or an include, and the schema as a whole."""

from edition.relaxng.reading.compact.annotation import AnnotationReader
from edition.relaxng.reading.compact.cursor import KEYWORDS, Cursor
from edition.relaxng.reading.compact.declaration import Declarations
from edition.relaxng.reading.compact.node import Node, annotated
from edition.relaxng.reading.compact.pattern import PatternReader

__all__ = ["MemberReader"]

_ASSIGNMENTS = {"=": "", "|=": "choice", "&=": "interleave"}
_CONTENT = frozenset({"start", "div", "include"})
_INCLUDED = frozenset({"start", "div"})


class MemberReader:
    """Reads definitions and the like; the grammar of A.1 begins here."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.declared = Declarations(cursor)
        self.annotations = AnnotationReader(cursor, self.declared)
        self.patterns = PatternReader(
            cursor, self.declared, self.annotations, lambda: self._in_braces(_CONTENT)
        )

    def schema(self) -> Node:
        """Read the whole schema. Raises Fault."""
        cursor = self.cursor
        while cursor.sees_word("namespace", "default", "datatypes"):
            self.declared.declaration()
        first = cursor.token
        if self._begins_member():
            nodes: tuple[Node, ...] = (
                Node("grammar", first.position, (), self._members(_CONTENT)),
            )
        else:
            nodes = self.patterns.pattern()
        if cursor.token.kind != "end":
            cursor.unexpected("the end of the schema")
        if len(nodes) > 1:
            cursor.fail(
                first,
                "An annotation would have to stand beside the root of the schema.",
                "Put the pattern into a definition: start = …",
            )
        return nodes[0]

    def _begins_member(self) -> bool:
        """Whether the schema is a list of definitions, and not one pattern."""
        at = self.cursor.past_annotations(self.cursor.at)
        token, following = (
            self.cursor.tokens[at],
            self.cursor.tokens[min(at + 1, len(self.cursor.tokens) - 1)],
        )
        if token.kind == "end" or (
            token.kind == "name" and token.text in {"start", "div", "include"}
        ):
            return True
        if token.kind == "cname":
            return following.kind == "sign" and following.text == "["
        names = token.kind == "quoted" or (token.kind == "name" and token.text not in KEYWORDS)
        return names and following.kind == "sign" and following.text in {"=", "|=", "&=", "["}

    def _members(self, allowed: frozenset[str]) -> tuple[Node, ...]:
        """Read definitions and the like, up to the closing brace or the end."""
        self.cursor.deeper()
        members: list[Node] = []
        while self.cursor.token.kind != "end" and not self.cursor.sees("}"):
            members.append(self._member(allowed))
        self.cursor.depth -= 1
        return tuple(members)

    def _member(self, allowed: frozenset[str]) -> Node:
        """Read a definition, a div, an include or an annotation."""
        if self._begins_grammar_annotation():
            return self.annotations.annotation(self.annotations.foreign_element_name)
        first = self.cursor.token
        annotations = self.annotations.annotations()
        if self.cursor.token.kind == "end" or self.cursor.sees("}"):
            self.cursor.fail(
                first,
                "This annotation stands before nothing.",
                "Put it before what it is about; a remark of yours begins with a single #.",
            )
        if not self.cursor.sees_word("start", "div", "include"):
            return annotated(annotations, self._define())[0]
        if self.cursor.token.text not in allowed:
            self.cursor.fail(
                self.cursor.token,
                f"“{self.cursor.token.text}” cannot stand within the braces of an include.",
                "Put it before or after the include.",
            )
        if self.cursor.token.text == "start":
            return annotated(annotations, self._start())[0]
        made = self._div(allowed) if self.cursor.token.text == "div" else self._include()
        return annotated(annotations, made)[0]

    def _begins_grammar_annotation(self) -> bool:
        """Whether an annotation in the place of a definition comes next (5.4)."""
        if self.cursor.token.kind not in {"name", "quoted", "cname"} or self.cursor.sees_word(
            *KEYWORDS
        ):
            return False
        following = self.cursor.tokens[self.cursor.at + 1]
        return following.kind == "sign" and following.text == "["

    def _start(self) -> Node:
        position = self.cursor.position
        self.cursor.take()
        combine = self._assignment("start")
        return Node("start", position, combine, self.patterns.pattern())

    def _define(self) -> Node:
        position = self.cursor.position
        name = self.cursor.identifier("a definition (name = pattern)")
        combine = self._assignment(name)
        return Node("define", position, (("name", name), *combine), self.patterns.pattern())

    def _assignment(self, name: str) -> tuple[tuple[str, str], ...]:
        """Read =, |= or &=."""
        if not self.cursor.sees(*_ASSIGNMENTS):
            self.cursor.unexpected(f"“=”, “|=” or “&=” after “{name}”")
        how = _ASSIGNMENTS[self.cursor.take().text]
        return (("combine", how),) if how else ()

    def _div(self, allowed: frozenset[str]) -> Node:
        position = self.cursor.position
        self.cursor.take()
        return Node("div", position, (), self._in_braces(allowed))

    def _in_braces(self, allowed: frozenset[str]) -> tuple[Node, ...]:
        self.cursor.want("{", "before definitions")
        members = self._members(allowed)
        self.cursor.want("}", "after definitions")
        return members

    def _include(self) -> Node:
        position = self.cursor.position
        attributes = self.declared.reference()
        content = self._in_braces(_INCLUDED) if self.cursor.sees("{") else ()
        return Node("include", position, attributes, content)

"""Pattern: the patterns of a compact schema, with their operators."""

from collections.abc import Callable

from edition.relaxng.reading.compact.annotation import AnnotationReader
from edition.relaxng.reading.compact.cursor import Cursor
from edition.relaxng.reading.compact.data import DataReader
from edition.relaxng.reading.compact.declaration import Declarations
from edition.relaxng.reading.compact.nameclass import NameReader
from edition.relaxng.reading.compact.node import NONE, Annotations, Node, annotated, grouped

__all__ = ["PatternReader"]

_COMBINATIONS = {"|": "choice", ",": "group", "&": "interleave"}
_REPETITIONS = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}


class PatternReader:
    """Reads patterns; `grammar` reads the definitions of one that is nested, in braces."""

    def __init__(
        self,
        cursor: Cursor,
        declared: Declarations,
        annotations: AnnotationReader,
        grammar: Callable[[], tuple[Node, ...]],
    ) -> None:
        self.cursor = cursor
        self.declared = declared
        self.annotations = annotations
        self.names = NameReader(cursor, declared, annotations)
        self.data = DataReader(cursor, declared, annotations)
        self._grammar = grammar
        self._primaries: dict[str, Callable[[], Node]] = {
            "element": self._element,
            "attribute": self._attribute,
            "list": self._braced,
            "mixed": self._braced,
            "empty": self._leaf,
            "notAllowed": self._leaf,
            "text": self._leaf,
            "string": self.data.data_or_value,
            "token": self.data.data_or_value,
            "parent": self._parent,
            "grammar": self._nested_grammar,
            "external": self._external,
        }

    def pattern(self, outer: Annotations = NONE) -> tuple[Node, ...]:
        """Read a pattern; `outer` are the annotations of parentheses around it."""
        self.cursor.deeper()
        position = self.cursor.position
        if self.data.begins_exception():
            nodes = self._data_except()
            made = grouped(outer, nodes, "group", position)
        else:
            made = self._particles(outer, position)
        if self.cursor.sees(*_COMBINATIONS, *_REPETITIONS, "-"):
            self.cursor.unexpected("the end of the pattern")
        self.cursor.depth -= 1
        return made

    def _particles(self, outer: Annotations, position: int) -> tuple[Node, ...]:
        """Read particles with one operator between them."""
        nodes, repeated = self._particle()
        if not self.cursor.sees(*_COMBINATIONS):
            if not repeated:
                return grouped(outer, nodes, "group", position)
            return (*annotated(outer, nodes[0]), *nodes[1:])
        operator = self.cursor.token.text
        content = list(nodes)
        while self.cursor.sees(operator):
            self.cursor.take()
            content += self._particle()[0]
        node = Node(_COMBINATIONS[operator], position, (), tuple(content))
        return annotated(outer, node)

    def _particle(self) -> tuple[tuple[Node, ...], bool]:
        """Read a primary with what follows it, and say whether it is repeated."""
        position = self.cursor.position
        nodes = (*self._primary(), *self.annotations.following())
        if not self.cursor.sees(*_REPETITIONS):
            return nodes, False
        node = Node(_REPETITIONS[self.cursor.take().text], position, (), nodes)
        return (node, *self.annotations.following()), True

    def _primary(self) -> tuple[Node, ...]:
        """Read annotations and what they annotate: a pattern without operators, or parentheses."""
        annotations = self.annotations.annotations()
        if self.cursor.sees("("):
            self.cursor.take()
            nodes = self.pattern(annotations)
            self.cursor.want(")", "after the pattern")
            return nodes
        return annotated(annotations, self._bare())

    def _bare(self) -> Node:
        """Read a pattern without operators and annotations."""
        token = self.cursor.token
        if token.kind == "name" and token.text in self._primaries:
            return self._primaries[token.text]()
        if token.kind == "literal":
            return self.data.value((), "")
        if token.kind == "cname":
            return self.data.data_or_value()
        position = self.cursor.position
        return Node("ref", position, (("name", self.cursor.identifier("a pattern")),))

    def _element(self) -> Node:
        return self._named(is_element=True)

    def _attribute(self) -> Node:
        return self._named(is_element=False)

    def _named(self, *, is_element: bool) -> Node:
        """Read an element or an attribute."""
        position = self.cursor.position
        tag = self.cursor.take().text
        names = self.names.names(is_element=is_element)
        return Node(tag, position, (), (*names, *self._inside(f"after the name of the {tag}")))

    def _inside(self, where: str) -> tuple[Node, ...]:
        """Read a pattern in braces."""
        self.cursor.want("{", where)
        if self.cursor.sees("}"):
            self.cursor.fail(
                self.cursor.token, "There is no pattern in these braces.", "Write { empty }."
            )
        nodes = self.pattern()
        self.cursor.want("}", "after the pattern")
        return nodes

    def _braced(self) -> Node:
        position = self.cursor.position
        tag = self.cursor.take().text
        return Node(tag, position, (), self._inside(f"after “{tag}”"))

    def _leaf(self) -> Node:
        position = self.cursor.position
        return Node(self.cursor.take().text, position)

    def _parent(self) -> Node:
        position = self.cursor.position
        self.cursor.take()
        name = self.cursor.identifier("the name of a definition of the outer grammar")
        return Node("parentRef", position, (("name", name),))

    def _external(self) -> Node:
        position = self.cursor.position
        return Node("externalRef", position, self.declared.reference())

    def _nested_grammar(self) -> Node:
        position = self.cursor.position
        self.cursor.take()
        return Node("grammar", position, (), self._grammar())

    def _data_except(self) -> tuple[Node, ...]:
        """Read a datatype, a minus sign and the excepted pattern."""
        annotations = self.annotations.annotations()
        position = self.cursor.position
        library, name = self.data.datatype()
        parameters = self.data.parameters()
        minus = self.cursor.take().position
        excepted = Node("except", minus, (), self._primary())
        attributes = (("datatypeLibrary", library), ("type", name))
        node = Node("data", position, attributes, (*parameters, excepted))
        return (*annotated(annotations, node), *self.annotations.following())

"""Data: datatypes, their parameters, and values in a compact schema."""

from edition.relaxng.reading.compact.annotation import AnnotationReader
from edition.relaxng.reading.compact.cursor import Cursor
from edition.relaxng.reading.compact.declaration import XSD, Declarations
from edition.relaxng.reading.compact.node import Node, annotated, ns_attribute

__all__ = ["DataReader"]


class DataReader:
    """Reads datatypes and values."""

    def __init__(
        self, cursor: Cursor, declared: Declarations, annotations: AnnotationReader
    ) -> None:
        self.cursor = cursor
        self.declared = declared
        self.annotations = annotations

    def data_or_value(self) -> Node:
        """Read the name of a datatype with a value or with parameters."""
        position = self.cursor.position
        library, name = self.datatype()
        attributes = (("datatypeLibrary", library), ("type", name))
        if self.cursor.token.kind == "literal":
            return self.value(attributes, library)
        return Node("data", position, attributes, self.parameters())

    def datatype(self) -> tuple[str, str]:
        """Read the name of a datatype: its library and its own name."""
        token = self.cursor.take()
        if token.kind != "cname":
            return "", token.text
        prefix, _, name = token.text.partition(":")
        if prefix not in self.declared.libraries:
            self.cursor.fail(
                token,
                f"The prefix “{prefix}” of a datatype is not declared.",
                f'Write at the top of the schema: datatypes {prefix} = "…".',
            )
        return self.declared.libraries[prefix], name

    def value(self, attributes: tuple[tuple[str, str], ...], library: str) -> Node:
        """Read a value; in a library's datatype the default namespace may bear on it."""
        token = self.cursor.token
        position = self.cursor.position
        value = self.cursor.literal("a value")
        if library == XSD and dict(attributes)["type"] in {"QName", "NOTATION"} and ":" in value:
            self.declared.namespace_of(token, value.strip().partition(":")[0])
        content = (value,) if value else ()
        return Node(
            "value",
            position,
            (*attributes, *(ns_attribute(self.declared.default) if library else ())),
            content,
        )

    def parameters(self) -> tuple[Node, ...]:
        """Read the parameters of a datatype."""
        if not self.cursor.sees("{"):
            return ()
        self.cursor.take()
        nodes: list[Node] = []
        while not self.cursor.sees("}"):
            annotations = self.annotations.annotations()
            position = self.cursor.position
            name = self.cursor.word("a parameter or “}”")
            self.cursor.want("=", "after the name of a parameter")
            value = self.cursor.literal("the value of a parameter")
            content = (value,) if value else ()
            nodes += annotated(annotations, Node("param", position, (("name", name),), content))
        self.cursor.take()
        return tuple(nodes)

    def begins_exception(self) -> bool:
        """Whether a datatype with an exception comes next: it combines with no operator."""
        at = self.cursor.past_annotations(self.cursor.at)
        token = self.cursor.tokens[at]
        if token.kind != "cname" and (
            token.kind != "name" or token.text not in {"string", "token"}
        ):
            return False
        at = self.cursor.past_brackets(at + 1, "{", "}")
        return self.cursor.tokens[at].kind == "sign" and self.cursor.tokens[at].text == "-"

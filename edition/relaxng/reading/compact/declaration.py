"""Declaration: what prefixes stand for in a compact schema (4)."""

import re

from edition.relaxng.reading.compact.cursor import Cursor
from edition.relaxng.reading.compact.node import ns_attribute
from edition.relaxng.reading.compact.source import Token

__all__ = ["XSD", "Declarations"]

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_XML = "http://www.w3.org/XML/1998/namespace"


class Declarations:
    """Namespaces and datatype libraries by their prefixes; None is the includer's namespace."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.prefixes: dict[str, str | None] = {"xml": _XML}
        self.default: str | None = None
        self.libraries = {"xsd": XSD}
        self._stated: set[str] = set()  # in so many words: "xml" and "xsd" may be, but once

    def namespace_of(self, token: Token, prefix: str) -> str | None:
        """Return what a prefix stands for; None where that is inherited."""
        if prefix not in self.prefixes:
            self.cursor.fail(
                token,
                f"The prefix “{prefix}” is not declared.",
                f'Write at the top of the schema: namespace {prefix} = "…".',
            )
        return self.prefixes[prefix]

    def declaration(self) -> None:
        """Read one declaration."""
        word = self.cursor.take()
        if word.text == "datatypes":
            self._declare_library()
            return
        if word.text == "default":
            if not self.cursor.sees_word("namespace"):
                self.cursor.unexpected("“namespace” after “default”")
            self.cursor.take()
        is_default = word.text == "default"
        named = None if is_default and self.cursor.sees("=") else self.cursor.token
        prefix = self.cursor.word("a prefix") if named else None
        self.cursor.want("=", "after the prefix" if prefix else "after “namespace”")
        uri = self._namespace_uri()
        self._check_namespace(named or word, prefix, uri)
        if named and prefix:
            self._declare_prefix(named, prefix, uri)
        if is_default:
            self._declare_default(word, uri)

    def _namespace_uri(self) -> str | None:
        """Read the name of a namespace; None for "inherit"."""
        if not self.cursor.sees_word("inherit"):
            return self.cursor.literal("the name of a namespace")
        self.cursor.take()
        return None

    def _declare_prefix(self, token: Token, prefix: str, uri: str | None) -> None:
        self._once(token, f"the prefix “{prefix}”")
        self.prefixes[prefix] = uri

    def _declare_default(self, token: Token, uri: str | None) -> None:
        self._once(token, "the default namespace")
        self.default = uri

    def _declare_library(self) -> None:
        token = self.cursor.token
        prefix = self.cursor.word("a prefix")
        self.cursor.want("=", "after the prefix")
        library = self.cursor.literal("the name of a datatype library")
        self._once(token, f"the prefix “{prefix}” of datatypes")
        if prefix == "xsd" and library != XSD:
            self.cursor.fail(token, f"“xsd” always stands for {XSD}.", "Choose another prefix.")
        if library and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.\-]*:[^#]+", library):
            self.cursor.fail(
                token,
                f"A datatype library has an absolute address without “#”, not “{library}”.",
                "Write the whole address of the library, from its “http:” on.",
            )
        self.libraries[prefix] = library

    def _once(self, token: Token, what: str) -> None:
        """Refuse a second declaration of the same."""
        if what in self._stated:
            self.cursor.fail(
                token, f"Here {what} is declared a second time.", "Delete one declaration."
            )
        self._stated.add(what)

    def _check_namespace(self, token: Token, prefix: str | None, uri: str | None) -> None:
        """Refuse what XML's own prefixes may not stand for."""
        if prefix == "xmlns":
            self.cursor.fail(token, "No prefix can be called “xmlns”.", "Choose another prefix.")
        if (prefix == "xml") != (uri == _XML):
            self.cursor.fail(
                token,
                f"The prefix “xml” and the namespace {_XML} belong together.",
                "Use “xml” without declaring it, and for nothing else.",
            )

    def reference(self) -> tuple[tuple[str, str], ...]:
        """Read the address of another schema, and the namespace that it inherits from here."""
        self.cursor.take()
        token = self.cursor.token
        href = self.cursor.literal("the address of a schema")
        if "#" in href:
            self.cursor.fail(token, "The address of a schema has no “#”.", "Name the whole file.")
        inherited = self.default
        if self.cursor.sees_word("inherit"):
            self.cursor.take()
            self.cursor.want("=", "after “inherit”")
            inherited = self.namespace_of(self.cursor.token, self.cursor.word("a prefix"))
        return (("href", href), *ns_attribute(inherited))

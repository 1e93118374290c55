"""Definition: what names stand for, in one grammar and in all that it takes in (4.3 to 4.18)."""

from collections.abc import Callable
from itertools import count
from typing import TypeAlias

from lxml import etree

from edition.relaxng.datatype import Datatype, datatype
from edition.relaxng.grammar import Attribute, Data, Fault, Name, Place, ValueOf
from edition.relaxng.reading import naming
from edition.relaxng.reading.draft import (
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    Context,
    Definition,
    Draft,
    Element,
    Raw,
    Scope,
    check_scope,
    enter,
)
from edition.relaxng.reading.node import XML, Node
from edition.relaxng.reading.syntax import read

__all__ = ["Fetch", "Reader"]

Fetch: TypeAlias = Callable[[str, str], tuple[etree._Element, str]]

_FILES = 1000
_SIZE = 500_000  # elements of all files together
_DEFINED = 20_000  # elements that a schema defines; TEI has 592


class Reader:
    """One reading of a schema and of all that it takes in; `scopes` are its grammars."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._known: dict[tuple[str, str], tuple[etree._Element, str]] = {}
        self._taken_in = 0
        self._size = 0
        self._defined = 0
        self._outer: dict[tuple[str, str, int], Definition] = {}
        self.scopes: list[Scope] = []
        self._handlers: dict[str, Callable[[Node, Context], Raw]] = {
            "element": self._element,
            "attribute": self._attribute,
            "data": self._data,
            "value": self._value,
            "ref": self._ref,
            "parentRef": self._ref,
            "grammar": self._grammar,
            "externalRef": self._external,
            "empty": lambda _node, _context: EMPTY,
            "text": lambda _node, _context: TEXT,
            "notAllowed": lambda _node, _context: NOT_ALLOWED,
        }

    def read(self, root: etree._Element, file: str) -> Definition:
        """Return what the whole schema stands for (4.18: a start). Raises Fault."""
        start = Definition("")
        context = Context("", "", file, (file,), None, start.uses)
        node = self._syntax(root, file, 1)
        start.place = node.place
        start.parts.append(self._pattern(node, context))
        for scope in self.scopes:
            check_scope(scope)
        return start

    def _pattern(self, node: Node, context: Context) -> Raw:
        if node.given or node.base:
            context = context.within(node)
        handler = self._handlers.get(node.tag)
        if handler is not None:
            return handler(node, context)
        return Draft(node.tag, self._patterns(node.children, context))

    def _patterns(self, nodes: list[Node], context: Context) -> list[Raw]:
        found = []
        for node in nodes:
            found.append(self._pattern(node, context))  # noqa: PERF401  (it would be a frame more)
        return found

    def _element(
        self, node: Node, context: Context, owner: str = "", documentation: str = ""
    ) -> Element:
        self._defined += 1
        if self._defined > _DEFINED:
            message = f"The schema defines more than {_DEFINED:,} elements."
            raise node.fault(message, "Divide the schema.")
        called, content = naming.names(node, context, context.ns)
        label = owner or (called.local if isinstance(called, Name) else "any")
        made = Element(node, called, label, documentation)
        parts = self._patterns(content, context._replace(uses=made.uses))
        made.content = parts[0] if len(parts) == 1 else Draft("group", parts)
        return made

    def _attribute(self, node: Node, context: Context) -> Draft:
        own = context.ns if "name" not in node.given else node.given.get("ns", "")
        called, content = naming.names(node, context, own)
        naming.check_attribute(node, called)
        parts: list[Raw] = self._patterns(content, context) or [TEXT]
        return Draft("attribute", parts, Attribute(called, EMPTY, node.place))

    def _data(self, node: Node, context: Context) -> Raw:
        parameters = [child for child in node.children if child.tag == "param"]
        given = tuple((child.given["name"], child.text) for child in parameters)
        made = Data(context.library, node.given["type"], given, None, node.place)
        _datatype(node, made.library, made.name, given)
        if len(parameters) == len(node.children):
            return made
        last = node.children[-1]
        inner = context.within(last)
        return Draft("data", self._patterns(last.children, inner), made)

    def _value(self, node: Node, context: Context) -> ValueOf:
        named = "type" in node.given
        library, name = (context.library, node.given["type"]) if named else ("", "token")
        inherited = _bindings(node, context) if name in {"QName", "NOTATION"} else ()
        kind = _datatype(node, library, name, ())
        if kind.canon(node.text, dict(inherited)) is None:
            raise node.fault(
                f"“{node.text}” is no value of the datatype {name}.",
                "Write a value that the datatype has, or take the type “string”.",
            )
        return ValueOf(library, name, node.text, inherited, node.place)

    def _ref(self, node: Node, context: Context) -> Definition:
        scope = context.scope
        if scope is not None and node.tag == "parentRef":
            scope = scope.parent
        if scope is None:
            raise node.fault(
                f"<{node.tag} name=“{node.given['name']}”> has no grammar around it to look in.",
                "A ref stands in a grammar, a parentRef in a grammar within another.",
            )
        used = scope.definition(node.given["name"])
        used.wanted = used.wanted or node.place
        context.uses.append(used)
        return used

    def _grammar(self, node: Node, context: Context) -> Definition:
        scope = Scope(node.place, context.scope)
        self.scopes.append(scope)
        inner = context._replace(scope=scope)
        for component, found in self._components(node, inner):
            self._define(component, found, scope)
        start = scope.definition("")
        context.uses.append(start)
        return start

    def _define(self, node: Node, context: Context, scope: Scope) -> None:
        """Add a start or a define to what its name stands for (4.17)."""
        definition = scope.definition(node.given.get("name", ""))
        context = context._replace(uses=definition.uses)
        enter(node, definition)
        documentation = node.documentation if len(node.children) == 1 else ""
        parts: list[Raw] = []
        for child in node.children:
            if child.tag == "element":
                inner = context.within(child)
                parts.append(self._element(child, inner, definition.name, documentation))
            else:
                parts.append(self._pattern(child, context))
        definition.parts.append(Draft("group", parts))

    def _components(self, node: Node, context: Context) -> list[tuple[Node, Context]]:
        """Return starts and defines of a grammar, with those of div (4.11) and include (4.7)."""
        found: list[tuple[Node, Context]] = []
        for child in node.children:
            inner = context.within(child)
            if child.tag == "div":
                found += self._components(child, inner)
            elif child.tag == "include":
                found += self._included(child, inner)
            else:
                found.append((child, inner))
        return found

    def _included(self, node: Node, context: Context) -> list[tuple[Node, Context]]:
        """Return the components of another file's grammar, but for those that are overridden."""
        root, inner = self._other(node, context)
        if root.tag != "grammar":
            raise node.fault(
                f"The included file {root.file} is no grammar, but <{root.tag}>.",
                "Take it in with externalRef, or let it be a grammar.",
            )
        theirs = self._components(root, inner.within(root))
        ours = self._components(node, context)
        known = {child.given.get("name", "") for child, _ in theirs}
        replaced = {child.given.get("name", "") for child, _ in ours}
        for child, _ in ours:
            name = child.given.get("name", "")
            if name not in known:
                told = f"a definition “{name}”" if name else "a start"
                raise child.fault(
                    f"The included file {root.file} has not {told} that could be replaced.",
                    "Check the spelling, or write the definition outside of include.",
                )
        return [item for item in theirs if item[0].given.get("name", "") not in replaced] + ours

    def _external(self, node: Node, context: Context) -> Definition:
        """Return the pattern of another file (4.6), read once for each scope and namespace."""
        root, inner = self._other(node, context)
        key = (root.file, context.ns, id(context.scope))
        known = self._outer.get(key)
        if known is None:
            known = self._outer[key] = Definition(root.file)
            known.place = root.place
            known.parts.append(self._pattern(root, inner._replace(uses=known.uses)))
        context.uses.append(known)
        return known

    def _other(self, node: Node, context: Context) -> tuple[Node, Context]:
        """Return the root of the file that a node's href names (4.5), and its context."""
        href = node.given["href"]
        if "#" in href:
            raise node.fault(
                f"href=“{href}” names a part of a file, which RELAX NG does not know.",
                "Name the file without “#”.",
            )
        root, file = self._fetched(node, href, context.base)
        if file in context.files:
            raise node.fault(
                f"The file {file} takes in itself: {' → '.join((*context.files, file))}.",
                "Move what both files need into a third one.",
            )
        files = (*context.files, file)
        inner = context._replace(library="", base=file, files=files)
        return self._syntax(root, file, node.depth + 1), inner

    def _fetched(self, node: Node, href: str, base: str) -> tuple[etree._Element, str]:
        """Return another file's root, fetched once however often it is taken in."""
        self._taken_in += 1
        if self._taken_in > _FILES:
            raise node.fault(f"The schema takes in more than {_FILES} files.", "Take in fewer.")
        known = self._known.get((href, base))
        if known is None:
            try:
                known = self._known[href, base] = self._fetch(href, base)
            except Fault as fault:
                if fault.place.line:
                    raise
                raise node.fault(fault.message, fault.hint) from None
        return known

    def _syntax(self, root: etree._Element, file: str, depth: int) -> Node:
        """Return the nodes of a file; each time that it is taken in counts."""
        self._size += sum(1 for _ in root.iter("*"))
        if self._size > _SIZE:
            raise Fault(
                Place(file, root.sourceline or 0, 0, 0),
                f"The schema has {self._size:,} elements, with what it takes in; "
                f"{_SIZE:,} are the most that is read.",
                "Replace long enumerations by a pattern, or divide the schema.",
            )
        return read(root, file, "pattern", depth, count())


def _datatype(node: Node, library: str, name: str, given: tuple[tuple[str, str], ...]) -> Datatype:
    try:
        return datatype(library, name, given)
    except ValueError as error:
        told = library or "the two built-in ones, string and token"
        hint = f"Look the datatype up; the library is {told}."
        if "expression" in str(error):
            hint = "Mend the pattern, or write a simpler one: * and + count without end."
        raise node.fault(str(error), hint) from None


def _bindings(node: Node, context: Context) -> tuple[tuple[str, str], ...]:
    """Return the prefixes in scope, the empty one for `ns`."""
    declared = {prefix: uri for prefix, uri in node.element.nsmap.items() if prefix}
    return tuple(sorted({**declared, "xml": XML, "": context.ns}.items()))

"""Simplification: RELAX NG's XML syntax, checked and brought into its simple form.

Three steps, each over the result of the one before: the tree becomes nodes that have the full
syntax (section 3); nodes become drafts, in which names, datatypes and definitions are settled
(4.1 to 4.18); drafts become patterns (4.19 to 4.21). A definition's pattern is made once and shared
wherever it is referred to, so that the whole takes time by the size of the schema.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple, TypeAlias, TypeVar
from unicodedata import category

from lxml import etree

from edition.relaxng.datatype import Datatype, datatype
from edition.relaxng.grammar import (
    AnyName,
    Attribute,
    Choice,
    Data,
    Define,
    Empty,
    Fault,
    Grammar,
    Group,
    Interleave,
    ListOf,
    Name,
    NameChoice,
    NameClass,
    NotAllowed,
    NsName,
    OneOrMore,
    Pattern,
    Place,
    Ref,
    Text,
    ValueOf,
)
from edition.relaxng.restrictions import each

__all__ = ["simplify"]

_Joint = TypeVar("_Joint")

Fetch: TypeAlias = Callable[[str, str], tuple[etree._Element, str]]

_RNG = "http://relaxng.org/ns/structure/1.0"
_INSIDE = f"{{{_RNG}}}"
_DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_XML = "http://www.w3.org/XML/1998/namespace"
_BASE = f"{{{_XML}}}base"
_XMLNS = "http://www.w3.org/2000/xmlns"  # without a last "/", as section 4.16 has it
_SPACE = " \t\n\r"
_NESTED = 150  # more than any schema nests, less than what Python can follow
_FILES = 1000

_EMPTY = Empty()
_TEXT = Text()
_NOT_ALLOWED = NotAllowed()

# ---------------------------------------------------------------- the full syntax (section 3)

_COMMON = frozenset({"ns", "datatypeLibrary"})
_REQUIRED = {
    "ref": "name",
    "parentRef": "name",
    "define": "name",
    "param": "name",
    "data": "type",
    "externalRef": "href",
    "include": "href",
}
_OPTIONAL = {
    "element": "name",
    "attribute": "name",
    "value": "type",
    "start": "combine",
    "define": "combine",
}
_TEXTUAL = frozenset({"name", "value", "param"})
_NAMES = frozenset({"name", "anyName", "nsName", "choice"})
_NAMED = frozenset({"element", "attribute"})

_MANY = 1 << 30
_SEVERAL = ("pattern", 1, _MANY)
_NONE = ("", 0, 0)
# What may stand where: role and name of an element to its children's role, fewest and most.
_SYNTAX: dict[str, dict[str, tuple[str, int, int]]] = {
    "pattern": {
        **dict.fromkeys("element group interleave choice optional zeroOrMore".split(), _SEVERAL),
        **dict.fromkeys("oneOrMore list mixed".split(), _SEVERAL),
        **dict.fromkeys("ref parentRef empty text value notAllowed externalRef".split(), _NONE),
        "attribute": ("pattern", 0, 1),
        "data": ("parameter", 0, _MANY),
        "grammar": ("grammar", 0, _MANY),
    },
    "grammar": {
        "start": ("pattern", 1, 1),
        "define": _SEVERAL,
        "div": ("grammar", 0, _MANY),
        "include": ("override", 0, _MANY),
    },
    "override": {
        "start": ("pattern", 1, 1),
        "define": _SEVERAL,
        "div": ("override", 0, _MANY),
    },
    "parameter": {"param": _NONE, "except": _SEVERAL},
    "name": {
        "name": _NONE,
        "anyName": ("exception", 0, 1),
        "nsName": ("exception", 0, 1),
        "choice": ("name", 1, _MANY),
    },
    "exception": {"except": ("name", 1, _MANY)},
    "": {},
}

_ASCII_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_FIRST = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"})
_LATER = _FIRST | {"Mc", "Me", "Mn", "Nd"}
_LIBRARY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[^%#]|%[0-9A-Fa-f]{2})+")


class _Node:
    """One element of the schema language, annotations and stray white space removed (4.1, 4.2)."""

    __slots__ = (
        "base",
        "children",
        "depth",
        "documentation",
        "element",
        "file",
        "given",
        "line",
        "tag",
        "text",
    )

    def __init__(self, element: etree._Element, tag: str, file: str, depth: int) -> None:
        self.element = element
        self.tag = tag
        self.file = file
        self.line = element.sourceline or 0
        self.depth = depth
        self.base = ""
        self.given: dict[str, str] = {}
        self.children: list[_Node] = []
        self.text = ""
        self.documentation = ""

    @property
    def place(self) -> Place:
        return Place(self.file, self.line, 0)

    def fault(self, message: str, hint: str) -> Fault:
        return Fault(self.place, message, hint)


def _read(element: etree._Element, file: str, role: str, depth: int) -> _Node:
    """Return the node of an element that has the full syntax of its role. Raises Fault."""
    full = str(element.tag)
    tag = full.removeprefix(_INSIDE)
    node = _Node(element, tag, file, depth)
    syntax = _SYNTAX[role].get(tag)
    if syntax is None or not full.startswith(_INSIDE):
        raise _misplaced(node)
    if depth > _NESTED:
        raise node.fault(
            f"The schema nests more than {_NESTED} elements.",
            "Give inner patterns names of their own with define, and refer to them.",
        )
    _read_attributes(node)
    if tag in _TEXTUAL:
        node.text = _text(node)
    else:
        _read_children(node, syntax[0])
        _check_number(node, syntax)
    return node


def _misplaced(node: _Node) -> Fault:
    if not str(node.element.tag).startswith(_INSIDE):
        return node.fault(
            f"<{node.tag.rpartition('}')[2]}> is no element of RELAX NG.",
            f"A schema in XML syntax has the namespace {_RNG}, and a pattern as its root.",
        )
    parent = node.element.getparent()
    known = any(node.tag in tags for tags in _SYNTAX.values())
    if parent is None or not known:
        return node.fault(
            f"<{node.tag}> is no pattern of RELAX NG.",
            "Check its spelling; the root is a grammar, an element or another pattern.",
        )
    around = etree.QName(parent).localname
    return node.fault(
        f"<{node.tag}> is not allowed here in <{around}>.",
        "Check its place and its order; names and parameters come first, definitions stand in"
        " a grammar.",
    )


def _read_attributes(node: _Node) -> None:
    required, optional = _REQUIRED.get(node.tag), _OPTIONAL.get(node.tag)
    for key, value in node.element.attrib.items():
        if key.startswith("{") and not key.startswith(_INSIDE):
            node.base = str(value) if key == _BASE else node.base
            continue
        if key not in _COMMON and key not in {required, optional}:
            raise node.fault(
                f"<{node.tag}> has no attribute {key.removeprefix(_INSIDE)}.",
                "Take it away, or give it a namespace of its own if it is a remark of yours.",
            )
        node.given[str(key)] = str(value) if key in {"ns", "href"} else str(value).strip(_SPACE)
    if required is not None and required not in node.given:
        raise node.fault(f"<{node.tag}> lacks its attribute {required}.", f"Add {required}.")
    if node.given:
        _check_values(node)


def _check_values(node: _Node) -> None:
    library = node.given.get("datatypeLibrary")
    if library and _LIBRARY.fullmatch(library) is None:
        raise node.fault(
            f"datatypeLibrary=“{library}” is no absolute URI, or has a fragment.",
            "The usual one is http://www.w3.org/2001/XMLSchema-datatypes.",
        )
    if node.given.get("combine", "choice") not in {"choice", "interleave"}:
        raise node.fault(
            f"combine=“{node.given['combine']}” is neither “choice” nor “interleave”.",
            "Write one of the two.",
        )
    for key in ("type", "name") if node.tag not in _NAMED else ():
        if key in node.given and not _is_name(node.given[key]):
            raise node.fault(
                f"{key}=“{node.given[key]}” is no name.",
                "A name begins with a letter and has letters, digits, “.”, “-” and “_”.",
            )


def _text(node: _Node) -> str:
    """Return the text of a node that may hold nothing else, comments passed over."""
    parts = [node.element.text or ""]
    for child in node.element:
        if isinstance(child.tag, str):
            raise node.fault(
                f"<{etree.QName(child).localname}> stands in <{node.tag}>, which holds text only.",
                "Put it before or after.",
            )
        _check_resolved(node, child)
        parts.append(child.tail or "")
    return "".join(parts)


def _read_children(node: _Node, role: str) -> None:
    """Read the children; those of other namespaces are remarks (4.1), except documentation."""
    element = node.element
    _check_stray(node, element.text)
    name_due = node.tag in _NAMED and "name" not in node.given
    for child in element:
        if child.tail is not None:
            _check_stray(node, child.tail)
        tag = child.tag
        if not isinstance(tag, str):
            _check_resolved(node, child)
        elif tag.startswith(_INSIDE):
            inner = "name" if name_due else role
            node.children.append(_read(child, node.file, inner, node.depth + 1))
            name_due = False
        elif tag.startswith("{") and tag == _DOCUMENTATION and not node.documentation:
            node.documentation = " ".join("".join(child.itertext()).split())
        elif not tag.startswith("{") and node.tag == "grammar" and tag in _SYNTAX["grammar"]:
            raise node.fault(
                f"<{tag}> has no namespace, so it would count as a remark.",
                f"Declare the namespace {_RNG}.",
            )


def _check_resolved(node: _Node, child: etree._Element) -> None:
    """Comments and instructions are passed over, but an entity might hold anything."""
    if isinstance(child, etree._Entity):
        raise node.fault(
            f"<{node.tag}> holds the entity {child.text}, which was not resolved.",
            "Write out what it stands for.",
        )


def _check_stray(node: _Node, text: str | None) -> None:
    if text and text.strip(_SPACE):
        raise node.fault(
            f"Text stands in <{node.tag}>: “{' '.join(text.split())[:40]}”.",
            "Only name, value and param hold text; put a remark into a comment.",
        )


def _check_number(node: _Node, syntax: tuple[str, int, int]) -> None:
    _, fewest, most = syntax
    number = len(node.children)
    if node.tag in _NAMED and "name" not in node.given:
        if not node.children:
            raise node.fault(
                f"<{node.tag}> has neither an attribute name nor a name class.", "Name it."
            )
        number -= 1
    if number < fewest:
        raise node.fault(
            f"<{node.tag}> is empty, but has to hold something.",
            "Write <empty/> or <text/> into it, or what you had in mind.",
        )
    if number > most:
        raise node.fault(
            f"<{node.tag}> holds {number} elements, but may hold {most} only.",
            "Put them into a group, a choice or an interleave.",
        )
    if node.tag == "data" and any(child.tag == "except" for child in node.children[:-1]):
        raise node.fault(
            "In <data> the except stands before a parameter, or there are two.",
            "Write the parameters first, then one except.",
        )


@cache
def _is_name(text: str) -> bool:
    """Whether a text is a name without colon, by the letters of XML 1.0's fourth edition."""
    if _ASCII_NAME.fullmatch(text):
        return True
    first = text[:1] == "_" or category(text[:1] or " ") in _FIRST
    return first and all(sign in "._-·" or category(sign) in _LATER for sign in text[1:])


# ------------------------------------------------- names and definitions (sections 4.3 to 4.18)


class _Draft:
    """A pattern in which definitions are not yet looked up.

    `made` holds what an attribute, data or a finished pattern is known to be; its own inner pattern
    is set when `parts` are known.
    """

    __slots__ = ("kind", "made", "parts")

    def __init__(
        self, kind: str, parts: "list[_Raw]", made: Attribute | Data | None = None
    ) -> None:
        self.kind = kind
        self.parts = parts
        self.made = made


class _Element:
    """An element pattern; `uses` are the definitions that it refers to outside other elements."""

    __slots__ = ("content", "documentation", "label", "names", "place", "ref", "uses")

    def __init__(self, node: _Node, names: NameClass, label: str, documentation: str) -> None:
        self.place = node.place
        self.names = names
        self.label = label
        self.documentation = node.documentation or documentation
        self.uses: list[_Definition] = []
        self.content: _Raw = _EMPTY
        self.ref: Ref | None = None


class _Definition:
    """What a name stands for in one grammar, or its start (name ""), or another file's pattern."""

    __slots__ = ("combine", "name", "open", "parts", "pattern", "place", "plain", "uses", "wanted")

    def __init__(self, name: str) -> None:
        self.name = name
        self.place = Place()
        self.combine = ""
        self.plain = False
        self.parts: list[_Raw] = []
        self.uses: list[_Definition] = []
        self.wanted: Place | None = None
        self.pattern: Pattern | None = None
        self.open = False

    @property
    def told(self) -> str:
        return f"“{self.name}”" if self.name else "the start"


_Raw: TypeAlias = _Draft | _Element | _Definition | Empty | Text | NotAllowed | Data | ValueOf


class _Scope:
    """The definitions of one grammar and the grammar around it (4.18)."""

    def __init__(self, place: Place, parent: "_Scope | None") -> None:
        self.place = place
        self.parent = parent
        self.definitions: dict[str, _Definition] = {}

    def definition(self, name: str) -> _Definition:
        return self.definitions.setdefault(name, _Definition(name))


class _Context(NamedTuple):
    """What a node inherits. `uses` takes the definitions that are referred to from here."""

    ns: str
    library: str
    base: str
    files: tuple[str, ...]
    scope: _Scope | None
    uses: list[_Definition]

    def within(self, node: _Node) -> "_Context":
        """Return the context inside a node (4.3, 4.8, 4.9 and xml:base)."""
        given = node.given
        found = self
        if "ns" in given:
            found = found._replace(ns=given["ns"])
        if "datatypeLibrary" in given:
            found = found._replace(library=given["datatypeLibrary"])
        if node.base:
            from urllib.parse import urljoin

            found = found._replace(base=urljoin(found.base, node.base))
        return found


class _Reader:
    """One reading of a schema and of all that it takes in."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._fetched = 0
        self._outer: dict[tuple[str, str, int], _Definition] = {}
        self._scopes: list[_Scope] = []
        self._handlers: dict[str, Callable[[_Node, _Context], _Raw]] = {
            "element": self._element,
            "attribute": self._attribute,
            "data": self._data,
            "value": self._value,
            "ref": self._ref,
            "parentRef": self._ref,
            "grammar": self._grammar,
            "externalRef": self._external,
            "empty": lambda _node, _context: _EMPTY,
            "text": lambda _node, _context: _TEXT,
            "notAllowed": lambda _node, _context: _NOT_ALLOWED,
        }

    def read(self, root: etree._Element, file: str) -> _Definition:
        """Return what the whole schema stands for (4.18: a start). Raises Fault."""
        start = _Definition("")
        context = _Context("", "", file, (file,), None, start.uses)
        node = _read(root, file, "pattern", 1)
        start.place = node.place
        start.parts.append(self._pattern(node, context))
        for scope in self._scopes:
            _check_scope(scope)
        return start

    def _pattern(self, node: _Node, context: _Context) -> _Raw:
        if node.given or node.base:
            context = context.within(node)
        handler = self._handlers.get(node.tag)
        if handler is not None:
            return handler(node, context)
        return _Draft(node.tag, self._patterns(node.children, context))

    def _patterns(self, nodes: list[_Node], context: _Context) -> list[_Raw]:
        found = []
        for node in nodes:
            found.append(self._pattern(node, context))  # noqa: PERF401  (it would be a frame more)
        return found

    def _element(
        self, node: _Node, context: _Context, owner: str = "", documentation: str = ""
    ) -> _Element:
        names, content = _names(node, context, context.ns)
        label = owner or (names.local if isinstance(names, Name) else "any")
        made = _Element(node, names, label, documentation)
        parts = self._patterns(content, context._replace(uses=made.uses))
        made.content = parts[0] if len(parts) == 1 else _Draft("group", parts)
        return made

    def _attribute(self, node: _Node, context: _Context) -> _Draft:
        own = context.ns if "name" not in node.given else node.given.get("ns", "")
        names, content = _names(node, context, own)
        _check_attribute_names(node, names)
        parts: list[_Raw] = self._patterns(content, context) or [_TEXT]
        return _Draft("attribute", parts, Attribute(names, _EMPTY, node.place))

    def _data(self, node: _Node, context: _Context) -> _Raw:
        parameters = [child for child in node.children if child.tag == "param"]
        given = tuple((child.given["name"], child.text) for child in parameters)
        made = Data(context.library, node.given["type"], given, None, node.place)
        _datatype(node, made.library, made.name, given)
        if len(parameters) == len(node.children):
            return made
        last = node.children[-1]
        inner = context.within(last)
        return _Draft("data", self._patterns(last.children, inner), made)

    def _value(self, node: _Node, context: _Context) -> ValueOf:
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

    def _ref(self, node: _Node, context: _Context) -> _Definition:
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

    def _grammar(self, node: _Node, context: _Context) -> _Definition:
        scope = _Scope(node.place, context.scope)
        self._scopes.append(scope)
        inner = context._replace(scope=scope)
        for component, found in self._components(node, inner):
            self._define(component, found, scope)
        start = scope.definition("")
        context.uses.append(start)
        return start

    def _define(self, node: _Node, context: _Context, scope: _Scope) -> None:
        """Add a start or a define to what its name stands for (4.17)."""
        definition = scope.definition(node.given.get("name", ""))
        context = context._replace(uses=definition.uses)
        _enter(node, definition)
        documentation = node.documentation if len(node.children) == 1 else ""
        parts: list[_Raw] = []
        for child in node.children:
            if child.tag == "element":
                inner = context.within(child)
                parts.append(self._element(child, inner, definition.name, documentation))
            else:
                parts.append(self._pattern(child, context))
        definition.parts.append(_Draft("group", parts))

    def _components(self, node: _Node, context: _Context) -> list[tuple[_Node, _Context]]:
        """Return starts and defines of a grammar, with those of div (4.11) and include (4.7)."""
        found: list[tuple[_Node, _Context]] = []
        for child in node.children:
            inner = context.within(child)
            if child.tag == "div":
                found += self._components(child, inner)
            elif child.tag == "include":
                found += self._included(child, inner)
            else:
                found.append((child, inner))
        return found

    def _included(self, node: _Node, context: _Context) -> list[tuple[_Node, _Context]]:
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

    def _external(self, node: _Node, context: _Context) -> _Definition:
        """Return the pattern of another file (4.6), read once for each scope and namespace."""
        root, inner = self._other(node, context)
        key = (root.file, context.ns, id(context.scope))
        known = self._outer.get(key)
        if known is None:
            known = self._outer[key] = _Definition(root.file)
            known.place = root.place
            known.parts.append(self._pattern(root, inner._replace(uses=known.uses)))
        context.uses.append(known)
        return known

    def _other(self, node: _Node, context: _Context) -> tuple[_Node, _Context]:
        """Return the root of the file that a node's href names (4.5), and its context."""
        href = node.given["href"]
        if "#" in href:
            raise node.fault(
                f"href=“{href}” names a part of a file, which RELAX NG does not know.",
                "Name the file without “#”.",
            )
        self._fetched += 1
        if self._fetched > _FILES:
            raise node.fault(f"The schema takes in more than {_FILES} files.", "Take in fewer.")
        try:
            root, file = self._fetch(href, context.base)
        except Fault as fault:
            if fault.place.line:
                raise
            raise node.fault(fault.message, fault.hint) from None
        if file in context.files:
            raise node.fault(
                f"The file {file} takes in itself: {' → '.join((*context.files, file))}.",
                "Move what both files need into a third one.",
            )
        files = (*context.files, file)
        inner = context._replace(library="", base=file, files=files)
        return _read(root, file, "pattern", node.depth + 1), inner


def _enter(node: _Node, definition: _Definition) -> None:
    """Note how one more part of a definition is to be combined with the others (4.17)."""
    combine = node.given.get("combine", "")
    if not definition.parts:
        definition.place = node.place
    if not combine and definition.plain:
        raise node.fault(
            f"There is {definition.told} already, and neither says how to combine them.",
            "Take one away, or write combine=“choice” or combine=“interleave” on one of them.",
        )
    if combine and definition.combine not in {"", combine}:
        raise node.fault(
            f"The parts of {definition.told} are to be combined in two ways.",
            "Write the same combine everywhere.",
        )
    definition.plain = definition.plain or not combine
    definition.combine = definition.combine or combine


def _check_scope(scope: _Scope) -> None:
    """Raise Fault where a grammar has no start, or lacks what is referred to (4.18)."""
    if not scope.definition("").parts:
        raise Fault(
            scope.place,
            "The grammar has no start.",
            "Add <start>, which says what the root of a document may be.",
        )
    for definition in scope.definitions.values():
        if not definition.parts and definition.wanted is not None:
            from edition.diagnostic import nearest

            known = [name for name, found in scope.definitions.items() if name and found.parts]
            close = nearest(definition.name, known, 1)
            raise Fault(
                definition.wanted,
                f"There is no definition {definition.told} in this grammar.",
                f"Did you mean “{close[0]}”?" if close else "Define it, or take the ref away.",
            )


# ------------------------------------------------------------------------ name classes, datatypes


def _names(node: _Node, context: _Context, own: str) -> tuple[NameClass, list[_Node]]:
    """Return name class and content of an element or attribute (4.8); `own` is the namespace."""
    if "name" in node.given:
        return _qualified(node, node.given["name"], own), node.children
    first = node.children[0]
    return _name_class(first, context.within(first), frozenset()), node.children[1:]


def _qualified(node: _Node, text: str, ns: str) -> Name:
    """Return the name that is written with or without a prefix (4.10)."""
    prefix, colon, local = text.rpartition(":")
    if not _is_name(local) or (colon and not _is_name(prefix)):
        raise node.fault(
            f"“{text}” is no name.",
            "A name begins with a letter and has letters, digits, “.”, “-” and “_”.",
        )
    if not colon:
        return Name(ns, local)
    found = _XML if prefix == "xml" else node.element.nsmap.get(prefix)
    if found is None:
        raise node.fault(
            f"The prefix of “{text}” is not declared.",
            f"Declare it: xmlns:{prefix}=“…”.",
        )
    return Name(found, local)


def _name_class(node: _Node, context: _Context, barred: frozenset[str]) -> NameClass:
    """Return a name class; `barred` are the kinds that 4.16 forbids within an except."""
    if node.tag in barred:
        raise node.fault(
            f"<{node.tag}> stands in an except, where it would leave nothing or say nothing.",
            "Except names from nsName, names and nsName from anyName.",
        )
    if node.tag == "name":
        return _qualified(node, node.text.strip(_SPACE), context.ns)
    if node.tag in {"choice", "except"}:
        found: list[NameClass] = []
        for child in node.children:
            found.append(_name_class(child, context.within(child), barred))  # noqa: PERF401
        return _halved(found, NameChoice)
    inside = barred | ({"anyName"} if node.tag == "anyName" else {"anyName", "nsName"})
    excluded = None
    for child in node.children:
        excluded = _name_class(child, context.within(child), inside)
    return AnyName(excluded) if node.tag == "anyName" else NsName(context.ns, excluded)


def _check_attribute_names(node: _Node, names: NameClass) -> None:
    """Raise Fault for a namespace declaration that is taken for an attribute (4.16)."""
    pending: list[NameClass | None] = [names]
    while pending:
        item = pending.pop()
        if isinstance(item, NameChoice):
            pending += (item.left, item.right)
        elif isinstance(item, NsName | AnyName):
            pending.append(item.excluded)
        if item == Name("", "xmlns") or (isinstance(item, Name | NsName) and item.ns == _XMLNS):
            raise node.fault(
                "An attribute is named xmlns, or has the namespace of such declarations.",
                "Take it away: declarations of namespaces are no attributes for RELAX NG.",
            )


def _datatype(node: _Node, library: str, name: str, given: tuple[tuple[str, str], ...]) -> Datatype:
    try:
        return datatype(library, name, given)
    except ValueError as error:
        told = library or "the two built-in ones, string and token"
        raise node.fault(str(error), f"Look the datatype up; the library is {told}.") from None


def _bindings(node: _Node, context: _Context) -> tuple[tuple[str, str], ...]:
    """Return the prefixes in scope, the empty one for `ns`."""
    declared = {prefix: uri for prefix, uri in node.element.nsmap.items() if prefix}
    return tuple(sorted({**declared, "xml": _XML, "": context.ns}.items()))


# ------------------------------------------------------------ patterns (sections 4.12 to 4.21)


def simplify(root: etree._Element, file: str, fetch: Fetch) -> Grammar:
    """Return the simple form of a schema in XML syntax. Raises Fault where it is none.

    `fetch` returns the root of another schema and its file, by an href and the file (or xml:base)
    that it is relative to. Section 7 is not checked here: see `restrictions`.
    """
    start = _Reader(fetch).read(root, file)
    return _Builder().build(start)


class _Builder:
    """Makes patterns of drafts; every element gets a definition of its own (4.19)."""

    def __init__(self) -> None:
        self._elements: dict[str, _Element] = {}
        self._numbers: dict[str, int] = {}
        self._waiting: deque[tuple[str, _Element]] = deque()

    def build(self, start: _Definition) -> Grammar:
        """Return the grammar of what can be reached."""
        self._settle([start])
        found: dict[str, Define] = {}
        while self._waiting:
            key, element = self._waiting.popleft()
            self._settle(element.uses)
            content = self._built(element.content)
            found[key] = Define(element.names, content, element.place, element.documentation)
        assert start.pattern is not None
        return Grammar(start.pattern, _reachable(start.pattern, found), start.place)

    def _settle(self, uses: list[_Definition]) -> None:
        """Make the patterns of definitions, those first that others need; no cycles (4.19)."""
        path: list[_Definition] = []
        ways: list[Iterator[_Definition]] = [iter(uses)]
        while ways:
            used = next(ways[-1], None)
            if used is None:
                ways.pop()
                if path:
                    done = path.pop()
                    done.open = False
                    done.pattern = self._combined(done)
            elif used.open:
                raise _circular(path, used)
            elif used.pattern is None:
                used.open = True
                path.append(used)
                ways.append(iter(used.uses))

    def _combined(self, definition: _Definition) -> Pattern:
        join = _interleaved if definition.combine == "interleave" else _chosen
        return _halved(list(map(self._built, definition.parts)), join)

    def _built(self, raw: _Raw) -> Pattern:
        """Return the pattern of a draft, notAllowed and empty moved out (4.20, 4.21)."""
        if isinstance(raw, _Draft):
            return self._made(raw)
        if isinstance(raw, _Definition):
            assert raw.pattern is not None
            return raw.pattern
        if isinstance(raw, _Element):
            return raw.ref or self._entered(raw)
        return raw

    def _made(self, draft: _Draft) -> Pattern:
        parts = list(map(self._built, draft.parts))
        if draft.kind in {"choice", "data"}:
            content = _halved(parts, _chosen)
        elif draft.kind == "interleave":
            content = _halved(parts, _interleaved)
        else:
            content = _halved(parts, _grouped)
        finish = _FINISH.get(draft.kind)
        return content if finish is None else finish(content, draft)

    def _entered(self, element: _Element) -> Ref:
        """Give an element its key: its definition's name or its own, with a number if need be."""
        label = key = element.label
        while key in self._elements:
            self._numbers[label] = self._numbers.get(label, 1) + 1
            key = f"{label}-{self._numbers[label]}"
        self._elements[key] = element
        self._waiting.append((key, element))
        element.ref = Ref(key)
        return element.ref


def _circular(path: list[_Definition], used: _Definition) -> Fault:
    circle = [*path[path.index(used) :], used]
    told = " → ".join(item.name or "start" for item in circle[:8])
    more = " → …" if len(circle) > 8 else ""
    return Fault(
        used.place,
        f"The definition of {used.told} refers to itself without an element between: {told}{more}.",
        "Repeat with zeroOrMore, or put an element between the definition and itself.",
    )


def _reachable(start: Pattern, found: Mapping[str, Define]) -> dict[str, Define]:
    """Return the elements that are left after notAllowed has cut others off (4.20), in order."""
    left: dict[str, Define] = {}
    seen: set[int] = set()
    waiting = deque([start])
    while waiting:
        for item in each(waiting.popleft(), seen):
            if isinstance(item, Ref) and item.key not in left:
                left[item.key] = found[item.key]
                waiting.append(found[item.key].inner)
    return left


def _halved(parts: list[_Joint], join: Callable[[_Joint, _Joint], _Joint]) -> _Joint:
    """Join many in twos (4.12), each half by itself: a thousand are ten deep, not a thousand."""
    while len(parts) > 1:
        odd = parts[-1:] if len(parts) % 2 else []
        parts = [join(parts[n], parts[n + 1]) for n in range(0, len(parts) - 1, 2)] + odd
    return parts[0]


def _chosen(left: Pattern, right: Pattern) -> Pattern:
    if left is _NOT_ALLOWED:
        return right
    if right is _NOT_ALLOWED:
        return left
    if right is _EMPTY:
        return _EMPTY if left is _EMPTY else Choice(_EMPTY, left)
    return Choice(left, right)


def _grouped(left: Pattern, right: Pattern) -> Pattern:
    return _beside(left, right, Group)


def _interleaved(left: Pattern, right: Pattern) -> Pattern:
    return _beside(left, right, Interleave)


def _beside(left: Pattern, right: Pattern, kind: Callable[[Pattern, Pattern], Pattern]) -> Pattern:
    if left is _NOT_ALLOWED or right is _NOT_ALLOWED:
        return _NOT_ALLOWED
    if left is _EMPTY:
        return right
    return left if right is _EMPTY else kind(left, right)


def _repeated(content: Pattern) -> Pattern:
    return content if content is _EMPTY or content is _NOT_ALLOWED else OneOrMore(content)


def _attributed(content: Pattern, draft: _Draft) -> Pattern:
    assert isinstance(draft.made, Attribute)
    if content is _NOT_ALLOWED:
        return content
    return draft.made.changed(inner=content)


def _excepted(content: Pattern, draft: _Draft) -> Pattern:
    assert isinstance(draft.made, Data)
    return draft.made if content is _NOT_ALLOWED else draft.made.changed(excluded=content)


_FINISH: Mapping[str, Callable[[Pattern, _Draft], Pattern]] = MappingProxyType(
    {
        "optional": lambda content, _: _chosen(content, _EMPTY),  # 4.14
        "oneOrMore": lambda content, _: _repeated(content),
        "zeroOrMore": lambda content, _: _chosen(_repeated(content), _EMPTY),  # 4.15
        "mixed": lambda content, _: _interleaved(content, _TEXT),  # 4.13
        "list": lambda content, _: content if content is _NOT_ALLOWED else ListOf(content),
        "attribute": _attributed,
        "data": _excepted,
    }
)

"""Compact: RELAX NG's compact syntax, read into the tree of its XML syntax.

The chapters named here are those of "RELAX NG Compact Syntax", OASIS committee specification of
21 November 2002; "A" is its formal description. Nodes are built as records, from the inside out,
and become one lxml tree at the end.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NoReturn

from lxml import etree

from edition.relaxng.grammar import Fault, Place
from edition.value import Value

__all__ = ["read"]

_RNG = "http://relaxng.org/ns/structure/1.0"
_XML = "http://www.w3.org/XML/1998/namespace"
_XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_XMLNS = frozenset({"http://www.w3.org/2000/xmlns", "http://www.w3.org/2000/xmlns/"})
_DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"

_DEPTH = 100  # braces and parentheses within each other; a level takes up to seven frames
_LINES = 65535  # what libxml2 can hold of a line number

_KEYWORDS = frozenset(
    "attribute default datatypes div element empty external grammar include inherit list mixed "
    "namespace notAllowed parent start string text token".split()
)
_COMBINATIONS = {"|": "choice", ",": "group", "&": "interleave"}
_REPETITIONS = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
_ASSIGNMENTS = {"=": "", "|=": "choice", "&=": "interleave"}
_CHILDLESS = frozenset({"name", "param", "value"})

# A line feed that was written as an escape is no end of line (A.2.4); until the tokens are cut it
# is told apart from one by a character that XML does not allow.
_WRITTEN_LF = "\uffff"
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NCNAME = rf"[{_START}][{_START}\-.0-9\u00b7\u0300-\u036f\u203f\u2040]*"
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEWLINE = re.compile(r"\r\n?")
_ESCAPE = re.compile(r"\\x+\{(?:([0-9A-Fa-f]+)\})?")
_DOCUMENTATION_MARK = re.compile(r"^[ \t]*##+ ?", re.MULTILINE)
_TOKEN = re.compile(
    rf"""(?P<separator>[\t\n {_WRITTEN_LF}]+|\#(?!\#)[^\n{_WRITTEN_LF}]*)
    |(?P<documentation>\#\#[^\n{_WRITTEN_LF}]*(?:[\n{_WRITTEN_LF}][ \t]*\#\#[^\n{_WRITTEN_LF}]*)*)
    |(?P<literal>\"\"\"(?:\"{{0,2}}[^\"])*\"\"\"|'''(?:'{{0,2}}[^'])*'''|\"[^\"\n]*\"|'[^'\n]*')
    |(?P<nsname>{_NCNAME}:\*)
    |(?P<cname>{_NCNAME}:{_NCNAME})
    |(?P<name>{_NCNAME})
    |(?P<quoted>\\{_NCNAME})
    |(?P<sign>>>|\|=|&=|[={{}}()\[\],&|?*+~\-])""",
    re.VERBOSE,
)


class _Token(Value):
    """One token: its kind (a group of _TOKEN, or "end"), its text, and where it begins."""

    kind: str
    text: str
    position: int


class _Node(Value):
    """An element to be: its name, its line, attributes and content.

    RELAX NG's own names are bare; foreign ones have their namespace, be it empty, in braces.
    """

    tag: str
    line: int
    attributes: tuple[tuple[str, str], ...] = ()
    content: "tuple[_Node | str, ...]" = ()


class _Annotations(Value):
    """What stands before a construct: foreign attributes and foreign elements."""

    attributes: tuple[tuple[str, str], ...] = ()
    elements: tuple[_Node, ...] = ()


_NONE = _Annotations()


def read(text: str, file: str) -> etree._Element:
    """Return a schema in the compact syntax as the tree of the same schema in the XML syntax.

    An element's `sourceline` is the line of its construct. Names always have the form of <name>
    elements with their own `ns`; where the namespace is inherited, `ns` is missing. `href` is as
    it is written. Comments are dropped. Raises Fault.
    """
    source = _Source(text, file)
    return _Reader(source).schema()


class _Source:
    """The text with newlines and escapes settled (A.2.2 to A.2.4), and the way back to places."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        original = _NEWLINE.sub("\n", text.removeprefix("\ufeff"))
        self.lines = [0, *(found.end() for found in re.finditer("\n", original))]
        self.ends = [0]  # positions in the settled text, and what to add to go back from there
        self.added = [0]
        illegal = _ILLEGAL.search(original)
        if illegal:
            raise Fault(
                self.place(illegal.start()),
                f"The sign U+{ord(illegal[0]):04X} is allowed in no schema.",
                "Delete it; perhaps the file was saved in another encoding than UTF-8.",
            )
        self.text = "".join(self._settled(original))

    def place(self, position: int) -> Place:
        """Return the place in the file of a position in the settled text."""
        line = self.line(position)
        written = position + self.added[bisect_right(self.ends, position) - 1]
        return Place(self.file, line, written - self.lines[line - 1] + 1)

    def line(self, position: int) -> int:
        """Return the line of a position in the settled text."""
        written = position + self.added[bisect_right(self.ends, position) - 1]
        return bisect_right(self.lines, written)

    def _settled(self, original: str) -> Iterator[str]:
        """Yield the text in pieces, each escape replaced by what it stands for."""
        done = 0
        for found in _ESCAPE.finditer(original):
            position = found.start() - self.added[-1]
            yield original[done : found.start()]
            yield self._character(found, position)
            done = found.end()
            self.ends.append(position + 1)
            self.added.append(done - position - 1)
        yield original[done:]

    def _character(self, escape: re.Match[str], position: int) -> str:
        """Return what an escape stands for."""
        digits = (escape[1] or "").lstrip("0")
        if escape[1] is None:
            raise Fault(
                self.place(position),
                "The escape “\\x{” is not followed by a hexadecimal number and “}”.",
                "Write the sign's number in Unicode, as in \\x{E9} for é.",
            )
        number = int(digits or "0", 16) if len(digits) < 7 else 0x110000
        if number > 0x10FFFF or _ILLEGAL.match(chr(number)):
            raise Fault(
                self.place(position),
                f"The escape \\x{{{escape[1][:12]}}} stands for no sign that XML allows.",
                "Look the sign's number up in Unicode; the surrogates D800 to DFFF are no signs.",
            )
        return _WRITTEN_LF if number == 10 else chr(number)

    def tokens(self) -> Iterator[_Token]:
        """Yield the tokens, then one of the kind "end"."""
        position = 0
        while position < len(self.text):
            found = _TOKEN.match(self.text, position)
            if found is None or found.lastgroup is None:
                self._refuse(position)
            if found.lastgroup != "separator":
                text = found[0].replace(_WRITTEN_LF, "\n")
                yield _Token(found.lastgroup, text, position)
            position = found.end()
        yield _Token("end", "", position)

    def _refuse(self, position: int) -> NoReturn:
        """Raise the fault of a sign that begins no token."""
        sign = self.text[position]
        if sign in "\"'":
            raise Fault(
                self.place(position),
                "This quotation mark is not closed on its line.",
                f"Close it, or write {sign * 3} before and after a text of several lines.",
            )
        shown = f"“{sign}”" if sign.isprintable() else f"The sign U+{ord(sign):04X}"
        raise Fault(
            self.place(position),
            f"{shown} has no meaning at this place of a schema.",
            "Delete it, or put it in quotation marks if it belongs to a text.",
        )


class _Reader:
    """The grammar of A.1: a method for each of its rules, from the tokens to nodes."""

    def __init__(self, source: _Source) -> None:
        self.source = source
        self.tokens = list(source.tokens())
        self.at = 0
        self.depth = 0
        self.prefixes: dict[str, str | None] = {"xml": _XML}  # None: inherited from the includer
        self.default: str | None = None
        self.libraries = {"xsd": _XSD}
        self.declared: set[str] = set()  # in so many words: "xml" and "xsd" may be, but once
        self.primaries: dict[str, Callable[[], _Node]] = {
            "element": self._element,
            "attribute": self._attribute,
            "list": self._braced,
            "mixed": self._braced,
            "empty": self._leaf,
            "notAllowed": self._leaf,
            "text": self._leaf,
            "string": self._data_or_value,
            "token": self._data_or_value,
            "parent": self._parent,
            "grammar": self._nested_grammar,
            "external": self._external,
        }

    # The tokens.

    @property
    def token(self) -> _Token:
        """The token that is to be read next."""
        return self.tokens[self.at]

    def _take(self) -> _Token:
        """Return the next token and go past it."""
        taken = self.tokens[self.at]
        if taken.kind != "end":
            self.at += 1
        return taken

    def _sees(self, *signs: str) -> bool:
        """Whether the next token is one of these signs."""
        kind, text, _ = self.tokens[self.at]
        return kind == "sign" and text in signs

    def _sees_word(self, *words: str) -> bool:
        """Whether the next token is one of these keywords."""
        kind, text, _ = self.tokens[self.at]
        return kind == "name" and text in words

    def _want(self, sign: str, where: str) -> _Token:
        """Go past a sign that has to stand here."""
        if not self._sees(sign):
            self._unexpected(f"“{sign}” {where}")
        return self._take()

    def _line(self) -> int:
        """Return the line of the next token."""
        return self.source.line(self.tokens[self.at].position)

    def _fail(self, token: _Token, message: str, hint: str) -> NoReturn:
        raise Fault(self.source.place(token.position), message, hint)

    def _unexpected(self, wanted: str) -> NoReturn:
        """Raise the fault of a token that does not belong here."""
        token = self.token
        stands = "The schema ends" if token.kind == "end" else f"“{_shortened(token.text)}” stands"
        self._fail(token, f"{stands} where {wanted} is expected.", self._advice(token))

    def _advice(self, token: _Token) -> str:
        """Return what may help against a token that does not belong where it stands."""
        if token.kind == "end":
            return "Look for a brace, bracket or parenthesis that was never closed."
        if token.kind == "documentation":
            return "A comment with ## has to precede what it documents; others begin with one #."
        if token.kind == "name" and token.text in _KEYWORDS:
            return f"{token.text} is a keyword; as the name of a definition write \\{token.text}."
        if token.kind == "sign" and token.text in "|,&-":
            return "Operators of different kinds need parentheses: (a | b), c."
        return "Look at what stands before it: a sign is missing there, or one too many."

    def _deeper(self) -> None:
        """Count a level of nesting."""
        self.depth += 1
        if self.depth > _DEPTH:
            self._fail(
                self.token,
                f"More than {_DEPTH} braces or parentheses are open here.",
                "Give the inner patterns names of their own and refer to them.",
            )

    # What several rules share.

    def _literal(self, what: str) -> str:
        """Read a literal: segments in quotation marks, joined by ~."""
        if self.token.kind != "literal":
            self._unexpected(f"{what} in quotation marks")
        parts = [_unquoted(self._take().text)]
        while self._sees("~"):
            self._take()
            if self.token.kind != "literal":
                self._unexpected("a text in quotation marks after “~”")
            parts.append(_unquoted(self._take().text))
        return "".join(parts)

    def _word(self, what: str) -> str:
        """Read an identifier or a keyword."""
        if self.token.kind not in {"name", "quoted"}:
            self._unexpected(what)
        return self._take().text.removeprefix("\\")

    def _identifier(self, what: str) -> str:
        """Read an identifier; a keyword has to be quoted."""
        if self._sees_word(*_KEYWORDS):
            self._unexpected(what)
        return self._word(what)

    def _namespace_of(self, token: _Token, prefix: str) -> str | None:
        """Return what a prefix stands for; None where that is inherited."""
        if prefix not in self.prefixes:
            self._fail(
                token,
                f"The prefix “{prefix}” is not declared.",
                f'Write at the top of the schema: namespace {prefix} = "…".',
            )
        return self.prefixes[prefix]

    # Declarations (4).

    def schema(self) -> etree._Element:
        """Read the whole schema."""
        while self._sees_word("namespace", "default", "datatypes"):
            self._declaration()
        first, line = self.token, self._line()
        if self._begins_member():
            nodes: tuple[_Node, ...] = (_Node("grammar", line, (), self._members(_CONTENT)),)
        else:
            nodes = self._pattern()
        if self.token.kind != "end":
            self._unexpected("the end of the schema")
        if len(nodes) > 1:
            self._fail(
                first,
                "An annotation would have to stand beside the root of the schema.",
                "Put the pattern into a definition: start = …",
            )
        return self._tree(nodes[0])

    def _declaration(self) -> None:
        """Read one declaration."""
        word = self._take()
        if word.text == "datatypes":
            self._declare_library()
            return
        if word.text == "default":
            if not self._sees_word("namespace"):
                self._unexpected("“namespace” after “default”")
            self._take()
        is_default = word.text == "default"
        named = None if is_default and self._sees("=") else self.token
        prefix = self._word("a prefix") if named else None
        self._want("=", "after the prefix" if prefix else "after “namespace”")
        uri = self._namespace_uri()
        self._check_namespace(named or word, prefix, uri)
        if named and prefix:
            self._declare_prefix(named, prefix, uri)
        if is_default:
            self._declare_default(word, uri)

    def _namespace_uri(self) -> str | None:
        """Read the name of a namespace; None for "inherit"."""
        if not self._sees_word("inherit"):
            return self._literal("the name of a namespace")
        self._take()
        return None

    def _declare_prefix(self, token: _Token, prefix: str, uri: str | None) -> None:
        self._once(token, f"the prefix “{prefix}”")
        self.prefixes[prefix] = uri

    def _declare_default(self, token: _Token, uri: str | None) -> None:
        self._once(token, "the default namespace")
        self.default = uri

    def _declare_library(self) -> None:
        token = self.token
        prefix = self._word("a prefix")
        self._want("=", "after the prefix")
        library = self._literal("the name of a datatype library")
        self._once(token, f"the prefix “{prefix}” of datatypes")
        if prefix == "xsd" and library != _XSD:
            self._fail(token, f"“xsd” always stands for {_XSD}.", "Choose another prefix.")
        if library and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.\-]*:[^#]+", library):
            self._fail(
                token,
                f"A datatype library has an absolute address without “#”, not “{library}”.",
                "Write the whole address of the library, from its “http:” on.",
            )
        self.libraries[prefix] = library

    def _once(self, token: _Token, what: str) -> None:
        """Refuse a second declaration of the same."""
        if what in self.declared:
            self._fail(token, f"Here {what} is declared a second time.", "Delete one declaration.")
        self.declared.add(what)

    def _check_namespace(self, token: _Token, prefix: str | None, uri: str | None) -> None:
        """Refuse what XML's own prefixes may not stand for."""
        if prefix == "xmlns":
            self._fail(token, "No prefix can be called “xmlns”.", "Choose another prefix.")
        if (prefix == "xml") != (uri == _XML):
            self._fail(
                token,
                f"The prefix “xml” and the namespace {_XML} belong together.",
                "Use “xml” without declaring it, and for nothing else.",
            )

    # Grammars: what stands at the top, in grammar { }, div { } and include { }.

    def _begins_member(self) -> bool:
        """Whether the schema is a list of definitions, and not one pattern."""
        at = self._past_annotations(self.at)
        token, following = self.tokens[at], self.tokens[min(at + 1, len(self.tokens) - 1)]
        if token.kind == "end" or (
            token.kind == "name" and token.text in {"start", "div", "include"}
        ):
            return True
        if token.kind == "cname":
            return following.kind == "sign" and following.text == "["
        names = token.kind == "quoted" or (token.kind == "name" and token.text not in _KEYWORDS)
        return names and following.kind == "sign" and following.text in {"=", "|=", "&=", "["}

    def _members(self, allowed: frozenset[str]) -> tuple[_Node, ...]:
        """Read definitions and the like, up to the closing brace or the end."""
        self._deeper()
        members: list[_Node] = []
        while self.token.kind != "end" and not self._sees("}"):
            members.append(self._member(allowed))
        self.depth -= 1
        return tuple(members)

    def _member(self, allowed: frozenset[str]) -> _Node:
        """Read a definition, a div, an include or an annotation."""
        if self._begins_grammar_annotation():
            return self._annotation(self._foreign_element_name)
        first = self.token
        annotations = self._annotations()
        if self.token.kind == "end" or self._sees("}"):
            self._fail(
                first,
                "This annotation stands before nothing.",
                "Put it before what it is about; a remark of yours begins with a single #.",
            )
        if not self._sees_word("start", "div", "include"):
            return _annotated(annotations, self._define())[0]
        if self.token.text not in allowed:
            self._fail(
                self.token,
                f"“{self.token.text}” cannot stand within the braces of an include.",
                "Put it before or after the include.",
            )
        if self.token.text == "start":
            return _annotated(annotations, self._start())[0]
        made = self._div(allowed) if self.token.text == "div" else self._include()
        return _annotated(annotations, made)[0]

    def _begins_grammar_annotation(self) -> bool:
        """Whether an annotation in the place of a definition comes next (5.4)."""
        if self.token.kind not in {"name", "quoted", "cname"} or self._sees_word(*_KEYWORDS):
            return False
        following = self.tokens[self.at + 1]
        return following.kind == "sign" and following.text == "["

    def _start(self) -> _Node:
        line = self._line()
        self._take()
        combine = self._assignment("start")
        return _Node("start", line, combine, self._pattern())

    def _define(self) -> _Node:
        line = self._line()
        name = self._identifier("a definition (name = pattern)")
        combine = self._assignment(name)
        return _Node("define", line, (("name", name), *combine), self._pattern())

    def _assignment(self, name: str) -> tuple[tuple[str, str], ...]:
        """Read =, |= or &=."""
        if not self._sees(*_ASSIGNMENTS):
            self._unexpected(f"“=”, “|=” or “&=” after “{name}”")
        how = _ASSIGNMENTS[self._take().text]
        return (("combine", how),) if how else ()

    def _div(self, allowed: frozenset[str]) -> _Node:
        line = self._line()
        self._take()
        return _Node("div", line, (), self._in_braces(allowed))

    def _in_braces(self, allowed: frozenset[str]) -> tuple[_Node, ...]:
        self._want("{", "before definitions")
        members = self._members(allowed)
        self._want("}", "after definitions")
        return members

    def _include(self) -> _Node:
        line = self._line()
        attributes = self._reference()
        content = self._in_braces(_INCLUDED) if self._sees("{") else ()
        return _Node("include", line, attributes, content)

    def _external(self) -> _Node:
        line = self._line()
        return _Node("externalRef", line, self._reference())

    def _reference(self) -> tuple[tuple[str, str], ...]:
        """Read the address of another schema, and the namespace that it inherits from here."""
        self._take()
        token = self.token
        href = self._literal("the address of a schema")
        if "#" in href:
            self._fail(token, "The address of a schema has no “#”.", "Name the whole file.")
        inherited = self.default
        if self._sees_word("inherit"):
            self._take()
            self._want("=", "after “inherit”")
            inherited = self._namespace_of(self.token, self._word("a prefix"))
        return (("href", href), *_ns(inherited))

    def _nested_grammar(self) -> _Node:
        line = self._line()
        self._take()
        return _Node("grammar", line, (), self._in_braces(_CONTENT))

    # Patterns.

    def _pattern(self, outer: _Annotations = _NONE) -> tuple[_Node, ...]:
        """Read a pattern; `outer` are the annotations of parentheses around it."""
        self._deeper()
        line = self._line()
        if self._begins_exception():
            nodes = self._data_except()
            made = _grouped(outer, nodes, "group", line)
        else:
            made = self._particles(outer, line)
        if self._sees(*_COMBINATIONS, *_REPETITIONS, "-"):
            self._unexpected("the end of the pattern")
        self.depth -= 1
        return made

    def _particles(self, outer: _Annotations, line: int) -> tuple[_Node, ...]:
        """Read particles with one operator between them."""
        nodes, repeated = self._particle()
        if not self._sees(*_COMBINATIONS):
            if not repeated:
                return _grouped(outer, nodes, "group", line)
            return (*_annotated(outer, nodes[0]), *nodes[1:])
        operator = self.token.text
        content = list(nodes)
        while self._sees(operator):
            self._take()
            content += self._particle()[0]
        node = _Node(_COMBINATIONS[operator], line, (), tuple(content))
        return _annotated(outer, node)

    def _particle(self) -> tuple[tuple[_Node, ...], bool]:
        """Read a primary with what follows it, and say whether it is repeated."""
        line = self._line()
        nodes = (*self._primary(), *self._following())
        if not self._sees(*_REPETITIONS):
            return nodes, False
        node = _Node(_REPETITIONS[self._take().text], line, (), nodes)
        return (node, *self._following()), True

    def _primary(self) -> tuple[_Node, ...]:
        """Read annotations and what they annotate: a pattern without operators, or parentheses."""
        annotations = self._annotations()
        if self._sees("("):
            self._take()
            nodes = self._pattern(annotations)
            self._want(")", "after the pattern")
            return nodes
        return _annotated(annotations, self._bare())

    def _bare(self) -> _Node:
        """Read a pattern without operators and annotations."""
        token = self.token
        if token.kind == "name" and token.text in self.primaries:
            return self.primaries[token.text]()
        if token.kind == "literal":
            return self._value((), "")
        if token.kind == "cname":
            return self._data_or_value()
        line = self._line()
        return _Node("ref", line, (("name", self._identifier("a pattern")),))

    def _element(self) -> _Node:
        return self._named(is_element=True)

    def _attribute(self) -> _Node:
        return self._named(is_element=False)

    def _named(self, *, is_element: bool) -> _Node:
        """Read an element or an attribute."""
        line = self._line()
        tag = self._take().text
        names = self._names(is_element=is_element)
        return _Node(tag, line, (), (*names, *self._inside(f"after the name of the {tag}")))

    def _inside(self, where: str) -> tuple[_Node, ...]:
        """Read a pattern in braces."""
        self._want("{", where)
        if self._sees("}"):
            self._fail(self.token, "There is no pattern in these braces.", "Write { empty }.")
        nodes = self._pattern()
        self._want("}", "after the pattern")
        return nodes

    def _braced(self) -> _Node:
        line = self._line()
        tag = self._take().text
        return _Node(tag, line, (), self._inside(f"after “{tag}”"))

    def _leaf(self) -> _Node:
        line = self._line()
        return _Node(self._take().text, line)

    def _parent(self) -> _Node:
        line = self._line()
        self._take()
        name = self._identifier("the name of a definition of the outer grammar")
        return _Node("parentRef", line, (("name", name),))

    # Data.

    def _data_or_value(self) -> _Node:
        """Read the name of a datatype with a value or with parameters."""
        line = self._line()
        library, name = self._datatype()
        attributes = (("datatypeLibrary", library), ("type", name))
        if self.token.kind == "literal":
            return self._value(attributes, library)
        return _Node("data", line, attributes, self._parameters())

    def _datatype(self) -> tuple[str, str]:
        """Read the name of a datatype: its library and its own name."""
        token = self._take()
        if token.kind != "cname":
            return "", token.text
        prefix, _, name = token.text.partition(":")
        if prefix not in self.libraries:
            self._fail(
                token,
                f"The prefix “{prefix}” of a datatype is not declared.",
                f'Write at the top of the schema: datatypes {prefix} = "…".',
            )
        return self.libraries[prefix], name

    def _value(self, attributes: tuple[tuple[str, str], ...], library: str) -> _Node:
        """Read a value; in a library's datatype the default namespace may bear on it."""
        token = self.token
        line = self._line()
        value = self._literal("a value")
        if library == _XSD and dict(attributes)["type"] in {"QName", "NOTATION"} and ":" in value:
            self._namespace_of(token, value.strip().partition(":")[0])
        content = (value,) if value else ()
        return _Node("value", line, (*attributes, *(_ns(self.default) if library else ())), content)

    def _parameters(self) -> tuple[_Node, ...]:
        """Read the parameters of a datatype."""
        if not self._sees("{"):
            return ()
        self._take()
        nodes: list[_Node] = []
        while not self._sees("}"):
            annotations = self._annotations()
            line = self._line()
            name = self._word("a parameter or “}”")
            self._want("=", "after the name of a parameter")
            value = self._literal("the value of a parameter")
            content = (value,) if value else ()
            nodes += _annotated(annotations, _Node("param", line, (("name", name),), content))
        self._take()
        return tuple(nodes)

    def _begins_exception(self) -> bool:
        """Whether a datatype with an exception comes next: it combines with no operator."""
        at = self._past_annotations(self.at)
        token = self.tokens[at]
        if token.kind != "cname" and (
            token.kind != "name" or token.text not in {"string", "token"}
        ):
            return False
        at = self._past_brackets(at + 1, "{", "}")
        return self.tokens[at].kind == "sign" and self.tokens[at].text == "-"

    def _data_except(self) -> tuple[_Node, ...]:
        """Read a datatype, a minus sign and the excepted pattern."""
        annotations = self._annotations()
        line = self._line()
        library, name = self._datatype()
        parameters = self._parameters()
        minus = self.source.line(self._take().position)
        excepted = _Node("except", minus, (), self._primary())
        attributes = (("datatypeLibrary", library), ("type", name))
        node = _Node("data", line, attributes, (*parameters, excepted))
        return (*_annotated(annotations, node), *self._following())

    # Name classes.

    def _names(self, outer: _Annotations = _NONE, *, is_element: bool) -> tuple[_Node, ...]:
        """Read a name class; `outer` are the annotations of parentheses around it."""
        self._deeper()
        line = self._line()
        if self._begins_name_exception():
            made = _grouped(outer, self._names_except(is_element=is_element), "choice", line)
        else:
            made = self._name_choice(outer, line, is_element=is_element)
        if self._sees("|", "-"):
            self._unexpected("the end of the names")
        self.depth -= 1
        return made

    def _name_choice(
        self, outer: _Annotations, line: int, *, is_element: bool
    ) -> tuple[_Node, ...]:
        """Read name classes with | between them."""
        nodes = [*self._simple_names(is_element=is_element), *self._following()]
        if not self._sees("|"):
            return _grouped(outer, tuple(nodes), "choice", line)
        while self._sees("|"):
            self._take()
            nodes += (*self._simple_names(is_element=is_element), *self._following())
        return _annotated(outer, _Node("choice", line, (), tuple(nodes)))

    def _simple_names(self, *, is_element: bool) -> tuple[_Node, ...]:
        """Read annotations and what they annotate: a name, all names, or parentheses."""
        annotations = self._annotations()
        if self._sees("("):
            self._take()
            nodes = self._names(annotations, is_element=is_element)
            self._want(")", "after the names")
            return nodes
        return _annotated(annotations, self._name(is_element=is_element))

    def _name(self, *, is_element: bool) -> _Node:
        """Read one name, or all names of a namespace, or all names."""
        token = self.token
        line = self._line()
        if self._sees("*") or token.kind == "nsname":
            return self._wildcard()
        if token.kind == "cname":
            prefix, _, local = self._take().text.partition(":")
            namespace = self._namespace_of(token, prefix)
        else:
            local = self._word("the name of an element" if is_element else "that of an attribute")
            namespace = self.default if is_element else ""
        return _Node("name", line, _ns(namespace), (local,))

    def _wildcard(self) -> _Node:
        line = self._line()
        token = self._take()
        if token.kind == "sign":
            return _Node("anyName", line)
        return _Node("nsName", line, _ns(self._namespace_of(token, token.text[:-2])))

    def _begins_name_exception(self) -> bool:
        """Whether all names but some come next: that combines with no operator."""
        at = self._past_annotations(self.at)
        if self.tokens[at].kind != "nsname" and self.tokens[at].text != "*":
            return False
        return self.tokens[at + 1].kind == "sign" and self.tokens[at + 1].text == "-"

    def _names_except(self, *, is_element: bool) -> tuple[_Node, ...]:
        """Read all names, a minus sign and the excepted names."""
        annotations = self._annotations()
        node = self._wildcard()
        minus = self._take()
        excepted = self._simple_names(is_element=is_element)
        self._check_excepted(minus, node, excepted)
        line = self.source.line(minus.position)
        node = node.changed(content=(_Node("except", line, (), excepted),))
        return (*_annotated(annotations, node), *self._following())

    def _check_excepted(self, minus: _Token, node: _Node, excepted: tuple[_Node, ...]) -> None:
        """Refuse what RELAX NG's section 4.16 forbids, and what the XML syntax cannot say.

        Within an nsName that states its namespace no name can inherit another.
        """
        forbidden = {"anyName"} if node.tag == "anyName" else {"anyName", "nsName"}
        inside = [found for found in _descendants(excepted) if found.tag in _NAME_CLASSES]
        shown = "*" if node.tag == "anyName" else "prefix:*"
        if any(found.tag in forbidden for found in inside):
            self._fail(
                minus,
                f"After “{shown} -” there stand names that cannot be taken away from it.",
                "From * take away names and namespaces, from the names of a namespace only names.",
            )
        if node.attributes and any(not found.attributes for found in inside if found.tag == "name"):
            self._fail(
                minus,
                "A name of an inherited namespace is taken away from a namespace that is stated.",
                "Give both the same prefix.",
            )

    # Annotations (5).

    def _past_annotations(self, at: int) -> int:
        """Return the index of the token behind annotations."""
        while self.tokens[at].kind == "documentation":
            at += 1
        return self._past_brackets(at, "[", "]")

    def _past_brackets(self, at: int, opening: str, closing: str) -> int:
        """Return the index behind what these signs enclose, or `at` where nothing opens."""
        depth = 0
        while at < len(self.tokens) - 1:
            text = self.tokens[at].text if self.tokens[at].kind == "sign" else ""
            depth += (text == opening) - (text == closing)
            if depth <= 0:
                return at + (text == closing and depth == 0)
            at += 1
        return at

    def _annotations(self) -> _Annotations:
        """Read comments that document, and annotations in brackets (5.1 and 5.2)."""
        elements: list[_Node] = []
        while self.token.kind == "documentation":
            line = self._line()
            said = _DOCUMENTATION_MARK.sub("", self._take().text)
            elements.append(_Node(_DOCUMENTATION, line, (), (said,) if said else ()))
        if not self._sees("["):
            return _Annotations((), tuple(elements)) if elements else _NONE
        self._take()
        attributes = self._annotation_attributes(self._foreign_attribute_name)
        while not self._sees("]"):
            elements.append(self._annotation(self._foreign_element_name))
        self._take()
        return _Annotations(attributes, tuple(elements))

    def _following(self) -> tuple[_Node, ...]:
        """Read annotations after >> (5.3)."""
        nodes: list[_Node] = []
        while self._sees(">>"):
            self._take()
            nodes.append(self._annotation(self._foreign_element_name))
        return tuple(nodes)

    def _annotation(self, name: Callable[[], str]) -> _Node:
        """Read a foreign element: a name, then attributes and content in brackets."""
        self._deeper()
        line = self._line()
        tag = name()
        self._want("[", "after the name of an annotation")
        attributes = self._annotation_attributes(self._any_attribute_name)
        content: list[_Node | str] = []
        while not self._sees("]"):
            if self.token.kind == "literal":
                content.append(self._literal("text"))
            else:
                content.append(self._annotation(self._any_name))
        self._take()
        self.depth -= 1
        return _Node(tag, line, attributes, tuple(content))

    def _annotation_attributes(self, name: Callable[[], str]) -> tuple[tuple[str, str], ...]:
        """Read foreign attributes."""
        attributes: dict[str, str] = {}
        while self.token.kind in {"name", "quoted", "cname"}:
            following = self.tokens[self.at + 1]
            if following.kind != "sign" or following.text != "=":
                break
            token = self.token
            key = name()
            self._take()
            if key in attributes:
                self._fail(
                    token, f"The attribute “{token.text}” stands here twice.", "Delete one of them."
                )
            attributes[key] = self._literal("the value of an attribute")
        return tuple(attributes.items())

    def _any_name(self) -> str:
        """Read the name of an annotation, with any namespace; without a prefix it has none."""
        token = self.token
        if token.kind != "cname":
            return "{}" + self._word("an annotation, a text or “]”")
        prefix, _, local = self._take().text.partition(":")
        namespace = self._namespace_of(token, prefix)
        if namespace is None:
            self._fail(
                token,
                f"The namespace of “{token.text}” is inherited; an annotation cannot have it.",
                "Declare a prefix with the name of a namespace.",
            )
        if namespace and not _lxml_takes(namespace):
            self._fail(
                token,
                f"The namespace “{_shortened(namespace)}” is no address.",
                "The namespace of an annotation has to be a URI.",
            )
        return f"{{{namespace}}}{local}"

    def _any_attribute_name(self) -> str:
        """Read the name of an attribute within an annotation."""
        token = self.token
        name = self._any_name()
        if name == "{}xmlns" or name[1:].partition("}")[0] in _XMLNS:
            self._fail(token, "An annotation cannot declare a namespace.", "Delete the attribute.")
        return name

    def _foreign_attribute_name(self) -> str:
        """Read the name of an attribute that annotates a pattern."""
        token = self.token
        name = self._any_attribute_name()
        if name.startswith("{}"):
            self._fail(
                token,
                f"The attribute “{token.text}” annotates a pattern and has no namespace.",
                "Declare a prefix for it, since names without one belong to RELAX NG here.",
            )
        self._check_foreign(token, name)
        return name

    def _foreign_element_name(self) -> str:
        """Read the name of an element that annotates a pattern."""
        token = self.token
        name = self._any_name()
        self._check_foreign(token, name)
        return name

    def _check_foreign(self, token: _Token, name: str) -> None:
        if name.startswith(f"{{{_RNG}}}"):
            self._fail(
                token,
                f"The annotation “{token.text}” has RELAX NG's own namespace.",
                "Annotations need a namespace of their own.",
            )

    # The tree.

    def _tree(self, root: _Node) -> etree._Element:
        """Return the lxml tree; RELAX NG gets a prefix, since foreign names may have none."""
        declared = {
            prefix: uri
            for prefix, uri in self.prefixes.items()
            if uri and prefix != "xml" and _lxml_takes(uri)
        }
        chosen = {_free("rng", declared): _RNG}
        if any(node.tag == _DOCUMENTATION for node in _descendants((root,))):
            chosen[_free("a", declared)] = _DOCUMENTATION[1:].partition("}")[0]
        grown = etree.Element(_tag(root), nsmap={**declared, **chosen})
        waiting = [(root, grown)]
        while waiting:
            node, element = waiting.pop()
            element.sourceline = min(node.line, _LINES)  # type: ignore[misc]  # (lxml allows it)
            for name, value in node.attributes:
                element.set(name.removeprefix("{}"), value)
            waiting += _filled(element, node)
        return grown


_CONTENT = frozenset({"start", "div", "include"})
_INCLUDED = frozenset({"start", "div"})
_NAME_CLASSES = frozenset({"name", "nsName", "anyName"})


def _filled(element: etree._Element, node: _Node) -> list[tuple[_Node, etree._Element]]:
    """Give an element its text and its children; return the children, which still lack theirs."""
    children: list[tuple[_Node, etree._Element]] = []
    for item in node.content:
        if not isinstance(item, str):
            children.append((item, etree.SubElement(element, _tag(item))))
        elif children:
            last = children[-1][1]
            last.tail = (last.tail or "") + item
        else:
            element.text = (element.text or "") + item
    return children


def _tag(node: _Node) -> str:
    """Return the name of a node as lxml writes it."""
    return node.tag.removeprefix("{}") if node.tag.startswith("{") else f"{{{_RNG}}}{node.tag}"


def _annotated(annotations: _Annotations, node: _Node) -> tuple[_Node, ...]:
    """Return a node with its annotations, which follow it where it cannot have children (5.1)."""
    if annotations == _NONE:
        return (node,)
    annotated = node.changed(attributes=(*node.attributes, *annotations.attributes))
    if node.tag in _CHILDLESS:
        return (annotated, *annotations.elements)
    return (annotated.changed(content=(*annotations.elements, *node.content)),)


def _grouped(
    annotations: _Annotations, nodes: tuple[_Node, ...], tag: str, line: int
) -> tuple[_Node, ...]:
    """Return nodes from parentheses, in an element of their own if these were annotated."""
    if annotations == _NONE:
        return nodes
    return _annotated(annotations, _Node(tag, line, (), nodes))


def _ns(namespace: str | None) -> tuple[tuple[str, str], ...]:
    """Return the attribute that states a namespace; none where it is inherited."""
    return () if namespace is None else (("ns", namespace),)


def _descendants(nodes: tuple[_Node, ...]) -> Iterator[_Node]:
    """Yield nodes and all that is in them."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [item for item in node.content if not isinstance(item, str)]


def _unquoted(literal: str) -> str:
    """Return what stands between the quotation marks of a segment."""
    width = 3 if len(literal) > 5 and literal[:3] in {'"""', "'''"} else 1
    return literal[width:-width]


def _shortened(text: str) -> str:
    """Return a text for a message, on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"


def _free(prefix: str, taken: dict[str, str]) -> str:
    """Return a prefix that is not yet declared."""
    return prefix if prefix not in taken else _free(f"{prefix}_", taken)


def _lxml_takes(uri: str) -> bool:
    """Whether lxml lets a namespace be declared: it refuses what is no URI."""
    try:
        etree.Element(f"{{{uri}}}x", nsmap={"x": uri})
    except ValueError:
        return False
    return True

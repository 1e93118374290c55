"""Compiling: an expression is given to the engine that can evaluate it as it is meant."""

from collections.abc import Mapping

from lxml import etree

from edition.document import Element
from edition.schematron.form import in_form
from edition.schematron.guarding import guarded
from edition.schematron.plan import Expression, Let
from edition.schematron.source import SCH, Source
from edition.value import Value
from edition.xpath.cost import ENDLESS, NOTHING, Cost, cost
from edition.xpath.hoisting import hoisted
from edition.xpath.mention import (
    asks_place,
    calls,
    prefixes,
    uses,
    variables,
    with_variable,
)
from edition.xpath.merging import merges, straightened
from edition.xpath.name import CURRENT, ONCE
from edition.xpath.plain import Plain, Strange, Unknown
from edition.xpath.step import is_relative
from edition.xpath.syntax import Node, parsed
from edition.xpath.token import Unread
from edition.xpath.translation import translated

__all__ = ["Compiler", "Foreign", "Scope"]

_PREDECLARED = {
    "xs": "http://www.w3.org/2001/XMLSchema",
    "fn": "http://www.w3.org/2005/xpath-functions",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


class Foreign(Exception):  # noqa: N818  (what it is)
    """An expression calls a function, or reads a variable, that is written in XSLT."""


class Scope(Value):
    """The variables in sight: each as XPath 1.0, if it can be, and what going through it costs."""

    plain: Mapping[str, Plain | None]
    costs: Mapping[str, Cost]
    hint: str = "Declare it with <let> before it is used, or correct its name."

    def holding(self, name: str, plain: Plain | None, spent: Cost) -> "Scope":
        """Return the scope with one more variable."""
        return self.changed(plain={**self.plain, name: plain}, costs={**self.costs, name: spent})


class Compiler:
    """Compiles the expressions of one schema; `bounded` tells whether any may take for ever.

    `hoisted` are the variables that it makes, for what an expression asks of the whole document.
    While `only_full` is set nothing is for libxml2, which knows no attribute and no text as the
    node that an expression is about.
    """

    def __init__(
        self,
        source: Source,
        namespaces: Mapping[str, str],
        version: int,
        foreign: frozenset[str] = frozenset(),
    ) -> None:
        self.source = source
        self.namespaces = {**_PREDECLARED, **namespaces}
        self.version = version
        self.foreign = foreign
        self.bounded = True
        self.hoisted: dict[str, Let] = {}
        self.only_full = False

    def test(self, text: str, at: Element, scope: Scope) -> Expression:
        """Compile what is true or false."""
        return self.expression(text, at, scope, "boolean({})", hoists=True)

    def text(self, text: str, at: Element, scope: Scope) -> Expression:
        """Compile what is told: in XPath 1.0 the first of several nodes, later all."""
        return self.expression(text, at, scope, "text")

    def expression(
        self, text: str, at: Element, scope: Scope, form: str = "{}", *, hoists: bool = False
    ) -> Expression:
        """Compile an expression for libxml2 if it means the same there.

        It `hoists` what is the same at every node where it is evaluated at many. Raises Refused.
        """
        read = self.tree(text, at, scope)
        tree = None if read is None else straightened(read)
        spent = ENDLESS if tree is None else cost(tree, scope.costs)
        is_merging = tree is not None and merges(tree, scope.costs)
        self.bounded = self.bounded and spent.bounded and not is_merging
        named = uses(text)
        if tree is not None and not self.only_full and not _is_relative_root(at, tree):
            try:
                written = self._plain(tree, form, scope)
            except Strange:
                pass
            except Unknown as unknown:
                raise self._unknown(text, at, scope, str(unknown)) from None
            else:
                self.compile(written, text, at)
                short = self._hoisted(tree, form, scope) if hoists else ""
                short, named = short or written, uses(short or written)
                long = written if short != written else ""
                return Expression(True, short, text, named, spent.scans, long)  # noqa: FBT003
        return Expression(False, self.full(text, at, form), text, named, spent.scans)  # noqa: FBT003

    def _plain(self, tree: Node, form: str, scope: Scope) -> str:
        plain = translated(tree, scope.plain, old=self.version == 1)
        return in_form(plain, form, self.version)

    def _hoisted(self, tree: Node, form: str, scope: Scope) -> str:
        """Return an expression with variables for what is asked once, if there is anything."""
        plain = dict(scope.plain)

        def named(path: Node) -> str:
            found = translated(path, {}, old=self.version == 1)
            if found.bare:
                return ""
            made = self.hoisted.get(found.text)
            if made is None:
                expression = Expression(True, found.text, found.text)  # noqa: FBT003
                made = Let(f"{ONCE}{len(self.hoisted)}", expression, expression)
                self.hoisted[found.text] = made
            plain[made.name] = found.changed(text=f"${made.name}", one=False)
            return made.name

        short = hoisted(tree, named, lambda predicate: self.is_place(predicate, scope))
        is_new = len(plain) > len(scope.plain)
        return self._plain(short, form, scope.changed(plain=plain)) if is_new else ""

    def is_place(self, predicate: Node, scope: Scope) -> bool:
        """Whether a predicate is a place among nodes, or asks for one."""
        if predicate.kind == "number" or asks_place(predicate):
            return True
        try:
            return translated(predicate, scope.plain, old=self.version == 1).numbered
        except (Strange, Unknown):
            return False

    def let(self, name: str, text: str, at: Element, scope: Scope) -> tuple[Let, Scope]:
        """Compile a variable; return it and the scope that it is in sight of. Raises Refused."""
        tree = self.tree(text, at, scope)
        parent = at.getparent()
        is_of_rule = parent is not None and parent.tag == f"{SCH}rule"
        expression = self.expression(text, at, scope, hoists=is_of_rule)
        plain = None
        if expression.plain and tree is not None:
            plain = translated(tree, scope.plain, old=self.version == 1)
        spent = NOTHING if tree is None else cost(tree, scope.costs)
        many = plain is None or (plain.kind == "nodes" and not plain.one)
        full = (
            expression
            if not expression.plain
            else expression.changed(plain=False, text=with_variable(text), uses=uses(text))
        )
        is_bare = plain is not None and plain.bare
        found = Let(name, expression if expression.plain else None, full, is_bare)
        return found, scope.holding(name, plain, spent if many else NOTHING)

    def guard(self, text: str, at: Element, scope: Scope) -> tuple[Expression | None, bool]:
        """Return the part of a test that libxml2 can decide it by, and the value that does so.

        Of `a and b`, `a or b`, `a | b` it is a, or b; of `a = b` a side that may be no node at all;
        of a path with conditions, the path without those of its last step.
        """
        tree = self.tree(text, at, scope)
        written, decisive = guarded(tree, scope.plain, scope.costs, old=self.version == 1)
        if not written:
            return None, False
        self.compile(written, text, at)
        return Expression(True, written, text, uses(written)), decisive  # noqa: FBT003

    def tree(self, text: str, at: Element, scope: Scope) -> Node | None:
        """Return the tree of an expression, its names looked up; None if it is not understood."""
        if not text.strip():
            raise self.source.fault(
                at, "An expression is empty.", "Write one, or remove the element."
            )
        try:
            tree = parsed(text)
        except Unread as unread:
            self._check_unread(text, at, str(unread))
            return None
        self._look_up(tree, text, at, scope)
        return tree

    def compile(self, written: str, text: str, at: Element) -> None:
        """Let libxml2 read what was translated. Raises Refused."""
        try:
            etree.XPath(written, namespaces=self.namespaces, regexp=False)
        except (etree.XPathSyntaxError, ValueError) as error:
            raise self._no_xpath(text, at, str(error)) from None

    def full(self, text: str, at: Element, form: str) -> str:
        """Return an expression as elementpath takes it, read by it once. Raises Refused."""
        written = with_variable(text)
        if form not in {"{}", "text"}:
            written = form.format(f"({written})")
        self._check_full(written, text, at)
        return written

    def _check_full(self, written: str, text: str, at: Element, unread: str = "") -> None:
        from edition.schematron.full import Faulty, check

        try:
            check(written, self.namespaces, self.version)
        except Faulty as faulty:
            raise self._no_xpath(text, at, unread or str(faulty)) from None

    def _check_unread(self, text: str, at: Element, unread: str) -> None:
        if self.version == 1:
            raise self._no_xpath(text, at, unread)
        self._check_full(with_variable(text), text, at, unread)

    def _no_xpath(self, text: str, at: Element, why: str) -> Exception:
        version = "1.0" if self.version == 1 else str(self.version)
        return self.source.fault(
            at,
            f"“{_short(text)}” is no XPath {version}: {why.rstrip('.')}.",
            "Correct the expression.",
        )

    def _unknown(self, text: str, at: Element, scope: Scope, what: str) -> Exception:
        hint = scope.hint
        if "function" in what:
            hint = (
                'If it is one of XPath 2 or 3, write queryBinding="xslt2" or "xslt3" in <schema>.'
            )
        elif "takes" in what:
            hint = "Give it what it takes."
        return self.source.fault(at, f"{what} It stands in “{_short(text)}”.", hint)

    def _look_up(self, tree: Node, text: str, at: Element, scope: Scope) -> None:
        for prefix in prefixes(tree):
            if prefix not in self.namespaces:
                raise self.source.fault(
                    at,
                    f"The prefix “{prefix}” in “{_short(text)}” is not declared.",
                    f'Add <ns prefix="{prefix}" uri="…"/> to the schema.',
                )
        used = calls(tree) | variables(tree)
        if used & self.foreign:
            raise Foreign
        for name in sorted(variables(tree) - set(scope.plain) - {CURRENT}):
            raise self._unknown(text, at, scope, f"There is no variable ${name} here.")


def _is_relative_root(at: Element, tree: Node) -> bool:
    """Whether a variable of the whole schema asks what is beneath the document itself."""
    parent = at.getparent()
    if not str(at.tag).endswith("}let") or parent is None or parent.tag == f"{SCH}rule":
        return False
    return is_relative(tree)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 100 else f"{plain[:99]}…"

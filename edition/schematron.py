"""Schematron: rules in XPath 1.0, run by libxml2."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document import Document, Element, parse_plain, read_bytes

__all__ = ["Schema", "load", "validate"]

SCH = "{http://purl.oclc.org/dsdl/schematron}"
_BINDINGS = {"", "xslt", "xpath", "xslt1", "xpath1"}
_SEVERITIES = {
    "error": Severity.ERROR,
    "fatal": Severity.ERROR,
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "nonfatal": Severity.WARNING,
    "info": Severity.INFO,
    "information": Severity.INFO,
}

Expression = etree.XPath
Let = tuple[str, Expression]


@dataclass(frozen=True, slots=True)
class _Test:
    """An assert (fires when false) or a report (fires when true)."""

    test: Expression
    fires_on: bool
    rule: str
    severity: Severity
    message: tuple[str | Expression, ...]
    url: str | None


@dataclass(frozen=True, slots=True)
class _Rule:
    context: Expression
    lets: tuple[Let, ...]
    tests: tuple[_Test, ...]


@dataclass(frozen=True, slots=True)
class _Pattern:
    lets: tuple[Let, ...]
    rules: tuple[_Rule, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """A compiled Schematron schema."""

    lets: tuple[Let, ...]
    patterns: tuple[_Pattern, ...]


def validate(document: Document, schema: Schema) -> Iterator[Diagnostic]:
    """Yield what a schema's asserts and reports find.

    Within a pattern the first rule whose context matches a node judges it. The message is the
    rule's own; what follows a line break in it is the hint. Source: ISO/IEC 19757-3.
    """
    root = document.root
    variables = _with(schema.lets, root, {})
    for pattern in schema.patterns:
        inner = _with(pattern.lets, root, variables)
        judged: set[object] = set()
        for rule in pattern.rules:
            for node in _nodes(_evaluate(rule.context, root, inner)):
                key = _key(node)
                if key not in judged:
                    judged.add(key)
                    yield from _judge(document, rule, node, inner)


def _judge(
    document: Document, rule: _Rule, node: object, variables: dict[str, object]
) -> Iterator[Diagnostic]:
    element = _element(node)
    values = _with(rule.lets, element, variables)
    for test in rule.tests:
        if bool(_evaluate(test.test, element, values)) is test.fires_on:
            words = "".join(
                part if isinstance(part, str) else _string(_evaluate(part, element, values))
                for part in test.message
            )
            message, _, hint = words.strip().partition("\n")
            yield Diagnostic(
                document.locate(element),
                test.rule,
                test.severity,
                " ".join(message.split()),
                " ".join(hint.split()) or None,
                test.url,
            )


def _with(lets: tuple[Let, ...], node: Element, known: dict[str, object]) -> dict[str, object]:
    values = dict(known)
    for name, expression in lets:
        values[name] = _evaluate(expression, node, values)
    return values


def _evaluate(expression: Expression, node: Element, values: dict[str, object]) -> object:
    result: object = expression(node, **values)  # type: ignore[arg-type]  # any value
    return result


def _nodes(found: object) -> list[object]:
    return found if isinstance(found, list) else []


def _key(node: object) -> object:
    """Return what tells a node: lxml makes a new string for an attribute at each evaluation."""
    if isinstance(node, etree._Element):
        return node
    return (_element(node), getattr(node, "attrname", None))


def _element(node: object) -> Element:
    if isinstance(node, etree._Element):
        return node
    parent = node.getparent()  # type: ignore[attr-defined]  # a "smart" string of lxml
    assert isinstance(parent, etree._Element)
    return parent


def _string(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, etree._Element):
        return "".join(map(str, value.itertext()))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@lru_cache(maxsize=8)
def load(path: Path) -> Schema:
    """Compile a Schematron file. Raises Refused, with findings named `schema-…`."""
    try:
        root = parse_plain(read_bytes(path, str(path)), path.resolve().as_uri())
    except etree.XMLSyntaxError as error:
        raise _refused(
            path,
            "schema-malformed",
            f"The schema is no XML: {error.msg}.",
            error.lineno,
        ) from None
    if root.tag != f"{SCH}schema":
        raise _refused(path, "schema-invalid", "This is no Schematron schema.", root.sourceline)
    binding = root.get("queryBinding", "").lower()
    if binding not in _BINDINGS:
        raise _refused(
            path,
            "schema-unsupported",
            f"The schema's tests are written in {binding}; only XPath 1.0 (xslt) is understood.",
            root.sourceline,
        )
    return _Compiler(path, root).schema()


class _Compiler:
    """Compiles the expressions of one file; its namespaces are those of its ns elements."""

    def __init__(self, path: Path, root: Element) -> None:
        self.path = path
        self.root = root
        self.namespaces = {
            ns.get("prefix", ""): ns.get("uri", "") for ns in root.iterfind(f"{SCH}ns")
        }

    def schema(self) -> Schema:
        return Schema(
            self.lets(self.root),
            tuple(
                _Pattern(
                    self.lets(pattern),
                    tuple(self.rule(rule) for rule in pattern.iterfind(f"{SCH}rule")),
                )
                for pattern in self.root.iterfind(f"{SCH}pattern")
            ),
        )

    def rule(self, rule: Element) -> _Rule:
        context = " | ".join(
            part if part.lstrip().startswith("/") else f"//{part.strip()}"
            for part in alternatives(rule.get("context", ""))
        )
        tests = (self.test(test) for test in rule.iterchildren(f"{SCH}assert", f"{SCH}report"))
        return _Rule(self.xpath(context, rule), self.lets(rule), tuple(tests))

    def test(self, test: Element) -> _Test:
        role = test.get("role") or test.getparent().get("role") or "error"  # type: ignore[union-attr]
        return _Test(
            self.xpath(test.get("test", ""), test),
            test.tag == f"{SCH}report",
            test.get("id") or "schematron",
            _SEVERITIES.get(role.lower(), Severity.ERROR),
            self.message(test),
            test.get("see"),
        )

    def message(self, test: Element) -> tuple[str | Expression, ...]:
        parts: list[str | Expression] = [test.text or ""]
        for child in test:
            if child.tag == f"{SCH}value-of":
                parts.append(self.xpath(f"string({child.get('select', '')})", child))
            elif child.tag == f"{SCH}name":
                parts.append(self.xpath(f"name({child.get('path', '.')})", child))
            else:
                parts.append("".join(map(str, child.itertext())))
            parts.append(child.tail or "")
        return tuple(parts)

    def lets(self, parent: Element) -> tuple[Let, ...]:
        return tuple(
            (let.get("name", ""), self.xpath(let.get("value", ""), let))
            for let in parent.iterfind(f"{SCH}let")
        )

    def xpath(self, expression: str, at: Element) -> Expression:
        try:
            return etree.XPath(expression, namespaces=self.namespaces, regexp=False)
        except etree.XPathSyntaxError as error:
            raise _refused(
                self.path,
                "schema-invalid",
                f"“{expression}” is no XPath 1.0: {error}.",
                at.sourceline,
            ) from None


def alternatives(pattern: str) -> list[str]:
    """Split a match pattern at the `|` that stand in no predicate and no string."""
    parts, depth, quote = [""], 0, ""
    for sign in pattern:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "[(":
            depth += 1
        elif sign in "])":
            depth -= 1
        if sign == "|" and depth == 0 and not quote:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _refused(path: Path, rule: str, message: str, line: int | None) -> Refused:
    return Refused(
        Diagnostic(
            Location(str(path), line),
            rule,
            Severity.ERROR,
            message,
            "Mend the schema, or name another one.",
        )
    )

"""Schematron: rules in XPath 1.0, run by libxml2."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document import Document, Element, parse_plain, read_bytes
from edition.value import Value

__all__ = ["Schema", "load", "rows", "validate", "validate_apart"]

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

_UNSUPPORTED = ("include", "extends")


class Expression(Value):
    """A compiled XPath, which knows where it stands, should it fail on a document."""

    xpath: etree.XPath
    file: Path
    line: int | None

    def __call__(self, node: Element, values: dict[str, object]) -> object:
        """Return its value at an element. Raises Refused."""
        try:
            result: object = self.xpath(node, **values)  # type: ignore[arg-type]  # any value
        except etree.XPathError as error:
            message = f"“{self.xpath.path}” cannot be evaluated: {error}."
            raise _refused(self.file, "schema-invalid", message, self.line) from None
        return result


Let = tuple[str, Expression]
Text = tuple[str | Expression, ...]


class _Test(Value):
    """An assert (fires when false) or a report (fires when true)."""

    test: Expression
    fires_on: bool
    rule: str
    severity: Severity
    message: Text
    hint: Text
    url: str | None


class _Rule(Value):
    context: Expression
    lets: tuple[Let, ...]
    tests: tuple[_Test, ...]


class _Pattern(Value):
    lets: tuple[Let, ...]
    rules: tuple[_Rule, ...]


class Schema(Value):
    """A compiled Schematron schema."""

    lets: tuple[Let, ...]
    patterns: tuple[_Pattern, ...]


def validate(document: Document, schema: Schema) -> Iterator[Diagnostic]:
    """Yield what a schema's asserts and reports find.

    Within a pattern the first rule whose context matches an element judges it. The message is the
    test's own, the hint its sch:diagnostic. Raises Refused where an expression fails or selects
    what we cannot judge. Source: ISO/IEC 19757-3.
    """
    root = document.root
    variables = _with(schema.lets, root, {})
    for pattern in schema.patterns:
        inner = _with(pattern.lets, root, variables)
        judged: set[Element] = set()
        for rule in pattern.rules:
            for element in _elements(rule.context, root, inner):
                if element not in judged:
                    judged.add(element)
                    yield from _judge(document, rule, element, inner)


def rows(document: Document, schema: Schema) -> list[dict[str, object]]:
    """Return what a schema finds as rows that cross processes: see `validate_apart`."""
    return [
        {**found.fields(), "location": found.location[1:], "related": ()}
        for found in validate(document, schema)
    ]


def validate_apart(document: Document, file: Path) -> Iterator[Diagnostic]:
    """Yield what a Schematron file that is not ours finds, in a process with a time limit.

    An XPath can take for ever, and nothing else ends it. Raises Refused.
    """
    from edition.worker import for_schema  # it takes longer to load than rules of ours to run

    for row in for_schema(file).judge(document.data):
        place = document.place(*row.pop("location"))
        severity = Severity(row.pop("severity"))
        yield Diagnostic(place, severity=severity, **{**row, "related": ()})


def _judge(
    document: Document, rule: _Rule, element: Element, variables: dict[str, object]
) -> Iterator[Diagnostic]:
    values = _with(rule.lets, element, variables)
    for test in rule.tests:
        if test.test(element, values) is test.fires_on:
            yield Diagnostic(
                document.locate(element),
                test.rule,
                test.severity,
                _words(test.message, element, values),
                _words(test.hint, element, values) or None,
                test.url,
            )


def _words(text: Text, element: Element, values: dict[str, object]) -> str:
    parts = (part if isinstance(part, str) else str(part(element, values)) for part in text)
    return " ".join("".join(parts).split())


def _with(lets: tuple[Let, ...], node: Element, known: dict[str, object]) -> dict[str, object]:
    values = dict(known)
    for name, expression in lets:
        values[name] = _kept(expression(node, values))
    return values


def _kept(value: object) -> object:
    """Return a value as lxml takes it back: its variables hold elements, no attributes or texts.

    Those become elements of the same string value, so that counting and comparing stay right.
    """
    if not isinstance(value, list):
        return value
    return [item if isinstance(item, etree._Element) else _standing_for(item) for item in value]


def _standing_for(text: object) -> Element:
    element = etree.Element("value")
    element.text = str(text)
    return element


def _elements(context: Expression, root: Element, values: dict[str, object]) -> Iterator[Element]:
    """Yield what a context selects. Raises Refused for attributes and texts.

    lxml evaluates no test with one of those as its context, and silence would be a lie.
    """
    found = context(root, values)
    for node in found if isinstance(found, list) else []:
        if not isinstance(node, etree._Element):
            message = "A rule's context selects attributes or texts; only elements are understood."
            raise _refused(context.file, "schema-unsupported", message, context.line)
        yield node


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
    _refuse_unsupported(path, root)
    return _Compiler(path, root).schema()


def _refuse_unsupported(path: Path, root: Element) -> None:
    """Refuse what would otherwise be passed over in silence."""
    for element in root.iter(f"{SCH}*"):
        name = etree.QName(element).localname
        if name in _UNSUPPORTED or element.get("abstract") == "true":
            what = name if name in _UNSUPPORTED else f"an abstract {name}"
            message = f"The schema uses {what}, which is not understood."
            raise _refused(path, "schema-unsupported", message, element.sourceline)


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
        parts = [part.strip() for part in alternatives(rule.get("context", ""))]
        context = " | ".join(part if part.startswith("/") else f"//{part}" for part in parts)
        if "/" in parts:
            message = "A rule's context is the document itself; only elements are understood."
            raise _refused(self.path, "schema-unsupported", message, rule.sourceline)
        tests = (self.test(test) for test in rule.iterchildren(f"{SCH}assert", f"{SCH}report"))
        return _Rule(self.xpath(context, rule), self.lets(rule), tuple(tests))

    def test(self, test: Element) -> _Test:
        role = test.get("role") or test.getparent().get("role") or "error"  # type: ignore[union-attr]
        return _Test(
            self.xpath(test.get("test", ""), test, "boolean"),
            test.tag == f"{SCH}report",
            test.get("id") or "schematron",
            _SEVERITIES.get(role.lower(), Severity.ERROR),
            self.text(test),
            self.hint(test),
            test.get("see"),
        )

    def hint(self, test: Element) -> Text:
        parts: list[str | Expression] = []
        for name in test.get("diagnostics", "").split():
            for diagnostic in self.root.iterfind(f"{SCH}diagnostics/{SCH}diagnostic"):
                if diagnostic.get("id") == name:
                    parts += [*self.text(diagnostic), " "]
        return tuple(parts)

    def text(self, of: Element) -> Text:
        parts: list[str | Expression] = [of.text or ""]
        for child in of:
            if child.tag == f"{SCH}value-of":
                parts.append(self.xpath(child.get("select", ""), child, "string"))
            elif child.tag == f"{SCH}name":
                parts.append(self.xpath(child.get("path", "."), child, "name"))
            elif isinstance(child.tag, str):
                parts.append("".join(map(str, child.itertext())))
            parts.append(child.tail or "")
        return tuple(parts)

    def lets(self, parent: Element) -> tuple[Let, ...]:
        return tuple(
            (let.get("name", ""), self.xpath(let.get("value", ""), let))
            for let in parent.iterfind(f"{SCH}let")
        )

    def xpath(self, expression: str, at: Element, cast: str = "") -> Expression:
        """Compile an expression, its value `cast` by XPath's function of that name."""
        line = at.sourceline
        try:
            etree.XPath(expression, namespaces=self.namespaces, regexp=False)  # without the cast
            whole = f"{cast}({expression})" if cast else expression
            compiled = etree.XPath(whole, namespaces=self.namespaces, regexp=False)
        except etree.XPathSyntaxError as error:
            message = f"“{expression}” is no XPath 1.0: {error}."
            raise _refused(self.path, "schema-invalid", message, line) from None
        return Expression(compiled, self.path, line)


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

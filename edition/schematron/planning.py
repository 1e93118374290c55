"""Planning: a schema, read and written out, becomes what judges documents."""

from collections.abc import Iterable, Iterator

from edition.document import Element
from edition.schematron.compiling import Compiler, Foreign, Scope
from edition.schematron.context import context
from edition.schematron.expansion import INSTANCE
from edition.schematron.message import diagnostics, message
from edition.schematron.naming import name_of, severity_of
from edition.schematron.plan import Expression, Key, Let, Pattern, Plan, Rule, Test, folded
from edition.schematron.remedy import page, remedy
from edition.schematron.source import SCH, XSL, Source
from edition.xpath.cost import NOTHING

__all__ = ["plan"]

_VERSIONS = {
    "": 1,
    "xslt": 1,
    "xslt1": 1,
    "xpath": 1,
    "xpath1": 1,
    "xslt2": 2,
    "xpath2": 2,
    "xslt3": 3,
    "xpath3": 3,
    "xpath31": 3,
}
_TESTS = (f"{SCH}assert", f"{SCH}report")
_PATTERNS = (f"{SCH}pattern", f"{SCH}group")
_INSTANCE_HINT = "Give it as <param> in this instance, or declare it with <let>."


def plan(source: Source, schema: Element) -> Plan:
    """Return the plan of a schema. Raises Refused for what cannot be judged by."""
    return _Planner(source, schema).plan()


class _Planner:
    def __init__(self, source: Source, schema: Element) -> None:
        self.source = source
        self.schema = schema
        self.version = _version(source, schema)
        self.namespaces = _namespaces(schema)
        self.functions = frozenset(_foreign(schema, self.namespaces))
        self.compiler = Compiler(source, self.namespaces, self.version, self.functions)
        self.unchecked: list[str] = []

    def plan(self) -> Plan:
        patterns = self.schema.iterchildren(*_PATTERNS)
        lets, scope = self.lets(self.schema.iterchildren(f"{SCH}let"), Scope({}, {}))
        keys = tuple(self.key(key, scope) for key in self.schema.iterchildren(f"{XSL}key"))
        made = [found for each in patterns if (found := self.pattern(each, scope)) is not None]
        return Plan(
            self.version,
            tuple(self.compiler.namespaces.items()),
            lets,
            tuple(self.compiler.hoisted.values()),
            keys,
            tuple(map(folded, made)),
            self.compiler.bounded,
            bool(self.functions),
            tuple(self.unchecked),
        )

    def pattern(self, pattern: Element, scope: Scope) -> Pattern | None:
        """Compile a pattern; None for one that only Saxon can judge by."""
        if pattern.get(INSTANCE) is not None:
            scope = scope.changed(hint=_INSTANCE_HINT)
        try:
            documents = self.documents(pattern, scope)
            lets, inner = self.lets(pattern.iterchildren(f"{SCH}let"), scope)
            rules = tuple(
                self.rule(rule, pattern, inner) for rule in pattern.iterchildren(f"{SCH}rule")
            )
        except Foreign:
            names = {
                name_of(test, rule, pattern)
                for rule in pattern.iterchildren(f"{SCH}rule")
                for test in rule.iterchildren(*_TESTS)
            }
            self.unchecked.append(", ".join(sorted(names)))
            return None
        is_group = pattern.tag == f"{SCH}group"
        return Pattern(name_of(pattern), rules, lets, is_group, documents)

    def documents(self, pattern: Element, scope: Scope) -> Expression | None:
        text = pattern.get("documents")
        if text is None:
            return None
        self.compiler.only_full = True  # it is seen from the document, which lxml has no node for
        found = self.compiler.expression(text, pattern, scope)
        self.compiler.only_full = False
        return found

    def rule(self, rule: Element, pattern: Element, scope: Scope) -> Rule:
        text = rule.get("context", "")
        if not text.strip():
            raise self.source.fault(rule, "A rule has no context.", "Write @context.")
        self.compiler.only_full = False
        matched = context(self.compiler, text, rule, scope)
        self.compiler.only_full = not all(each.selects_elements for each in matched)
        lets, inner = self.lets(rule.iterchildren(f"{SCH}let"), scope)
        tests = tuple(self.test(test, rule, pattern, inner) for test in rule.iterchildren(*_TESTS))
        self.compiler.only_full = False
        return Rule(matched, lets, tests)

    def test(self, test: Element, rule: Element, pattern: Element, scope: Scope) -> Test:
        text = test.get("test", "")
        compiler = self.compiler
        asked = compiler.test(text, test, scope)
        guard, decisive = (None, False)
        if not compiler.only_full and (asked.uses or asked.scans or not asked.plain):
            guard, decisive = compiler.guard(text, test, scope)
        holders = (test, rule, pattern)
        subject = next((each.get("subject") for each in holders if each.get("subject")), None)
        see = next((each.get("see") for each in holders if each.get("see")), None)
        name = name_of(*holders)
        told = diagnostics(compiler, self.schema, test, scope)
        return Test(
            self.source.place(test),
            asked,
            guard,
            decisive,
            test.tag == f"{SCH}report",
            name,
            severity_of(*holders),
            message(compiler, test, scope),
            told or tuple(filter(None, [remedy(name)])),
            see or page(name),
            None if subject is None else compiler.expression(subject, test, scope),
        )

    def lets(self, elements: Iterable[Element], scope: Scope) -> tuple[tuple[Let, ...], Scope]:
        made = []
        for let in elements:
            name, value = let.get("name", ""), let.get("value")
            if value is None or not name:
                raise self.source.fault(
                    let, "A let has no name or no value.", "Write @name and @value."
                )
            try:
                each, scope = self.compiler.let(name, value, let, scope)
            except Foreign:
                self.compiler.foreign |= {name}  # nor can what reads it be checked
                scope = scope.holding(name, None, NOTHING)
                continue
            made.append(each)
        return tuple(made), scope

    def key(self, key: Element, scope: Scope) -> Key:
        matched = context(self.compiler, key.get("match", ""), key, scope)
        use = self.compiler.text(key.get("use", ""), key, scope)
        return Key(key.get("name", ""), matched, use)


def _version(source: Source, schema: Element) -> int:
    binding = schema.get("queryBinding", "").strip().lower()
    if binding not in _VERSIONS:
        raise source.fault(
            schema,
            f"The schema's tests are written in {binding}, which is not understood.",
            "XPath 1 to 3.1 are: queryBinding is xslt, xslt2 or xslt3.",
            "schema-unsupported",
        )
    return _VERSIONS[binding]


def _namespaces(schema: Element) -> dict[str, str]:
    return {ns.get("prefix", ""): ns.get("uri", "") for ns in schema.iter(f"{SCH}ns")}


def _foreign(schema: Element, namespaces: dict[str, str]) -> Iterator[str]:
    """Yield the names of what is written in XSLT, with the prefixes that the schema has for it."""
    for element in schema.iterchildren(f"{XSL}function", f"{XSL}variable", f"{XSL}param"):
        prefix, colon, local = element.get("name", "").rpartition(":")
        uri = element.nsmap.get(prefix, namespaces.get(prefix))
        alike = [f"{each}:{local}" for each, other in namespaces.items() if other == uri]
        yield from alike if colon else [local]

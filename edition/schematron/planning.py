"""Planning: a schema, read and written out, becomes what judges documents."""

from collections.abc import Iterable

from lxml import etree

from edition.diagnostic import nearest
from edition.document import Element
from edition.schematron.compiling import Compiler, Foreign, Scope
from edition.schematron.context import context
from edition.schematron.expansion import INSTANCE
from edition.schematron.message import diagnostics, message
from edition.schematron.naming import name_of, severity_of
from edition.schematron.plan import Key, Let, Pattern, Plan, Rule, Test, folded
from edition.schematron.source import SCH, XSL, Source
from edition.schematron.xpath.cost import NOTHING

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


def plan(source: Source, schema: Element, phase: str = "") -> Plan:
    """Return the plan of a schema. Raises Refused for what cannot be judged by.

    `phase` is the one to judge by, by default the schema's own, else all patterns.
    """
    return _Planner(source, schema).plan(phase)


class _Planner:
    def __init__(self, source: Source, schema: Element) -> None:
        self.source = source
        self.schema = schema
        self.version = _version(source, schema)
        self.namespaces = _namespaces(schema)
        self.functions = _foreign(schema)
        self.compiler = Compiler(source, self.namespaces, self.version, self.functions)
        self.unchecked: list[str] = []

    def plan(self, phase: str) -> Plan:
        active, phase_lets = self.active(phase or self.schema.get("defaultPhase", ""))
        scope = Scope({}, {})
        lets, scope = self.lets((*self.schema.iterchildren(f"{SCH}let"), *phase_lets), scope)
        keys = tuple(self.key(key, scope) for key in self.schema.iterchildren(f"{XSL}key"))
        patterns = [made for each in active if (made := self.pattern(each, scope)) is not None]
        return Plan(
            self.version,
            tuple(self.compiler.namespaces.items()),
            (*lets, *self.compiler.hoisted.values()),
            keys,
            tuple(map(folded, patterns)),
            self.compiler.bounded,
            bool(self.functions),
            tuple(self.unchecked),
        )

    def active(self, phase: str) -> tuple[list[Element], list[Element]]:
        """Return the patterns of a phase, and its variables."""
        patterns = list(self.schema.iterchildren(*_PATTERNS))
        if not patterns:
            raise self.source.fault(
                self.schema,
                "The schema has no pattern, so it asks nothing.",
                "Add one, or name another schema.",
            )
        if phase in {"", "#ALL", "#DEFAULT"}:
            return patterns, []
        phases = {each.get("id", ""): each for each in self.schema.iterchildren(f"{SCH}phase")}
        if phase not in phases:
            close = nearest(phase, list(phases), most=1)
            known = ", ".join(phases) or "none at all"
            hint = f"Did you mean “{close[0]}”?" if close else f"The schema has {known}."
            raise self.source.fault(self.schema, f"There is no phase “{phase}”.", hint)
        names = [each.get("pattern", "") for each in phases[phase].iterchildren(f"{SCH}active")]
        for at in phases[phase].iterchildren(f"{SCH}active"):
            self.check_active(at, patterns)
        chosen = [each for each in patterns if each.get("id", "") in names]
        return chosen, list(phases[phase].iterchildren(f"{SCH}let"))

    def check_active(self, active: Element, patterns: list[Element]) -> None:
        known = [each.get("id", "") for each in patterns]
        name = active.get("pattern", "")
        if name not in known:
            close = nearest(name, known, most=1)
            hint = f"Did you mean “{close[0]}”?" if close else "Correct @pattern."
            raise self.source.fault(active, f"There is no pattern “{name}”.", hint)

    def pattern(self, pattern: Element, scope: Scope) -> Pattern | None:
        """Compile a pattern; None for one that only Saxon can judge by, or that is elsewhere."""
        if pattern.get("documents") is not None:
            self.unchecked.append(
                f"what the pattern {name_of(pattern)} asks of other documents (@documents)"
            )
            return None
        if pattern.get(INSTANCE) is not None:
            scope = scope.changed(hint=_INSTANCE_HINT)
        try:
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
        return Pattern(rules, lets, pattern.tag == f"{SCH}group")

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
        return Test(
            self.source.place(test),
            asked,
            guard,
            decisive,
            test.tag == f"{SCH}report",
            name_of(*holders),
            severity_of(*holders),
            message(compiler, test, scope),
            diagnostics(compiler, self.schema, test, scope),
            see,
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


def _foreign(schema: Element) -> frozenset[str]:
    """Return the names of functions and variables that are written in XSLT."""
    return frozenset(
        element.get("name", "")
        for element in schema.iterchildren(f"{XSL}*")
        if etree.QName(element).localname in {"function", "variable", "param"}
    )

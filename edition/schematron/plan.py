"""Plan: a schema ready to judge by, as plain data that can be kept from one run to the next."""

from typing import Any

from edition.diagnostic import Severity
from edition.value import Value

__all__ = [
    "Alternative",
    "Expression",
    "Key",
    "Let",
    "Pattern",
    "Place",
    "Plan",
    "Rule",
    "Test",
    "Text",
    "packed",
    "unpacked",
]


class Place(Value):
    """Where something stands in a schema: the file beside the schema's own, line, column."""

    file: str
    line: int | None
    column: int | None


class Expression(Value):
    """An expression for one of two engines: libxml2 where it is `plain`, else elementpath.

    `text` is for the engine, `source` as the schema has it, `uses` the variables it reads.
    `scans` says that its time grows with the document.
    """

    plain: bool
    text: str
    source: str
    uses: tuple[str, ...] = ()
    scans: bool = False


Text = tuple[str | Expression, ...]


class Let(Value):
    """A variable, for either engine; `plain` is None where only elementpath can tell its value."""

    name: str
    plain: Expression | None
    full: Expression


class Alternative(Value):
    """One of the patterns between the bars of a context.

    `tags` and `attributes` must occur in a document, else it matches nothing there. Elements of
    the last tag are candidates, those with the attribute where one is asked for: `condition` says
    which of them match. Where it is not so simple, `whole` selects them from the document.
    """

    tags: tuple[str, ...]
    attributes: tuple[str, ...]
    candidates: str
    bearing: str
    condition: Expression | None
    whole: Expression | None
    selects_elements: bool


class Test(Value):
    """An assert (fires when false) or a report (fires when true).

    `guard` is a part of the test for libxml2: where its value is `decisive`, it is that of the
    whole test, and the rest is not asked.
    """

    place: Place
    test: Expression
    guard: Expression | None
    decisive: bool
    fires_on: bool
    name: str
    severity: Severity
    message: Text
    hint: Text
    url: str | None
    subject: Expression | None


class Rule(Value):
    """What is asked of the nodes of a context."""

    context: tuple[Alternative, ...]
    lets: tuple[Let, ...]
    tests: tuple[Test, ...]


class Pattern(Value):
    """Rules of which the first that matches a node judges it; in a group all that match do."""

    rules: tuple[Rule, ...]
    lets: tuple[Let, ...]
    is_group: bool


class Key(Value):
    """An xsl:key: elements by the strings that an expression finds in them."""

    name: str
    match: tuple[Alternative, ...]
    use: Expression


class Plan(Value):
    """A schema: its variables, keys and patterns, and what it takes to judge by it.

    `version` is that of XPath; `bounded` says that no test can take for ever; `by_saxon` that
    functions in XSLT are called; `unchecked` names the constraints that we leave to Saxon.
    """

    version: int
    namespaces: tuple[tuple[str, str], ...]
    lets: tuple[Let, ...]
    keys: tuple[Key, ...]
    patterns: tuple[Pattern, ...]
    bounded: bool
    by_saxon: bool
    unchecked: tuple[str, ...]


_RECORDS: tuple[type[Value], ...] = (
    Place,
    Expression,
    Let,
    Alternative,
    Test,
    Rule,
    Pattern,
    Key,
    Plan,
)


def packed(value: Any) -> Any:  # noqa: ANN401  (any part of a plan)
    """Return a part of a plan as tuples, strings and numbers, which marshal takes."""
    if isinstance(value, Value):
        return ("", _RECORDS.index(type(value)), *map(packed, value))
    if isinstance(value, tuple):
        return (None, *map(packed, value))
    return str(value) if isinstance(value, Severity) else value


def unpacked(data: Any) -> Any:  # noqa: ANN401  (as packed)
    """Return a part of a plan from what `packed` made of it."""
    if type(data) is not tuple:
        return data
    if data[0] is None:
        return tuple([unpacked(each) for each in data[1:]])
    record = _RECORDS[data[1]]
    # as the record is made, without a look at its fields: they are as they were
    made = tuple.__new__(record, [unpacked(each) for each in data[2:]])
    return made.changed(severity=Severity(made.severity)) if record is Test else made  # type: ignore[attr-defined]

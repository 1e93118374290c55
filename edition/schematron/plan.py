"""Plan: a schema ready to judge by, as plain data that can be kept from one run to the next."""

import marshal
from functools import lru_cache
from typing import Any

from edition.diagnostic import Severity
from edition.value import Value

__all__ = [
    "Alternative",
    "Expression",
    "Folded",
    "Key",
    "Let",
    "Need",
    "Pattern",
    "Place",
    "Plan",
    "Rule",
    "Test",
    "Text",
    "folded",
    "packed",
    "unfolded",
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
    `scans` says that its time grows with the document. `long` is `text` without variables of ours
    for nodes of the whole document: where these are many, libxml2 is slow to take them.
    """

    plain: bool
    text: str
    source: str
    uses: tuple[str, ...] = ()
    scans: bool = False
    long: str = ""


Text = tuple[str | Expression, ...]


class Let(Value):
    """A variable, for either engine; `plain` is None where only elementpath can tell its value.

    If it `is_bare` some of its nodes are attributes or texts: for libxml2 it is an element, whose
    children stand for them.
    """

    name: str
    plain: Expression | None
    full: Expression
    is_bare: bool = False


class Alternative(Value):
    """One of the patterns between the bars of a context.

    `tags` and `attributes` must occur in a document, else it matches nothing there. Elements of
    the last tag are candidates, those with the attribute where one is asked for: `condition` says
    which of them match, `screen` what libxml2 can tell of that, if it cannot tell all. Where it is
    not so simple, `whole` selects them from the document.
    """

    tags: tuple[str, ...]
    attributes: tuple[str, ...]
    candidates: str
    bearing: str
    condition: Expression | None
    whole: Expression | None
    selects_elements: bool
    screen: str = ""

    @property
    def need(self) -> "Need":
        """What must occur in a document."""
        return self.tags, self.attributes


Need = tuple[tuple[str, ...], tuple[str, ...]]
"""Tags and attributes of which each must occur."""


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
    """Rules of which the first that matches a node judges it; in a group all that match do.

    Where `documents` tells addresses, it asks about the documents there.
    """

    name: str
    rules: tuple[Rule, ...]
    lets: tuple[Let, ...]
    is_group: bool
    documents: Expression | None


class Folded(Value):
    """A pattern put away: most documents have none of the things that it is about.

    `needs` says what must occur, one of them at least, for the pattern to match anything.
    """

    needs: tuple[Need, ...]
    data: bytes


class Key(Value):
    """An xsl:key: elements by the strings that an expression finds in them."""

    name: str
    match: tuple[Alternative, ...]
    use: Expression


class Plan(Value):
    """A schema: its variables, keys and patterns, and what it takes to judge by it.

    `once` are variables of ours for what expressions ask of a whole document.
    `version` is that of XPath; `bounded` says that no test can take for ever; `by_saxon` that
    functions in XSLT are called; `unchecked` names the constraints that we leave to Saxon.
    """

    version: int
    namespaces: tuple[tuple[str, str], ...]
    lets: tuple[Let, ...]
    once: tuple[Let, ...]
    keys: tuple[Key, ...]
    patterns: tuple[Folded, ...]
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
    Folded,
    Key,
    Plan,
)


def folded(pattern: Pattern) -> Folded:
    """Return a pattern put away."""
    contexts = (rule.context for rule in pattern.rules)
    needs = dict.fromkeys(each.need for context in contexts for each in context)
    if pattern.documents is not None:  # what is there nobody knows
        needs = {((), ()): None}
    return Folded(tuple(needs), marshal.dumps(packed(pattern)))


@lru_cache(maxsize=2000)
def unfolded(data: bytes) -> Pattern:
    """Return a pattern that was put away, from its data."""
    found = unpacked(marshal.loads(data))  # noqa: S302  (our own, or out of the cache, as sealed)
    assert isinstance(found, Pattern)
    return found


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

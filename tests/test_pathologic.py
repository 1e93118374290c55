"""Schemas and documents that are hostile to a validator: the work grows as they do, no faster.

Never timed, since a busy machine would fail them: what is counted are calls of functions.
"""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from edition import relaxng
from edition.diagnostic import Diagnostic, Refused
from edition.document import parse
from edition.relaxng.automaton import Automaton
from edition.relaxng.schema import automaton
from tests.conftest import MakeProject
from tests.effort import LINEAR, effort
from tests.grammar.raw import Violation, judge
from tests.samples import tei

NS = 'xmlns="http://relaxng.org/ns/structure/1.0"'
TYPES = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
SQUARE = 2 * LINEAR
"""How much more effort a schema twice as long may be with a document that uses all of it."""

Case = tuple[str, bytes, bool]
Load = Callable[[str], Automaton]


@pytest.fixture
def load(make_project: MakeProject) -> Load:
    def loaded(schema: str) -> Automaton:
        return automaton(make_project({"schema.rng": schema}) / "schema.rng")

    return loaded


def element(name: str, content: str) -> str:
    return f'<element name="{name}" {NS} {TYPES}>{content}</element>'


def leaf(name: str) -> str:
    return element(name, "<empty/>")


def repeated(content: str) -> str:
    return f"<zeroOrMore>{content}</zeroOrMore>"


def optional(content: str) -> str:
    return f"<optional>{content}</optional>"


def work(act: Callable[[], list[Violation] | list[Diagnostic]], *, is_valid: bool) -> int:
    """Return the effort of a verdict, which has to be right."""
    found, calls = effort(act)
    assert (found == []) is is_valid
    return calls


# A schema that stays, and a document of so many parts.


def ambiguous(size: int) -> Case:
    choice = f"<choice>{leaf('a')}{leaf('a')}<group>{leaf('a')}{leaf('a')}</group></choice>"
    return element("r", repeated(choice)), b"<r>%s</r>" % (b"<a/>" * size), True


def repeats_in_a_row(size: int) -> Case:
    row = repeated(leaf("a")) + repeated(leaf("a")) + optional(leaf("b"))
    return element("r", row), b"<r>%s<b/></r>" % (b"<a/>" * size), True


def interleaved_repeats(size: int) -> Case:
    mixed = f"<interleave>{repeated(leaf('a'))}{repeated(leaf('b'))}<text/></interleave>"
    return element("r", mixed), b"<r>%s</r>" % (b"<a/>words<b/>" * (size // 2)), True


def nested(size: int) -> Case:
    inner = optional('<ref name="d"/>')
    grammar = f'<define name="d">{element("d", inner)}</define>'
    schema = f'<grammar {NS}><start><ref name="d"/></start>{grammar}</grammar>'
    return schema, b"<d>" * size + b"</d>" * size, True


def many_orders(size: int) -> Case:
    """Interleaved optionals, each element with others of them in another order."""
    names = [f"n{number}" for number in range(20)]
    inner = f"<interleave>{''.join(optional(leaf(name)) for name in names)}</interleave>"
    random = Random(3)
    rows = [
        "".join(f"<{name}/>" for name in random.sample(names, random.randint(0, 6)))
        for _ in range(size)
    ]
    document = "".join(f"<e>{row}</e>" for row in rows)
    return element("r", repeated(element("e", inner))), f"<r>{document}</r>".encode(), True


def decided_late(size: int) -> Case:
    """Two readings of every level, of which the innermost element decides for all."""
    levels = "".join(
        f'<define name="{side}"><element name="d"><choice><ref name="{side}"/>'
        f'<element name="{side}"><empty/></element></choice></element></define>'
        for side in "xy"
    )
    start = '<start><choice><ref name="x"/><ref name="y"/></choice></start>'
    schema = f"<grammar {NS}>{start}{levels}</grammar>"
    return schema, b"<d>" * size + b"<y/>" + b"</d>" * size, True


def wrong_everywhere(size: int) -> Case:
    schema = element("r", repeated(leaf("a")))
    return schema, b"<r>%s</r>" % (b"<c><d/></c>words<a n='1'/>" * size), False


def wrong_namespace(size: int) -> Case:
    """Siblings each of which brings a namespace of its own, so that each is told."""
    schema = f'<element name="r" ns="urn:a" {NS}>{repeated(leaf("a"))}</element>'
    return schema, b'<r xmlns="urn:a">%s</r>' % (b'<a xmlns="urn:b"/>' * size), False


def ever_new_values(size: int) -> Case:
    """Each alike to many of those that are allowed."""
    values = "".join(f"<value>word{n:03}</value>" for n in range(100))
    given = "".join(f"<e>w{n:05}</e>" for n in range(size))
    return (
        element("r", repeated(element("e", f"<choice>{values}</choice>"))),
        given_in(given),
        False,
    )


def ever_new_names(size: int) -> Case:
    known = repeated("".join(optional(leaf(f"name{n}")) for n in range(50)))
    given = "".join(f"<namo{n:05} a{n}='x'>x</namo{n:05}>" for n in range(size))
    return element("r", known), given_in(given), False


def given_in(content: str) -> bytes:
    return f"<r>{content}</r>".encode()


def hard_pattern(size: int) -> Case:
    """A pattern on which a matcher that tries one way after the other takes for ever."""
    data = '<data type="string"><param name="pattern">(a|a|aa)*(a*)*b</param></data>'
    return element("r", data), b"<r>%s</r>" % (b"a" * size), False


DOCUMENTS: dict[str, tuple[Callable[[int], Case], int]] = {
    "the same element by three ways, (a | a | a, a)*": (ambiguous, 800),
    "a*, a*, b?": (repeats_in_a_row, 800),
    "two repeats and text interleaved, 100,000 children": (interleaved_repeats, 50_000),
    "3,000 levels": (nested, 1500),
    "20 optional elements in ever other orders": (many_orders, 400),
    "levels that the innermost decides": (decided_late, 800),
    "a mistake at every step": (wrong_everywhere, 2000),
    "siblings in a wrong namespace": (wrong_namespace, 250),
    "ever new wrong values": (ever_new_values, 1000),
    "ever new wrong names": (ever_new_names, 1000),
    "a pattern with nested repeats": (hard_pattern, 2000),
}


@pytest.mark.parametrize("case", DOCUMENTS)
def test_twice_the_document_is_twice_the_work(case: str, load: Load) -> None:
    make, size = DOCUMENTS[case]

    def cost(length: int) -> int:
        schema, document, is_valid = make(length)
        machine = load(schema)
        return work(lambda: judge(machine, document), is_valid=is_valid)

    once, twice = cost(size), cost(2 * size)
    assert twice < LINEAR * once


@pytest.mark.parametrize("case", [case for case in DOCUMENTS if "levels" not in case])
def test_twice_the_document_is_twice_the_work_with_recovery_and_messages_too(
    case: str, make_project: MakeProject
) -> None:
    make, size = DOCUMENTS[case]

    def cost(length: int) -> int:
        schema, text, is_valid = make(length)
        path = make_project({"schema.rng": schema}) / "schema.rng"
        document = parse(text, "hostile.xml")
        list(relaxng.validate(parse(b"<other/>", "other.xml"), path))  # so that it is loaded
        return work(lambda: list(relaxng.validate(document, path)), is_valid=is_valid)

    once, twice = cost(size), cost(2 * size)
    assert twice < LINEAR * once


# A schema of so many parts, and a document that uses them.


def attribute_groups(size: int) -> Case:
    """Choices of groups of attributes, each overlapping with the next."""

    def one(number: int) -> str:
        return f'<attribute name="a{number}"><text/></attribute>'

    groups = "".join(
        optional(f"<choice><group>{one(2 * n)}{one(2 * n + 1)}</group>{one(2 * n)}</choice>")
        for n in range(size)
    )
    given = "".join(f' a{number}="x"' for number in range(2 * size))
    return element("r", groups), f"<r{given}/>".encode(), True


def optionals_interleaved(size: int) -> Case:
    names = [f"n{number}" for number in range(size)]
    inner = "".join(optional(leaf(name)) for name in names)
    given = "".join(f"<{name}/>" for name in reversed(names))
    return element("r", f"<interleave>{inner}</interleave>"), f"<r>{given}</r>".encode(), True


def optionals_before_as_many(size: int) -> Case:
    row = optional(leaf("a")) * size + leaf("a") * size
    return element("r", row), b"<r>%s</r>" % (b"<a/>" * size), True


def enumeration(size: int) -> Case:
    values = "".join(f"<value>word{number}</value>" for number in range(size))
    schema = element("r", repeated(element("e", f"<choice>{values}</choice>")))
    return schema, b"<r>%s</r>" % b"<e>word7</e><e>word%d</e>" % (size - 1), True


def choices_of_twins(size: int) -> Case:
    """So many elements of one name, of which content alone decides."""
    twins = "".join(element("e", leaf(f"n{number}")) for number in range(size))
    given = "".join(f"<e><n{number}/></e>" for number in range(size))
    return element("r", repeated(f"<choice>{twins}</choice>")), f"<r>{given}</r>".encode(), True


def all_or_own(size: int) -> Case:
    """So many elements, each of which may hold all, and one more of its own."""
    everything = "".join(f'<ref name="e{number}"/>' for number in range(size))
    elements = "".join(
        f'<define name="e{n}">{element(f"e{n}", repeated(choice("all", f"own{n}")))}</define>'
        for n in range(size)
    )
    schema = (
        f'<grammar {NS}><start><ref name="e0"/></start>'
        f'<define name="all"><choice>{everything}</choice></define>{elements}</grammar>'
    )
    given = "".join(f"<e{n}><own{n}/><e0/></e{n}>" for n in range(9))
    return schema, f"<e0>{given}</e0>".encode(), True


def choice(name: str, own: str) -> str:
    return f'<choice><ref name="{name}"/>{leaf(own)}</choice>'


SCHEMAS: dict[str, tuple[Callable[[int], Case], int]] = {
    "16 choices of overlapping groups of attributes": (attribute_groups, 8),
    "20 optional elements interleaved": (optionals_interleaved, 10),
    "24 times a?, then 24 times a": (optionals_before_as_many, 12),
    "an enumeration of 10,000 values": (enumeration, 5000),
    "elements of one name in a choice": (choices_of_twins, 20),
}


def test_what_all_elements_share_is_built_once(load: Load) -> None:
    once, twice = (len(built(load, size)) for size in (600, 1200))
    assert twice < LINEAR * once


def built(load: Load, size: int) -> list[int]:
    """Return the branches of all choices that are built of a schema."""
    schema, document, _ = all_or_own(size)
    machine = load(schema)
    assert judge(machine, document) == []
    return [branch.uid for pattern in machine.states.patterns for branch in pattern.branches]


def test_a_choice_between_the_same_thirty_deep_is_that(load: Load) -> None:
    levels = "".join(
        f'<define name="d{n}"><choice>{f"""<ref name="d{n + 1}"/>""" * 2}</choice></define>'
        for n in range(30)
    )
    machine = load(
        f'<grammar {NS}><start><element name="r"><ref name="d0"/></element></start>{levels}'
        f'<define name="d30">{leaf("a")}</define></grammar>'
    )
    assert judge(machine, b"<r><a/></r>") == []
    assert judge(machine, b"<r><a/><a/></r>") != []


@pytest.mark.parametrize(
    "inner", ["<choice><group>{0}{0}</group>{0}</choice>", "<group>{0}{0}</group>"]
)
def test_definitions_that_repeat_each_other_thirty_deep_are_refused_or_judged(
    inner: str, make_project: MakeProject
) -> None:
    levels = "".join(
        f'<define name="d{n}">{inner.format(f"""<ref name="d{n + 1}"/>""")}</define>'
        for n in range(30)
    )
    schema = (
        f'<grammar {NS}><start><element name="r"><ref name="d0"/></element></start>{levels}'
        f'<define name="d30">{leaf("a")}</define></grammar>'
    )
    path = make_project({"schema.rng": schema}) / "schema.rng"
    with pytest.raises(Refused) as refused:
        list(relaxng.validate(parse(b"<r>%s</r>" % (b"<a/>" * 300), "hostile.xml"), path))
    assert [found.rule for found in refused.value.diagnostics] == ["schema-too-slow"]


@pytest.mark.parametrize("case", SCHEMAS)
def test_twice_the_schema_is_at_most_four_times_the_work(case: str, load: Load) -> None:
    make, size = SCHEMAS[case]

    def cost(length: int) -> int:
        schema, document, is_valid = make(length)
        return work(lambda: judge(load(schema), document), is_valid=is_valid)

    once, twice = cost(size), cost(2 * size)
    assert twice < SQUARE * once


REPEAT = '<oneOrMore><ref name="s"/></oneOrMore>'


@pytest.mark.parametrize(
    ("repeat", "document", "is_valid"),
    [
        (f"<choice>{REPEAT}<empty/></choice>", b'<s a="1"><s/></s>', True),
        (f"<choice>{REPEAT}<empty/></choice>", b'<s b="1"><s/></s>', False),
        (REPEAT, b'<s a="1"><s/></s>', False),
    ],
)
def test_a_schema_that_repeats_itself_loads_and_judges(
    repeat: str, document: bytes, is_valid: bool, load: Load
) -> None:
    attribute = optional('<attribute name="a"/>')
    machine = load(
        f'<grammar {NS}><start><ref name="s"/></start>'
        f'<define name="s"><element name="s"><group>{repeat}</group><ref name="t"/></element>'
        f'</define><define name="t">{attribute}</define></grammar>'
    )
    assert (judge(machine, document) == []) is is_valid


def test_tei_lite_of_tei_publisher_loads_and_judges(shared: Path) -> None:
    machine = automaton(shared / "data" / "tei" / "teilite.rng")
    right = tei("<p>met <name>Lenz</name></p>").replace("body>", "div>")  # as this schema wants
    assert judge(machine, right.encode()) == []
    (wrong,) = judge(machine, right.replace("name>", "perName>").encode())
    assert (wrong.kind, wrong.name.rpartition(" ")[2]) == ("element", "perName")


def test_a_list_of_definitions_that_repeat_each_other_is_refused_and_kept(
    make_project: MakeProject,
) -> None:
    levels = "".join(
        f'<define name="d{n}">{CHOICE.format(f"""<ref name="d{n + 1}"/>""")}</define>'
        for n in range(30)
    )
    schema = (
        f'<grammar {NS} {TYPES}><start><element name="r"><list><ref name="d0"/></list></element>'
        f'</start>{levels}<define name="d30"><data type="token"/></define></grammar>'
    )
    path = make_project({"schema.rng": schema}) / "schema.rng"
    with pytest.raises(Refused):
        list(relaxng.validate(parse(b"<r>%s</r>" % (b"a " * 300), "hostile.xml"), path))
    relaxng.keep()  # ends


CHOICE = "<choice><group>{0}{0}</group>{0}</choice>"

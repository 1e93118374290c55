"""Rules: each is one file whose manual shows what is wrong and what is right; both are run."""

import json
import re
from inspect import cleandoc

import pytest

from edition.diagnostic import Severity
from edition.document import read
from edition.project import at
from edition.rule import POLICIES, Rule, rules
from tests.conftest import Command, MakeProject
from tests.samples import tei

EACH_RULE = pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule.name))
SECTIONS = ["What", "Why", "Wrong", "Right"]


def section(rule: Rule, name: str) -> str:
    found = re.search(rf"^{name}\n((?:    .*\n|\n)+)", f"{rule.manual}\n", re.MULTILINE)
    assert found, f"{rule.name} has no section {name}"
    return cleandoc(f"\n{found[1]}").strip()


def judges(rule: Rule) -> list[Rule]:
    """Return the rules that judge an example: all but policies for headers, which it cannot meet.

    The example of a policy is judged by it and by those that it brings along.
    """
    policies = POLICIES[: POLICIES.index(rule.set) + 1] if rule.set in POLICIES else ()
    return [other for other in rules() if other.set not in POLICIES or other.set in policies]


def found_in(example: str, by: list[Rule], make_project: MakeProject) -> list[str]:
    files, judged = files_of(example)
    root = make_project({"edition.toml": "", "source/capture.txt": "One word.", **files})
    document = read(root / judged)
    return [item.rule for rule in by for item in rule.diagnose(document, at(root))]


def files_of(example: str) -> tuple[dict[str, str | bytes], str]:
    """Return the files of an example and the one to judge: the last of those that it names."""
    if not example.startswith("xml/"):
        whole = example.startswith(("<TEI", "<?"))
        return {"example.xml": example if whole else tei(example)}, "example.xml"
    parts = re.split(r"^(\S+\.xml):\n", example, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True)), parts[-2]


@EACH_RULE
def test_a_manual_says_in_a_sentence_and_four_sections_what_the_rule_is(rule: Rule) -> None:
    sentence = rule.manual.partition("\n")[0]
    assert sentence.endswith(".")
    assert re.findall(r"^(\w+)$", rule.manual, re.MULTILINE) == SECTIONS
    assert all(section(rule, name) for name in SECTIONS)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)


@EACH_RULE
def test_what_is_wrong_gives_this_finding_and_no_other(
    rule: Rule, make_project: MakeProject
) -> None:
    assert set(found_in(section(rule, "Wrong"), judges(rule), make_project)) == {rule.name}


@EACH_RULE
def test_what_is_right_gives_no_finding(rule: Rule, make_project: MakeProject) -> None:
    assert not found_in(section(rule, "Right"), judges(rule), make_project)


@EACH_RULE
def test_a_finding_has_a_place_a_message_and_advice(rule: Rule, make_project: MakeProject) -> None:
    root = make_project({"edition.toml": "", "source/capture.txt": "One word."})
    files, judged = files_of(section(rule, "Wrong"))
    document = read(make_project(files) / judged, "example.xml")
    for item in rule.diagnose(document, at(root)):
        assert item.location.file == "example.xml"
        assert item.location.line
        assert item.location.column
        assert item.message.endswith(".")
        assert item.hint
        assert item.severity is rule.severity


def test_rules_are_the_files_of_their_folder_in_the_order_of_their_names() -> None:
    names = [rule.name for rule in rules()]
    assert names == sorted(names)
    assert {"duplicate-id", "malformed-id", "dangling-pointer", "impossible-date"} <= set(names)


def judged(body: str, make_project: MakeProject) -> list[tuple[str, int | None, int | None]]:
    root = make_project({"edition.toml": "", "a.xml": tei(body)})
    document = read(root / "a.xml")
    always = [rule for rule in rules() if not rule.set]
    found = [item for rule in always for item in rule.diagnose(document, at(root))]
    return [(item.rule, item.location.line, item.location.column) for item in found]


def test_every_bearer_of_a_taken_id_is_told_and_points_at_the_first(
    make_project: MakeProject,
) -> None:
    body = '<p xml:id="a"/>\n<p xml:id="b"/> <p xml:id="a"/>\n<p xml:id="a"/>'
    assert judged(body, make_project) == [("duplicate-id", 8, 17), ("duplicate-id", 9, 1)]
    root = make_project({})
    document = read(root / "a.xml")
    rule = next(rule for rule in rules() if rule.name == "duplicate-id")
    related = [
        other.location.line for item in rule.diagnose(document, at(root)) for other in item.related
    ]
    assert related == [7, 7]


@pytest.mark.parametrize("name", ["", "1", "a b", "a:b", "-a", ".a", "²a", "ªb", "a..b", "a#b"])
def test_what_is_no_name_is_a_malformed_id(name: str, make_project: MakeProject) -> None:
    assert judged(f'<p xml:id="{name}"/>', make_project) == [("malformed-id", 7, 1)]


@pytest.mark.parametrize("name", ["a", "_a", "a-1", "a.b", "é", "ص1", "a·b", "日本", "𝒜"])
def test_a_name_is_an_id(name: str, make_project: MakeProject) -> None:
    assert not judged(f'<p xml:id="{name}"/>', make_project)


@pytest.mark.parametrize(
    ("attributes", "reversed_"),
    [
        ('from="1864" to="1863"', True),
        ('from="1863" to="1863"', False),
        ('from="1863-05" to="1863"', False),
        ('notBefore="1863-05-13" notAfter="1863-05-12"', True),
        ('from="1863-05-13" notAfter="1863-05-12"', True),
        ('notBefore="1863-05-13" to="1863-05-12"', True),
        ('notBefore="-0044" notAfter="0014"', False),
        ('from="--05" to="--04"', False),
    ],
)
def test_a_range_is_reversed_where_no_day_is_left(
    attributes: str, reversed_: bool, make_project: MakeProject
) -> None:
    found = judged(f"<date {attributes}>then</date>", make_project)
    assert found == ([("reversed-dates", 7, 1)] if reversed_ else [])


def test_a_web_address_is_no_finding(make_project: MakeProject) -> None:
    targets = "https://example.org mailto:a@b.org urn:isbn:9783161484100 doi:10.1000/182 HTTP://EXAMPLE.ORG"
    assert not judged(f'<ref target="{targets}">x</ref>', make_project)


def test_the_article_breaks_no_rule(edition_command: Command) -> None:
    done = edition_command("validate", "xml/gorbachev-response.xml", "--format", "json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert not [item for item in found if item["severity"] != Severity.INFO]


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        ('<gap reason="lost" quantity="7" unit="line"/>', []),
        ('<gap reason="lost" extent="unknown"/>', []),
        ('<gap reason="lost" quantity="2" unit="character"/>', ["skipped-number"]),
        ("", ["skipped-number"]),
    ],
)
def test_lines_that_are_said_to_be_lost_are_not_left_out(
    lost: str, told: list[str], make_project: MakeProject
) -> None:
    before = "".join(f'<lb n="B{n}"/>a' for n in range(1, 6))
    behind = "".join(f'<lb n="B{n}"/>b' for n in range(13, 18))
    found = judged(f"<ab>{before}{lost}{behind}</ab>", make_project)
    assert [rule for rule, *_ in found] == told


def test_an_id_with_a_blank_at_its_end_is_told_what_to_write(make_project: MakeProject) -> None:
    root = make_project({"edition.toml": "", "a.xml": tei('<p xml:id="a1 "/>')})
    (rule,) = [rule for rule in rules() if rule.name == "malformed-id"]
    (found,) = rule.diagnose(read(root / "a.xml"), at(root))
    assert found.message == "The xml:id “a1 ” begins or ends with a blank."
    assert found.hint == "Write a1: some programs take the blank away, and others do not."

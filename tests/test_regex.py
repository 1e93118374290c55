"""The regular expressions of XML Schema: what matches, what is refused, and that none hangs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.relaxng.regex import compiled
from tests.effort import effort

MATCHES = """
abc|abc|ab abcd Abc
a.c|abc a^c|ac
a*|a aa|b
a{2}|aa|a aaa
a{2,}|aa aaaaa|a
a{1,3}|a aaa|aaaa b
a{0,2}b|b ab aab|aaab


^a$|^a$|a
[a-c]|a c|d -
[^a-c]|d ^|a
[a^]|a ^|b
[-a]|- a|b
[a-]|- a|b
[a\\-c]|a - c|b
[a-z-[aeiou]]|b z|a e A
[a-z-[b-y-[m]]]|a z m|b y
[^a-z-[0-9]]|A -|a 5
[\\d.]+|1.5|a
[^\\s\\d]+|ab|a1
\\d+|12 ٣|a
\\D|a|1
\\s?x|x|y
\\S+|abc
\\i\\c*|a _x x1 é1 :a|1a -a
\\I|1 -|a :
\\C|/ (|a 1 .
\\w+|abc é1 $|a-b a.b
\\W|. -|a
\\p{Lu}|A É|a 1
\\P{Lu}|a 1|A
\\p{L}+|aÉب|a1
[\\p{L}\\p{N}]+|a1|-
[^\\p{C}\\p{Z}]+|#a-b_1
\\p{IsBasicLatin}+|abc|é
\\P{IsBasicLatin}|é|a
\\p{IsGreek}+|αβ|a
\\p{IsGreekandCoptic}|α|a
\\p{IsLatin-1Supplement}|é|a
\\p{IsPrivateUse}|\ue000 \U00100000|a
\\p{IsEgyptianHieroglyphs}|\U00013000|a
\\.\\\\\\?\\*\\+\\(\\)\\{\\}\\[\\]\\-\\^|.\\?*+(){}[]-^|a
"""
ROWS = [(*row.split("|"), "")[:3] for row in MATCHES.strip().splitlines() if row]


@pytest.mark.parametrize(("pattern", "right", "wrong"), ROWS)
def test_an_expression_matches_whole_texts(pattern: str, right: str, wrong: str) -> None:
    matcher = compiled(pattern)
    assert [text for text in right.split(" ") if not matcher.matches(text)] == []
    assert [text for text in wrong.split() if matcher.matches(text)] == []


def test_alternatives_may_be_empty() -> None:
    assert [compiled("(ab|c)+").matches(text) for text in ("ab", "cab", "a")] == [True, True, False]
    assert [compiled("(a|)b").matches(text) for text in ("b", "ab", "aab")] == [True, True, False]
    assert [compiled("a|b|").matches(text) for text in ("", "b", "ab")] == [True, True, False]
    assert compiled("").matches("")


def test_a_point_is_any_sign_within_a_line() -> None:
    assert [compiled(".").matches(sign) for sign in "a\n\r\u2028"] == [True, False, False, True]


def test_white_space_is_that_of_xml() -> None:
    assert [compiled(r"\s").matches(sign) for sign in " \t\n\r\u00a0\f"] == [True] * 4 + [False] * 2


def test_escapes_name_line_ends_and_tabs() -> None:
    assert compiled(r"\n\r\t[\n\t]").matches("\n\r\t\n")


@pytest.mark.parametrize(
    "pattern",
    ["(", ")", "(a", "a)", "[", "[a", "[]", "[^]", "[b-a]", "[a-\\d]", "[a[b]", "[\\d-z]",
     "[a-c-e]", "[a-[b]", "[a-[b]c]", "*", "a**", "+a", "?", "{", "}", "]", "a{", "a{}", "a{,2}",
     "a{x}", "a{3,2}", "a{9999999}",
     "\\", "\\$", "\\/", "\\b", "\\1", "\\p", "\\pL", "\\p{",
     "\\p{Xx}", "\\p{IsNowhere}", "\\p{Cs}", "\\u0041", "((a{999}){999}){999}", "(a{0,999}){0,999}",
     "(" * 5000, "[a-" * 5000, "(?:a)"],
)  # fmt: skip
def test_what_is_no_expression_is_refused_with_a_sentence(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"^The expression .*\.$"):
        compiled(pattern)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(a+)+b", "a" * 20_000),
        ("(a|a)*b", "a" * 20_000),
        ("(a|b|ab)*c", "ab" * 10_000),
        ("(a*)*(a*)*b", "a" * 20_000),
        ("a*" * 50 + "b", "a" * 20_000),
        ("(a?){50}a{50}", "a" * 50),
        ("(.*)(.*)(.*)(.*)(.*)x", "a" * 20_000),
        ("((){9999}){999999}", "a"),
    ],
)
def test_no_expression_costs_more_than_a_few_steps_for_each_sign(pattern: str, text: str) -> None:
    _, calls = effort(lambda: compiled(pattern).matches(text))
    assert calls < 3 * len(text) + 10_000  # at most 2,800 to compile it, then one or so a sign


@pytest.mark.parametrize(
    ("pattern", "size"),
    [
        ("(a{1,1000}){1,1000}", "1,999,999 steps"),
        ("((a?){50}){50}(a{50}){50}", "7,500 steps"),
        ("(" * 50 + "a" + "){9}" * 50, "steps"),
        ("a" * 30_000, "30,000 signs"),
    ],
)
def test_an_expression_that_is_too_large_is_refused_with_its_size(pattern: str, size: str) -> None:
    with pytest.raises(ValueError, match=f"^The expression .*{size}.* are the most\\.$"):
        compiled(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "((a?){30}){30}(a{30}){30}",
        "(" + "|".join("a" * n for n in range(1, 60)) + "){2}",
        "(" + "|".join(f"[a-{'bcdef'[n % 5]}]{{1,{n}}}" for n in range(1, 60)) + ")*",
        "(a|b)*a(a|b){600}",
        "".join(f"(a{{{n}}})*" for n in range(1, 60)),
    ],
)
def test_a_value_of_a_hundred_signs_takes_few_steps_whatever_the_expression(pattern: str) -> None:
    matcher = compiled(pattern)
    matcher.matches("")
    _, calls = effort(lambda: matcher.matches("aabab" * 20))
    assert calls < 66_000  # 22,000 for the third, 1,300 for the others: 40 ms and 2 ms


def test_more_different_classes_than_anyone_writes_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 300 different classes"):
        compiled("".join(f"[a-{chr(200 + n)}]" for n in range(301)))


def test_what_all_expressions_remember_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edition.relaxng.regex.matcher._MOST_BYTES", 20_000)
    matchers = [compiled(f"[^x]*{n}(a|b){{{n},99}}") for n in range(10)]
    signs = "".join(map(chr, range(0x4E00, 0x4F00)))
    for _ in range(3):
        for n, matcher in enumerate(matchers):
            assert matcher.matches(f"{signs}{n}{'ab' * 20}")
            assert not matcher.matches(f"x{n}")


def test_loops_in_loops_match_as_they_should() -> None:
    for pattern in ("((a*b?)*c?)*d", "((a*)*)*d", "((a|b*)+|c)*d", "(a?(b?c*)*)*d"):
        matcher = compiled(pattern)
        assert [t for t in ("d", "aabccad", "cbad", "abcd") if not matcher.matches(t)] == (
            ["aabccad", "cbad", "abcd"] if pattern == "((a*)*)*d" else []
        )
        assert not matcher.matches("dd")


def test_what_is_forgotten_is_found_anew() -> None:
    matcher = compiled("[^x]*")
    signs = "".join(map(chr, range(0x4E00, 0x9F00)))
    assert all(matcher.matches(signs) for _ in range(8))
    assert not matcher.matches(signs + "x")


def expressions() -> st.SearchStrategy[str]:
    """Return expressions that mean the same in Python."""
    atoms = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", "\\d", "[a-c]", "\\."])
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map("".join),
            st.tuples(inner, inner).map(lambda two: f"({two[0]}|{two[1]})"),
            st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{1,2}", "{1,}"])).map(
                lambda two: f"({two[0]}){two[1]}"
            ),
        ),
        max_leaves=6,
    )


@given(expressions(), st.lists(st.text("abc1.", max_size=6), min_size=1))
def test_what_both_know_matches_as_in_python(pattern: str, texts: list[str]) -> None:
    python = re.compile(pattern)
    for text in texts:
        assert compiled(pattern).matches(text) == bool(python.fullmatch(text))


@given(st.text("ab()[]{}-^|?*+\\\\pdLI,1 ", max_size=20))
def test_any_text_is_an_expression_or_refused_with_a_sentence(pattern: str) -> None:
    refused = "The expression"
    try:
        compiled(pattern).matches("abc")
    except ValueError as error:
        refused = str(error)
    assert refused.startswith("The expression")

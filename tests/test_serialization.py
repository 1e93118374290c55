import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.stylesheet.hypertext import html
from edition.stylesheet.plaintext import plain_text

VOID = set("area base br col embed hr img input link meta param source track wbr".split())
Tree = tuple[str, tuple[tuple[str, str], ...], tuple["Tree | str", ...]]


class Reader(HTMLParser):
    """Reads HTML back into the nested tuples that it was made from."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, list[tuple[str, str]], list[Tree | str]]] = [("", [], [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append((tag, [(name, value or "") for name, value in attrs], []))
        if tag in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        name, attributes, children = self.open.pop()
        assert name == tag
        self.open[-1][2].append((name, tuple(attributes), merged(children)))

    def handle_data(self, data: str) -> None:
        self.open[-1][2].append(data)


def merged(children: list[Tree | str]) -> tuple[Tree | str, ...]:
    """Join neighbouring texts, which a parser may hand over in pieces."""
    out: list[Tree | str] = []
    for child in children:
        if isinstance(child, str) and out and isinstance(out[-1], str):
            out[-1] += child
        elif child != "":
            out.append(child)
    return tuple(out)


def element(tree: Tree) -> etree._Element:
    tag, attributes, children = tree
    made = etree.Element(tag, dict(attributes))
    for child in children:
        last = made[-1] if len(made) else None
        if not isinstance(child, str):
            made.append(element(child))
        elif last is None:
            made.text = child
        else:
            last.tail = child
    return made


texts = st.text(alphabet="ab <>&\"'/é\u06f1\ue000=-", min_size=1, max_size=8)
attributes = st.dictionaries(st.sampled_from(["id", "class", "title"]), texts, max_size=2).map(
    lambda found: tuple(sorted(found.items()))
)
leaves = st.tuples(st.sampled_from(["br", "img", "span", "p", "hr"]), attributes, st.just(()))
trees = st.recursive(
    leaves,
    lambda inner: st.tuples(
        st.sampled_from(["div", "span", "q", "cite"]),
        attributes,
        st.lists(inner | texts, max_size=4).map(merged),
    ),
    max_leaves=10,
)


@pytest.mark.parametrize("rest", [(), ("words " * 12_000,)], ids=["short", "long"])
@given(tree=trees)
@settings(max_examples=150, deadline=None)
def test_html_is_read_back_as_the_tree_that_it_was_made_of(
    tree: Tree, rest: tuple[str, ...]
) -> None:
    page: Tree = ("html", (), (tree, *rest))
    reader = Reader()
    reader.feed(html(element(page)).decode())
    assert merged(reader.open[0][2])[1] == page  # behind the line of the doctype


def page(css: str, js: str = "", body: str = "") -> bytes:
    root = etree.fromstring(
        "<html><head><meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\"/>"
        f"<style/><script/></head><body>{body}</body></html>"
    )
    for name, text in (("style", css), ("script", js)):
        found = root.find(f".//{name}")
        assert found is not None
        found.text = text
    return html(root)


def raw(made: bytes, name: str) -> str:
    found = re.search(f"<{name}>(.*?)</{name}>", made.decode(), re.DOTALL)
    assert found is not None
    return found[1]


def test_style_and_script_are_written_raw() -> None:
    made = page("a > b { content: '&' }", "if (a < b && c > d) f('x');")
    assert raw(made, "style") == "a > b { content: '&' }"
    assert raw(made, "script") == "if (a < b && c > d) f('x');"


@pytest.mark.parametrize("end", ["</style>", "</STYLE >", "</script>", "<!--", "<script>"])
def test_nothing_in_a_style_or_script_can_end_it(end: str) -> None:
    made = page(f"a {{ content: '{end}' }}", f"f('{end}');")
    escaped = end.replace("<", "<\\")
    assert raw(made, "style") == f"a {{ content: '{escaped}' }}"
    assert raw(made, "script") == f"f('{escaped}');"


@pytest.mark.parametrize("css", ["p { color: red }", "a { content: '</style>' }", ""])
def test_the_hashes_of_the_policy_are_those_of_the_texts_within(css: str) -> None:
    made = page(css, "f();")
    policy = re.search('content="([^"]*)"', made.decode())
    assert policy is not None
    for name in ("style", "script"):
        digest = b64encode(sha256(raw(made, name).encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy[1]


def test_no_words_of_a_text_can_take_the_place_of_a_style() -> None:
    body = "\ue000edition-raw-0\ue001&lt;style&gt;&lt;/style&gt;"
    made = page("p {}", "f();", body).decode()
    assert f"<body>{body}</body>" in made
    assert raw(made.encode(), "style") == "p {}"


def folded(tree: str) -> str:
    return plain_text(etree.fromstring(f"<text>{tree}</text>")).text


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        ("<block>a</block><block>b</block>", "a\n\nb"),
        ("<block>a<line>b</line>c</block>", "a\nb\nc"),
        ("<block> a \n b </block>", "a b"),
        ("a<space/>b<space/> c", "a b c"),
        ("a <glue/> b", "ab"),
        ("<line>a</line><glue/><line>b</line>", "a\nb"),
        ("a<verbatim>  </verbatim>b", "a  b"),
        ("<part>a</part><part>b</part> <part>c</part>", "ab c"),
        ("a\u00a0 b\u2003", "a\u00a0 b\u2003"),
        ("a<hide until='z'/>b<part id='z'/>c", "ac"),
        ("a<hide until='z'/>b", "ab"),
        ("a<part id='z'/>b<hide until='z'/>c", "abc"),
        ("", ""),
    ],
)
def test_a_text_tree_is_folded(tree: str, text: str) -> None:
    assert folded(tree) == text


def test_a_span_holds_exactly_the_signs_of_its_passage() -> None:
    tree = "<block id='p'>a <part id='q'> b </part>c</block><block id='e'/><block id='r'>d</block>"
    plain = plain_text(etree.fromstring(f"<text>{tree}</text>"))
    assert {name: plain.text[slice(*span)] for name, span in plain.spans.items()} == {
        "p": "a b c",
        "q": "b",
        "r": "d",
    }
    assert plain.between("q", "r") == "b c\n\nd"
    assert plain.between("q", "e") == ""

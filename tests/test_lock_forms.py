from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from edition.diagnostic import Diagnostic, Refused
from edition.lock.block import Block
from edition.lock.manuscript import endings, read_manuscript
from edition.lock.quoting import quotations
from tests.manuscripts import docx, field, odt, run, zipped, zotero


def read(folder: Path, name: str, text: str | bytes) -> list[Block]:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_manuscript(file)


def cited(blocks: list[Block]) -> list[str]:
    return [each.key or each.address for block in blocks for each in block.mentions]


def quoted(blocks: list[Block]) -> list[str]:
    return [block.text[each.start : each.end] for block in blocks for each in quotations(block)]


def refused(folder: Path, name: str, data: str | bytes) -> Diagnostic:
    with pytest.raises(Refused) as told:
        read(folder, name, data)
    (found,) = told.value.diagnostics
    assert str(found.location).startswith(str(folder / name))
    return found


MARKDOWN = {
    "See [@a, p. 3; see @b:c, and -@d].": ["a", "b:c", "d"],
    "@a [p. 3] says; so does @{b:p1..p2}.": ["a", "b:p1..p2"],
    "[text](https://e.org/a.html?v=1&fp=x.y#p3 'T') <https://e.org/b> https://e.org/c.": [
        "https://e.org/a.html?v=1&fp=x.y#p3", "https://e.org/b", "https://e.org/c",
    ],
    "[text][R] and [R].\n\n[r]: <https://e.org/a#x> 'T'": ["https://e.org/a#x"] * 2,
    "A[^1]^[see @b]\n\n[^1]: See @a.\n\n    And @c.": ["b", "a", "c"],
    "<a href='https://e.org/a?x=1&amp;y=2'>here</a>": ["https://e.org/a?x=1&y=2"],
    r"a@b.org \@no [\@no]": [],
    "`@no` ``[@no]`` <!-- @no -->\n\n~~~\n@no\n~~~\n": [],
    "---\ntitle: '@no'\n---\n\n@a": ["a"],
    "> Words\n> and more [@a]\n\n- item @b\n# Head @c": ["a", "b", "c"],
    "| a | @b |\n|---|---|": ["b"],
    "[[[[[@a]]]]] [unclosed @b": ["a", "b"],
}  # fmt: skip


@pytest.mark.parametrize("text", MARKDOWN)
def test_markdown_gives_what_pandoc_would_cite(tmp_path: Path, text: str) -> None:
    assert cited(read(tmp_path, "m.md", text)) == MARKDOWN[text]


LATEX = {
    r"\cite{a} \autocite[see][3]{b,c} \textcite*{d} \footcite{e} \citep[3]{f} \nocite{g}": list(
        "abcdefg"
    ),
    r"\cites(pre)(post)[1]{a}[2]{b} (see so) \parencites{c}{d}": list("abcd"),
    r"\url{https://e.org/a%20b.html?v=1&fp=x.y#p} \href{https://e.org/a\%20b\#p\_1}{x}": [
        "https://e.org/a%20b.html?v=1&fp=x.y#p", "https://e.org/a%20b#p_1",
    ],
    r"\url{https://e.org/{\textasciitilde}me/a.html\#\textasciitilde div}": [
        "https://e.org/~me/a.html#~div"
    ],
    r"\textcquote[pre][3]{a}[.]{words} \blockquote[\cite{b}]{x} \foreigntextcquote{german}{c}{w}":
        ["a", "b", "c"],
    "\\begin{displaycquote}[3]{a}\nwords\n\\end{displaycquote}\n\\begin{displayquote}[\\cite{b}]\n"
    "w\n\\end{displayquote}": ["a", "b"],
    "A\\footnote{\\cite{a}, so.} % \\cite{no}\n\\verb|\\cite{no}| 100\\% \\cite{b}": ["b", "a"],
    "\\begin{comment}\n\\cite{no}\\end{comment}\\cite{a}\\end{document}\\cite{no}": ["a"],
    r"\citestyle{no} \label{no} \cite[see \emph{that}, {[x]}][3]{a} [so]": ["a"],
    r"\cite{a \footnote{\cite{b": [],
}  # fmt: skip


@pytest.mark.parametrize("text", LATEX)
def test_latex_gives_what_its_packages_would_cite(tmp_path: Path, text: str) -> None:
    assert cited(read(tmp_path, "m.tex", text)) == LATEX[text]


BIBTEX = {
    '@book{a, title={x}}\n@Online(b, url = "https://e.org/b")': ["a", "b", "https://e.org/b"],
    r"@misc{a, howpublished = {\url{https://e.org/a\_b\%20c\#p}}}": ["a", "https://e.org/a_b%20c#p"],
    "@misc{a, url = {tale.html?v=1&fp=x.y#p}, note = {at https://e.org/c.}}": [
        "a", "tale.html?v=1&fp=x.y#p", "https://e.org/c.",
    ],
    '@string{x = {https://e.org}} @comment{a, b} @preamble{"x"}': [],
    "@book{a, title = {left open\n@book{b,": ["a", "b"],
}  # fmt: skip


@pytest.mark.parametrize("text", BIBTEX)
def test_bibtex_gives_keys_and_addresses(tmp_path: Path, text: str) -> None:
    assert cited(read(tmp_path, "m.bib", text)) == BIBTEX[text]


HTML = {
    "<p>See <a href='https://e.org/a?x&amp;y#p'>a</a> <span data-cites='b c'>(1)</span>": [
        "https://e.org/a?x&y#p", "b", "c",
    ],
    "<blockquote cite='https://e.org/a'>x</blockquote><q cite='https://e.org/b'>y</q>": [
        "https://e.org/a", "https://e.org/b",
    ],
    "<script>'<a href=\"no\">'</script><style>a{}</style><!-- <a href='no'> -->": [],
    "<p>x<a href='#fn1'>1</a><ol><li id='fn1'>see <a href='https://e.org/a'>": ["https://e.org/a"],
}  # fmt: skip


@pytest.mark.parametrize("text", HTML)
def test_html_gives_links_and_citations(tmp_path: Path, text: str) -> None:
    assert cited(read(tmp_path, "m.html", text)) == HTML[text]


def test_docx_gives_links_and_the_fields_of_word_and_zotero(tmp_path: Path) -> None:
    body = (
        f"<w:p>{run('a ')}<w:hyperlink r:id='rId0' w:anchor='p3'>{run('here')}</w:hyperlink></w:p>"
        f"<w:p>{field('HYPERLINK &quot;x&quot;'.replace('&quot;', chr(34)), 'there')}</w:p>"
        f"<w:p>{field(zotero('z'), '(Z 1)')}{field('CITATION w l 1033', '(W)')}</w:p>"
        "<w:p><w:fldSimple w:instr='HYPERLINK &quot;y&quot;'/></w:p>"
        f"<w:p><w:del>{field(zotero('no'), 'x')}</w:del>"
        f"<w:ins>{field(zotero('i'), 'x')}</w:ins></w:p>"
        "<w:p><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    )
    notes = (
        f"<w:footnote w:type='separator' w:id='0'><w:p>{run('no')}</w:p></w:footnote>"
        f"<w:footnote w:id='2'><w:p>{field(zotero('n'), 'N')}</w:p></w:footnote>"
    )
    blocks = read(tmp_path, "m.docx", docx(body, notes, ["https://e.org/a"]))
    assert cited(blocks) == ["https://e.org/a#p3", "x", "z", "w", "y", "i", "n"]
    parts = [each.place.part for block in blocks for each in block.mentions]
    assert parts[:2] == ["paragraph 1", "paragraph 2"]
    assert parts[-1] == "footnote 1"


def test_odt_gives_links_notes_and_bibliography_marks(tmp_path: Path) -> None:
    body = (
        "<text:p>a <text:a xlink:href='https://e.org/a#p'>here</text:a>"
        "<text:s text:c='2'/>b</text:p>"
        "<text:p>c<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>n <text:bibliography-mark text:identifier='k'>[1]"
        "</text:bibliography-mark></text:p></text:note-body></text:note></text:p>"
        f"<text:p><text:reference-mark-start text:name='{zotero('z')} R1'/>(Z)</text:p>"
        "<text:tracked-changes><text:p><text:a xlink:href='no'>x</text:a></text:p>"
        "</text:tracked-changes>"
    )
    blocks = read(tmp_path, "m.odt", odt(body))
    assert cited(blocks) == ["https://e.org/a#p", "k", "z"]
    assert blocks[0].text == "a here  b"
    parts = [each.place.part for block in blocks for each in block.mentions]
    assert parts == ["paragraph 1", "footnote 1", "paragraph 3"]


QUOTED = {
    "He said “so” and «thus» and „da“ or »ja« or 「はい」.": ["so", "thus", "da", "ja", "はい"],
    'He said "so"; it\'s ‘God’s will’ or ‚ach‘.': ["so", "God’s will", "ach"],
    "“outer ‘inner’ outer”": ["outer ‘inner’ outer"],
    "< «\u00a0mots\u00a0»": ["\u00a0mots\u00a0"],
    "”Hej” sade han": ["Hej"],
    "the workers’ rights, don't, 6” and 5' 3\"": [],
    "“never closed": [],
}


@pytest.mark.parametrize("text", QUOTED)
def test_marks_of_many_languages_quote(tmp_path: Path, text: str) -> None:
    assert quoted(read(tmp_path, "m.md", text)) == QUOTED[text]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("m.md", "> Words of *his*\n> own [@a]\n\nBut no", "Words of his\n  own "),
        ("m.tex", "\\enquote{Words \\emph{of} his~own \\textelp{}}", "Words of his\u00a0own …"),
        ("m.tex", "\\begin{quote}Words\\end{quote} no", "Words"),
        ("m.tex", "``Stra\\ss{}e f\\\"ur \\'Elan --- \\textins{he} \\dots''",
         "Straße für Élan — [he] …"),
        ("m.tex", "\"`Worte\"'", "Worte"),
        ("m.html", "<blockquote><p>Words &amp; <i>more</i></blockquote><p>no", "Words & more"),
        ("m.html", "<p>x <q>Words</q> no", "Words"),
    ],
)  # fmt: skip
def test_markup_quotes_too(tmp_path: Path, name: str, text: str, words: str) -> None:
    assert quoted(read(tmp_path, name, text)) == [words]


def test_paragraphs_in_the_style_of_quotations_quote(tmp_path: Path) -> None:
    style = '<w:style w:styleId="a1"><w:name w:val="Intense Quote"/></w:style>'
    style += '<w:style w:styleId="a2"><w:name w:val="Mine"/><w:basedOn w:val="a1"/></w:style>'
    body = f'<w:p><w:pPr><w:pStyle w:val="a2"/></w:pPr>{run("Words")}</w:p><w:p>{run("no")}</w:p>'
    assert quoted(read(tmp_path, "m.docx", docx(body, styles=style))) == ["Words"]
    style = '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
    body = '<text:p text:style-name="P1">Words</text:p><text:p>no</text:p>'
    assert quoted(read(tmp_path, "m.odt", odt(body, style))) == ["Words"]


@pytest.mark.parametrize("name", ["m.md", "m.tex", "m.html", "m.bib"])
def test_every_citation_of_plain_text_stands_where_it_is_said_to(tmp_path: Path, name: str) -> None:
    text = {
        "m.md": "é\r\n\r\nSee “x” [@key].\r\n",
        "m.tex": "é\r\n\r\nSee\\footnote{\\cite{key}}",
        "m.html": "<p>é\r\n\r\n&eacute; <span data-cites='key'>",
        "m.bib": "% é\r\n\r\n@book{key, title={x}}",
    }[name]
    blocks = read(tmp_path, name, text)
    (found,) = [each for block in blocks for each in block.mentions]
    assert found.place.line == 3
    assert found.place.column is not None
    rest = text.split("\r\n")[2][found.place.column - 1 :]
    assert rest.startswith(("@key", "key", "<span data-cites='key'"))


def test_latin_1_is_read_where_latex_declares_it(tmp_path: Path) -> None:
    text = "\\usepackage[latin1]{inputenc} é \\cite{a}"
    assert cited(read(tmp_path, "m.tex", text.encode("latin-1"))) == ["a"]


def test_utf_16_is_read_by_its_mark(tmp_path: Path) -> None:
    assert cited(read(tmp_path, "m.md", "é @a".encode("utf-16"))) == ["a"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAFE = "<text:p>x</text:p>"
LOCKED = "<file-entry><encryption-data/></file-entry>"


def bomb() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive, archive.open("content.xml", "w") as member:
        for _ in range(257):
            member.write(b" " * (1 << 20))
    return out.getvalue()


def encrypted() -> bytes:
    data = bytearray(zipped({"word/document.xml": "<x/>"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


BAD: dict[str, tuple[str, bytes, str]] = {
    "no archive": ("m.docx", b"Dear reader", "the file is no zip archive"),
    "PDF": ("m.odt", b"%PDF-1.7", "the file is a PDF"),
    "password": ("m.docx", OLE + b"x", "has a password, or is in the old form"),
    "encrypted member": ("m.docx", encrypted(), "The file has a password."),
    "encrypted ODT": ("m.odt", odt(SAFE, manifest=LOCKED), "The file has a password."),
    "newer encryption": ("m.odt", zipped({"encrypted-package": "x"}), "The file has a password."),
    "ODT called DOCX": ("m.docx", odt(SAFE), "The name says DOCX, but the file is ODT."),
    "DOCX called ODT": ("m.odt", docx(""), "The name says ODT, but the file is DOCX."),
    "another zip": ("m.docx", zipped({"a.txt": "x"}), "holds no word/document.xml"),
    "cut off": ("m.docx", docx("")[:-40], "its table of contents cannot be read"),
    "bomb": ("m.odt", bomb(), "would unpack to more than 256 MiB"),
    "entities": (
        "m.docx", zipped({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        "declares a document type",
    ),
    "entities in UTF-16": (
        "m.docx", zipped({"word/document.xml": "<!DOCTYPE x><x/>".encode("utf-16")}),
        "declares a document type",
    ),
    "not well-formed": ("m.docx", zipped({"word/document.xml": "<x>"}), "cannot be read"),
    "binary": ("m.md", b"a\0b", "the file is a binary file"),
    "zip": ("m.tex", docx(""), "the file is a zip archive"),
    "old Word": ("m.md", OLE, "the file is a file of an older word processor"),
    "Latin 1": ("m.html", b"<p>caf\xe9", "The byte E9 is no UTF-8"),
    "unknown ending": ("m.xyz", b"x", "No manuscript ends in .xyz"),
    "no ending": ("m", b"x", "The name has no ending"),
    "Word of old": ("m.doc", OLE, "in the old form of Word, which cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_is_not_what_its_name_says_is_refused_with_advice(tmp_path: Path, case: str) -> None:
    name, data, message = BAD[case]
    told = refused(tmp_path, name, data)
    assert message in told.message
    assert told.hint


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    data = bytearray(docx("<w:p>" + "x" * 500 + "</w:p>"))
    at = data.index(b"word/document.xml") + len("word/document.xml") + 3
    data[at : at + 8] = b"\xff" * 8
    assert "is damaged" in refused(tmp_path, "m.docx", bytes(data)).message


def test_a_huge_manuscript_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edition.lock.manuscript.MOST_BYTES", 10)
    assert "is larger than" in refused(tmp_path, "m.md", "x" * 11).message


def test_standard_input_is_refused_since_it_has_no_name() -> None:
    with pytest.raises(Refused, match="no name to tell what kind"):
        read_manuscript(Path("-"))


@pytest.mark.parametrize("name", ["m.md", "m.tex", "m.html", "m.bib"])
@pytest.mark.parametrize("text", ["[" * 20_000, "{" * 20_000, "\\footnote{" * 3_000, "`" * 20_000,
                                  "<q>" * 5_000, "“" * 20_000, "> " * 5_000, "@a{" * 5_000,
                                  "‘a’ " * 4_000, "[^1]" * 4_000, '\\"' * 9_000])  # fmt: skip
def test_nonsense_is_read_without_haste_or_harm(tmp_path: Path, name: str, text: str) -> None:
    blocks = read(tmp_path, name, text)
    assert sum(len(block.text) for block in blocks) <= 2 * len(text)
    quoted(blocks)


def test_the_endings_are_those_that_the_readme_names() -> None:
    assert {".md", ".tex", ".docx", ".odt", ".html", ".bib"} <= set(endings())


def test_a_foreign_quotation_that_stands_apart_is_read_as_such(tmp_path: Path) -> None:
    text = "\\begin{foreigndisplaycquote}{german}[3]{a}\nWorte\n\\end{foreigndisplaycquote}"
    blocks = read(tmp_path, "m.tex", text)
    assert (cited(blocks), [words.strip() for words in quoted(blocks)]) == (["a"], ["Worte"])

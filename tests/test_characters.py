"""Characters: what is wrong with signs and spaces is found, where it stands, and nothing else."""

import pytest

from edition.diagnostic import Diagnostic
from edition.document import Document, parse
from edition.document.characters import around, characters, place
from edition.project import at
from edition.rule import chosen
from tests.conftest import ROOT
from tests.samples import tei

ZWNJ, ZWJ, BOM = "\u200c", "\u200d", "\ufeff"


def diagnosed(body: str) -> list[Diagnostic]:
    document = parse(tei(body).encode(), "a.xml")
    return [item for rule in chosen(()) for item in rule.diagnose(document, at(ROOT))]


def found(body: str) -> str:
    """Return the names of the rules that find something, one for each finding."""
    return " ".join(item.rule for item in diagnosed(body))


# One string, with places


def test_comments_and_instructions_are_no_words() -> None:
    document = parse(b"<a>x<!-- no --><b>y<?no no?></b>z</a>", "a.xml")
    assert characters(document).text == "xyz"


@pytest.mark.parametrize(
    ("xml", "line", "column"),
    [
        ("<a>x\ufffd</a>", 1, 5),
        ("<a>\n\n  \U0001d49c\ufffd</a>", 3, 4),
        ("<a>&amp;&#x41;\ufffd</a>", 1, 15),
        ("<a>&#xFFFD;</a>", 1, 4),
        ("<a b='>'>x<c d=\"'>\"/>\ufffd</a>", 1, 22),
        ("<!-- </a> -->\n<a><!-- x\n --> \ufffd</a><!-- y -->\n", 3, 6),
        ("<a>x<![CDATA[y\ufffd]]></a>", 1, 15),
        ("<!DOCTYPE a>\n<a>\ufffd</a>", 2, 4),
        ("<a>x\r\n\ufffd</a>", 2, 1),
        ("<a>" + "<?x y?>" * 400 + "\ufffd</a>", 1, 2804),
        ("<a>x<b></b >\ufffd</a>", 1, 13),
        ("<a>x</a>\n<!-- </a> -->", None, None),
    ],
)
def test_a_sign_has_the_place_at_which_it_is_typed(
    xml: str, line: int | None, column: int | None
) -> None:
    document = parse(xml.encode(), "a.xml")
    offset = characters(document).text.find("\ufffd")
    found_at = place(document, max(offset, 0) if line else 9)
    assert (found_at.line, found_at.column) == (line, column)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<p>این کتاب</p><p>يک</p><p>متن<note>پانوشت</note></p>", "“يک” is"),
        ("<p>این <hi>كت</hi>اب</p>", "“كتاب” is"),
        ("<table><row><cell>این</cell><cell>كتاب</cell></row></table>", "“كتاب” is"),
    ],
)
def test_a_word_ends_where_its_block_or_note_does(body: str, message: str) -> None:
    (told,) = diagnosed(f'<div xml:lang="fa">{body}</div>')
    assert (told.rule, told.message[: len(message)]) == ("arabic-letters-in-persian", message)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>He said: “Come in</p><p>A man</p>", "He said: “Come in."),
        ("<p>He <hi>said</hi>: “Come<note>So B.</note></p><p>A man</p>", "He said: “Come."),
        ("<p>He said: “Come<lb/> in</p>", "He said: “Come in."),
    ],
)
def test_words_are_quoted_from_one_block_only(body: str, words: str) -> None:
    messages = [each.message for each in diagnosed(body) if "quotation-mark" in each.rule]
    assert [message.partition("closes: ")[2] for message in messages] == [words]


PIECES = [
    "x",
    "\n",
    " ",
    "&amp;",
    "&#65;",
    "é",
    "𝒜",
    "<b/>",
    "<b>y</b>",
    "<!--c>-->",
    "<?p ?>",
    "<b><c>z</c></b>",
    ">",
]


def test_places_are_the_same_whether_a_parser_or_an_expression_finds_them() -> None:
    """A document type makes the parser do it; here it takes one line."""
    for seed in range(400):
        words = "".join(PIECES[(seed * (n + 3) + n * n) % len(PIECES)] for n in range(12))
        plain = parse(f"\n<a>{words}</a>".encode(), "a.xml")
        with_type = parse(f"<!DOCTYPE a>\n<a>{words}</a>".encode(), "a.xml")
        for offset in range(len(characters(plain).text)):
            assert place(plain, offset) == place(with_type, offset), words
            assert keeping(plain, offset) == keeping(with_type, offset), words


def test_a_sign_after_many_instructions_is_found_by_a_walk() -> None:
    marks = "<?p ?>x" * 1000
    document = parse(f"<a><b/>{marks}<b>y</b></a>".encode(), "a.xml")
    assert keeping(document, 999) == ("/a", "", True)
    assert keeping(document, 1000) == ("/a/b[2]", "", False)


def keeping(document: Document, offset: int) -> tuple[str, str, bool]:
    """Return the path of the element that a sign is in, that of the one before it, its remark."""
    path = document.root.getroottree().getpath
    kept = characters(document).kept(offset)
    return path(kept.holder), "" if kept.after is None else path(kept.after), kept.is_after_remark


def test_words_are_quoted_on_one_line_and_whole() -> None:
    text = "Once upon a time there was a king\nand a queen who ruled over many lands"
    start = text.index("queen")
    assert around(text, start, start + 5, 12) == "and a queen who ruled"


# Signs


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("<p>cafe\u0301</p>", "unnormalized-text"),
        ("<p>\u212bngström</p>", "unnormalized-text"),
        ("<p>\u1112\u1161\u11ab</p>", "unnormalized-text"),
        ("<p>λ\u1f79γος</p>", "unnormalized-text"),
        ("<p>q\u0303 has no composed form, \u0301 stands alone, café, 한, שָׁ</p>", ""),
        ("<p>a \ufffd\ufffd b</p>", "lost-character"),
        ("<p><code>\ufffd</code></p>", ""),
        ("<p>d\ue8bf <g>\ue8bf</g></p>", "private-use-character"),
        ("<p>\U000f0001</p>", "private-use-character"),
        (f"<p>می{ZWNJ}خواهم, क्{ZWJ}ष, 👩{ZWJ}🔬</p>", ""),
        (f"<p>a{ZWNJ}b</p>", "invisible-character"),
        (f"<p>می{ZWNJ} خواهم</p>", "invisible-character"),
        (f"<p>a{BOM}b</p>", "invisible-character"),
        ("<p>a\u0096b</p>", "invisible-character"),
        ("<p>a\xadb, a\xa0b, \u200eא</p>", ""),
    ],
)
def test_a_sign_that_harms_is_told(body: str, rules: str) -> None:
    assert found(body) == rules


def test_an_invisible_character_is_told_in_the_same_words_wherever_it_stands() -> None:
    first, second = diagnosed("<p>One\u200b word.</p><p>Two\u200b words.</p>")
    assert first.message == "An invisible character stands here: U+200B (zero width space)."
    assert second.message == first.message


def test_many_letters_in_pieces_are_one_finding_with_their_number() -> None:
    items = diagnosed("<p>e\u0301 e\u0301 a\u0300</p><p>o\u0301</p>")
    assert [item.message for item in items] == [
        "4 letters are not in Unicode’s composed form (NFC): “e\u0301”, “a\u0300”, “o\u0301”."
    ]


def test_a_control_character_is_told_with_the_mark_that_windows_means_by_it() -> None:
    (item,) = diagnosed("<p>1914\u00961918</p>")
    assert item.hint == "It is “–” in Windows-1252; write that if it is meant, or delete it."


def test_a_private_use_sign_is_known_once_the_header_declares_it() -> None:
    declared = "<charDecl><char><mapping>\ue8bf</mapping></char></charDecl>"
    header = f"<fileDesc/><encodingDesc>{declared}</encodingDesc>"
    document = parse(tei("<p>\ue8bf</p>", header=header).encode(), "a.xml")
    items = [item for rule in chosen(()) for item in rule.diagnose(document, at(ROOT))]
    assert not [item for item in items if item.rule == "private-use-character"]


@pytest.mark.parametrize(
    "word", ["Müller", "señor", "œuvre", "Übung", "при", "λόγος", "שלום", "سلام"]
)
def test_what_was_read_as_windows_1252_is_told_with_what_it_was(word: str) -> None:
    table = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(256)}
    garbled = "".join(
        bytes([byte]).decode("latin-1") if table[byte] == "\ufffd" else table[byte]
        for byte in word.encode()
    )
    items = diagnosed(f"<p>{garbled}</p>")
    assert {item.rule for item in items} >= {"garbled-text"}
    assert all(f"garbled “{sign}”" in str(items) for sign in word if not sign.isascii())


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252"])
def test_a_file_of_utf_8_that_declares_another_encoding_is_one_finding(encoding: str) -> None:
    text = tei("<p>„Mille amitiés“, £5 à Paris.</p>").replace("UTF-8", encoding)
    document = parse(text.encode(), "a.xml")
    told = [item for rule in chosen(()) for item in rule.diagnose(document, at(ROOT))]
    assert [item.rule for item in told if "schema" not in item.rule] == ["garbled-text"]
    assert f"says that it is {encoding}, but it is UTF-8" in told[0].message


@pytest.mark.parametrize(
    "words",
    ["SÃO PAULO", "„JÄ“", "“É”", "laß’ mich", "Ñ‘", "quâ—famâ", "enflé», dit-il", "Ã la carte"],
)
def test_letters_that_only_look_garbled_are_let_be(words: str) -> None:
    assert "garbled-text" not in found(f"<p>{words}</p>")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("c\u043egnovit", "cognovit"),
        ("\u0430c", "ac"),
        ("мocква", "москва"),
        ("\u0391BC", "ABC"),
        ("ψιλῶσque", None),
        ("γme", None),
        ("\u0394T", None),
        ("москва", None),
        ("λόγος", None),
        ("cognovit", None),
    ],
)
def test_a_letter_in_disguise_is_told_and_open_mixture_is_not(word: str, meant: str | None) -> None:
    items = diagnosed(f"<p>{word}</p>")
    assert [(item.rule, item.hint) for item in items] == (
        [("mixed-scripts", f"Write “{meant}” in one script.")] if meant else []
    )


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ('<p xml:lang="fa">كتاب علي</p>', 2),
        ('<p xml:lang="fa-IR">كتاب</p>', 1),
        ('<p xml:lang="fa">کتاب <foreign xml:lang="ar">كتاب</foreign></p>', 0),
        ('<p xml:lang="ar">كتاب</p>', 0),
        ("<p>كتاب</p>", 0),
    ],
)
def test_arabic_letters_are_told_in_persian_only(body: str, count: int) -> None:
    rules = found(body).split()
    assert rules.count("arabic-letters-in-persian") == count
    assert set(rules) <= {"arabic-letters-in-persian"}


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("A &amp;amp; B", "It was escaped twice; write the character “&” itself, as &amp;."),
        ("caf&amp;eacute;", "It was escaped twice; write the character “é” itself."),
        ("&amp;#8212;", "It was escaped twice; write the character “—” itself."),
        ("&amp;cdq;", "Write the character that is meant."),
        ("knives, forks, &amp;c; A &amp; B; A&amp;B", None),
        ("<code>&amp;amp;</code>", None),
    ],
)
def test_an_entity_that_has_become_words_is_told(words: str, hint: str | None) -> None:
    assert [item.hint for item in diagnosed(f"<p>{words}</p>")] == ([hint] if hint else [])


# Spaces


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("<p>the <title>Times</title> , that</p>", "space-before-comma"),
        ("<p>the Aurora , sir</p>", "space-before-comma"),
        ("<p>the Aurora<!-- sic --> , sir</p>", "space-before-comma"),
        ("<p>the Aurora\n, sir</p>", ""),
        ("<p>the Aurora<lb/> , sir</p>", ""),
        ("<sp><speaker>Anna</speaker> <stage>, aside</stage></sp>", ""),
        ("<p>a , b , c , d</p>", ""),
        ("<p>Un « mot » ; un autre : oui !</p>", ""),
        ("<p>met <persName> Anna</persName></p>", "space-in-name"),
        ("<p>met <persName>Anna </persName>there</p>", "space-in-name"),
        ("<p>met <persName>Anna <hi>B.</hi> </persName>there</p>", "space-in-name"),
        ("<p>met <persName>\nAnna</persName></p>", ""),
        ("<listPerson><person><persName> Anna </persName></person></listPerson>", ""),
        ("<p><persName>Skuláson</persName>mentioned</p>", "divided-word"),
        ("<p>Antiat<date>i Id. Iun.</date></p>", "divided-word"),
        ("<p><persName>Goethe</persName>s, <placeName>Budapest</placeName>ről</p>", ""),
        ("<p>ו<persName>דוד</persName> <hi>W</hi>ord wo<hi>rd</hi></p>", ""),
    ],
)
def test_a_space_too_many_or_too_few_is_told(body: str, rules: str) -> None:
    assert found(body) == rules

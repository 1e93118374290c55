"""Words of documents from elsewhere: what plain text makes of them, by both ways and the oracle."""

from pathlib import Path

from edition.document import parse
from edition.passage.passages import Passages
from edition.project import Project
from edition.stylesheet import load
from edition.stylesheet.flow import flowing
from edition.stylesheet.plaintext import plain_text
from edition.tei.groundwork import lay
from tests.corpora import PROFILES, wrong_words
from tests.samples import tei

ALONE = Project(Path(), is_project=False)


def written(body: str, profile: str = "reading", language: str = "en") -> str:
    """Return the text of a body, which both ways have and whose words the oracle has, too."""
    source = tei(body).replace("<text>", f'<text xml:lang="{language}">').encode()
    document = parse(source, "a.xml")
    fast = flowing(lay(document), document, ALONE, {"profile": profile}).decode()
    index = Passages(parse(source, "a.xml"), ALONE)
    slow = plain_text(load(ALONE.sheet_folders, "text.xsl")(index.root, {"profile": profile})).text
    assert fast == slow
    assert {each: wrong_words(parse(source, "a.xml"), each) for each in PROFILES} == dict.fromkeys(
        PROFILES, 0
    )
    return fast


def test_white_space_that_is_to_be_kept_stands_in_blocks_and_not_between_them() -> None:
    verse = '<lg xml:space="preserve">\n\n <l>Two</l>\n <l>lines.</l>\n</lg>'
    kept = '<ab xml:space="preserve">as  it\n stands</ab>'
    body = f'<div xml:space="preserve">\n\t\n<p>One.</p>\n\n\n{verse}\n\n{kept}\n</div>'
    assert written(body) == "One.\n\nTwo\nlines.\n\nas  it\n stands"


def test_no_blank_stands_between_tokens_that_say_they_are_joined() -> None:
    right = '<w join="right">zaman</w>\n<pc>,</pc>'
    both = '<w>z</w>\n<pc join="both">-</pc>\n<w>zalame</w>'
    left = '<pc join="right">(</pc>\n<w join="no">huwwe</w>\n<lb/> <pc join="left">)</pc>'
    body = f"<p>{right}\n{both} {left} <w>end</w></p>"
    assert written(body) == "zaman, z-zalame (huwwe) end"
    assert written(body, "diplomatic") == "zaman, z-zalame (huwwe\n) end"


def test_the_call_of_a_note_before_all_words_of_its_block_stands_with_these() -> None:
    body = "<div><p>First.</p></div><div><note>A.</note><p>Second.</p></div><p><note>B.</note>C</p>"
    assert written(body) == "First.\n\n[1]Second.\n\n[2]C\n\n[1] A.\n\n[2] B."


def test_the_call_of_a_note_behind_words_of_its_division_stays_with_those() -> None:
    body = "<div><head>H</head><note>A.</note><p>First.</p><note>B.</note></div><div><p>C</p></div>"
    assert written(body) == "H[1]\n\nFirst.[2]\n\nC\n\n[1] A.\n\n[2] B."


def test_a_work_that_a_reference_only_points_to_is_called_by_its_key() -> None:
    pointer = '<ptr target="bib:Foo1888_01"/>'
    cited = f"<bibl>{pointer}<citedRange>88-89</citedRange></bibl>"
    body = f"<p>See {cited}, first in <bibl>{pointer}</bibl>, whence.</p>"
    assert written(body) == "See Foo1888_01 88-89, first in Foo1888_01, whence."

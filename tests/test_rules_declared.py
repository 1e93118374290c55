"""Rules on what is declared and used, on leftovers, headers, plays and letters."""

import subprocess
import sys

import pytest

from edition.diagnostic import Misuse
from edition.document import read
from edition.project import at
from edition.rule import chosen, rules
from tests.conftest import ROOT, Command, MakeProject
from tests.samples import tei

_TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'


def found(text: str, make_project: MakeProject, *, sets: tuple[str, ...] = ()) -> list[str]:
    """Return `rule: message` of every finding of the rules that always judge and of `sets`."""
    root = make_project({"edition.toml": "", "a.xml": text})
    document = read(root / "a.xml")
    every = [item for rule in chosen(sets) for item in rule.diagnose(document, at(root))]
    return [f"{item.rule}: {item.message}" for item in every]


def named(text: str, make_project: MakeProject, *, sets: tuple[str, ...] = ()) -> list[str]:
    return [line.partition(":")[0] for line in found(text, make_project, sets=sets)]


@pytest.mark.parametrize("code", ["en_US", "e", "de-", "en US", "Englisch!", "en-a"])
def test_what_is_not_built_as_a_language_tag_is_malformed(
    code: str, make_project: MakeProject
) -> None:
    text = tei(f'<p xml:lang="{code}">One.</p>')
    assert found(text, make_project) == [
        f"malformed-language: xml:lang=“{code}” cannot be a language tag."
    ]


@pytest.mark.parametrize(
    "code",
    "en de-AT sr-Cyrl-RS grc-Latn es-419 de-1901 sl-rozaj en-x-scots x-ours i-klingon qaa "
    "zh-min-nan mul und zxx de-Latn-DE-1996 en-GB-oed".split(),
)
def test_a_registered_tag_is_right(code: str, make_project: MakeProject) -> None:
    assert not found(tei(f'<p xml:lang="{code}">One.</p>'), make_project)


def test_an_empty_xml_lang_takes_back_the_language_and_is_right(make_project: MakeProject) -> None:
    assert not found(tei('<p xml:lang="">One.</p>'), make_project)


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("lat", "la"),
        ("ger-AT", "de-AT"),
        ("english", "en"),
        ("jp", "ja"),
        ("en-UK", "en-GB"),
        ("uk-UK", "uk-GB"),
        ("sr-Cryl", "sr-Cyrl"),
    ],
)
def test_an_unregistered_tag_is_told_with_the_one_that_is_meant(
    code: str, meant: str, make_project: MakeProject
) -> None:
    root = make_project({"edition.toml": "", "a.xml": tei(f'<p xml:lang="{code}">One.</p>')})
    document = read(root / "a.xml")
    (item,) = [item for rule in chosen(()) for item in rule.diagnose(document, at(root))]
    assert item.rule == "unregistered-language"
    assert item.hint == f"Write {meant}, if that is meant."


def languages(declared: str, text: str) -> str:
    tags = "".join(f'<language ident="{code}">x</language>' for code in declared.split())
    header = f"<profileDesc><langUsage>{tags}</langUsage></profileDesc>"
    return f"{_TEI}<teiHeader xml:lang='sv'>{header}</teiHeader><text>{text}</text></TEI>"


@pytest.mark.parametrize("code", ["de", "de-AT", "de-Latn", "und", "zxx", "mul"])
def test_a_language_is_declared_whatever_its_script_and_country(
    code: str, make_project: MakeProject
) -> None:
    text = f'<body><p xml:lang="{code}">Eins.</p></body>'
    assert not found(languages("de-DE", text), make_project)


def test_the_language_of_the_header_needs_no_declaration_but_that_of_the_text_does(
    make_project: MakeProject,
) -> None:
    text = languages("de", '<body><p xml:lang="fr">Un.</p><p xml:lang="de">Eins.</p></body>')
    assert found(text, make_project) == [
        "undeclared-language: The header declares no language “fr”."
    ]


def test_where_no_language_is_declared_none_is_missing(make_project: MakeProject) -> None:
    assert not found(tei('<p xml:lang="fr">Un.</p>'), make_project)


def test_the_first_language_and_one_that_is_never_used_may_go_unmarked(
    make_project: MakeProject,
) -> None:
    text = languages("de fr", "<body><p>Eins.</p></body>")
    assert named(text, make_project) == ["unused-language"]
    unused = text.replace('ident="fr"', 'ident="fr" usage="0"')
    assert not found(unused, make_project)


def test_a_taxonomy_of_which_one_category_is_used_is_used(make_project: MakeProject) -> None:
    taxonomy = (
        '<taxonomy xml:id="{0}"><category xml:id="{0}1"/><category xml:id="{0}2"/></taxonomy>'
    )
    header = (
        f"<encodingDesc><classDecl>{taxonomy.format('a')}{taxonomy.format('b')}</classDecl>"
        '</encodingDesc><profileDesc><textClass><catRef target="#a1"/></textClass></profileDesc>'
    )
    text = f"{_TEI}<teiHeader>{header}</teiHeader><text><body><p>One.</p></body></text></TEI>"
    assert found(text, make_project) == ["unused-declaration: The taxonomy “b” is never used."]


@pytest.mark.parametrize(
    ("group", "second", "told"),
    [
        ("", "", True),
        ("", 'inst="#l1"', False),
        ('xml:id="g"', "", False),
        ('inst="#l1"', "", False),
    ],
)
def test_an_interp_is_used_by_what_points_at_it_or_its_group_or_by_what_it_names(
    group: str, second: str, told: bool, make_project: MakeProject
) -> None:
    ana = "#a #g" if "xml:id" in group else "#a"
    one = f'<spanGrp><interp xml:id="a">One</interp></spanGrp><p xml:id="l1" ana="{ana}">x</p>'
    body = f'{one}<interpGrp {group}><interp xml:id="b" {second}>Two</interp></interpGrp>'
    expected = ["unused-declaration: The interp “b” is never used."] * told
    assert found(tei(body), make_project) == expected


def test_declarations_of_which_none_is_used_belong_to_other_texts(
    make_project: MakeProject,
) -> None:
    header = (
        '<encodingDesc><tagsDecl><rendition xml:id="it">x</rendition></tagsDecl></encodingDesc>'
    )
    text = f"{_TEI}<teiHeader>{header}</teiHeader><text><body><p>One.</p></body></text></TEI>"
    assert not found(text, make_project)


def test_a_selector_and_a_prefix_without_anything_to_apply_to_are_unused(
    make_project: MakeProject,
) -> None:
    header = (
        '<encodingDesc><listPrefixDef><prefixDef ident="gnd" matchPattern="(.+)" '
        'replacementPattern="https://d-nb.info/gnd/$1"/></listPrefixDef><tagsDecl>'
        '<rendition selector="p.first, head[type=main]">x</rendition></tagsDecl></encodingDesc>'
    )
    text = f"{_TEI}<teiHeader>{header}</teiHeader><text><body><p>One.</p></body></text></TEI>"
    assert found(text, make_project) == [
        "unused-declaration: No pointer has the prefix “gnd”.",
        "unused-declaration: The selector names <head>, which does not occur.",
    ]


def test_a_category_of_another_scheme_is_mismatched(make_project: MakeProject) -> None:
    taxonomy = '<taxonomy xml:id="{0}"><category xml:id="{0}1"/></taxonomy>'
    header = (
        f"<encodingDesc><classDecl>{taxonomy.format('a')}{taxonomy.format('b')}</classDecl>"
        '</encodingDesc><profileDesc><textClass><catRef scheme="#b" target="#a1"/>'
        '<catRef scheme="#b" target="#b1"/></textClass></profileDesc>'
    )
    text = f"{_TEI}<teiHeader>{header}</teiHeader><text><body><p>One.</p></body></text></TEI>"
    assert found(text, make_project) == [
        "mismatched-category: “#a1” is no category of the scheme “#b”."
    ]


@pytest.mark.parametrize("ident", ["", "a b", "{", "*"])
def test_a_list_for_an_element_that_cannot_be_is_no_list(
    ident: str, make_project: MakeProject
) -> None:
    header = (
        f'<encodingDesc><schemaSpec ident="x"><elementSpec ident="{ident}"><attList>'
        '<attDef ident="type"><valList type="closed"/></attDef></attList></elementSpec>'
        "</schemaSpec></encodingDesc>"
    )
    text = f"{_TEI}<teiHeader>{header}</teiHeader><text><body><p>One.</p></body></text></TEI>"
    assert not found(text, make_project)


def test_tags_are_counted_in_the_text_or_in_all(make_project: MakeProject) -> None:
    usage = '<tagUsage gi="p" occurs="{}"/>'
    header = (
        "<encodingDesc><tagsDecl><namespace name='http://www.tei-c.org/ns/1.0'>"
        f"{usage.format(1)}{usage.format(2)}{usage.format(3)}</namespace></tagsDecl>"
        "<projectDesc><p>Ours.</p></projectDesc></encodingDesc>"
    )
    text = f"{_TEI}<teiHeader>{header}</teiHeader><text><body><p>One.</p></body></text></TEI>"
    assert found(text, make_project) == ["wrong-tag-count: occurs=“3” for <p>: the text has 1."]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>One.</p><!-- TODO: check -->", True),
        ("<p>One.</p><!-- FIXME -->", True),
        ("<p>One.</p><!-- ??? -->", True),
        ("<p>TODO: the rest</p>", True),
        ("<p><name>???</name></p>", True),
        ("<p>Legati XXX veniunt.</p>", False),
        ("<p>Sobre TODO, amor.</p>", False),
        ("<p>What???</p>", False),
        ("<p>One.</p><!-- todos -->", False),
        ("<p>One.</p><!-- XXX the rest -->", True),
        ("<p>One.</p><!-- chapter XXXI -->", False),
        ("<p>One.</p><!-- chapter XXX begins -->", False),
    ],
)
def test_what_is_left_to_do_is_told_and_numbers_and_exclamations_are_not(
    body: str, told: bool, make_project: MakeProject
) -> None:
    assert named(tei(body), make_project) == ["leftover-mark"] * told


@pytest.mark.parametrize("branches", ["", "<sic>a</sic>", "<expan><abbr>a</abbr></expan>"])
def test_a_choice_of_one_is_none(branches: str, make_project: MakeProject) -> None:
    assert named(tei(f"<p><choice>{branches}</choice></p>"), make_project) == ["lone-alternative"]


@pytest.mark.parametrize(
    ("branches", "same"),
    [
        ("<sic>a  b</sic><corr>a b</corr>", True),
        ("<orig>a</orig><reg>a</reg>", True),
        ("<abbr>a</abbr><expan>a</expan>", True),
        ("<abbr>a</abbr><expan>a<ex>b</ex></expan>", False),
        ("<orig><hi>a</hi>b</orig><reg>a<hi>b</hi></reg>", False),
        ("<orig>ſ</orig><reg>s</reg>", False),
        ("<unclear>a</unclear><unclear>a</unclear>", False),
    ],
)
def test_a_correction_that_changes_nothing_is_told(
    branches: str, same: bool, make_project: MakeProject
) -> None:
    judged = named(tei(f"<p><choice>{branches}</choice></p>"), make_project)
    assert judged == ["unchanged-correction"] * same


def test_a_long_paragraph_repeats_and_short_ones_and_quoted_ones_may(
    make_project: MakeProject,
) -> None:
    long = "A long sentence that says something. " * 6
    assert named(tei(f"<p>{long}</p><p>{long}</p>"), make_project, sets=("editorial",)) == [
        "repeated-paragraph"
    ]
    broken = tei(f"<p><lb/>{long}</p><p>{long} </p>")
    assert named(broken, make_project, sets=("editorial",)) == ["repeated-paragraph"]
    assert not found(
        tei(f"<p>Amen.</p><p>Amen.</p><p><q><p>{long}</p></q></p>"),
        make_project,
        sets=("editorial",),
    )


@pytest.mark.parametrize(
    "empty", ["<head/>", "<p> </p>", '<p rend="right"/>', "<p><persName/></p>", "<p><!-- x --></p>"]
)
def test_an_element_that_is_made_for_words_has_some(empty: str, make_project: MakeProject) -> None:
    assert named(tei(f"<div>{empty}</div>"), make_project) == ["empty-element"]


@pytest.mark.parametrize(
    "full",
    [
        '<p><name ref="https://example.org/"/></p>',
        "<p><gap/></p>",
        "<p><lb/></p>",
        '<p copyOf="#a"/>',
    ],
)
def test_what_points_at_its_content_or_marks_a_loss_is_not_empty(
    full: str, make_project: MakeProject
) -> None:
    assert not found(tei(f'<ab xml:id="a">One.</ab>{full}'), make_project)


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("<title>Title</title>", True),
        ("<title>The title</title>", True),
        ("<title>[title]</title>", True),
        ("<author>author</author>", True),
        ("<title>XXXX</title>", True),
        ("<title>Sample Document Title</title>", True),
        ("<title>REMEMBER TO DELETE THE INSTRUCTIONS when all is done</title>", True),
        ("<title>Title deeds</title>", False),
        ("<title>XX</title>", False),
        ("<title>XXX</title>", False),
        ("<respStmt><resp>editor</resp><name>Anna</name></respStmt>", False),
    ],
)
def test_what_a_template_said_is_told_and_what_only_looks_like_it_is_not(
    field: str, told: bool, make_project: MakeProject
) -> None:
    header = f"<fileDesc><titleStmt>{field}</titleStmt></fileDesc>"
    text = tei("<p>One.</p>", header=header)
    assert named(text, make_project) == ["placeholder-text"] * told


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ('<date when="1928-04-28">30. 4. 1928</date>', True),
        ('<date when="1928-04-28">30 April 1928</date>', True),
        (
            '<date notBefore="1911-01-19" notAfter="1911-01-21">19. 1. 1911 – 23. 1. 1911?</date>',
            True,
        ),
        ('<date when="1928-04-30">[30. 4. 1928]</date>', False),
        ('<date when="1928-04">30. 4. 1928</date>', False),
        ('<date when="1928">30 April 1928</date>', False),
        ('<date when="1917-11-07" calendar="#julian">25. 10. 1917</date>', False),
        ('<date when="1928-04-28">two days before 30. 4. 1928</date>', False),
        ('<date when="1928-04-28">30 Aprile 1928</date>', False),
        ('<date notBefore="1911-01-19" notAfter="1911-01-21">19. 1. 1911</date>', False),
    ],
)
def test_a_date_may_not_say_one_day_and_mean_another(
    date: str, told: bool, make_project: MakeProject
) -> None:
    calendars = '<list><item xml:id="julian">Julian</item></list>'
    text = tei(f"<p>{date}</p>{calendars}")
    assert named(text, make_project) == ["contradicted-date"] * told


def test_a_day_that_does_not_exist_is_one_finding_whatever_the_words_say(
    make_project: MakeProject,
) -> None:
    text = tei('<p><date when="1989-02-30">27 February 1989</date></p>')
    assert named(text, make_project) == ["impossible-date"]


def test_an_id_without_its_hash_is_told_once_in_a_project_and_out_of_one(
    make_project: MakeProject,
) -> None:
    text = tei('<p xml:id="a"><ref target="a">x</ref></p>')
    assert named(text, make_project) == ["missing-hash"]
    bare = make_project({"alone/a.xml": text}) / "alone" / "a.xml"
    document = read(bare)
    apart = at(bare.parent)
    judged = [item.rule for rule in chosen(()) for item in rule.diagnose(document, apart)]
    assert judged == ["missing-hash"]


def test_an_image_that_is_called_as_its_file_is_does_not_point_at_itself(
    make_project: MakeProject,
) -> None:
    image = '<p><figure><graphic xml:id="a.jpg" url="a.jpg"/></figure></p>'
    assert "missing-hash" not in named(tei(image), make_project)


def test_text_output_tells_each_value_that_dangles_once_with_its_count(
    make_project: MakeProject, edition_command: Command
) -> None:
    many = "".join(f'<lb corresp="#w{number}"/>' for number in range(60))
    root = make_project({"edition.toml": "", "xml/a.xml": tei(f"<p>{many}{many}</p>")})
    done = edition_command("validate", str(root), "--only", "rules")
    assert done.stdout.count("leads nowhere") == 60
    assert done.stdout.count("(2 in all)") == 60


def test_certainty_is_somebodys(make_project: MakeProject) -> None:
    editorial = ("editorial",)
    text = tei('<p resp="#e"><name cert="low">A</name><name xml:id="e" cert="high">E</name></p>')
    assert not found(text, make_project, sets=editorial)
    bare = tei('<p><name cert="low">A</name></p>')
    assert named(bare, make_project, sets=editorial) == ["unattributed-certainty"]
    assert not found(bare, make_project)


def test_a_policy_asks_what_those_before_it_ask_too() -> None:
    minimal, citable, archive = (
        {rule.name for rule in chosen((policy,)) if rule.set}
        for policy in ("minimal", "citable", "archive")
    )
    assert minimal == {"incomplete-header"}
    assert citable == minimal | {"uncitable-header"}
    assert archive == citable | {"unarchivable-header"}


def test_a_header_that_is_empty_is_told_what_is_missing_and_where_it_goes(
    make_project: MakeProject,
) -> None:
    text = tei("<p>One.</p>", header="<fileDesc><sourceDesc><p/></sourceDesc></fileDesc>")
    told = [line for line in found(text, make_project, sets=("minimal",)) if "header" in line]
    said = "incomplete-header: The header does not say"
    assert told == [
        f"{said} what the text is called: fileDesc/titleStmt has no title.",
        f"{said} who publishes the text: fileDesc has no publicationStmt.",
        f"{said} where the text comes from: sourceDesc is empty.",
    ]


def test_a_text_in_a_corpus_has_what_the_header_of_the_corpus_says(
    make_project: MakeProject,
) -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt>"
        "<publisher>B</publisher></publicationStmt>{}</fileDesc></teiHeader>"
    )
    source = "<sourceDesc><p>C</p></sourceDesc>"
    one = f"<TEI>{header.format('')}<text><body><p>One.</p></body></text></TEI>"
    ours = _TEI.replace("TEI", "teiCorpus", 1)
    corpus = f"{ours}{header.format(source)}{one}</teiCorpus>"
    assert not found(corpus, make_project, sets=("minimal",))
    corpus = f"{ours}{header.format('')}{one}</teiCorpus>"
    assert named(corpus, make_project, sets=("minimal",)) == ["incomplete-header"]


def test_a_language_stated_by_the_text_needs_no_lang_usage_to_be_cited(
    make_project: MakeProject,
) -> None:
    told = found(tei("<p>One.</p>"), make_project, sets=("citable",))
    assert any("which language" in line for line in told)
    text = tei("<p>One.</p>").replace("<text>", '<text xml:lang="en">')
    assert not any(
        "which language" in line for line in found(text, make_project, sets=("citable",))
    )


def speeches(*said: tuple[str, str]) -> str:
    roles = "".join(
        f'<role xml:id="{who}">{who}</role>' for who in dict.fromkeys(w for w, _ in said)
    )
    parts = (f'<sp who="#{who}"><speaker>{words}</speaker><p>x</p></sp>' for who, words in said)
    return tei(f"<castList><castItem>{roles}</castItem></castList>{''.join(parts)}")


def test_a_seldom_name_of_a_frequent_speaker_is_misspelt(make_project: MakeProject) -> None:
    often = [("h", "Hamlet"), ("o", "Ophelia")] * 5
    assert not found(speeches(*often), make_project, sets=("drama",))
    wrong = speeches(*often, ("h", "Halmet"))
    assert named(wrong, make_project, sets=("drama",)) == ["misspelt-speaker"]
    assert not found(wrong, make_project)


def test_numbered_speakers_and_speakers_in_brackets_are_not_misspelt(
    make_project: MakeProject,
) -> None:
    often = [("a", "First Lord"), ("b", "Third Lord")] * 5
    assert not found(speeches(*often, ("a", "Third Lord")), make_project, sets=("drama",))
    assert not found(speeches(*often, ("a", "(First Lord).")), make_project, sets=("drama",))


def test_speeches_in_a_row_are_parts_or_a_mistake(make_project: MakeProject) -> None:
    one = '<castList><castItem><role xml:id="a">A</role></castItem></castList>'
    two = '<sp who="#a"{}><p>x</p></sp><sp who="#a"><p>x</p></sp>'
    drama = ("drama",)
    assert named(tei(one + two.format("")), make_project, sets=drama) == ["split-speech"]
    assert not found(tei(one + two.format(' part="I"')), make_project, sets=drama)
    between = two.format("").replace("</sp><sp", "</sp><stage>Exit.</stage><sp")
    assert not found(tei(one + between), make_project, sets=drama)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Who is there? (aside) Nobody.", True),
        ("Good night. [Exeunt all]", True),
        ("Good (very good) night. [sic]", False),
        ("Entered (enteric fever).", False),
    ],
)
def test_a_direction_in_brackets_is_no_speech(
    line: str, told: bool, make_project: MakeProject
) -> None:
    text = tei(f'<sp who="#a"><speaker xml:id="a">A</speaker><l>{line}</l></sp>')
    judged = named(text, make_project, sets=("drama",))
    assert judged == ["unmarked-stage-direction"] * told


def letter(sent: str, received: str, body: str = "<p>Dear Karl!</p>") -> str:
    described = (
        f'<profileDesc><correspDesc><correspAction type="sent">{sent}</correspAction>'
        f'<correspAction type="received">{received}</correspAction></correspDesc></profileDesc>'
    )
    return f"{_TEI}<teiHeader>{described}</teiHeader><text><body>{body}</body></text></TEI>"


_ANNA = '<persName ref="https://d-nb.info/gnd/118609807">Anna</persName>'
_KARL = '<persName ref="https://d-nb.info/gnd/118514237">Karl</persName>'
_DAY = '<date when="1911-01-19"/>'


@pytest.mark.parametrize(
    ("received", "told"),
    [
        ('<date when="1911-01-18"/>', True),
        ('<date notBefore="1911-01-10" notAfter="1911-01-12"/>', True),
        ('<date when="1910"/>', True),
        ('<date when="1911-01-19"/>', False),
        ('<date when="1911"/>', False),
        ('<date notBefore="1911-01-10"/>', False),
        ("<date>on a Thursday</date>", False),
    ],
)
def test_a_letter_is_not_received_before_it_can_have_been_sent(
    received: str, told: bool, make_project: MakeProject
) -> None:
    text = letter(_ANNA + _DAY, _KARL + received)
    assert named(text, make_project) == ["received-before-sent"] * told


@pytest.mark.parametrize(
    ("sent", "received", "rule"),
    [
        (_ANNA + _DAY, "", ["incomplete-correspondence"]),
        (_DAY, _KARL, ["incomplete-correspondence"]),
        (_ANNA, _KARL, ["incomplete-correspondence"]),
        (_ANNA + "<date>soon</date>", _KARL, ["incomplete-correspondence"]),
        (_ANNA + _DAY, "<persName>Karl</persName>", ["unidentified-correspondent"]),
        (_ANNA + _DAY, "<persName>unknown</persName>", []),
        (_ANNA + '<date notBefore="1911"/>', _KARL, []),
    ],
)
def test_a_letter_has_a_sender_an_addressee_and_a_day(
    sent: str, received: str, rule: list[str], make_project: MakeProject
) -> None:
    assert named(letter(sent, received), make_project, sets=("letters",)) == rule


def test_an_author_who_sent_and_received_is_no_mistake(make_project: MakeProject) -> None:
    title = f"<fileDesc><titleStmt>{_KARL.replace('persName', 'author')}</titleStmt></fileDesc>"
    wrong = letter(_ANNA + _DAY, _KARL).replace("<profileDesc>", f"{title}<profileDesc>")
    assert named(wrong, make_project) == ["misattributed-letter"]
    both = letter(_ANNA + _KARL + _DAY, _KARL).replace("<profileDesc>", f"{title}<profileDesc>")
    assert not found(both, make_project)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>Vienna, <date>19/1 11</date>. Dear Karl!</p>", True),
        ('<p>Dear Karl! <date when="1911-01-19">To-day</date>.</p>', True),
        ("<opener><dateline><date>19/1</date></dateline></opener><p>Dear Karl!</p>", False),
        ("<p>Come on <date>21 January</date>!</p>", False),
        ("<p>Dear Karl!<note>Sent on <date>19. 1. 1911</date>.</note></p>", False),
    ],
)
def test_the_day_of_a_letter_belongs_into_its_dateline(
    body: str, told: bool, make_project: MakeProject
) -> None:
    judged = named(letter(_ANNA + _DAY, _KARL, body), make_project, sets=("letters",))
    assert judged == ["unmarked-dateline"] * told


def test_sets_are_asked_for_one_by_one_or_with_commas() -> None:
    assert chosen(("drama,letters",)) == chosen(("drama", "letters"))
    assert len(chosen(("drama,letters",))) > len(chosen(("drama",))) > len(chosen(()))


def test_a_set_that_nobody_asks_for_is_not_loaded() -> None:
    code = (
        "import sys\n"
        "from edition.rule import chosen\n"
        "chosen(())\n"
        "print(*[name for name in sys.modules if name.startswith('edition.rules.drama')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_numbers_without_end_are_no_numbers(make_project: MakeProject) -> None:
    long = "9" * 5000
    usage = f'<tagUsage gi="p" occurs="{long}"/>'
    text = letter(_ANNA + _DAY, _KARL, f"<p><date>{long}</date></p>")
    described = f"<encodingDesc><tagsDecl>{usage}</tagsDecl></encodingDesc><profileDesc>"
    assert not found(text.replace("<profileDesc>", described), make_project, sets=("letters",))


def test_there_are_the_sets_that_the_readme_names() -> None:
    assert {rule.set for rule in rules() if rule.set} >= {
        "editorial", "drama", "letters", "minimal", "citable", "archive",
    }  # fmt: skip
    with pytest.raises(Misuse, match="did you mean letters"):
        chosen(("leters",))

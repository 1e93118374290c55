import pytest
from lxml import etree

from edition.document import TEI
from edition.tei.register import called, headword


def entry(source: str) -> etree._Element:
    return etree.fromstring(source.replace(">", f' xmlns="{TEI}">', 1))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<org><orgName>A</orgName><orgName type='main'>B</orgName></org>", "B"),
        ("<place><placeName>\n  New   York</placeName></place>", "New York"),
        ("<bibl><title>A</title><publisher>B</publisher></bibl>", "B"),
        ("<bibl>Only <hi>words</hi></bibl>", "Only words"),
        ("<person xml:id='x'><persName/></person>", "x"),
        (f"<bibl>{'word ' * 20}</bibl>", f"{'word ' * 10}word …"),
    ],
)
def test_the_headword_is_the_main_name_else_the_first_words(source: str, expected: str) -> None:
    assert headword(entry(source)) == expected


def test_a_person_is_called_by_the_marked_surname_in_short_and_nothing_else_is() -> None:
    name = "<persName>Ann <surname>Lee</surname></persName>"
    assert called(entry(f"<person>{name}</person>")) == ("Ann Lee", "Lee")
    assert called(entry("<person><persName>Ann Lee</persName></person>")) == ("Ann Lee", "Ann Lee")
    assert called(entry(f"<org>{name}</org>")) == ("Ann Lee", "Ann Lee")

"""Rules on dates and on those who speak: each finds its fault and nothing else."""

import pytest

from edition.diagnostic import Diagnostic
from edition.document import read
from edition.project import at
from edition.rule import chosen
from edition.tei.chronology import Years, likelier
from tests.conftest import MakeProject
from tests.samples import tei

HEADER = (
    "<fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><publisher>P</publisher>"
    "{publication}</publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc>{profile}"
)


SUBJECTS = {
    "when-beside-range", "future-date", "improbable-year", "diverging-dateline", "untimely-speech",
    "miscomputed-date", "reversed-dates", "impossible-date", "speech-without-speaker",
    "speaker-of-another-kind", "dangling-pointer",
}  # fmt: skip


def told(
    body: str, make_project: MakeProject, *, profile: str = "", publication: str = ""
) -> list[Diagnostic]:
    """Return what the rules on dates and speech find."""
    header = HEADER.format(profile=profile, publication=publication)
    root = make_project({"edition.toml": "", "a.xml": tei(body, header=header)})
    document = read(root / "a.xml")
    items = [item for rule in chosen(()) for item in rule.diagnose(document, at(root))]
    return [item for item in items if item.rule in SUBJECTS]


def found(body: str, make_project: MakeProject, *, profile: str = "", publication: str = "") -> str:
    """Return the names of the rules on dates and speech that find something, one a finding."""
    items = told(body, make_project, profile=profile, publication=publication)
    return " ".join(sorted(item.rule for item in items))


# What is no date

STAYS = "; the words of the text stay as they are."


@pytest.mark.parametrize(
    ("value", "why", "hint"),
    [
        ("T10:00", "a W3C time is written 10:00:00", "Write 10:00:00"),
        ("9:30", "a W3C time is written 09:30:00", "Write 09:30:00"),
        ("1863-05-12 10:00", "a W3C date is a year", "Write 1863-05-12T10:00:00"),
        ("12.5.1863", "", "Write 1863-05-12, or 1863-12-05 if the month comes first"),
        ("5/12/1863", "", "Write 1863-12-05, or 1863-05-12 if the month comes first"),
        ("13.5.1863", "", "Write 1863-05-13"),
        ("5.5.1863", "", "Write 1863-05-05"),
        ("May 1863", "", "Write 1863-05"),
    ],
)
def test_what_is_no_date_is_told_with_every_reading_it_may_have(
    value: str, why: str, hint: str, make_project: MakeProject
) -> None:
    (one,) = told(f'<p><date when="{value}">x</date></p>', make_project)
    assert one.rule == "impossible-date"
    assert one.message.startswith(f"when=“{value}” is no date: {why}")
    assert one.hint == hint + STAYS


# A day beside a range


@pytest.mark.parametrize(
    ("attributes", "rule"),
    [
        ('when="1862" notBefore="1862"', "when-beside-range"),
        ('when="1862" to="1862"', "when-beside-range"),
        ('from="1862" notAfter="1863"', ""),
        ('from="1862" to="1863"', ""),
        ('notBefore="1862" to="1863"', ""),
        ('when="1862"', ""),
    ],
)
def test_a_day_beside_a_range_is_told_and_a_range_of_ranges_is_not(
    attributes: str, rule: str, make_project: MakeProject
) -> None:
    assert found(f"<date {attributes}>then</date>", make_project) == rule


# The future


@pytest.mark.parametrize(
    ("publication", "rule"),
    [
        ('<date when="2031-01-03">2031</date>', "future-date"),
        ('<date from="2032">2032</date>', "future-date"),
        ('<date when="2031-01-01">today</date>', ""),
        ('<date when="2031-01-02">tomorrow, which is today further east</date>', ""),
        ('<date when="2031">a year that has begun</date>', ""),
        ('<date notBefore="2040">some day</date>', ""),
        ('<date type="embargo" when="2040">2040</date>', ""),
        ('<availability><p>From <date when="2040">2040</date>.</p></availability>', ""),
    ],
)
def test_a_header_cannot_tell_of_what_is_to_come_but_of_embargoes(
    publication: str, rule: str, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1924992000")  # 2031-01-01
    assert found("<p>One.</p>", make_project, publication=publication) == rule


def test_a_text_may_speak_of_the_future(make_project: MakeProject) -> None:
    assert not found('<p>In <date when="9001">9001</date>.</p>', make_project)


# Years that are unlike all others

TWENTIES = "".join(f'<date when="19{n}">19{n}</date>' for n in range(20, 32))


@pytest.mark.parametrize(
    ("date", "rule"),
    [
        ('<date when="1027-12-09">9 December 1927</date>', "improbable-year"),
        ('<date when="2927">27</date>', "improbable-year"),
        ('<date when="1027">1027</date>', ""),
        ('<date when="1749">Goethe’s birth</date>', ""),
        ('<date when="1948">far, but not by a digit from any of them</date>', ""),
        ('<bibl><date when="1027">a book</date></bibl>', ""),
        ('<birth when="1827">a life</birth>', ""),
    ],
)
def test_a_year_is_improbable_where_a_digit_makes_it_usual_and_no_words_confirm_it(
    date: str, rule: str, make_project: MakeProject
) -> None:
    assert found(f"<p>{TWENTIES}{date}</p>", make_project) == rule


@pytest.mark.parametrize(
    ("value", "meant"),
    [("19000101", "1900-01-01"), ("190001", "1900-01"), ("19001301", ""), ("12863", "")],
)
def test_a_date_without_its_hyphens_is_asked_for_since_it_is_a_year_of_many_digits(
    value: str, meant: str, make_project: MakeProject
) -> None:
    items = told(f'<p><date when="{value}">x</date></p>', make_project)
    asked = [("improbable-year", f"Is {meant} meant? A W3C date has hyphens.")] if meant else []
    assert [(item.rule, item.hint) for item in items] == asked


def test_nothing_is_improbable_among_few_dates(make_project: MakeProject) -> None:
    few = '<date when="1925"/><date when="1926"/><date when="1027"/>'
    assert not found(f"<p>{few}</p>", make_project)


def test_the_other_texts_of_a_project_say_what_is_usual(make_project: MakeProject) -> None:
    letters = {f"xml/{n}.xml": tei(f'<p><date when="19{n}">x</date></p>') for n in range(20, 32)}
    slip = tei('<p><date when="1927">x</date> <date when="1027">x</date></p>')
    root = make_project({"edition.toml": "", **letters, "xml/slip.xml": slip})
    document = read(root / "xml/slip.xml")
    items = [
        item
        for rule in chosen(())
        for item in rule.diagnose(document, at(root))
        if item.rule in SUBJECTS
    ]
    assert [item.rule for item in items] == ["improbable-year"]
    assert items[0].hint == "Compare the source: is 1927 meant?"


@pytest.mark.parametrize(
    ("year", "meant"),
    [(1027, 1927), (1827, 1927), (2927, 1927), (1860, None), (1749, None), (-44, None)],
)
def test_the_likelier_year_differs_by_one_digit_and_is_a_usual_one(
    year: int, meant: int | None
) -> None:
    assert likelier(year, Years(1921, 1932)) == meant


# Letters

LETTER = (
    "<profileDesc><correspDesc>"
    '<correspAction type="sent"><persName ref="{ref}">Anna</persName>{sent}</correspAction>'
    '<correspAction type="received"><persName>Karl</persName></correspAction>'
    "</correspDesc></profileDesc>"
)


@pytest.mark.parametrize(
    ("sent", "dateline", "rule"),
    [
        ('<date when="1894-10-25"/>', '<date when="1894-10-15">15.</date>', "diverging-dateline"),
        ('<date when="1894-10-15"/>', '<date when="1894-10-15">15.</date>', ""),
        ('<date notBefore="1894-10" notAfter="1894-11"/>', '<date when="1894-10-15">.</date>', ""),
        ('<date when="1894-10-25"/>', "<date>Monday</date>", ""),
        ('<date when="1894-10-25"/>', '<date when="1894-10-14"/>, <date when="1894-10-25"/>', ""),
    ],
)
def test_a_dateline_contradicts_the_header_where_they_share_no_day(
    sent: str, dateline: str, rule: str, make_project: MakeProject
) -> None:
    body = f"<opener><dateline>{dateline}</dateline></opener><p>Dear Karl!</p>"
    profile = LETTER.format(ref="https://example.org/anna", sent=sent)
    assert found(body, make_project, profile=profile) == rule


LIFE = '<listPerson><person xml:id="anna"><persName>Anna</persName>{life}</person></listPerson>'


@pytest.mark.parametrize(
    ("life", "day", "rule"),
    [
        ('<birth when="1862"/><death when="1931-10-21"/>', "1931-10-22", "untimely-speech"),
        ('<birth when="1862"/><death when="1931-10-21"/>', "1931-10", ""),
        ('<birth when="1862"/><death when="1931-10-21"/>', "1861-12-31", "untimely-speech"),
        ('<birth><date when="1862"/></birth>', "1861", "untimely-speech"),
        ('<birth notBefore="1862"/>', "1861", "untimely-speech"),
        ('<birth notAfter="1862"/>', "1861", ""),
        ('<death notAfter="1931"/>', "1932", "untimely-speech"),
        ('<death notBefore="1931"/>', "1932", ""),
        ('<death when="1931"/><death when="1941"/>', "1935", ""),
        ('<death when="1931"/><death>or later</death>', "1935", ""),
        ("", "1500", ""),
    ],
)
def test_nobody_writes_before_birth_or_after_death(
    life: str, day: str, rule: str, make_project: MakeProject
) -> None:
    profile = LETTER.format(ref="#anna", sent=f'<date when="{day}"/>')
    assert found(LIFE.format(life=life), make_project, profile=profile) == rule


@pytest.mark.parametrize(
    ("speech", "rule"),
    [
        ('<event when="1951"><p><said who="#anna">Yes.</said></p></event>', "untimely-speech"),
        ('<event when="1921"><p><said who="#anna">Yes.</said></p></event>', ""),
        ('<event when="1951"><p><persName ref="#anna">Anna</persName></p></event>', ""),
        ('<event xml:id="e" when="1951"><p>Then.</p></event>', ""),
    ],
)
def test_nobody_speaks_at_an_event_after_death(
    speech: str, rule: str, make_project: MakeProject
) -> None:
    life = LIFE.format(life='<death when="1931"/>')
    body = f"{life}<listEvent>{speech}</listEvent>"
    assert found(body, make_project) == rule


def test_a_speech_may_point_at_its_event(make_project: MakeProject) -> None:
    life = LIFE.format(life='<death when="1931"/>')
    event = '<listEvent><event xml:id="e" when="1951"><p>Then.</p></event></listEvent>'
    speech = '<p><said who="#anna" corresp="#e">Yes.</said></p>'
    assert found(life + event + speech, make_project) == "untimely-speech"


# Relative dates

RELATIVE = (
    '<p><date xml:id="d" when="1989-01-04">4 January</date>; <date datingPoint="#d" corresp="#e">'
    '<date dur-iso="P8W">eight weeks</date> <offset>later</offset></date></p>'
    '<listEvent><event xml:id="e" when="{day}"><p>The meeting.</p></event></listEvent>'
)


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        ("1989-04-01", "miscomputed-date"),
        ("1989-02-26", ""),
        ("1989", ""),
        ("1988", "miscomputed-date"),
    ],
)
def test_a_relative_date_may_not_contradict_its_event(
    day: str, rule: str, make_project: MakeProject
) -> None:
    assert found(RELATIVE.format(day=day), make_project) == rule


# Speech


@pytest.mark.parametrize(
    ("speech", "rule"),
    [
        ("<sp><p>Who’s there?</p></sp>", "speech-without-speaker"),
        ('<sp who=" "><p>Who’s there?</p></sp>', "speech-without-speaker"),
        ("<sp><speaker>Barnardo</speaker><p>Who’s there?</p></sp>", ""),
        ('<sp who="#anna"><p>Who’s there?</p></sp>', ""),
        ('<p><said who="#anna">Yes.</said></p>', ""),
        ('<p><said who="#rome">Yes.</said></p>', "speaker-of-another-kind"),
        ('<p><said who="#anna" toWhom="#rome">Yes.</said></p>', "speaker-of-another-kind"),
        ('<p><said who="https://example.org/rome">Yes.</said></p>', ""),
    ],
)
def test_a_speech_belongs_to_somebody_who_can_speak(
    speech: str, rule: str, make_project: MakeProject
) -> None:
    place = '<listPlace><place xml:id="rome"><placeName>Rome</placeName></place></listPlace>'
    assert found(LIFE.format(life="") + place + speech, make_project) == rule


# Lives


@pytest.mark.parametrize(
    ("life", "rule"),
    [
        ('<birth when="1869-01-02"/><death when="1859-05-06"/>', "reversed-dates"),
        ('<birth notBefore="1869"/><death notAfter="1868"/>', "reversed-dates"),
        ('<birth><date when="1869"/></birth><death><date when="1859"/></death>', "reversed-dates"),
        ('<birth when="1869-05-06"/><death when="1869"/>', ""),
        ('<birth when="1869"/><death notBefore="1859"/>', ""),
        ('<birth when="-0100-07-12"/><death when="-0044-03-15"/>', ""),
        ('<death when="1859"/>', ""),
    ],
)
def test_nobody_dies_before_being_born(life: str, rule: str, make_project: MakeProject) -> None:
    person = f"<listPerson><person><persName>A</persName>{life}</person></listPerson>"
    assert found(person, make_project) == rule


def test_of_a_life_that_runs_backwards_nothing_else_is_said(make_project: MakeProject) -> None:
    life = '<birth when="1869"/><death when="1859"/>'
    person = f'<listPerson><person xml:id="a"><persName>A</persName>{life}</person></listPerson>'
    sent = '<persName ref="#a">A</persName><date when="1880"/>'
    profile = f'<profileDesc><correspDesc><correspAction type="sent">{sent}</correspAction>'
    profile += "</correspDesc></profileDesc>"
    assert found(person, make_project, profile=profile) == "reversed-dates"

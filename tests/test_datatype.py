"""The datatypes of XML Schema and RELAX NG: what they have, what is equal, what is said."""

import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.relaxng.datatype import XSD, Datatype, datatype
from edition.relaxng.datatype.plain import PLAIN
from tests.conftest import loaded_by

BOUND = {"tei": "http://www.tei-c.org/ns/1.0", "": "urn:default"}

# type: texts that it has | texts that it has not; ␣ is a space, ∅ the empty text
TABLE = """
string: a ␣a␣ ∅ |
token: a ␣a␣ ∅ |
normalizedString: a ␣a␣ ∅ |
language: en de-AT zh-Hant-x-private ␣en␣ | ∅ e_n toolonglang en- 1a-b!
Name: a :a a:b é _x a.b-c·1 | ∅ 1a -a a␣b a/b
NCName: a é _x a.b-c ␣a␣ 人 | ∅ a:b 1a .a a␣b
NMTOKEN: a 1 -a a:b .5 | ∅ a␣b a/b
NMTOKENS: a 1␣2 ␣a␣␣b␣ | ∅ ␣ a␣/
ID: p1 | 1p ∅ a␣b a:b
IDREF: p1 | #p1 ∅
IDREFS: p1 p1␣p2 | ∅ p1␣#p2
ENTITY: pic | 1
ENTITIES: pic␣map | ∅ pic␣1
QName: p tei:p xml:id ␣tei:p␣ | ∅ x:p tei: :p tei:p:q 1
NOTATION: p tei:p | x:p 1
anyURI: ∅ a #a http://a.b/c?d#e ../a␣b ä.xml urn:x:y a/b:c ?a:b #a:b %20 | a%b %2 #a#b :a 1a:b \
ä:b
boolean: true false 1 0 ␣true␣ | True yes ∅ 2
decimal: 1 -1 +1 1.5 .5 1. 0001.10 -0 ␣1␣ | ∅ . + - 1e5 1,5 ١ 1.2.3 --1 NaN 1␣2 -+1 1_0
integer: 1 -1 +1 007 -0 | ∅ 1.0 1. a ٣ 1_0
nonPositiveInteger: 0 -0 -1 | 1
negativeInteger: -1 | 0 1
nonNegativeInteger: 0 1 -0 +5 | -1
positiveInteger: 1 | 0 -1
long: 9223372036854775807 -9223372036854775808 | 9223372036854775808 -9223372036854775809
int: 2147483647 -2147483648 | 2147483648
short: 32767 -32768 | 32768
byte: 127 -128 0127 | 128 -129
unsignedLong: 18446744073709551615 | 18446744073709551616 -1
unsignedInt: 4294967295 | 4294967296 -1
unsignedShort: 65535 | 65536 -1
unsignedByte: 255 0 -0 | 256 -1
float: 1 -1.5e10 .5 1. 1E-5 INF -INF NaN 1e99 | ∅ +INF inf nan 1e 1e1.5 0x1 1_0 infinity
double: 1 -1.5e10 INF -INF NaN | ∅ +INF e5 1f
base64Binary: ∅ AAAA AA== AAA= A␣A␣A␣A | A AA AAA A=== AB== AAB= AA=A A!AA
hexBinary: ∅ 00 0FB7 0fb7 | 0 0g 00␣00
duration: P1Y P1M P1D PT1H PT1M PT1S P1Y2M3DT4H5M6.7S -P1Y P0Y | ∅ P PT 1Y P1YT P-1Y P1S P1W \
PT1.S +P1Y P1M1Y
dateTime: 1863-05-12T14:30:00 1863-05-12T14:30:00.5Z 1863-05-12T24:00:00 \
-0044-03-15T12:00:00+01:00 | 1863-05-12 1863-05-12T14:30 1863-05-12T25:00:00 1863-05-12T24:00:01 \
1863-02-30T00:00:00 1863-05-12T14:60:00 1863-05-12T14:30:60 1863-05-12␣14:30:00
time: 14:30:00 00:00:00Z 24:00:00 14:30:00.123-05:00 | ∅ 14:30 25:00:00 14:30:00+15:00 \
14:30:00+14:30 1:00:00
date: 1863-05-12 2000-02-29 -0044-03-15 12000-01-01 1863-05-12Z 1863-05-12+14:00 ␣1863-05-12␣ | \
∅ 1863 1863-05 1863-5-12 1863-02-29 1900-02-29 1863-04-31 1863-13-01 1863-00-01 1863-01-00 \
0000-01-01 01863-01-01 +1863-01-01 1863-05-12+25:00 ١٨٦٣-05-12
gYear: 1863 -0044 12000 1863Z | ∅ 863 0000 01863 1863-05 +1863
gYearMonth: 1863-05 1863-12Z | 1863 1863-13 1863-00 1863-5 0000-01
gMonth: --05 --12Z | 05 --13 --00 --5 -05
gMonthDay: --05-12 --02-29 | --02-30 --13-01 --04-31 05-12
gDay: ---12 ---31Z | ---32 ---00 12 --12
"""


def cells(text: str) -> list[str]:
    return [word.replace("␣", " ").replace("∅", "") for word in text.split()]


ROWS = [
    (name, cells(rest.partition("|")[0]), cells(rest.partition("|")[2]))
    for name, _, rest in (row.partition(":") for row in TABLE.strip().splitlines())
]


def xsd(name: str, **parameters: str) -> Datatype:
    return datatype(XSD, name, tuple(parameters.items()))


@pytest.mark.parametrize(("name", "right", "wrong"), ROWS, ids=[row[0] for row in ROWS])
def test_a_type_has_its_texts_and_no_others(name: str, right: list[str], wrong: list[str]) -> None:
    kind = xsd(name)
    assert [text for text in right if not kind.allows(text, BOUND)] == []
    assert [text for text in wrong if kind.allows(text, BOUND)] == []


@pytest.mark.parametrize(("name", "right", "wrong"), ROWS, ids=[row[0] for row in ROWS])
def test_a_text_has_a_value_or_a_reason(name: str, right: list[str], wrong: list[str]) -> None:
    kind = xsd(name)
    assert kind.describe
    assert [text for text in right if kind.why(text, BOUND)] == []
    assert [text for text in wrong if not kind.why(text, BOUND)] == []
    assert all(hash(kind.canon(text, BOUND)) is not None for text in right)


def test_every_type_of_xml_schema_stands_in_the_table() -> None:
    assert len(ROWS) == 44


EQUAL = """
token: ␣a␣␣b = a␣b
decimal: 1 = 1.00 = +01 = 1.
decimal: 0 = -0 = .0
integer: 7 = 007 = +7
double: 1 = 1.0 = 10e-1
double: NaN = NaN
float: 0.1 = 0.10000000149
boolean: true = 1
hexBinary: 0fb7 = 0FB7
base64Binary: AAAA = AA␣AA
QName: tei:p = t:p
NMTOKENS: a␣b = ␣a␣␣b
duration: P1Y = P12M
duration: P1D = PT24H = PT86400.0S
dateTime: 2000-01-01T00:00:00Z = 2000-01-01T01:00:00+01:00 = 1999-12-31T24:00:00Z
dateTime: 2000-01-01T00:00:00.50 = 2000-01-01T00:00:00.5
time: 00:00:00Z = 01:00:00+01:00 = 24:00:00Z = 23:00:00-01:00
date: 2000-01-01Z = 2000-01-01+00:00
"""
UNEQUAL = """
string: ␣a = a
decimal: 1 = 1.01 = -1
double: 0.1 = 0.10000000149
QName: tei:p = p = other:p
duration: P1M = P30D = P31D
duration: P1D = -P1D
dateTime: 2000-01-01T00:00:00 = 2000-01-01T00:00:00Z
date: 2000-01-01Z = 2000-01-01 = 2000-01-01+01:00
gYear: 1863 = 1864 = -1863
anyURI: A = a
boolean: true = false
"""
PREFIXES = {"tei": "urn:tei", "t": "urn:tei", "other": "urn:other"}


@pytest.mark.parametrize("row", EQUAL.strip().splitlines())
def test_equal_values_are_equal_however_they_are_written(row: str) -> None:
    assert len(set(values(row))) == 1


@pytest.mark.parametrize("row", UNEQUAL.strip().splitlines())
def test_other_values_differ(row: str) -> None:
    found = values(row)
    assert len(set(found)) == len(found)


def values(row: str) -> list[object]:
    name, _, texts = row.partition(": ")
    found = [xsd(name).canon(cells(text)[0], PREFIXES) for text in texts.split(" = ")]
    assert None not in found
    return list(found)


FACETS = [
    ("string", {"length": "2"}, "ab 𝔸b", "a abc"),
    ("token", {"minLength": "2", "maxLength": "3"}, "ab abc", "a abcd"),
    ("NMTOKENS", {"maxLength": "2"}, "a a␣b", "a␣b␣c"),
    ("hexBinary", {"length": "2"}, "0000", "00"),
    ("base64Binary", {"length": "3"}, "AAAA", "AA=="),
    ("QName", {"length": "1"}, "tei:p", "1"),
    ("token", {"pattern": "[a-z]+"}, "ab ␣ab␣", "a1 AB"),
    ("boolean", {"pattern": "true|false"}, "true", "1"),
    ("integer", {"minInclusive": "1", "maxInclusive": "10"}, "1 10 007", "0 11 -5"),
    ("nonNegativeInteger", {"maxExclusive": "10"}, "0 9", "10 -1"),
    ("decimal", {"minExclusive": "0", "maxExclusive": "1"}, "0.5 .001", "0 1 -0.5"),
    ("decimal", {"minInclusive": "-2.5"}, "-2.5 -2.49 0", "-2.51 -3 -10"),
    ("decimal", {"totalDigits": "3"}, "123 1.23 0.123 00100", "1234 1.234 0.0001"),
    ("decimal", {"fractionDigits": "1"}, "1 1.5 1.50", "1.55"),
    ("double", {"minInclusive": "0"}, "0 1 INF", "-1 -INF NaN"),
    ("date", {"minInclusive": "1863-01-01"}, "1863-01-01 1900-01-01", "1862-12-31 -1900-01-01"),
    ("date", {"minInclusive": "1863-01-01Z"}, "1863-01-03", "1863-01-01 1862-12-30"),
    ("gYear", {"maxExclusive": "1900"}, "1899 -0044", "1900 12000"),
    ("time", {"minInclusive": "08:00:00", "maxInclusive": "17:00:00"}, "08:00:00", "07:59:59"),
    ("duration", {"maxInclusive": "P1M"}, "P27D P1M", "P28D P31D P1Y"),
    ("duration", {"maxInclusive": "P32D"}, "P1M -P1Y", "P2M"),
]


@pytest.mark.parametrize(("name", "parameters", "right", "wrong"), FACETS)
def test_parameters_narrow_a_type(
    name: str, parameters: dict[str, str], right: str, wrong: str
) -> None:
    kind = xsd(name, **parameters)
    assert [text for text in cells(right) if not kind.allows(text, BOUND)] == []
    assert [text for text in cells(wrong) if kind.allows(text, BOUND)] == []


def test_of_several_patterns_all_must_match() -> None:
    kind = datatype(XSD, "token", (("pattern", "a.*"), ("pattern", ".*z")))
    assert [kind.allows(text) for text in ("az", "a", "z")] == [True, False, False]


WRONG = [
    ("", "integer", {}),
    ("", "token", {"maxLength": "2"}),
    ("urn:other", "string", {}),
    (XSD, "text", {}),
    (XSD, "anySimpleType", {}),
    (XSD, "token", {"size": "2"}),
    (XSD, "token", {"maxLength": "two"}),
    (XSD, "token", {"maxLength": "-1"}),
    (XSD, "token", {"minInclusive": "a"}),
    (XSD, "token", {"enumeration": "a"}),
    (XSD, "token", {"whiteSpace": "collapse"}),
    (XSD, "token", {"pattern": "("}),
    (XSD, "boolean", {"length": "1"}),
    (XSD, "integer", {"minInclusive": "1.5"}),
    (XSD, "integer", {"length": "1"}),
    (XSD, "decimal", {"totalDigits": "0"}),
    (XSD, "double", {"totalDigits": "3"}),
    (XSD, "date", {"maxInclusive": "1863-02-30"}),
]


@pytest.mark.parametrize(("library", "name", "parameters"), WRONG)
def test_what_is_no_datatype_is_refused_with_a_sentence(
    library: str, name: str, parameters: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match=r"^[TRX].*\.$"):
        datatype(library, name, tuple(parameters.items()))


def test_a_parameter_other_than_pattern_is_stated_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        datatype(XSD, "token", (("length", "1"), ("length", "1")))


SAID = [
    ("date", {}, "1863-02-30", "February 1863 has 28 days"),
    ("date", {}, "12 May 1863", "“12 May 1863” is not written as a date (1863-05-12)"),
    ("date", {}, "1863-5-2", "“1863-5-2” is not written as a date (1863-05-12)"),
    ("date", {}, "2/12/1863", "“2/12/1863” is not written as a date (1863-05-12)"),
    ("date", {}, "1863", "“1863” is not written as a date (1863-05-12)"),
    ("date", {}, "0000-01-01", "there is no year 0; the year before 1 is -0001"),
    ("gYear", {}, "863", "“863” is not written as a year (1863)"),
    ("gYear", {}, "1863-02-31", "February 1863 has 28 days"),
    ("date", {}, "1863-13-01", "a year has 12 months, and “1863-13-01” names month 13"),
    ("gDay", {}, "---32", "no month has more than 31 days"),
    ("date", {}, "31 February 1863", "February 1863 has 28 days"),
    ("date", {}, "", "it is empty, and not a date (1863-05-12)"),
    ("token", {"minLength": "1"}, "", "it is empty, and at least 1 is needed"),
    ("token", {"pattern": r"[^\p{C}\p{Z}]+"}, "a b", "“a b” is not one word without blanks"),
    ("time", {}, "25:00:00", "“25:00:00” names no time of a day"),
    ("gMonthDay", {}, "--02-30", "February has at most 29 days"),
    ("time", {}, "noon", "“noon” is not written as a time (14:30:00)"),
    ("integer", {"maxInclusive": "10"}, "42", "42 is larger than 10"),
    ("positiveInteger", {}, "0", "0 is smaller than 1"),
    ("date", {"maxInclusive": "1900-01-01"}, "1901-01-01", "1901-01-01 is later than 1900-01-01"),
    ("integer", {}, "many", "“many” is not a whole number"),
    ("integer", {}, "", "it is empty, and not a whole number"),
    ("token", {"maxLength": "1"}, "ab", "it has 2 signs, and at most 1 is allowed"),
    ("token", {"pattern": "[a-z]"}, "A", "“A” is not of the form [a-z]"),
    ("NCName", {}, "a b", "“a b” is not an XML name: it has a blank"),
    ("NCName", {}, "1a", "“1a” is not an XML name: it begins with “1”, not with a letter"),
    ("NCName", {}, "a:b", "“a:b” is not an XML name: it has a colon"),
    ("IDREF", {}, "#a", "“#a” is not the id of an element: “#” is no sign of a name"),
    ("QName", {}, "x:a", "the prefix “x” is not declared here"),
    ("anyURI", {}, "a%b", "“a%b” is not a pointer: after “%” stand two digits, as in %20"),
    ("boolean", {}, "yes", "“yes” is not true or false"),
]


@pytest.mark.parametrize(("name", "parameters", "text", "words"), SAID)
def test_a_reason_is_told_in_the_words_of_editors(
    name: str, parameters: dict[str, str], text: str, words: str
) -> None:
    assert xsd(name, **parameters).why(text) == words


def test_a_type_is_described_in_words() -> None:
    assert xsd("date").describe == "a date (1863-05-12)"
    assert xsd("nonNegativeInteger").describe == "a whole number from 0 on"
    assert xsd("byte").describe == "a whole number from -128 to 127"
    assert xsd("positiveInteger", maxInclusive="12").describe == "a whole number from 1 to 12"
    assert xsd("integer", maxExclusive="12").describe == "a whole number smaller than 12"
    assert xsd("token", maxLength="9").describe == "text of at most 9 signs"
    assert xsd("token", pattern="[a-z]+").describe == "text of the form [a-z]+"
    assert datatype("", "token", ()).describe == "text"


DESCRIBED = [
    ("token", (("pattern", r"[^\p{C}\p{Z}]+"),), "one word without blanks"),
    ("token", (("pattern", r"(\p{L}|\p{N}|\p{P}|\p{S})+"),), "one word without blanks"),
    ("token", (("minLength", "1"),), "text that is not empty"),
    ("token", (("length", "1"),), "text of 1 sign"),
    ("token", (("minLength", "2"), ("maxLength", "5")), "text of 2 to 5 signs"),
    (
        "NMTOKENS",
        (("minLength", "2"),),
        "at least 2 name tokens, with blanks between them",
    ),
    ("decimal", (("minInclusive", "0"), ("maxInclusive", "1")), "a number (3.14) from 0 to 1"),
    ("date", (("minExclusive", "1863-01-01"),), "a date (1863-05-12) after 1863-01-01"),
    ("integer", (("totalDigits", "1"),), "a whole number with at most 1 digit"),
    ("ID", (), "an id (first a letter, then letters, digits, “.”, “-”, “_”)"),
    ("anyURI", (), "a pointer (#p1, https://example.org)"),
    ("language", (), "a language tag (en, de-AT)"),
    ("duration", (), "a duration (P2Y6M, P3DT12H)"),
]


@pytest.mark.parametrize(("name", "parameters", "words"), DESCRIBED)
def test_parameters_are_told_with_their_type(
    name: str, parameters: tuple[tuple[str, str], ...], words: str
) -> None:
    assert datatype(XSD, name, parameters).describe == words


def test_the_patterns_of_tei_are_told_in_words(shared: Path) -> None:
    schema = (shared / "data" / "tei" / "tei_all.rng").read_text("utf-8")
    patterns = set(re.findall(r'<param name="pattern">([^<]*)</param>', schema))
    assert len(patterns) > 10
    said = [datatype(XSD, "token", (("pattern", pattern),)).describe for pattern in patterns]
    assert [words for words in said if "of the form" in words] == []


SUGGESTED = """
date: 12 May 1863 = 1863-05-12
date: 12. Mai 1863 = 1863-05-12
date: le 12 mai 1863 = 1863-05-12
date: 12 de mayo de 1863 = 1863-05-12
date: May 12th, 1863 = 1863-05-12
date: Sept. 3, 1863 = 1863-09-03
date: 25/12/1863 = 1863-12-25
date: 12/25/1863 = 1863-12-25
date: 2/2/1863 = 1863-02-02
date: 2/12/1863 = -
date: 2.12.1863 = 1863-12-02
date: 1863-5-2 = 1863-05-02
date: 1863/05/12 = 1863-05-12
date: 18630512 = 1863-05-12
date: 1863-02-31 = -
date: 31 February 1863 = -
date: May 1863 = -
date: 1863 = -
date: in spring = -
date: 1863-05-12 = -
gYearMonth: May 1863 = 1863-05
gYearMonth: 1863-5 = 1863-05
gYearMonth: 5/1863 = 1863-05
gYear: 863 = 0863
gMonthDay: 12 May = --05-12
gMonth: juin = --06
gMonth: jui = -
time: 14:30 = 14:30:00
time: 9.30 Uhr = 09:30:00
dateTime: 12 May 1863T14:30 = -
dateTime: 1863-05-12 14:30 = 1863-05-12T14:30:00
boolean: Yes = true
decimal: 1,5 = 1.5
decimal: 1,500 = -
integer: 3.0 = 3
language: en_US = en-US
IDREF: #p1 = p1
duration: 3 days = P3D
duration: 2 weeks = P14D
anyURI: 100%.xml = 100%25.xml
token: what = -
"""


@pytest.mark.parametrize("row", SUGGESTED.strip().splitlines())
def test_what_can_mean_one_thing_only_is_suggested(row: str) -> None:
    name, _, texts = row.partition(": ")
    given, _, expected = texts.partition(" = ")
    assert xsd(name).suggest(given) == (None if expected == "-" else expected)


def test_all_types_of_dates_tell_the_same_of_a_day_that_cannot_be() -> None:
    dates = "date dateTime gYear gYearMonth gMonth gMonthDay gDay time".split()
    for text in ("1863-02-31", "31 February 1863"):
        assert {xsd(name).why(text) for name in dates} == {"February 1863 has 28 days"}


def test_a_suggestion_keeps_to_the_parameters() -> None:
    assert xsd("date", minInclusive="1900-01-01").suggest("12 May 1863") is None


def test_there_is_no_year_nought_and_leap_years_before_christ_are_counted_so() -> None:
    days = ["0000-01-01", "-0000-01-01", "-0001-02-29", "-0004-02-29", "-0005-02-29"]
    assert [xsd("date").allows(day) for day in days] == [False, False, True, False, True]
    assert xsd("date", minInclusive="-0001-12-31").allows("0001-01-01")


def test_ids_and_what_points_at_them_are_known() -> None:
    names = ["ID", "IDREF", "IDREFS", "NCName"]
    assert [xsd(name).id_type for name in names] == ["ID", "IDREF", "IDREFS", ""]


def test_the_built_in_types_differ_in_white_space() -> None:
    assert datatype("", "string", ()).canon(" a\n b ") == " a\n b "
    assert datatype("", "token", ()).canon(" a\n b ") == "a b"


def test_only_the_white_space_of_xml_is_taken_away() -> None:
    assert datatype("", "token", ()).canon("\u00a0a\u2003b\x0b") == "\u00a0a\u2003b\x0b"


def test_a_prefix_means_its_namespace_and_none_the_default() -> None:
    assert xsd("QName").canon("tei:p", BOUND) == (BOUND["tei"], "p")
    assert xsd("QName").canon("p", BOUND) == ("urn:default", "p")
    assert xsd("QName").canon("p") == ("", "p")


def test_a_datatype_is_made_once_and_outlives_a_pickle() -> None:
    kind = xsd("token", pattern="a")
    assert pickle.loads(pickle.dumps(kind)) is kind


def test_a_start_compiles_nothing() -> None:
    code = (
        "import re, importlib, edition.relaxng.datatype as module;"
        "made = []; re.compile = lambda *given: made.append(given);"
        "importlib.reload(module); assert not made"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_family_is_imported_when_a_schema_names_one_of_its_types() -> None:
    loaded = loaded_by(
        "from edition.relaxng.datatype import XSD, datatype\n"
        "datatype(XSD, 'token', ()), datatype('', 'string', ())"
    )
    families = {"moment", "duration", "number", "name", "binary", "suggestion"}
    assert not {f"edition.relaxng.datatype.{name}" for name in families} & set(loaded)


@given(st.decimals(allow_nan=False, allow_infinity=False), st.integers(0, 3))
def test_a_number_is_equal_with_idle_zeros(number: object, zeros: int) -> None:
    text = f"{number:f}"
    longer = (text if "." in text else f"{text}.") + "0" * zeros
    assert xsd("decimal").canon(text) == xsd("decimal").canon(longer) is not None


@given(st.integers(), st.integers())
def test_bounds_order_whole_numbers_as_arithmetic_does(number: int, bound: int) -> None:
    assert xsd("integer", minInclusive=str(bound)).allows(str(number)) == (number >= bound)
    assert xsd("integer", maxExclusive=str(bound)).allows(str(number)) == (number < bound)


@given(st.decimals(-99, 99, places=3), st.decimals(-99, 99, places=3))
def test_bounds_order_numbers_as_arithmetic_does(number: object, bound: object) -> None:
    allowed = xsd("decimal", maxInclusive=f"{bound:f}").allows(f"{number:f}")
    assert allowed == (number <= bound)  # type: ignore[operator]


@given(st.datetimes(), st.datetimes())
def test_bounds_order_moments_as_the_calendar_does(one: object, other: object) -> None:
    texts = [moment.isoformat() for moment in (one, other)]  # type: ignore[attr-defined]
    allowed = xsd("dateTime", minInclusive=texts[1]).allows(texts[0])
    assert allowed == (one >= other)  # type: ignore[operator]


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: object) -> None:
    assert xsd("date").allows(str(day))


@given(st.binary())
def test_bytes_come_back(data: bytes) -> None:
    from base64 import b64encode

    assert xsd("base64Binary").canon(b64encode(data).decode()) == data
    assert xsd("hexBinary").canon(data.hex()) == data


@given(st.sampled_from([row[0] for row in ROWS]), st.text("0123456789-+:.TZPYMDaHS eE#% \n٣é"))
def test_no_text_makes_a_type_fail(name: str, text: str) -> None:
    kind = xsd(name)
    meant = kind.suggest(text)
    assert meant is None or (kind.allows(meant) and not kind.allows(text))
    assert kind.allows(text) == (kind.canon(text) is not None) == (kind.why(text) == "")


@pytest.mark.parametrize("name", [row[0] for row in ROWS])
@pytest.mark.parametrize("text", ["9" * 9000, "-" * 9000, "P" + "9" * 9000 + "Y", "a" * 99999])
def test_no_length_makes_a_type_fail(name: str, text: str) -> None:
    assert xsd(name).allows(text) == (xsd(name).why(text) == "")


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(sorted(PLAIN)),
    st.text(max_size=12)
    | st.from_regex(r"[-0-9]{3,11}", fullmatch=True)
    | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True)
    | st.from_regex(r"[#/:%.a-z ]{1,9}", fullmatch=True),
)
def test_what_is_plainly_of_a_type_is_of_it(
    kind: tuple[str, tuple[tuple[str, str], ...]], text: str
) -> None:
    found = datatype(XSD, *kind)
    if PLAIN[kind](text):
        assert found.canon(text) is not None

"""Authority: ids are recognised in addresses, with prefixes and by their type, and checked."""

import pytest

from edition.tei.authority import authority_id


@pytest.mark.parametrize(
    ("value", "kind", "authority", "bare"),
    [
        ("118540238", "gnd", "GND id", "118540238"),
        ("https://d-nb.info/gnd/118540238", "", "GND id", "118540238"),
        ("https://d-nb.info/gnd/4066009-6/", "URL", "GND id", "4066009-6"),
        ("gnd:118607626", "", "GND id", "118607626"),
        ("http://viaf.org/viaf/67411362/#Eliot", "", "VIAF id", "67411362"),
        ("https://www.wikidata.org/wiki/Q5879", "", "Wikidata id", "Q5879"),
        ("https://sws.geonames.org/2761369/", "", "GeoNames id", "2761369"),
        ("https://www.geonames.org/2761369/vienna.html", "", "GeoNames id", "2761369"),
        ("https://orcid.org/0000-0002-1825-0097", "", "ORCID", "0000000218250097"),
        ("0000 0001 2103 2683", "ISNI", "ISNI", "0000000121032683"),
        ("https://doi.org/10.5281/zenodo.3462435", "", "DOI", "10.5281/zenodo.3462435"),
        ("10.1000/182", "doi", "DOI", "10.1000/182"),
        ("https://doi.org/10/aabbe", "", "DOI", "10/aabbe"),
        ("https://www.wikidata.org/entity/L3-F2", "", "Wikidata id", "L3-F2"),
        ("https://hdl.handle.net/21.11115/0000-000E", "handle", "handle", "21.11115/0000-000E"),
        ("ISBN 978-3-16-148410-0 (cloth)", "isbn", "ISBN", "9783161484100"),
        ("0-8044-2957-X", "isbn", "ISBN", "080442957X"),
        ("urn:isbn:9783161484100", "", "ISBN", "9783161484100"),
        ("0378-5955", "issn", "ISSN", "03785955"),
    ],
)
def test_a_well_formed_id_is_recognised_and_has_no_fault(
    value: str, kind: str, authority: str, bare: str
) -> None:
    found = authority_id(value, kind)
    assert found is not None
    assert (found.authority, found.id, found.fault) == (authority, bare, "")


@pytest.mark.parametrize(
    ("value", "kind", "fault"),
    [
        ("118540239", "gnd", "last sign"),
        ("4066009-7", "gnd", "last sign"),
        ("Goethe", "gnd", "another form"),
        ("https://viaf.org/viaf/abc", "", "another form"),
        ("https://www.wikidata.org/entity/5879", "", "another form"),
        ("https://orcid.org/0000-0002-1825-0098", "", "last sign"),
        ("https://orcid.org/0000-0002-1825", "", "another form"),
        ("978-3-16-148410-1", "isbn", "last sign"),
        ("978-3-16-14841", "isbn", "another form"),
        ("0378-5954", "issn", "last sign"),
        ("11.1000/182", "doi", "another form"),
        ("doi:10.1/2", "", "another form"),
    ],
)
def test_a_malformed_id_says_what_is_wrong_with_it(value: str, kind: str, fault: str) -> None:
    found = authority_id(value, kind)
    assert found is not None
    assert fault in found.fault


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("https://example.org/gnd/1", "gnd"),
        ("https://www.wikidata.org/wiki/Special:Search", ""),
        ("https://www.wikidata.org/entity/statement/Q42-4C1B", ""),
        ("https://viaf.org/viaf/sourceID/DNB%7C118540238", ""),
        ("https://viaf.org/viaf/search?query=Goethe", ""),
        ("https://doi.org/fk8z", ""),
        ("MS 27", "shelfmark"),
        ("", "gnd"),
        ("XXXX", "handle"),
        ("person:goethe", ""),
        ("#goethe", ""),
        ("https://[", "gnd"),
    ],
)
def test_what_is_of_no_known_authority_is_let_be(value: str, kind: str) -> None:
    assert authority_id(value, kind) is None


def test_an_isbn_may_be_of_several_things_and_a_gnd_id_of_one() -> None:
    book, person = authority_id("9783161484100", "isbn"), authority_id("118540238", "gnd")
    assert book is not None
    assert person is not None
    assert (book.is_of_one, person.is_of_one) == (False, True)

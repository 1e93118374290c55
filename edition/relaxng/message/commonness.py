"""Commonness: which names TEI has, and which of them editors write every day.

Messages name these first.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from edition.project import OWN
from edition.relaxng.automaton.pattern import Name
from edition.relaxng.phrase import TEI

__all__ = ["attributes_in_order", "common_first", "is_common", "is_of_tei"]

_COMMON: Final = (
    "p ab head div l lg list item sp speaker stage q quote said note hi emph foreign pb lb "
    "persName placeName orgName name rs date title ref bibl cit figure table row cell "
    "opener closer salute dateline signed address addrLine postscript trailer label gap del add "
    "choice sic corr orig reg abbr expan unclear supplied seg milestone cb c g graphic desc "
    "body text front back teiHeader fileDesc titleStmt publicationStmt sourceDesc editionStmt "
    "respStmt resp author editor publisher pubPlace idno availability licence edition extent "
    "profileDesc langUsage language encodingDesc revisionDesc change correspDesc correspAction "
    "msDesc msIdentifier settlement repository country listPerson person listPlace place "
    "listBibl biblStruct monogr imprint biblScope castList castItem role surname forename "
    "birth death event standOff facsimile surface zone"
).split()
"""The elements of prose, verse, drama and letters first, then those of headers and registers.

What many corpora have in most of their documents (counted in classics, drama, letters and novels),
put into the order in which one writes a text.
"""

_PLACE: Final = {name: place for place, name in enumerate(_COMMON)}


def common_first(names: Iterable[Name]) -> list[Name]:
    """Rank names: what is written every day first, then short ones, which are meant for that."""
    last = len(_COMMON)
    return sorted(names, key=lambda name: (_PLACE.get(name[1], last), len(name[1]), name[1]))


def is_common(name: Name) -> bool:
    """Whether editors write an element every day."""
    return name[1] in _PLACE


def is_of_tei(name: Name) -> bool:
    """Whether TEI P5 has an element, though a schema may leave it out."""
    return name[0] == TEI and name[1] in _of_tei()


@lru_cache(maxsize=1)
def _of_tei() -> frozenset[str]:
    lines = (OWN / "xml" / "schema" / "p5.txt").read_text(encoding="utf-8").splitlines()
    return frozenset([line.partition(" ")[0] for line in lines])


_OWN: Final = (
    "who toWhom target url when ref key from to notBefore notAfter when-iso name ident level unit "
    "quantity role place reason cols rows width height value sex form wit active passive mutual "
    "scheme spanTo type subtype"
).split()
_EVERYWHERE: Final = (
    "n xml:id xml:lang rend rendition style corresp facs source cert resp ana next prev sameAs "
    "copyOf synch change select exclude decls hand generatedBy xml:base xml:space"
).split()
"""The attributes that say what an element is there to say, and those that any element may have."""

_ATTRIBUTE_PLACE: Final = {
    **{name: place - len(_OWN) for place, name in enumerate(_OWN)},
    **{name: place + 1 for place, name in enumerate(_EVERYWHERE)},
}


def attributes_in_order(names: Iterable[str]) -> list[str]:
    """Rank attributes: an element's own first, what any element may have last."""
    return sorted(names, key=lambda name: _ATTRIBUTE_PLACE.get(name, 0))

"""Attribute: the elements of a document by name, and its attributes that point or are dates."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from edition.document import TEI, XML_ID, Document

if TYPE_CHECKING:
    from edition.tree import Element

__all__ = ["DATING", "POINTING", "XML_LANG", "Attributes", "attributes", "elements"]

POINTING = frozenset(
    "active adj adjFrom adjTo ana calendar change children copyOf corresp datingMethod datingPoint "
    "decls domains edRef end exclude fVal facs feats follow fromUnit hand inst lemmaRef mergedIn "
    "mutual new next nymRef origin parts passive perf period prev ref rendition replyTo resp "
    "sameAs scheme scribeRef scriptRef select since source spanTo start synch target targetEnd "
    "toUnit toWhom unitRef url where who wit".split()
)
"""TEI's attributes of type teidata.pointer, as far as they point at something to be read."""

_OTHERWISE = {
    "active": {"interaction"},
    "new": {"shift"},
    "passive": {"interaction"},
    "scheme": set(
        "att constraintSpec gi localProp rendition styleDefDecl tag unicodeProp unihanProp".split()
    ),
    "start": {"schemaSpec"},
}
"""The elements on which such an attribute holds a word of a list, no pointer."""

DATING = ("when", "notBefore", "notAfter", "from", "to")
"""TEI's attributes of type teidata.temporal.w3c."""

_NOT_DATING = frozenset("app arc biblScope citedRange locus span".split())
"""The elements on which @from and @to point, or name pages."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_TEI = f"{{{TEI}}}"
Borne = tuple["Element", str, str]
"""An element, the name of its attribute, the value."""


class Attributes:
    """The elements of a document by tag and by the names of their attributes.

    Both are had in one pass, in C as far as may be; values are looked up only of what somebody asks
    for. All lists are in document order.
    """

    def __init__(self, document: Document) -> None:
        self._elements = document.elements
        self.by_tag = _by_tag(self._elements)
        """The elements of each tag."""
        self._bearing = _by_names(self._elements)
        self._names = frozenset(chain.from_iterable(self._bearing))
        self._bearers: dict[str, list[Element]] = {}

    def bears(self, name: str) -> bool:
        """Whether any element, of whatever vocabulary, has an attribute of this name."""
        return name in self._names

    def bearers(self, name: str) -> "list[Element]":
        """Return the elements, of whatever vocabulary, that have an attribute of this name."""
        if name not in self._bearers:
            found = [numbers for names, numbers in self._bearing.items() if name in names]
            every = sorted(chain.from_iterable(found))
            self._bearers[name] = [self._elements[number] for number in every]
        return self._bearers[name]

    @cached_property
    def pointing(self) -> list[Borne]:
        """The attributes that point."""
        return [
            borne
            for borne in self._borne(POINTING)
            if borne[1] not in _OTHERWISE or _local(borne[0]) not in _OTHERWISE[borne[1]]
        ]

    @cached_property
    def dating(self) -> list[Borne]:
        """The attributes that are dates."""
        return [borne for borne in self._borne(DATING) if _local(borne[0]) not in _NOT_DATING]

    @cached_property
    def languages(self) -> list[Borne]:
        """Every xml:lang."""
        return self._borne((XML_LANG,))

    @cached_property
    def certainties(self) -> list[Borne]:
        """Every cert."""
        return self._borne(("cert",))

    def _borne(self, wanted: Collection[str]) -> list[Borne]:
        """Return what TEI's elements have of some attributes."""
        held: dict[int, list[str]] = {}
        for names, numbers in self._bearing.items():
            found = [name for name in names if name in wanted]
            if found:
                held.update(dict.fromkeys(numbers, found))
        bearing = [(self._elements[number], held[number]) for number in sorted(held)]
        if not self._is_tei_only:
            bearing = [each for each in bearing if str(each[0].tag).startswith(_TEI)]
        return [
            (element, name, element.get(name, "")) for element, names in bearing for name in names
        ]

    @cached_property
    def _is_tei_only(self) -> bool:
        return all(str(tag).startswith(_TEI) for tag in self.by_tag)


_FOUND: "WeakKeyDictionary[Document, Attributes]" = WeakKeyDictionary()


def attributes(document: Document) -> Attributes:
    """Return the elements and attributes of a document, found once for all rules.

    Its ids are met on the way, so that nobody need look for them.
    """
    found = _FOUND.get(document)
    if found is None:
        found = _FOUND[document] = Attributes(document)
        document.identified = found.bearers(XML_ID)
    return found


def elements(document: Document, *names: str) -> "Iterator[Element]":
    """Return the TEI elements of these names: name by name, each in document order.

    A walk through the tree for a single name takes as long as all else that most rules do.
    """
    by_tag = attributes(document).by_tag
    return chain.from_iterable([by_tag.get(f"{_TEI}{name}", ()) for name in names])


def _by_tag(elements: "list[Element]") -> "dict[object, list[Element]]":
    found: defaultdict[object, list[Element]] = defaultdict(list)
    for element in elements:
        found[element.tag].append(element)
    return dict(found)


def _by_names(elements: "list[Element]") -> dict[tuple[str, ...], list[int]]:
    """Return the numbers of the elements by the names of their attributes: a few dozen groups."""
    from edition.tree import Element

    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, names in enumerate(map(tuple, map(Element.keys, elements))):
        found[names].append(number)
    return dict(found)


def _local(element: "Element") -> str:
    return str(element.tag)[len(_TEI) :]

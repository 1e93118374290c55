"""Attribute: the elements of a document by name, and its attributes that point or are dates."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import chain, repeat
from operator import itemgetter
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from edition.document import TEI, XML_ID, XML_LANG, Document
from edition.tei.date import DATING

if TYPE_CHECKING:
    from edition.document.markup import Group
    from edition.document.tree import Element

__all__ = ["POINTING", "Attributes", "attributes", "elements"]

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

_NOT_DATING = frozenset("app arc biblScope citedRange locus span".split())
"""The elements on which @from and @to point, or name pages."""


_TEI = f"{{{TEI}}}"
_number = itemgetter(0)
Borne = tuple["Element", str, str]
"""An element, the name of its attribute, the value."""


class Attributes:
    """The elements of a document by tag and by the names of their attributes.

    Both are read from the tags as they are written: elements are asked for nothing. All lists are
    in document order. `tags` and `names` are those that occur.
    """

    def __init__(self, document: Document) -> None:
        self._elements = document.elements
        self._markup = document.markup
        self._by_tag: defaultdict[str, list[Group]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Group]] = defaultdict(list)
        for group in self._markup.groups:
            self._by_tag[group.tag].append(group)
            for name in group.places:
                self._by_name[name].append(group)
        self.tags = frozenset(self._by_tag)
        self.names = frozenset(self._by_name)
        self._tagged: dict[str, list[Element]] = {}

    def has(self, tag: str) -> bool:
        """Whether there is an element of this tag."""
        return tag in self._by_tag

    def tagged(self, tag: str) -> "list[Element]":
        """Return the elements of this tag."""
        if tag not in self._tagged:
            self._tagged[tag] = self._of(self._by_tag.get(tag, ()))
        return self._tagged[tag]

    def bears(self, name: str) -> bool:
        """Whether any element, of whatever vocabulary, has an attribute of this name."""
        return name in self._by_name

    def bearers(self, name: str, within: str = "") -> "list[Element]":
        """Return the elements that have an attribute of this name, of whatever vocabulary.

        Or of the one whose tags begin with `within`.
        """
        groups = self._by_name.get(name, ())
        return self._of([group for group in groups if group.tag.startswith(within)])

    def values(self, name: str) -> list[str]:
        """Return the values that the bearers of an attribute have, in their order."""
        groups = self._by_name.get(name, ())
        found = [zip(g.numbers, self._markup.values(g, name), strict=True) for g in groups]
        return [value for _, value in sorted(chain.from_iterable(found))]

    def numbers(self, *tags: str) -> list[int]:
        """Return the numbers of the elements of some tags: their places in `Document.elements`."""
        groups = chain.from_iterable([self._by_tag.get(tag, ()) for tag in tags])
        return sorted(chain.from_iterable([group.numbers for group in groups]))

    def stated(self, tag: str, name: str) -> list[tuple[int, str | None]]:
        """Return the number of each element of a tag, and what it has as an attribute."""
        found: list[tuple[int, str | None]] = []
        for group in self._by_tag.get(tag, ()):
            values = self._markup.values(group, name) if name in group.places else repeat(None)
            found += zip(group.numbers, values, strict=False)
        found.sort()
        return found

    def hollow(self, name: str) -> "list[Element]":
        """Return TEI's elements of a name that begin with neither words nor another element."""
        texts, tags, starts = self._markup.texts, self._markup.tags, self._markup.starts
        found: list[int] = []
        for group in self._by_tag.get(f"{_TEI}{name}", ()):
            if tags[starts[group.numbers[0]]][-1] == "/":  # so are all of them, as libxml2 writes
                found += group.numbers
                continue
            found += [
                number
                for number in group.numbers
                if (not (text := texts[starts[number]]) or text.isspace())
                and tags[starts[number] + 1][0] == "/"
            ]
        return [self._elements[number] for number in sorted(found)]

    @cached_property
    def pointing(self) -> list[Borne]:
        """The attributes that point."""
        return self._borne(POINTING, _OTHERWISE)

    @cached_property
    def dating(self) -> list[Borne]:
        """The attributes that are dates."""
        return self._borne(frozenset(DATING), dict.fromkeys(DATING, _NOT_DATING))

    @cached_property
    def languages(self) -> list[Borne]:
        """Every xml:lang."""
        return self._borne(frozenset({XML_LANG}), {})

    @cached_property
    def certainties(self) -> list[Borne]:
        """Every cert."""
        return self._borne(frozenset({"cert"}), {})

    def _of(self, groups: "Collection[Group]") -> "list[Element]":
        if not groups:  # most names that rules know are not in a document
            return []
        every = self._elements
        return [every[number] for number in sorted(chain.from_iterable(g.numbers for g in groups))]

    def _borne(
        self, wanted: frozenset[str], otherwise: Mapping[str, Collection[str]]
    ) -> list[Borne]:
        """Return what TEI's elements have of some attributes, but where these mean otherwise."""
        found: list[tuple[int, str, str]] = []
        for group in self._markup.groups:
            if wanted.isdisjoint(group.places) or not group.tag.startswith(_TEI):
                continue
            local = group.tag[len(_TEI) :]
            for name in group.places:
                if name in wanted and local not in otherwise.get(name, ()):
                    values = self._markup.values(group, name)
                    found += zip(group.numbers, repeat(name), values, strict=False)
        found.sort(key=_number)
        every = self._elements
        return [(every[number], name, value) for number, name, value in found]


_FOUND: "WeakKeyDictionary[Document, Attributes]" = WeakKeyDictionary()


def attributes(document: Document) -> Attributes:
    """Return the elements and attributes of a document, found once for all rules.

    Its ids are met on the way, so that nobody need look for them.
    """
    found = _FOUND.get(document)
    if found is None:
        found = _FOUND[document] = Attributes(document)
        document.identified = found.bearers(XML_ID)
        document.ids = _first(found.values(XML_ID), document.identified)
    return found


def elements(document: Document, *names: str) -> "Iterator[Element]":
    """Return the TEI elements of these names: name by name, each in document order.

    A walk through the tree for a single name takes as long as all else that most rules do.
    """
    tagged = attributes(document).tagged
    return chain.from_iterable([tagged(f"{_TEI}{name}") for name in names])


def _first(names: list[str], bearers: "list[Element]") -> "dict[str, Element]":
    """Return the first bearer of each name."""
    found = dict(zip(names, bearers, strict=True))  # each name where it is first, with the last
    if len(found) < len(names):
        found.update(zip(reversed(names), reversed(bearers), strict=True))
    return found

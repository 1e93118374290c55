"""Attribute: the elements of a document by name, and its attributes that point or are dates."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from weakref import WeakKeyDictionary

from edition.document import TEI, XML_ID, Document, Element
from edition.value import Value

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
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_WANTED = POINTING.union(DATING, (XML_LANG, "cert", "part"))

Borne = tuple[Element, str, str]
"""An element, the name of its attribute, the value."""


class Attributes(Value):
    """The attributes of a document that rules ask for, in document order."""

    pointing: tuple[Borne, ...]
    dating: tuple[Borne, ...]
    languages: tuple[Borne, ...] = ()
    certainties: tuple[Borne, ...] = ()
    parts: tuple[Borne, ...] = ()
    is_based: bool = False
    """Whether an element of any vocabulary bears xml:base."""
    has_editions: bool = False
    """Whether an element bears @ed: it says whose pages or lines are counted."""
    by_tag: Mapping[object, list[Element]] = {}
    """The elements of each tag, as `elements` yields them."""
    bearers: Mapping[str, list[Element]] = {}
    """The elements that bear each attribute, of any vocabulary."""


_FOUND: "WeakKeyDictionary[Document, Attributes]" = WeakKeyDictionary()


def attributes(document: Document) -> Attributes:
    """Return the attributes of TEI elements that point, that are dates, and what else is asked for.

    They are found in one pass for all rules: to go through a document takes longer than they do.
    """
    found = _FOUND.get(document)
    if found is None:
        found = _FOUND[document] = _attributes(document)
    return found


def elements(document: Document, *names: str) -> Iterator[Element]:
    """Return the TEI elements of these names: name by name, each in document order.

    A walk through the tree for a single name takes as long as all else that most rules do.
    """
    by_tag = attributes(document).by_tag
    return chain.from_iterable([by_tag.get(f"{_TEI}{name}", ()) for name in names])


def _attributes(document: Document) -> Attributes:
    """Go through a document; its ids are met on the way, so that nobody need look for them."""
    pointing: list[Borne] = []
    dating: list[Borne] = []
    others: dict[str, list[Borne]] = {XML_LANG: [], "cert": [], "part": []}
    has_none = _WANTED.isdisjoint
    by_tag: defaultdict[object, list[Element]] = defaultdict(list)
    bearers: defaultdict[str, list[Element]] = defaultdict(list)
    for element in document.elements:
        by_tag[element.tag].append(element)
        names = element.keys()
        for name in names:
            bearers[name].append(element)
        if has_none(names):  # as of most: names are had in half the time of values
            continue
        tag = str(element.tag)
        for name in names:
            if name not in _WANTED or not tag.startswith(_TEI):
                continue
            if name in POINTING:
                if name not in _OTHERWISE or tag[len(_TEI) :] not in _OTHERWISE[name]:
                    pointing.append((element, name, element.get(name, "")))
            elif name in others:
                others[name].append((element, name, element.get(name, "")))
            elif tag[len(_TEI) :] not in _NOT_DATING:
                dating.append((element, name, element.get(name, "")))
    document.identified = bearers[XML_ID]
    return Attributes(
        tuple(pointing),
        tuple(dating),
        tuple(others[XML_LANG]),
        tuple(others["cert"]),
        tuple(others["part"]),
        _XML_BASE in bearers,
        "ed" in bearers,
        dict(by_tag),
        dict(bearers),
    )

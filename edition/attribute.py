"""Attribute: which attributes of TEI point and which are dates, and those of a document."""

from weakref import WeakKeyDictionary

from edition.document import TEI, Document, Element
from edition.value import Value

__all__ = ["DATING", "POINTING", "XML_LANG", "Attributes", "attributes"]

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

_WANTED = POINTING.union(DATING, (XML_LANG, "cert"))

Borne = tuple[Element, str, str]
"""An element, the name of its attribute, the value."""


class Attributes(Value):
    """The attributes of a document that rules ask for, in document order."""

    pointing: tuple[Borne, ...]
    dating: tuple[Borne, ...]
    languages: tuple[Borne, ...] = ()
    certainties: tuple[Borne, ...] = ()


_FOUND: "WeakKeyDictionary[Document, Attributes]" = WeakKeyDictionary()


def attributes(document: Document) -> Attributes:
    """Return the attributes of TEI elements that point, that are dates, and what else is asked for.

    They are found in one pass for all rules: to go through a document takes longer than they do.
    """
    found = _FOUND.get(document)
    if found is None:
        found = _FOUND[document] = _attributes(document)
    return found


def _attributes(document: Document) -> Attributes:
    pointing: list[Borne] = []
    dating: list[Borne] = []
    others: dict[str, list[Borne]] = {XML_LANG: [], "cert": []}
    has_none = _WANTED.isdisjoint
    for element in document.root.iter(f"{{{TEI}}}*"):
        if has_none(element.keys()):  # as of most: names are had in half the time of values
            continue
        for name, value in element.items():
            if name not in _WANTED:
                continue
            if name in DATING and _local(element) not in _NOT_DATING:
                dating.append((element, name, value))
            elif name in POINTING and _local(element) not in _OTHERWISE.get(name, ()):
                pointing.append((element, name, value))
            elif name in others:
                others[name].append((element, name, value))
    return Attributes(tuple(pointing), tuple(dating), *[tuple(found) for found in others.values()])


def _local(element: Element) -> str:
    return str(element.tag)[len(TEI) + 2 :]

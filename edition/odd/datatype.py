"""Datatype: what a text may be: a datatype with its restrictions, or one of a list of values."""

from edition.document import Element
from edition.odd.documentation import documented
from edition.odd.naming import TEI
from edition.odd.pattern import Pattern, group, ref
from edition.odd.vocabulary import Vocabulary

__all__ = ["data_of", "name_of", "values_of"]

_Restrictions = tuple[str, ...]


def name_of(item: Element) -> str:
    """Return the name that something has in documents: its altIdent, else its ident."""
    other = item.find(f"{TEI}altIdent")
    name = "" if other is None else " ".join((other.text or "").split())
    return name or item.get("ident", "")


def values_of(values: Element, vocabulary: Vocabulary) -> Pattern:
    """Return a list of values as a choice of them."""
    found: list[Pattern] = []
    for item in values.iterfind(f"{TEI}valItem"):
        found += [Pattern("value", (), (), name_of(item)), *documented(item, vocabulary.language)]
    return Pattern("choice", tuple(found))


def data_of(part: Element, vocabulary: Vocabulary, outer: _Restrictions = ()) -> Pattern:
    """Return a dataRef as a pattern: of XML Schema's by `name`, of the vocabulary's by `key`.

    A restriction holds beside those that the datatype itself has.
    """
    own = part.get("restriction")
    restrictions = outer if own is None else (own, *outer)
    name = part.get("name")
    if name:
        facets = [(f.get("name", ""), f.get("value", "")) for f in part.iterfind(f"{TEI}dataFacet")]
        return _data(name, [*facets, *[("pattern", each) for each in restrictions]])
    spec = vocabulary.specs.get(part.get("key", ""))
    if spec is None or not restrictions:
        return ref(vocabulary.named(part.get("key", "")))
    model = spec.element.iterfind(f"{TEI}content/*")
    return group([_narrowed(each, vocabulary, restrictions) for each in model])


def _data(name: str, facets: list[tuple[str, str]]) -> Pattern:
    parameters = [Pattern("param", (), (("name", facet),), value) for facet, value in facets]
    return Pattern("data", tuple(parameters), (("type", name),))


def _narrowed(part: Element, vocabulary: Vocabulary, restrictions: _Restrictions) -> Pattern:
    """Return a part of a datatype's model, each of its texts restricted."""
    if part.tag == f"{TEI}dataRef":
        return data_of(part, vocabulary, restrictions)
    if part.tag == f"{TEI}textNode":
        return _data("string", [("pattern", each) for each in restrictions])
    if part.tag == f"{TEI}valList":
        return _fitting(part, restrictions)
    kind = "list" if part.tag == f"{TEI}sequence" else "choice"
    inner = [_narrowed(each, vocabulary, restrictions) for each in part.iterchildren(f"{TEI}*")]
    return Pattern(kind, tuple(inner))


def _fitting(values: Element, restrictions: _Restrictions) -> Pattern:
    """Return those of a list's values that a restriction allows."""
    from edition.relaxng.regex import compiled

    matchers = [compiled(each) for each in restrictions]
    items = [name_of(item) for item in values.iterfind(f"{TEI}valItem")]
    fit = [item for item in items if all(matcher.matches(item) for matcher in matchers)]
    found = [Pattern("value", (), (), item) for item in fit]
    return Pattern("choice", tuple(found)) if found else Pattern("notAllowed")

"""Attribute: one attribute as a pattern: its name, whether it must be there, and its values."""

from edition.document import Element
from edition.odd.content import occurrences
from edition.odd.datatype import data_of, name_of, values_of
from edition.odd.documentation import documented
from edition.odd.naming import RNG, TEI
from edition.odd.pattern import TEXT, Pattern, group, repeated
from edition.odd.relaxing import relaxed
from edition.odd.vocabulary import Vocabulary

__all__ = ["defined"]

_XML = "http://www.w3.org/XML/1998/namespace"
_NAME = Pattern("data", (), (("type", "Name"),))


def defined(attribute: Element, vocabulary: Vocabulary) -> Pattern:
    """Return the pattern of an attDef; it is optional unless its usage is `req`."""
    notes = documented(attribute, vocabulary.language)
    value = _value(attribute, vocabulary)
    pattern = Pattern("attribute", (*notes, value), tuple(_named(attribute)))
    return pattern if attribute.get("usage") == "req" else Pattern("optional", (pattern,))


def _named(attribute: Element) -> list[tuple[str, str]]:
    """Return the name of an attribute with its namespace, and its default value."""
    name, ns = name_of(attribute), attribute.get("ns", "")
    prefix, colon, local = name.partition(":")
    if ns == _XML or prefix == "xml":
        name, ns = f"xml:{local or name}", ""
    elif colon:
        name, ns = local, ns or attribute.nsmap.get(prefix, "")
    default = attribute.find(f"{TEI}defaultVal")
    stated = "" if default is None else " ".join((default.text or "").split())
    pairs = [("name", name), ("ns", ns), ("a:defaultValue", stated)]
    return [(key, value) for key, value in pairs if value]


def _value(attribute: Element, vocabulary: Vocabulary) -> Pattern:
    """Return what the value may be: one of its tokens, or as many as the datatype says."""
    one = _token(attribute, vocabulary)
    datatype = attribute.find(f"{TEI}datatype")
    least, most = (1, 1) if datatype is None else occurrences(datatype)
    if one is TEXT or (least, most) == (1, 1):
        return one
    if (least, most) == (0, 1):
        return Pattern("optional", (one,))
    inner = repeated(one, least, most)
    parts = inner.parts if inner.name == "group" and inner is not one else (inner,)
    return Pattern("list", parts)


def _token(attribute: Element, vocabulary: Vocabulary) -> Pattern:
    values = attribute.find(f"{TEI}valList")
    kind = "open" if values is None else values.get("type", "open")
    if values is not None and kind == "closed":
        return values_of(values, vocabulary)
    datatype = attribute.find(f"{TEI}datatype")
    models = [] if datatype is None else _models(datatype, vocabulary)
    if values is not None and kind == "semi":
        return Pattern("choice", (*values_of(values, vocabulary).parts, *(models or [_NAME])))
    return group(models) if models else TEXT


def _models(datatype: Element, vocabulary: Vocabulary) -> list[Pattern]:
    """Return what a datatype's element holds; RELAX NG's own `text` is any text."""
    found = [data_of(each, vocabulary) for each in datatype.iterchildren(f"{TEI}dataRef")]
    found += [relaxed(each, vocabulary.named) for each in datatype.iterchildren(f"{RNG}*")]
    return [TEXT if each.name == "text" else each for each in found]

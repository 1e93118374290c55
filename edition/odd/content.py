"""Content: content models in ODD's own elements and in RELAX NG, as patterns."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from edition.document import Element
from edition.odd.datatype import data_of, values_of
from edition.odd.naming import RNG, TEI, words
from edition.odd.pattern import EMPTY, TEXT, Pattern, ref, repeated
from edition.odd.relaxing import relaxed
from edition.odd.vocabulary import Spec, Vocabulary

__all__ = ["content_of", "model_of", "occurrences"]

_UNBOUNDED = -1
_NO = ("false", "0")


def content_of(spec: Spec, vocabulary: Vocabulary) -> list[Pattern]:
    """Return the patterns of an element's, a macro's or a datatype's content, in sequence."""
    for values in spec.element.iterchildren(f"{TEI}valList"):
        if values.get("type") == "closed":
            return [values_of(values, vocabulary)]
    model = spec.element.find(f"{TEI}content")
    if model is None and spec.kind == "element":
        return []
    if model is None:
        model = spec.element  # a macro of old may hold its model directly
    return [model_of(child, vocabulary) for child in model if _is_model(child)]


def model_of(part: Element, vocabulary: Vocabulary) -> Pattern:
    """Return a part of a content model as a pattern."""
    make = _MAKING.get(str(part.tag))
    if make is not None:
        return make(part, vocabulary)
    holder = next(part.iterancestors(f"{TEI}content"), part)
    is_prefixed = holder.get("autoPrefix", "").strip() not in _NO
    return relaxed(part, vocabulary.named if is_prefixed else str)


def occurrences(part: Element) -> tuple[int, int]:
    """Return how often a part may occur at least and at most; -1 is without an end."""
    least, most = (part.get(name, "1").strip() for name in ("minOccurs", "maxOccurs"))
    few = int(least) if least.isdecimal() else 1
    if most == "unbounded":
        return few, _UNBOUNDED
    return few, max(few, int(most) if most.isdecimal() else 1)


def _is_model(part: Element) -> bool:
    return part.tag in _MAKING or str(part.tag).startswith(RNG)


def _parts(part: Element, vocabulary: Vocabulary) -> list[Pattern]:
    return [model_of(child, vocabulary) for child in part if _is_model(child)]


def _sequence(part: Element, vocabulary: Vocabulary) -> Pattern:
    parts = _parts(part, vocabulary)
    if all(child.tag == f"{TEI}dataRef" for child in part.iterchildren("*")):
        return repeated(Pattern("list", tuple(parts)), *occurrences(part))
    kind = "interleave" if part.get("preserveOrder", "").strip() in _NO else "group"
    return repeated(Pattern(kind, tuple(parts)), *occurrences(part))


def _alternate(part: Element, vocabulary: Vocabulary) -> Pattern:
    return repeated(Pattern("choice", tuple(_parts(part, vocabulary))), *occurrences(part))


def _reference(part: Element, vocabulary: Vocabulary) -> Pattern:
    return repeated(ref(vocabulary.named(part.get("key", ""))), *occurrences(part))


def _class(part: Element, vocabulary: Vocabulary) -> Pattern:
    """Return the members of a class as one of them, or one after the other."""
    key, expand = part.get("key", ""), part.get("expand", "")
    include, exclude = words(part, "include"), words(part, "except")
    if expand in _ALTERNATING and not include and not exclude:
        return _reference(part, vocabulary)
    members = list(_chosen(key, include, exclude, vocabulary))
    return repeated(expanded(members, expand), *occurrences(part))


_ALTERNATING = ("", "alternation", "alternate")
_EXPANDING = {
    "sequence": (1, 1),
    "sequenceOptional": (0, 1),
    "sequenceRepeatable": (1, _UNBOUNDED),
    "sequenceOptionalRepeatable": (0, _UNBOUNDED),
}


def expanded(members: list[Pattern], expand: str) -> Pattern:
    """Return the members of a class in the way that `expand` names."""
    if expand in _ALTERNATING:
        return Pattern("choice", tuple(members))
    least, most = _EXPANDING[expand]
    return Pattern("group", tuple([repeated(each, least, most) for each in members]))


def _chosen(
    key: str, include: tuple[str, ...], exclude: tuple[str, ...], vocabulary: Vocabulary
) -> Iterator[Pattern]:
    """Yield the members of a class that are wanted, looking into the classes within it."""
    for spec, least, most in vocabulary.members(key):
        within = vocabulary.all_members(spec.ident) if spec.kind == "class" else frozenset()
        if spec.ident in exclude or (include and not {spec.ident, *within}.intersection(include)):
            continue
        if (include and spec.ident not in include) or within.intersection(exclude):
            yield from _chosen(spec.ident, include, exclude, vocabulary)
        else:
            yield repeated(ref(vocabulary.named(spec.ident)), least, most)


def _any_element(part: Element, vocabulary: Vocabulary) -> Pattern:
    return repeated(ref(vocabulary.any_element(part)), *occurrences(part))


_MAKING: Mapping[str, Callable[[Element, Vocabulary], Pattern]] = MappingProxyType(
    {
        f"{TEI}sequence": _sequence,
        f"{TEI}alternate": _alternate,
        f"{TEI}elementRef": _reference,
        f"{TEI}macroRef": _reference,
        f"{TEI}classRef": _class,
        f"{TEI}anyElement": _any_element,
        f"{TEI}dataRef": data_of,
        f"{TEI}valList": values_of,
        f"{TEI}textNode": lambda *_: TEXT,
        f"{TEI}empty": lambda *_: EMPTY,
    }
)

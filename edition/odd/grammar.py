"""Grammar: a vocabulary as RELAX NG: one definition for each thing, in a stable order."""

from collections.abc import Iterable, Iterator

from edition.document import Element
from edition.odd.attribution import Attribution
from edition.odd.content import content_of, expanded
from edition.odd.datatype import name_of
from edition.odd.documentation import documented
from edition.odd.inclusion import defined_in
from edition.odd.naming import RNG, words
from edition.odd.pattern import EMPTY, NOT_ALLOWED, TEXT, Pattern, ref, repeated, settled
from edition.odd.vocabulary import Spec, Vocabulary

__all__ = ["FORMS", "definitions", "starts"]

FORMS = (
    "alternation",
    "sequence",
    "sequenceOptional",
    "sequenceRepeatable",
    "sequenceOptionalRepeatable",
)
_EMPTY_FORMS = frozenset({"sequence", "sequenceOptional", "sequenceOptionalRepeatable"})
_REF = f"{RNG}ref"
_OTHERS = "http://www.tei-c.org/ns/Examples"


def starts(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the names of the elements that a document may begin with."""
    given = words(vocabulary.schema, "start") or ("TEI", "teiCorpus")
    return tuple(name for name in given if name in vocabulary.specs)


def definitions(vocabulary: Vocabulary, others: Iterable[Pattern] = ()) -> list[Pattern]:
    """Return the definitions and the start; what nothing leads to is left out.

    `others` are definitions that come with a module in RELAX NG: all of them stay.
    """
    outer = tuple(others)
    made = {**dict(_made(vocabulary)), **dict(_any_elements(vocabulary))}
    defined = {*made, *defined_in(outer)}
    kept = {name: _kept(parts, defined) for name, parts in made.items()}
    roots = [ref(vocabulary.named(name)) for name in starts(vocabulary)]
    start = Pattern("start", (Pattern("choice", tuple(roots)),))
    needed = _reached((start, *outer), kept)
    found = [_define(name, kept[name]) for name in kept if name in needed]
    return [*found, *outer, start] if roots else [*found, *outer]


def _made(vocabulary: Vocabulary) -> Iterator[tuple[str, list[Pattern]]]:
    """Yield what each definition holds: datatypes and macros first, then classes and elements."""
    attribution = Attribution(vocabulary)
    forms = ("", *(FORMS if _names_forms(vocabulary) else ()))
    for spec in vocabulary.of("datatype", "macro"):
        yield vocabulary.named(spec.ident), content_of(spec, vocabulary) or [EMPTY]
    for spec in vocabulary.of("class"):
        if spec.is_attributes:
            attributes = attribution.attributes(spec)
            yield f"{vocabulary.named(spec.ident)}.attributes", attributes
            for name, pattern in attribution.definitions(spec):
                yield name, [pattern]
        else:
            yield from _class(spec, vocabulary, forms)
    for spec in vocabulary.of("element"):
        yield vocabulary.named(spec.ident), [_element(spec, vocabulary, attribution)]


def _names_forms(vocabulary: Vocabulary) -> bool:
    """Whether RELAX NG in a content model may refer to the members of a class in an order."""
    references = (ref for spec in vocabulary.specs.values() for ref in spec.element.iter(_REF))
    return any("_" in ref.get("name", "") for ref in references)


def _class(
    spec: Spec, vocabulary: Vocabulary, forms: tuple[str, ...]
) -> Iterator[tuple[str, list[Pattern]]]:
    """Yield the definition of a class of elements, and one for each way to put them in order."""
    name, members = vocabulary.named(spec.ident), vocabulary.members(spec.ident)
    for form in forms:
        parts = []
        for member, least, most in members:
            suffix = f"_{form}" if form and member.kind == "class" else ""
            parts.append(repeated(ref(vocabulary.named(member.ident) + suffix), least, most))
        empty = EMPTY if form in _EMPTY_FORMS else NOT_ALLOWED
        whole = expanded(parts, form)
        yield (f"{name}_{form}" if form else name), [whole if parts else empty]


def _element(spec: Spec, vocabulary: Vocabulary, attribution: Attribution) -> Pattern:
    content = content_of(spec, vocabulary) or [EMPTY]
    if any(part.name == "notAllowed" for part in content):
        return NOT_ALLOWED
    attributes = attribution.attributes(spec)
    names = [("name", name_of(spec.element)), ("ns", spec.element.get("ns", ""))]
    notes = documented(spec.element, vocabulary.language)
    return Pattern("element", (*notes, *content, *attributes), tuple(n for n in names if n[1]))


def _any_elements(vocabulary: Vocabulary) -> Iterator[tuple[str, list[Pattern]]]:
    """Yield the definitions for any element that is none of the schema's own namespaces."""
    for name, (part, _) in vocabulary.any_elements.items():
        excluded = part.get("except") or part.get("exclude") or vocabulary.exceptions
        names = [_excluded(each, part) for each in dict.fromkeys(excluded.split())]
        any_name = Pattern("anyName", (Pattern("except", tuple(names)),))
        attribute = Pattern("attribute", (Pattern("anyName"),))
        inner = Pattern("choice", (TEXT, ref(name)))
        parts = (any_name, Pattern("zeroOrMore", (attribute,)), Pattern("zeroOrMore", (inner,)))
        yield name, [Pattern("element", parts)]


def _excluded(name: str, part: Element) -> Pattern:
    """Return the name class of a namespace, or of a name with a prefix that is bound."""
    prefix, _, local = name.partition(":")
    ns = part.nsmap.get(prefix) or (_OTHERS if prefix == "teix" else None)
    if ns is None or not local:
        return Pattern("nsName", (), (("ns", name),))
    return Pattern("name", (), (("ns", ns),), local)


def _kept(parts: list[Pattern], defined: set[str]) -> list[Pattern]:
    """Return what a definition holds in the end; of nothing an empty one is left."""
    left = [settled(part, defined) for part in parts]
    return [part for part in left if part is not None] or [EMPTY]


def _define(name: str, parts: list[Pattern]) -> Pattern:
    return Pattern("define", tuple(parts), (("name", name),))


def _reached(roots: Iterable[Pattern], kept: dict[str, list[Pattern]]) -> set[str]:
    """Return the names of the definitions that patterns lead to."""
    needed: set[str] = set()
    waiting = list(roots)
    while waiting:
        pattern = waiting.pop()
        waiting += pattern.parts
        if pattern.name == "ref":
            name = pattern.attributes[0][1]
            if name not in needed and name in kept:
                needed.add(name)
                waiting += kept[name]
    return needed

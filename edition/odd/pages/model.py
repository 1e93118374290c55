"""Model: a pattern of the grammar as the small XML from which a page says it in words.

A `part` has a `kind` (sequence, choice, mixed, list, name, text, value, words, others, nothing) and
says how often it `occurs` (any, some, maybe; nothing for once).
"""

from collections.abc import Iterable

from edition.document import Element
from edition.odd.pages.address import Addresses
from edition.odd.pages.markup import made
from edition.odd.pages.relation import Relations
from edition.odd.pattern import Pattern

__all__ = ["Models"]

_OCCURRING = {"zeroOrMore": "any", "oneOrMore": "some", "optional": "maybe"}
_GROUPS = {"group": "sequence", "choice": "choice", "interleave": "mixed", "list": "list"}


class Models:
    """Makes the parts of a content model or of a datatype, with links to what they name."""

    def __init__(self, relations: Relations, addresses: Addresses) -> None:
        self.relations = relations
        self.addresses = addresses

    def of(self, patterns: Iterable[Pattern]) -> Element:
        """Return the part for patterns that follow each other."""
        parts = [self._part(each) for each in _spoken(patterns)]
        return parts[0] if len(parts) == 1 else _grouped("sequence", parts)

    def _part(self, pattern: Pattern) -> Element:
        if pattern.name in _OCCURRING:
            return _often(self.of(pattern.parts), _OCCURRING[pattern.name])
        if pattern.name == "mixed":
            return _grouped("mixed", [made("part", {"kind": "text"}), self.of(pattern.parts)])
        if pattern.name in _GROUPS:
            parts = [self._part(each) for each in _spoken(pattern.parts)]
            kind = _GROUPS[pattern.name]
            return parts[0] if len(parts) == 1 and kind != "list" else _grouped(kind, parts)
        return self._leaf(pattern)

    def _leaf(self, pattern: Pattern) -> Element:
        kind = pattern.name
        if kind == "ref":
            return self._named(pattern.attributes[0][1])
        if kind in {"text", "value"}:
            return made("part", {"kind": kind}, text=pattern.text)
        if kind == "data":
            return made("part", {"kind": "words"}, text=_words(pattern))
        if kind == "element":
            return made("part", {"kind": "name"}, text=dict(pattern.attributes).get("name", "*"))
        return made("part", {"kind": "nothing"})

    def _named(self, name: str) -> Element:
        if name in self.relations.vocabulary.any_elements:
            return made("part", {"kind": "others"})
        ident = self.relations.names.get(name, name)
        shown = {
            "kind": "name",
            "href": self.addresses.page(ident),
            "means": self._meaning(ident, set()),
        }
        return made("part", shown, text=ident)

    def _meaning(self, ident: str, seen: set[str]) -> str:
        """Return what a datatype wants, in words, where it is so simple that a few say it."""
        spec = self.relations.specs.get(ident)
        patterns = self.relations.content.get(ident, [])
        if spec is None or spec.kind != "datatype" or len(patterns) != 1 or ident in seen:
            return ""
        if patterns[0].name == "ref":
            inner = self.relations.names.get(patterns[0].attributes[0][1], "")
            return self._meaning(inner, {*seen, ident})
        return _words(patterns[0]) if patterns[0].name == "data" else ""


def _spoken(patterns: Iterable[Pattern]) -> list[Pattern]:
    """Return patterns without annotations; groups without a part of their own are looked into."""
    return [each for each in patterns if not each.name.startswith("a:")]


def _grouped(kind: str, parts: list[Element]) -> Element:
    if not parts:
        return made("part", {"kind": "nothing"})
    return made("part", {"kind": kind}, parts)


def _often(part: Element, occurs: str) -> Element:
    """Return a part that occurs as often as is said; both together where it said so before."""
    before = part.get("occurs")
    part.set("occurs", occurs if before in {None, occurs} else "any")
    return part


def _words(pattern: Pattern) -> str:
    """Return what a datatype of XML Schema wants, in words; one that is unknown by its name."""
    from edition.relaxng.datatype import XSD, datatype

    name = dict(pattern.attributes)["type"]
    parameters = [
        (dict(each.attributes)["name"], each.text) for each in pattern.parts if each.name == "param"
    ]
    try:
        return datatype(XSD, name, tuple(parameters)).describe
    except ValueError:
        return name

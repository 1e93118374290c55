"""Prefix: what the names of tags stand for, by the prefixes that are declared around them.

Expat could say so itself, but takes a tenth to a fifth longer for every tag; most documents declare
one namespace, once, and write the same few names again and again.
"""

from typing import Final, TypeVar

from edition.relaxng.automaton.pattern import XML, Bindings, joined

__all__ = ["Misnamed", "Prefixes", "declares"]

_Key = TypeVar("_Key")
_Found = TypeVar("_Found")

_XML_ALONE: Final[Bindings] = {"xml": XML}
_XMLNS: Final = "http://www.w3.org/2000/xmlns/"
_MOST: Final = 5000  # names and parts of documents: these may make up new ones


class Misnamed(Exception):  # noqa: N818  (what a name is)
    """A name has a prefix that is not declared, or a prefix is declared as it may not be.

    Source: Namespaces in XML 1.0.
    """


class Prefixes:
    """What prefixes stand for in a part of a document; `names` are known names of elements.

    `plain` are known names of attributes that stand for themselves wherever they are written.
    That of a whole document, where only `xml` is declared, is shared by all documents, with all
    that is known within, until it `is_full`.
    """

    __slots__ = ("_attributes", "_known", "_within", "bindings", "names", "plain")

    def __init__(self, around: "Prefixes | None" = None, declared: Bindings = _XML_ALONE) -> None:
        self.bindings: Bindings = declared if around is None else {**around.bindings, **declared}
        self.names: dict[str, str] = {}
        self.plain: set[str] = set() if around is None else around.plain
        self._attributes: dict[str, str] = {}
        self._within: dict[tuple[str, ...], Prefixes] = {}
        self._known: list[int] = [0] if around is None else around._known

    @property
    def is_full(self) -> bool:
        """Whether so many names are known that no more are remembered."""
        return self._known[0] > _MOST

    def _remember(self, table: dict[_Key, _Found], key: _Key, found: _Found) -> _Found:
        if not self.is_full:
            table[key] = found
            self._known[0] += 1
        return found

    def within(self, given: list[str]) -> "Prefixes":
        """Return what prefixes stand for at a tag with these attributes, names and values in turn.

        Raises Misnamed.
        """
        declared: list[str] = []
        for name, value in zip(given[::2], given[1::2], strict=True):
            prefix, colon, local = name.partition(":")
            if prefix == "xmlns":
                declared += (_declared(local, value) if colon else _default(value), value)
        if not declared:
            return self
        key = tuple(declared)
        known = self._within.get(key)
        if known is None:
            pairs = dict(zip(declared[::2], declared[1::2], strict=True))
            known = self._remember(self._within, key, Prefixes(self, pairs))
        return known

    def element(self, name: str) -> str:
        """Return what automata call an element, "ns local". Raises Misnamed."""
        known = self.names.get(name)
        if known is None:
            called = self._named(name, self.bindings.get("", ""))
            known = self._remember(self.names, name, called)
        return known

    def attributes(self, given: list[str]) -> list[str]:
        """Return attributes as automata call them, without declarations. Raises Misnamed."""
        found: dict[str, str] = {}
        for name, value in zip(given[::2], given[1::2], strict=True):
            if declares(name):
                continue
            called = self._attribute(name)
            if called in found:
                raise Misnamed("duplicate attribute")
            found[called] = value
        return [part for pair in found.items() for part in pair]

    def _attribute(self, name: str) -> str:
        known = self._attributes.get(name)
        if known is None:
            known = self._remember(self._attributes, name, self._named(name, ""))
            if known == name and not self.is_full:
                self.plain.add(name)
        return known

    def _named(self, name: str, default: str) -> str:
        prefix, colon, local = name.rpartition(":")
        if not colon:
            return joined((default, local))
        if prefix not in self.bindings or not local or ":" in prefix or not prefix:
            raise Misnamed("unbound prefix")
        return joined((self.bindings[prefix], local))


def declares(name: str) -> bool:
    """Whether an attribute declares what a prefix stands for, or names without one."""
    return name == "xmlns" or name.startswith("xmlns:")


def _default(namespace: str) -> str:
    if namespace in {XML, _XMLNS}:
        raise Misnamed("reserved namespace")
    return ""


def _declared(prefix: str, namespace: str) -> str:
    is_reserved = prefix == "xmlns" or (prefix == "xml") is not (namespace == XML)
    if is_reserved or namespace in {"", _XMLNS} or not prefix or ":" in prefix:
        raise Misnamed("reserved or empty declaration")
    return prefix

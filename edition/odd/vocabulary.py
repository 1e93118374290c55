"""Vocabulary: the elements, classes, macros and datatypes that a customization makes, merged."""

from collections.abc import Iterable
from functools import cached_property

from edition.document import Document, Element
from edition.odd.naming import TEI, XML, words
from edition.odd.source import is_customization
from edition.value import Value

__all__ = ["Spec", "Vocabulary", "memberships"]

_CLASSES, _MEMBER = f"{TEI}classes", f"{TEI}memberOf"
_LANG = f"{XML}lang"
_EXCEPT = "http://www.tei-c.org/ns/1.0 teix:egXML"


class Spec(Value):
    """A specification: what it specifies, under which name, and the customization it is in."""

    kind: str
    ident: str
    element: Element
    document: Document | None = None

    @property
    def is_attributes(self) -> bool:
        """Whether it is a class of attributes."""
        return self.kind == "class" and self.element.get("type") == "atts"


class Member(Value):
    """A member of a class, and how often it is to occur where the class is expanded."""

    spec: Spec
    least: int = 1
    most: int = 1


class Vocabulary:
    """What a schema is made of, by name, in an order that never changes.

    `schema` is the schemaSpec, `constraints` are those of the schema as a whole; `exceptions` is
    what anyElement leaves out where it does not say. `language` is that of its documentation.
    """

    def __init__(
        self,
        schema: Element,
        specs: Iterable[Spec],
        constraints: Iterable[Element] = (),
        exceptions: str = "",
    ) -> None:
        self.schema = schema
        self.constraints = tuple(constraints)
        self.prefix = schema.get("prefix", "")
        self.language = next(iter(words(schema, "docLang")), "") or _language(schema)
        self.specs = {spec.ident: spec for spec in specs}
        self.exceptions = exceptions or _EXCEPT
        self.any_elements: dict[str, tuple[Element, Spec | None]] = {}
        self._classes: dict[str, tuple[str, ...]] = {}
        self._within: dict[str, frozenset[str]] = {}

    def of(self, *kinds: str) -> list[Spec]:
        """Return the specifications of some kinds, in order."""
        return [spec for spec in self.specs.values() if spec.kind in kinds]

    def named(self, name: str) -> str:
        """Return the name of a definition for what is specified, or for a form of a class."""
        spec = self.specs.get(name) or self.specs.get(name.partition("_")[0])
        if spec is None:
            return name
        prefix = spec.element.get("prefix", self.prefix)
        return name if prefix and name.startswith(prefix) else prefix + name

    @cached_property
    def is_compiled(self) -> bool:
        """Whether the schemaSpec is a compiled one: names in it may lead nowhere."""
        return self.schema.find(f"{TEI}moduleSpec") is not None and not is_customization(
            self.schema
        )

    @cached_property
    def _members(self) -> dict[str, list[Member]]:
        found: dict[str, list[Member]] = {}
        for spec in self.specs.values():
            once = {place[0]: place for place in reversed(_places(spec.element))}
            for key, least, most in once.values():
                found.setdefault(key, []).append(Member(spec, least, most))
        return found

    def classes_of(self, spec: Spec) -> tuple[str, ...]:
        """Return the names of the classes that something is a member of, whatever they are."""
        if spec.ident not in self._classes:
            self._classes[spec.ident] = tuple(memberships(spec.element))
        return self._classes[spec.ident]

    def members(self, key: str) -> list[Member]:
        """Return the members of a class, elements and classes, in the order of the vocabulary."""
        return self._members.get(key, [])

    def all_members(self, key: str) -> frozenset[str]:
        """Return the names of the members of a class, and of those of the classes within it."""
        if key not in self._within:
            self._within[key] = frozenset()  # a class that is within itself ends here
            found = {member.spec.ident for member in self.members(key)}
            self._within[key] = frozenset(found.union(*map(self.all_members, found)))
        return self._within[key]

    def any_element(self, part: Element) -> str:
        """Return the name of the definition for an anyElement; the same for the same one."""
        spec = next(part.iterancestors(f"{TEI}elementSpec", f"{TEI}macroSpec"), None)
        ident = "" if spec is None else spec.get("ident", "")
        stem = f"{self.prefix}anyElement_{ident}"
        name, count = stem, 1
        while self.any_elements.get(name, (part,))[0] is not part:
            count += 1
            name = f"{stem}_{count}"
        self.any_elements[name] = (part, self.specs.get(ident))
        return name


def _language(schema: Element) -> str:
    """Return the language that an ODD is written in; TEI's own is the default."""
    around = (schema, *schema.iterancestors())
    return next((each.get(_LANG, "") for each in around if each.get(_LANG)), "en")


def memberships(spec: Element) -> list[str]:
    """Return the names of the classes that something is a member of."""
    return [key for key, _, _ in _places(spec)]


def _places(spec: Element) -> list[tuple[str, int, int]]:
    found = []
    members = (m for held in spec.iterchildren(_CLASSES) for m in held.iterchildren(_MEMBER))
    for member in members:
        least, most = member.get("min", "1"), member.get("max", "1")
        few = int(least) if least.isdecimal() else 1
        many = -1 if most == "unbounded" else int(most) if most.isdecimal() else few
        found.append((member.get("key", ""), few, many))
    return found

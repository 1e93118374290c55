"""Entry: the XML of the page of one element, class, macro or datatype."""

from collections.abc import Iterable, Iterator

from edition.document import Element
from edition.odd.datatype import name_of
from edition.odd.grammar import starts
from edition.odd.naming import TEI
from edition.odd.pages.address import Addresses
from edition.odd.pages.attributes import Attributes
from edition.odd.pages.markup import made
from edition.odd.pages.prose import Prose
from edition.odd.pages.relation import Relations
from edition.odd.pages.rule import rules
from edition.odd.vocabulary import Spec, memberships

__all__ = ["Entries", "group_of"]


def group_of(spec: Spec) -> str:
    """Return which of the five groups something is documented in."""
    if spec.kind != "class":
        return spec.kind
    return "attributes" if spec.is_attributes else "model"


class Entries:
    """Makes the entries of a documentation."""

    def __init__(
        self, relations: Relations, attributes: Attributes, addresses: Addresses, prose: Prose
    ) -> None:
        self.relations = relations
        self.attributes = attributes
        self.addresses = addresses
        self.prose = prose
        self.models = attributes.models
        self._links = {
            ident: ({"href": addresses.page(ident), "kind": group_of(spec)}, name_of(spec.element))
            for ident, spec in relations.specs.items()
        }

    def of(self, spec: Spec) -> Element:
        """Return the entry of a specification."""
        element, group = spec.element, group_of(spec)
        shown = {
            "kind": group,
            "name": name_of(element),
            "ident": spec.ident,
            "module": element.get("module", ""),
            "until": element.get("validUntil", ""),
            "why": self.prose.warned(element),
            "ns": element.get("ns", ""),
        }
        said = (self.prose.all_said(element, name) for name in ("gloss", "desc"))
        parts = [made("said", parts=each) for each in said]
        parts += self._classes(spec)
        parts += self._relations(spec, group)
        parts += self._content(spec)
        parts += self.attributes.of(spec)
        parts += rules(element.iter(f"{TEI}constraintSpec"), self.prose.language)
        parts += self.prose.all_said(element, "exemplum")
        parts += self.prose.all_said(element, "remarks")
        parts += self._guidelines(element)
        return made("entry", shown, parts)

    def _classes(self, spec: Spec) -> Iterator[Element]:
        known = [key for key in memberships(spec.element) if key in self.relations.specs]
        if known:
            yield made("classes", parts=map(self._name, dict.fromkeys(known)))

    def _relations(self, spec: Spec, group: str) -> Iterator[Element]:
        relations, ident = self.relations, spec.ident
        if group == "element":
            contents = relations.contents[ident]
            others = {"text": "yes" * contents.has_text, "others": "yes" * contents.has_others}
            yield self._modules("contains", contents.elements, others)
            first = {"first": "yes" * (ident in starts(relations.vocabulary))}
            yield self._modules("within", relations.holders[ident], first)
        elif group in {"model", "attributes"}:
            inner = (each.spec.ident for each in relations.vocabulary.members(ident))
            kinds = [key for key in inner if key in relations.specs]
            subclasses = [key for key in kinds if relations.specs[key].kind == "class"]
            if subclasses:
                yield made("subclasses", parts=map(self._name, subclasses))
            yield self._modules("members", relations.elements_of(ident))
        users = relations.users.get(ident, ())
        if users and group != "element":
            yield self._modules("users", users)
        uses = relations.attributes_of.get(ident, ())
        if uses:
            yield made("uses", parts=[self._attribute(*use) for use in uses])

    def _content(self, spec: Spec) -> Iterator[Element]:
        if spec.kind == "class":
            return
        listed = spec.element.find(f"{TEI}valList")
        if listed is None:
            listed = spec.element.find(f"{TEI}content/{TEI}valList")
        if listed is not None:
            yield self.attributes.listed(listed)
        else:
            yield made("content", parts=[self.models.of(self.relations.content[spec.ident])])

    def _modules(
        self, tag: str, idents: Iterable[str], others: dict[str, str] | None = None
    ) -> Element:
        """Return elements and macros by their modules, both in alphabetical order."""
        modules: dict[str, list[str]] = {}
        for ident in sorted(idents, key=str.casefold):
            module = self.relations.specs[ident].element.get("module", "")
            modules.setdefault(module, []).append(ident)
        count = sum(map(len, modules.values()))
        parts = [
            made("module", {"name": name}, map(self._name, modules[name]))
            for name in sorted(modules)
        ]
        return made(tag, {"count": str(count), **(others or {})}, parts)

    def _name(self, ident: str) -> Element:
        shown, name = self._links[ident]
        return made("name", shown, text=name)

    def _attribute(self, ident: str, name: str) -> Element:
        href = self.addresses.page(ident, name)
        return made("use", {"name": name, "of": ident, "href": href})

    def _guidelines(self, element: Element) -> Iterator[Element]:
        """Yield where TEI's Guidelines speak of it; what is of TEI has the id that they give it."""
        chapters = [ptr.get("target", "") for ptr in element.iterfind(f"{TEI}listRef/{TEI}ptr")]
        for target in chapters:
            href = self.addresses.meant(target)
            if href:
                yield made("see", {"href": href}, text=target.removeprefix("#"))

"""Attributes: those of an element or a class with values, datatypes and the class they are from."""

from collections.abc import Iterator

from edition.document import Element
from edition.odd.attribute import defined
from edition.odd.attribution import Attribution, Given
from edition.odd.datatype import name_of
from edition.odd.naming import TEI
from edition.odd.pages.address import Addresses
from edition.odd.pages.markup import made
from edition.odd.pages.model import Models
from edition.odd.pages.prose import Prose
from edition.odd.pattern import Pattern
from edition.odd.vocabulary import Spec

__all__ = ["Attributes"]


class Attributes:
    """Makes the attributes of a page: in full what a thing defines, in a line what it is given."""

    def __init__(
        self, attribution: Attribution, models: Models, addresses: Addresses, prose: Prose
    ) -> None:
        self.attribution = attribution
        self.models = models
        self.addresses = addresses
        self.prose = prose
        self._lines: dict[Element, dict[str, str]] = {}

    def of(self, spec: Spec) -> list[Element]:
        """Return the elements `own` and, for each class that gives some, `given`."""
        before = self.attribution.inherited(spec)
        found: dict[str, list[Element]] = {}
        for name, given in self.attribution.resolved(spec).items():
            if name.startswith("xmlns"):
                continue  # a namespace is declared, which is no attribute
            if given.definer == spec.ident:
                part = self._whole(name, given, before.get(name))
            else:
                part = self._line(name, given)
            found.setdefault(given.definer, []).append(part)
        own = found.pop(spec.ident, [])
        parts = [made("own", parts=own)] if own else []
        for definer, lines in sorted(found.items()):
            at = {"name": definer, "href": self.addresses.page(definer)}
            parts.append(made("given", at, lines))
        return parts

    def _line(self, name: str, given: Given) -> Element:
        attribute = given.element
        if attribute not in self._lines:
            href = self.addresses.page(given.definer, name)
            usage = attribute.get("usage", "")
            self._lines[attribute] = {"name": name_of(attribute), "href": href, "usage": usage}
        return made("attribute", self._lines[attribute], self.prose.summed(attribute))

    def _whole(self, name: str, given: Given, before: Given | None) -> Element:
        attribute, origin = given.element, "" if before is None else before.definer
        shown = {
            "id": f"att-{name}",
            "name": name_of(attribute),
            "usage": attribute.get("usage", ""),
            "until": attribute.get("validUntil", ""),
            "why": self.prose.warned(attribute),
            "class": origin,
            "href": self.addresses.page(origin, name),
            "instead": " ".join(_alternatives(attribute)),
        }
        parts = [
            made("said", parts=self.prose.all_said(attribute, each)) for each in ("gloss", "desc")
        ]
        parts += self._values(attribute)
        parts += [
            made("default", text=each.text or "")
            for each in attribute.iterchildren(f"{TEI}defaultVal")
        ]
        parts += self.prose.all_said(attribute, "valDesc")
        parts += self.prose.all_said(attribute, "exemplum")
        parts += self.prose.all_said(attribute, "remarks")
        return made("attribute", shown, parts)

    def _values(self, attribute: Element) -> Iterator[Element]:
        """Yield the datatype, and the list of values that stand in for it or go beside it."""
        value = self._value(attribute)
        if value is not None:
            yield made("datatype", parts=[self.models.of([value])])
        for values in attribute.iterchildren(f"{TEI}valList"):
            yield self.listed(values)

    def listed(self, values: Element) -> Element:
        """Return a list of values with what each of them means."""
        items = []
        for item in values.iterchildren(f"{TEI}valItem"):
            spoken = [*self.prose.all_said(item, "gloss"), *self.prose.all_said(item, "desc")]
            shown = {
                "name": name_of(item),
                "until": item.get("validUntil", ""),
                "why": self.prose.warned(item),
            }
            items.append(made("value", shown, spoken))
        return made("values", {"type": values.get("type", "open")}, items)

    def _value(self, attribute: Element) -> Pattern | None:
        """Return what the value is to be, apart from the values that are listed by name."""
        pattern = defined(attribute, self.attribution.vocabulary)
        whole = pattern if pattern.name == "attribute" else pattern.parts[0]
        return _unlisted(whole.parts[-1])


def _unlisted(pattern: Pattern) -> Pattern | None:
    """Return a pattern without values that are named, None where nothing else is in it."""
    if pattern.name == "value":
        return None
    if not pattern.parts or pattern.name == "data":
        return pattern
    parts = [_unlisted(each) for each in pattern.parts if not each.name.startswith("a:")]
    kept = tuple([each for each in parts if each is not None])
    return pattern.changed(parts=kept) if kept else None


def _alternatives(attribute: Element) -> list[str]:
    """Return the attributes of which only one may stand beside this one's place."""
    parent = attribute.getparent()
    if parent is None or parent.get("org") != "choice":
        return []
    others = (each for each in parent.iterchildren(f"{TEI}attDef") if each is not attribute)
    return [name_of(each) for each in others]

"""Amendment: one attribute as a change leaves it, with its datatype, values and prose.

What the change says stands in for what was said before; a list of values may itself be changed,
item by item.
"""

from collections.abc import Callable, Iterable, Iterator

from edition.document import Element
from edition.document.tree import copied
from edition.odd.naming import TEI

__all__ = ["PARTS", "SPEAKING", "amended", "constraints", "kept", "replaced"]

PARTS = (
    "altIdent",
    "equiv",
    "gloss",
    "desc",
    "constraintSpec",
    "datatype",
    "defaultVal",
    "valDesc",
    "valList",
    "exemplum",
    "remarks",
)
SPEAKING = ("altIdent", "gloss", "desc", "datatype", "defaultVal", "valList")
"""The parts that a grammar is made of."""

_OF_ITEM = ("altIdent", "equiv", "gloss", "desc", "remarks", "paramList")


def amended(old: Element, new: Element, names: tuple[str, ...] = PARTS) -> Element:
    """Return an attDef that is changed by another, with its parts of some names."""
    whole = _bare(old)
    for name in ("usage", "ns", "validUntil"):
        if name in new.attrib:
            whole.set(name, new.get(name, ""))
    for name in names:
        merge = _MERGING.get(name)
        whole.extend(replaced(old, new, name) if merge is None else merge(old, new))
    return whole


def constraints(old: Element, new: Element) -> Iterator[Element]:
    """Yield the constraints of the change, then those of before that it does not name."""
    named = {each.get("ident") for each in new.iterchildren(f"{TEI}constraintSpec")}
    for each in new.iterchildren(f"{TEI}constraintSpec"):
        if each.get("mode") != "delete":
            yield kept(each)
    for each in old.iterchildren(f"{TEI}constraintSpec"):
        if each.get("ident") not in named:
            yield kept(each)


def replaced(old: Element, new: Element, *names: str) -> list[Element]:
    """Return the children of some names: those of the new, or where it has none, of the old."""
    for holder in (new, old):
        found = [kept(child) for name in names for child in holder.iterchildren(f"{TEI}{name}")]
        if found:
            return found
    return []


def kept(element: Element) -> Element:
    """Return a copy of an element without what follows it, nor how it was to be merged."""
    copy = copied(element)
    copy.tail = None
    if element.tag != f"{TEI}attDef":
        copy.attrib.pop("mode", None)
    return copy


def _bare(element: Element) -> Element:
    """Return an element like another, without what is in it."""
    return element.makeelement(element.tag, dict(element.attrib), element.nsmap)


def _values(old: Element, new: Element) -> list[Element]:
    before, change = old.find(f"{TEI}valList"), new.find(f"{TEI}valList")
    if change is None:
        return [] if before is None else [kept(before)]
    mode = change.get("mode", "add")
    if mode == "delete":
        return []
    if mode == "change" and before is not None:
        return [_list(before, change)]
    return [_without_modes(change)]


def _without_modes(values: Element) -> Element:
    whole = kept(values)
    for item in list(whole.iterchildren(f"{TEI}valItem")):
        if item.get("mode") == "delete":
            whole.remove(item)
        item.attrib.pop("mode", None)
    return whole


def _list(old: Element, new: Element) -> Element:
    """Return a list of values that is changed by another; its type stays if none is given."""
    whole = _bare(old)
    whole.set("type", new.get("type", old.get("type", "open")))
    whole.extend(
        [kept(each) for name in ("gloss", "desc") for each in old.iterchildren(f"{TEI}{name}")]
    )
    changes = {item.get("ident", ""): item for item in new.iterchildren(f"{TEI}valItem")}
    for item in old.iterchildren(f"{TEI}valItem"):
        change = changes.get(item.get("ident", ""))
        if change is None:
            whole.append(kept(item))
        elif change.get("mode") == "change":
            whole.append(_item(item, change))
    added = (item for item in changes.values() if item.get("mode") not in {"change", "delete"})
    whole.extend([kept(item) for item in added])
    return whole


def _item(old: Element, new: Element) -> Element:
    whole = _bare(old)
    for name in _OF_ITEM:
        whole.extend(replaced(old, new, name))
    return whole


_MERGING: dict[str, Callable[[Element, Element], Iterable[Element]]] = {
    "valList": _values,
    "constraintSpec": constraints,
}

"""Merging: a specification as a customization's changes leave it.

The result is an element of its own, so that the compiled ODD is made of such elements, and prose
that no schema holds is not lost. Parts without a name of their own are replaced as wholes;
classes, attributes, values and constraints are merged one by one.
"""

from collections.abc import Iterator

from edition.document import Element
from edition.odd.amendment import amended, constraints, kept, replaced
from edition.odd.naming import TEI

__all__ = ["attributes_of", "merged"]

_FIRST = ("altIdent", "equiv", "gloss", "desc")
_MODELS = ("valList", "stringVal", "dataRef", "content")
_LAST = ("model", "modelGrp", "modelSequence"), ("exemplum",), ("remarks",), ("listRef",)


def merged(old: Element, new: Element) -> Element:
    """Return a specification that is changed by another of the same name."""
    spaces = {**new.nsmap, **old.nsmap}  # names in contents may have prefixes of either
    whole = old.makeelement(old.tag, dict(old.attrib), spaces)
    whole.attrib.update(_attributes(new))
    for name in _FIRST:
        whole.extend(replaced(old, new, name))
    whole.extend(_classes(old, new))
    for name in _MODELS:
        whole.extend([] if _is_deleted(new, name) else replaced(old, new, name))
    whole.extend(constraints(old, new))
    whole.extend(_attribute_lists(old, new))
    for names in _LAST:
        whole.extend(replaced(old, new, *names))
    return whole


def _attributes(new: Element) -> dict[str, str]:
    names = ("ns", "validUntil", "prefix", "generate", "predeclare")
    return {name: new.get(name, "") for name in names if name in new.attrib}


def _is_deleted(new: Element, name: str) -> bool:
    found = new.find(f"{TEI}{name}")
    return found is not None and found.get("mode") == "delete"


def _classes(old: Element, new: Element) -> Iterator[Element]:
    """Yield the memberships: changed one by one, or replaced as a whole."""
    before, after = old.find(f"{TEI}classes"), new.find(f"{TEI}classes")
    if after is None:
        if before is not None:
            yield kept(before)
        return
    whole = after.makeelement(after.tag, nsmap=after.nsmap)
    named = {member.get("key") for member in after.iterchildren(f"{TEI}memberOf")}
    for member in after.iterchildren(f"{TEI}memberOf"):
        if member.get("mode") != "delete":
            whole.append(kept(member))
    if after.get("mode") == "change" and before is not None:
        for member in before.iterchildren(f"{TEI}memberOf"):
            if member.get("key") not in named:
                whole.append(kept(member))
    yield whole


def attributes_of(spec: Element) -> list[Element]:
    """Return the attDefs of a specification, those in groups too."""
    lists = spec.iterchildren(f"{TEI}attList")
    return [attribute for listed in lists for attribute in listed.iter(f"{TEI}attDef")]


def _attribute_lists(old: Element, new: Element) -> Iterator[Element]:
    """Yield the list of attributes: that of before with each change in its place, and the new."""
    changes = {each.get("ident", ""): each for each in attributes_of(new)}
    before = old.find(f"{TEI}attList")
    if before is None and not changes and new.find(f"{TEI}attList") is None:
        return
    known = {each.get("ident", "") for each in attributes_of(old)}
    model = before if before is not None else new.find(f"{TEI}attList")
    assert model is not None
    whole = model.makeelement(model.tag, nsmap=model.nsmap)
    for inner in old.iterchildren(f"{TEI}attList"):
        _take(inner, whole, changes, is_class=old.tag == f"{TEI}classSpec")
    for inner in new.iterchildren(f"{TEI}attList"):
        _add(inner, whole, known)
    yield whole


def _take(old: Element, whole: Element, changes: dict[str, Element], *, is_class: bool) -> None:
    """Take over a list of attributes, and the groups in it, as the changes leave them."""
    grouped = _group(old, whole)
    for child in old.iterchildren(f"{TEI}*"):
        if child.tag == f"{TEI}attList":
            _take(child, grouped, changes, is_class=is_class)
            continue
        change = changes.get(child.get("ident", "")) if child.tag == f"{TEI}attDef" else None
        mode = "" if change is None else change.get("mode", "add")
        if change is None:
            grouped.append(kept(child))
        elif mode == "change":
            grouped.append(amended(child, change))
        elif mode != "delete":
            grouped.append(_final(change, child))
        elif not is_class:
            grouped.append(kept(change))  # the class that has it too is not to give it either


def _final(change: Element, old: Element) -> Element:
    """Return an attribute that stands in for another, still as its class's if that was one."""
    whole = kept(change)
    whole.attrib.pop("mode", None)
    if "mode" in old.attrib:
        whole.set("mode", "replace")
    return whole


def _group(old: Element, whole: Element) -> Element:
    if "org" not in old.attrib:
        return whole
    grouped = old.makeelement(old.tag, {"org": old.get("org", "")}, old.nsmap)
    whole.append(grouped)
    return grouped


def _add(new: Element, whole: Element, known: set[str]) -> None:
    """Add what a change brings that was not there, in groups as it has them."""
    grouped = _group(new, whole)
    for child in new.iterchildren(f"{TEI}*"):
        if child.tag == f"{TEI}attList":
            _add(child, grouped, known)
        elif child.tag != f"{TEI}attDef" or child.get("ident", "") not in known:
            grouped.append(kept(child))
    if grouped is not whole and not len(grouped):
        whole.remove(grouped)

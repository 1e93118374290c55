"""Difference: what a schema allows that another forbids, and the reverse, by element.

Told is what an editor meets: elements, attributes, values, what may stand in an element and what
has to. Where all of these are the same, contents are compared by their order and number too.
"""

from collections.abc import Iterator
from pathlib import Path

from edition.relaxng.automaton.pattern import ATTRIBUTE, DATA, LIST, TEXT, VALUE, Name, Pattern
from edition.relaxng.message.prospect import named, needed, needed_attributes, offered
from edition.schema.change import Change, attribute_name, change, either, listed
from edition.schema.order import orders
from edition.schema.side import Side
from edition.schema.valuation import values_changed

__all__ = ["Change", "differences"]


def differences(old: Path, new: Path) -> list[Change]:
    """Return what the new schema allows and forbids anew, by the names of elements.

    Elements that a schema allows under any name are passed over. Raises Refused for a schema that
    is of no use.
    """
    one, other = Side(old), Side(new)
    found: list[Change] = []
    for name in sorted({*one.elements, *other.elements}, key=lambda each: (each[1], each[0])):
        found += _of_element(name, one, other)
    return found


def _of_element(name: Name, old: Side, new: Side) -> Iterator[Change]:
    if name not in new.elements:
        yield change(name, "forbids", "element", "", f"<{name[1]}> does not exist any more")
    elif name not in old.elements:
        parents = sorted(f"<{each[1]}>" for each in new.expectations.parents(name))
        where = f", in {listed(parents)}" if parents else ""
        yield change(name, "allows", "element", "", f"<{name[1]}> is new{where}")
    else:
        yield from _attributes(name, old, new)
        before = list(_contents(name, old, new))
        yield from before or orders(name, old, new)


def _attributes(name: Name, old: Side, new: Side) -> Iterator[Change]:
    had, has = old.contents(name), new.contents(name)
    before, after = _attribute_values(had), _attribute_values(has)
    for attribute in sorted({*before, *after}, key=lambda each: (each[1], each[0])):
        called = attribute_name(attribute)
        if attribute not in after:
            message = f"no attribute {called} any more"
            yield change(name, "forbids", "attribute", called, message)
        elif attribute not in before:
            yield change(name, "allows", "attribute", called, f"the attribute {called} is new")
        else:
            pair = (before[attribute], after[attribute])
            yield from values_changed(name, called, *pair, old, new)
    for effect, need in _demands(_needs(had), _needs(has), ({*before}, {*after})):
        if effect == "forbids" or any(each in after for each in need):
            words = either(sorted(map(attribute_name, need)))
            message = f"the attribute {words} {_WHEN[effect]}"
            yield change(name, effect, "attribute", words, message)


_WHEN = {"forbids": "is required now", "allows": "is not required any more"}


def _demands(
    before: set[frozenset[Name]], after: set[frozenset[Name]], known: tuple[set[Name], set[Name]]
) -> Iterator[tuple[str, list[Name]]]:
    """Yield what is required now, and what no longer; `known` is what each schema has at all.

    To ask for one of two is less than to ask for the one. What is new, or gone, is told as such,
    and so only counts where nothing else is asked for.
    """
    for effect, needs, others, names in (
        ("forbids", after, before, known[1]),
        ("allows", before, after, known[0]),
    ):
        common = {need & names for need in others} - {frozenset()}
        for need in sorted(needs, key=sorted):
            if not any(other <= need for other in common):
                yield effect, sorted(need)


def _attribute_values(contents: list[Pattern]) -> dict[Name, list[Pattern]]:
    """Return the attributes of an element with the patterns of their values."""
    found: dict[Name, list[Pattern]] = {}
    for attribute in offered(contents, ATTRIBUTE):
        for name in named([attribute]):
            found.setdefault(name, []).append(attribute.branches[0])
    return found


def _needs(contents: list[Pattern]) -> set[frozenset[Name]]:
    """Return the attributes of which each way to write an element needs one."""
    ways = [{frozenset(named(need)) for need in needed_attributes([each])} for each in contents]
    return set.intersection(*ways) if ways else set()


def _contents(name: Name, old: Side, new: Side) -> Iterator[Change]:
    had, has = old.contents(name), new.contents(name)
    before, after = named(offered(had)), named(offered(has))
    for child in sorted({*before, *after} & {*old.elements} & {*new.elements}):
        tag = f"<{child[1]}>"
        if child not in after:
            yield change(name, "forbids", "content", tag, f"{tag} may not stand in it any more")
        elif child not in before:
            yield change(name, "allows", "content", tag, f"{tag} may stand in it now")
    yield from _texts(name, had, has, old, new)
    needs = (_needed_children(had), _needed_children(has))
    for effect, need in _demands(*needs, ({*old.elements}, {*new.elements})):
        if effect == "forbids" or any(each in after for each in need):
            words = either([f"<{each[1]}>" for each in need])
            yield change(name, effect, "content", words, f"{words} {_WHEN[effect]}")


def _texts(
    name: Name, had: list[Pattern], has: list[Pattern], old: Side, new: Side
) -> Iterator[Change]:
    before, after = (_has_text(each) for each in (had, has))
    if before and not after:
        yield change(name, "forbids", "content", "text", "text may not stand in it any more")
    elif after and not before:
        yield change(name, "allows", "content", "text", "text may stand in it now")
    values_before, values_after = (_values_in(each) for each in (had, has))
    if values_before and values_after:
        yield from values_changed(name, "", values_before, values_after, old, new)


def _has_text(contents: list[Pattern]) -> bool:
    return any(offered(contents, kind) for kind in (TEXT, DATA, VALUE, LIST))


def _values_in(contents: list[Pattern]) -> list[Pattern]:
    return [found for kind in (DATA, VALUE, LIST) for found in offered(contents, kind)]


def _needed_children(contents: list[Pattern]) -> set[frozenset[Name]]:
    ways = [{frozenset(named(need)) for need in needed(each)} for each in contents]
    return (set.intersection(*ways) if ways else set()) - {frozenset()}

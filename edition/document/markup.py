"""Markup: the tags of a tree and the texts between them as strings, without its elements.

libxml2 writes a tree in less time than it takes to ask its elements for their tags, and always in
the same way: so what it has written can be cut at the brackets.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from lxml import etree

from edition.regex import compiled
from edition.value import Value

__all__ = ["REMARK", "Group", "Markup"]

REMARK = "/ "
"""What stands among the tags for a comment or an instruction."""

_END = "0"
"""The sign behind `/`: those that names begin with come after it."""

_REMARKS = r"<(?:!--.*?--|\?.*?\?)>"
_XML = "http://www.w3.org/XML/1998/namespace"
_ESCAPES = (
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'),
    ("&#9;", "\t"), ("&#10;", "\n"), ("&#13;", "\r"), ("&amp;", "&"),
)  # fmt: skip


class Group(Value):
    """Elements of one tag whose attributes have the same names in the same order.

    `places` tells which part of their tags, cut at the quotes, is the value of an attribute,
    `numbers` where they stand among all elements in document order.
    """

    tag: str
    places: Mapping[str, int]
    numbers: list[int]


class Markup:
    """What stands between the brackets of a tree, and between its tags.

    `tags` are those that begin elements and those that end them, without their brackets, `texts`
    what follows each, and `starts` the places of the former among them.
    """

    def __init__(self, root: "etree._Element") -> None:
        self._root = root
        written = _marked(etree.tostring(root, encoding="unicode", with_tail=False))
        cut = written.replace("<", ">").split(">")
        self.tags = cut[1::2]
        self.texts = cut[2::2]
        self._is_escaped = "&" in written
        self.has_bracket = self._is_escaped and "&gt;" in written
        """Whether any text or value holds a `>`."""
        if self._is_escaped:
            self.texts = [_meant(text) if "&" in text else text for text in self.texts]
        self.starts = [place for place, tag in enumerate(self.tags) if tag > _END]

    @cached_property
    def openings(self) -> list[str]:
        """The tags that begin elements."""
        return list(map(self.tags.__getitem__, self.starts))

    @cached_property
    def groups(self) -> list[Group]:
        """The elements by tag and names of attributes: a few dozen groups."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        valueless = '"'.join("\n".join(self.openings).split('"')[::2]).split("\n")
        for number, tag in enumerate(valueless):
            found[tag].append(number)
        if any(_read(tag)[2] and numbers != [0] for tag, numbers in found.items()):
            return list(_scoped(found, list(self._root.iter("*"))))
        scope = frozenset((prefix or "", uri) for prefix, uri in self._root.nsmap.items())
        return [Group(*_told(tag, scope), numbers) for tag, numbers in found.items()]

    def values(self, group: Group, name: str) -> list[str]:
        """Return what the elements of a group have as an attribute that they bear."""
        place = group.places[name]
        tags = list(map(self.openings.__getitem__, group.numbers))
        first, *_, last = tags[0].split('"')
        if place == 1 and len(group.places) == 1 and tags[0].count('"') == 2:
            begin, end = len(first) + 1, -len(last) - 1
            values = [tag[begin:end] for tag in tags]
        else:
            values = [tag.split('"', place + 1)[place] for tag in tags]
        return list(map(_meant, values)) if self._is_escaped else values


def _marked(written: str) -> str:
    """Return a tree with one short mark for each comment and instruction."""
    mark = f"<{REMARK}>"
    if "<?" in written:
        return compiled(_REMARKS, re.DOTALL).sub(mark, written)
    first, *others = written.split("<!--")  # as most: a comment holds none of its own borders
    return mark.join([first, *[each.partition("-->")[2] for each in others]])


def _meant(text: str) -> str:
    if "&" not in text:
        return text
    for escape, sign in _ESCAPES:
        text = text.replace(escape, sign)
    return text


@lru_cache(maxsize=4096)
def _read(valueless: str) -> tuple[str, dict[str, int], bool]:
    """Return the name and the places of the attributes, as a tag without their values has them.

    And whether the tag declares namespaces, which are no attributes.
    """
    shape = valueless.split('"')
    name = shape[0].removesuffix("/").partition(" ")[0]
    written = [part[:-1].rpartition(" ")[2] for part in shape[:-1]]
    places = {
        name: 2 * place + 1
        for place, name in enumerate(written)
        if name.partition(":")[0] != "xmlns"
    }
    return name, places, len(places) < len(written)


@lru_cache(maxsize=4096)
def _told(valueless: str, scope: frozenset[tuple[str, str]]) -> tuple[str, dict[str, int]]:
    """Return the tag and the places of the attributes where each prefix has one meaning."""
    name, places, _ = _read(valueless)
    meanings = {"xml": _XML, **dict(scope)}
    prefix, _, local = name.rpartition(":")
    uri = meanings.get(prefix)
    named = {_attribute(each, meanings): place for each, place in places.items()}
    return (f"{{{uri}}}{local}" if uri else local), named


def _attribute(name: str, meanings: Mapping[str, str]) -> str:
    prefix, colon, local = name.rpartition(":")
    return f"{{{meanings[prefix]}}}{local}" if colon else name


def _scoped(shapes: Mapping[str, list[int]], elements: "list[etree._Element]") -> Iterator[Group]:
    """Yield the groups of a tree whose inner elements declare namespaces: each one is asked."""
    for shape, numbers in shapes.items():
        places = _read(shape)[1].values()
        found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number in numbers:
            found[str(elements[number].tag), *elements[number].keys()].append(number)
        for (tag, *names), same in found.items():
            yield Group(tag, dict(zip(names, places, strict=True)), same)

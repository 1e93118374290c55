"""One thing made wrong in a document: the mistakes that editors make, each by its name."""

from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import etree

Element = etree._Element
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
Mutation = Callable[[Element, Random], None]


def mutate(root: Element, kind: str, random: Random) -> Element:
    """A copy of the document with one mistake of the kind somewhere in it.

    The mistake may happen to be none: two swapped paragraphs are a valid document.
    """
    made = deepcopy(root)
    KINDS[kind](made, random)
    return made


def _any(root: Element, random: Random, path: str) -> Element:
    found = root.xpath(path)
    assert isinstance(found, list), path
    chosen = random.choice(found)
    assert isinstance(chosen, etree._Element)
    return chosen


def misspelt_element(root: Element, random: Random) -> None:
    element = _any(root, random, "//*")
    name = etree.QName(element)
    place = random.randrange(len(name.localname) + 1)
    wrong = name.localname[:place] + random.choice("aeiou") + name.localname[place:]
    element.tag = etree.QName(name.namespace, wrong).text


def swapped_siblings(root: Element, random: Random) -> None:
    element = _any(root, random, "//*[following-sibling::*]")
    after = element.getnext()
    assert after is not None
    element.tail, after.tail = after.tail, element.tail
    after.addnext(element)


def deleted_child(root: Element, random: Random) -> None:
    element = _any(root, random, "//*/*")
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def inserted_element(root: Element, random: Random) -> None:
    element = _any(root, random, "//*")
    stranger = _any(root, random, "//*")
    element.insert(random.randint(0, len(element)), element.makeelement(stranger.tag))


def misnamed_attribute(root: Element, random: Random) -> None:
    element = _any(root, random, "//*[@*]")
    name = random.choice(sorted(element.attrib))
    element.set(f"{etree.QName(name).localname}s", element.attrib.pop(name))


def wrong_value(root: Element, random: Random) -> None:
    element = _any(root, random, "//*[@*]")
    name = random.choice(sorted(element.attrib))
    element.set(name, random.choice(["", "not a value", "1989-02-31", "#", "12 May"]))


def stray_text(root: Element, random: Random) -> None:
    element = _any(root, random, "//*[*]")
    element.text = "stray words"


def wrong_namespace(root: Element, random: Random) -> None:
    element = _any(root, random, "//*")
    space = random.choice([None, "http://www.tei-c.org/ns/1.0/", "http://www.w3.org/1999/xhtml"])
    element.tag = etree.QName(space, etree.QName(element).localname).text


def wrong_nesting(root: Element, random: Random) -> None:
    """An element put into one that is not its own descendant."""
    element = _any(root, random, "//*/*")
    inside = set(element.iter())
    places = [place for place in root.iter() if place not in inside]
    random.choice(places).append(element)


def dropped_attribute(root: Element, random: Random) -> None:
    element = _any(root, random, "//*[@*]")
    del element.attrib[random.choice(sorted(element.attrib))]


def doubled_element(root: Element, random: Random) -> None:
    """A copy beside the element; without ids, whose doubling is no matter of the grammar."""
    element = _any(root, random, "//*/*")
    twin = deepcopy(element)
    for part in twin.iter():
        part.attrib.pop(XML_ID, None)
    element.addnext(twin)


def foreign_attribute(root: Element, random: Random) -> None:
    name = random.choice(["{http://www.w3.org/1999/xlink}href", "class", "onclick"])
    _any(root, random, "//*").set(name, "x")


def unwrapped_element(root: Element, random: Random) -> None:
    """An element taken away from around its contents."""
    element = _any(root, random, "//*/*[*]")
    parent = element.getparent()
    assert parent is not None
    place = parent.index(element)
    parent[place : place + 1] = list(element)


KINDS: dict[str, Mutation] = {
    mutation.__name__.replace("_", "-"): mutation
    for mutation in (
        misspelt_element,
        swapped_siblings,
        deleted_child,
        inserted_element,
        misnamed_attribute,
        wrong_value,
        stray_text,
        wrong_namespace,
        wrong_nesting,
        dropped_attribute,
        doubled_element,
        foreign_attribute,
        unwrapped_element,
    )
}

"""Seeded mutations of documents, such as break what TEI's constraints ask for, or nearly do."""

import re
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import NamedTuple

from lxml import etree

from tests.oracles.schematron_by_saxon import SCH

TEI = "http://www.tei-c.org/ns/1.0"
_VALUES = ("", "x", "#a", "#a #b", "1", "2", "unbounded", "1,2 3,4 1,2", "1,2 3,4", " a  b ")
_DATES = ("2019-01-01", "2099-01-01")


class Topic(NamedTuple):
    """What one rule is about: names of elements and attributes, and the strings it compares."""

    elements: list[str]
    attributes: list[str]
    values: list[str]


def topics(schema: Path) -> list[Topic]:
    """Return what the rules of a schema are about."""
    return [
        topic
        for rule in etree.parse(str(schema)).getroot().iter(f"{SCH}rule")
        if (topic := _topic(rule)).elements
    ]


def _topic(rule: etree._Element) -> Topic:
    said = " ".join(
        element.get(name, "")
        for element in rule.iter(f"{SCH}*")
        for name in ("context", "test", "value")
    )
    elements = sorted(set(re.findall(r"\btei:([A-Za-z]+)", said))) or ["p", "seg", "div", "note"]
    attributes = sorted(set(re.findall(r"@([A-Za-z]+)(?![\w:])", said)))
    return Topic(elements, attributes, sorted({*re.findall(r"'([^']*)'", said), *_VALUES, *_DATES}))


def mutated(root: etree._Element, known: list[Topic], random: Random) -> etree._Element:
    """Return a copy of a document with some elements and attributes added, renamed, moved."""
    root = deepcopy(root)
    for _ in range(random.randint(3, 25)):
        element = random.choice([each for each in root.iter("{*}*") if each is not root])
        random.choice((_rename, _insert, _insert, _insert, _set, _drop, _copy))(
            element, random.choice(known), random
        )
    return root


def _rename(element: etree._Element, topic: Topic, random: Random) -> None:
    element.tag = f"{{{TEI}}}{random.choice(topic.elements)}"
    _set(element, topic, random)


def _insert(element: etree._Element, topic: Topic, random: Random) -> None:
    for _ in range(random.randint(1, 4)):
        new = etree.SubElement(element, f"{{{TEI}}}{random.choice(topic.elements)}")
        new.text = random.choice((None, " ", "text"))
        for _ in range(random.randint(0, 3)):
            _set(new, topic, random)
        element = random.choice((element, new, new))


def _set(element: etree._Element, topic: Topic, random: Random) -> None:
    if topic.attributes:
        element.set(random.choice(topic.attributes), random.choice(topic.values))
    ids = element.getroottree().getroot().xpath("//@xml:id")
    if random.random() < 0.1 and isinstance(ids, list) and ids:
        element.set("spanTo", f"#{random.choice(ids)}")


def _drop(element: etree._Element, _: Topic, random: Random) -> None:
    if element.attrib:
        del element.attrib[random.choice(element.keys())]


def _copy(element: etree._Element, _: Topic, random: Random) -> None:
    around = element.getparent()
    if around is not None and len(list(element.iter())) < 50:
        twin = deepcopy(element)
        for each in twin.iter("*"):
            each.attrib.pop("{http://www.w3.org/XML/1998/namespace}id", None)
        random.choice((around, element)).append(twin)

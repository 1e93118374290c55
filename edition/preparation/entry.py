"""Entry: the entries of registers that a text leads to, their names, and what mentions them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from lxml import etree

from edition.document import TEI, XML_ID, Document
from edition.document.tree import Element, copied
from edition.project import Project
from edition.tei.derivation import REFERENCE
from edition.tei.register import ENTRIES, called
from edition.tei.target import reached
from edition.tei.wording import text_of

__all__ = ["Entries", "append_registers", "gather_mentions", "name_entries"]

_POINTERS = ("who", "toWhom", "ref", "corresp")
_POINTING = etree.XPath(
    f"({' | '.join(f'/descendant::*/@{name}' for name in _POINTERS)})/parent::t:*",
    namespaces={"t": TEI},
)
_STANDOFF, _HEADER, _TEXT = (f"{{{TEI}}}{name}" for name in ("standOff", "teiHeader", "text"))
_KINDS = tuple(f"{{{TEI}}}{name}" for name in ENTRIES)
_IN_TEXTS = tuple(kind for kind in _KINDS if kind != f"{{{TEI}}}bibl")
"""A text's references to works are no entries."""

Entries: TypeAlias = dict[str, list[Element]]
"""Entries by the pointers that lead to them."""


def append_registers(document: Document, project: Project) -> Element | None:
    """Copy the entries of other files into the tree, so that a key() finds them.

    Return what was added.
    """
    if not document.prefixes and not project.registers and document.corpus is None:
        return None
    entries = _entries_elsewhere(document, project)
    if not entries or document.root.find(f"{_STANDOFF}[@type='e-register']") is not None:
        return None
    register = etree.SubElement(document.root, _STANDOFF, {"type": "e-register"})
    for pointer, entry in entries.items():
        copy = copied(entry)
        copy.tail = None
        for inner in copy.iter("*"):
            inner.attrib.pop(XML_ID, None)  # it is another document's, and may be ours as well
        copy.set("e-key", pointer)
        copy.set(REFERENCE, f"~entry/{pointer}")
        register.append(copy)
    return register


def _entries_elsewhere(document: Document, project: Project) -> dict[str, Element]:
    """Return what a document's pointers mean in other files, by the pointers."""
    pointers: dict[str, None] = {}
    for element in _POINTING(document.root):
        for name in _POINTERS:
            pointers.update(dict.fromkeys(element.get(name, "").split()))
    entries: dict[str, Element] = {}
    for pointer in pointers:
        if pointer.startswith("#") and (document.corpus is None or pointer[1:] in document.ids):
            continue
        target = reached(pointer, document, project)
        if isinstance(target, etree._Element) and not _is_own(target, document):
            entries[pointer] = target
    return entries


def _is_own(element: Element, document: Document) -> bool:
    return element.getroottree().getroot() is document.root


def name_entries(document: Document, found: Mapping[str, list[Element]]) -> Entries:
    """Say of every entry how it is called, in full and in short, and by which pointer it is met.

    `found` are parts of the document and what may be entries, by their tags. Return those that a
    pointer leads to.
    """
    entries: Entries = defaultdict(list)
    parts = [part for tag in (_STANDOFF, _HEADER, _TEXT) for part in found.get(tag, ())]
    for part in dict.fromkeys([*parts, *document.root.iterchildren(_STANDOFF)]):
        if part.tag == _TEXT and not any(map(found.get, _IN_TEXTS)):
            continue
        for entry in part.iter(*_KINDS if part.tag != _TEXT else _IN_TEXTS):
            name, short = called(entry)
            entry.set("e-headword", name)
            if entry.get(XML_ID):
                entry.set("e-key", f"#{entry.get(XML_ID)}")
            entry.set("e-name", short)
            entries[entry.get("e-key", "")].append(entry)
        if part.get("type") == "e-register":
            for entry in part:  # whatever another file holds may be one
                entries[entry.get("e-key", "")].append(entry)
    entries.pop("", None)
    return entries


def gather_mentions(root: Element, pointing: Iterable[Element], entries: Entries) -> None:
    """Lead what points to the entries there, and give those their mentions.

    In a text, mentions of the same entry in the same words have the same number.
    """
    forms: dict[tuple[str, str], str] = {}
    named: dict[str, list[str]] = defaultdict(list)
    for mention in pointing:
        pointers = mention.get("ref") or mention.get("corresp") or ""
        known = [pointer for pointer in dict.fromkeys(pointers.split()) if pointer in entries]
        if not known:
            continue
        if mention.get("ref", "").strip(" ").partition(" ")[0] == known[0]:
            entry = entries[known[0]][0]
            mention.set("e-href", f"#{entry.get(XML_ID) or entry.get(REFERENCE)}")
        if next(mention.iterancestors(_TEXT), None) is None:
            continue
        form = pointers, text_of(mention)
        if form not in forms:
            forms[form] = str(len(forms))
            mention.set("e-first", "")
            for pointer in known:
                named[pointer].append(forms[form])
        mention.set("e-form", forms[form])
    for pointer, numbers in named.items():
        for entry in entries[pointer]:
            entry.set("e-forms", " ".join(numbers))
        root.set("e-mentioned", "")

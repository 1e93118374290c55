"""DOCX: paragraphs, notes, links and the fields of Word, Zotero and Mendeley."""

import re
from collections.abc import Iterator

from edition.document.tree import Element
from edition.lock.archive import Archive
from edition.lock.block import Block
from edition.lock.field import cite_record

__all__ = ["ENDINGS", "blocks"]

ENDINGS = (".docx", ".docm", ".dotx")

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_TARGET = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_QUOTES = re.compile(r"(?i)quot|zitat|citat|citaz|cita\b|block ?text|extrait|引用")
_NOTES = (("footnote", "word/footnotes.xml"), ("endnote", "word/endnotes.xml"))
_LINK = r'(?i)^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))?(?:.*?\\l\s+"([^"]*)")?'
_WORD = r"(?i)^\s*CITATION\s+(\S+)"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def blocks(data: bytes, file: str) -> Iterator[Block]:
    """Yield the paragraphs of the text, then those of its notes.

    What is deleted with its change tracked is left out, what is inserted is read. Source: ECMA-376,
    parts 1 (17) and 4.
    """
    archive = Archive(data, file, "word/document.xml")
    quoting = _quoting(archive.root("word/styles.xml"))
    root = archive.root("word/document.xml")
    assert root is not None  # else it is refused
    links = _links(archive, "word/document.xml")
    yield from _paragraphs(root, links, quoting, "paragraph")
    for kind, name in _NOTES:
        notes = archive.root(name)
        if notes is not None:
            links = _links(archive, name)
            found = (note for note in notes if _local(note) == kind and _get(note, "type") == "")
            for number, note in enumerate(found, 1):
                called = f"{kind} {_get(note, 'id')}"
                yield from _paragraphs(note, links, quoting, f"{kind} {number}", called)


def _links(archive: Archive, name: str) -> dict[str, str]:
    folder, _, file = name.rpartition("/")
    root = archive.root(f"{folder}/_rels/{file}.rels")
    if root is None:
        return {}
    return {each.get("Id", ""): each.get("Target", "") for each in root.iter(_TARGET)}


def _quoting(styles: Element | None) -> set[str]:
    """Return the styles of paragraphs by whose name, or the one they are based on, they quote."""
    found: dict[str, str] = {}
    based: dict[str, str] = {}
    for style in () if styles is None else styles:
        inner = {_local(child): _get(child, "val") for child in style}
        name = _get(style, "styleId")
        found[name] = inner.get("name", "")
        based[name] = inner.get("basedOn", "")
    quoting = {name for name, said in found.items() if _QUOTES.search(f"{name} {said}")}
    return quoting | {name for name, base in based.items() if base in quoting}


def _paragraphs(
    root: Element, links: dict[str, str], quoting: set[str], part: str, note: str = ""
) -> Iterator[Block]:
    count = 0
    fields: list[list[str]] = []
    for element in root.iter():
        if _local(element) != "p" or not _is_shown(element):
            continue
        style = next((_get(s, "val") for s in element.iter() if _local(s) == "pStyle"), "")
        is_quotation = style in quoting or bool(_QUOTES.search(style))
        block = Block(part=part, note=note, is_quotation=is_quotation)
        _read(block, element, links, fields)
        if block.size or block.mentions:
            count += 1
            block.part = part if note else f"{part} {count}"
            block.mentions = [
                each.changed(place=each.place.changed(part=block.part)) for each in block.mentions
            ]
            yield block


def _is_shown(paragraph: Element) -> bool:
    """Whether a paragraph stands but once: a text box is there again for older programs."""
    return all(_local(around) != "Fallback" for around in paragraph.iterancestors())


def _read(block: Block, element: Element, links: dict[str, str], fields: list[list[str]]) -> None:
    """Read what stands in a paragraph, not what stands in a text box within it.

    A field may go on through several paragraphs: `fields` are those that are open.
    """
    for child in element:
        name = _local(child)
        start = block.size
        if name in {"p", "del", "moveFrom", "Fallback", "txbxContent", "pPr", "rPr"}:
            continue
        if name == "t":
            block.add(child.text or "")
        elif name in _SIGNS:
            block.add(_SIGNS[name])
        elif name in {"footnoteReference", "endnoteReference"}:
            block.calls.append((start, f"{name[: -len('Reference')]} {_get(child, 'id')}"))
        elif name == "instrText" and fields:
            fields[-1].append(child.text or "")
        elif name == "fldChar":
            _field(block, _get(child, "fldCharType"), fields)
        else:
            _read(block, child, links, fields)
        if name == "hyperlink":
            _link(block, child, links, start)
        elif name == "fldSimple":
            _instruct(block, _get(child, "instr"), start)


def _field(block: Block, kind: str, fields: list[list[str]]) -> None:
    """Open or close a field; what it instructs is known before what it shows."""
    if kind == "begin":
        fields.append([])
    elif kind == "separate" and fields:
        _instruct(block, "".join(fields[-1]), block.size)
        fields[-1] = []
    elif kind == "end" and fields:
        _instruct(block, "".join(fields.pop()), block.size)


def _instruct(block: Block, instruction: str, start: int) -> None:
    """Read the instruction of a field: a link, a citation of Word's own, or a record in JSON."""
    link = re.match(_LINK, instruction)
    word = re.match(_WORD, instruction)
    if link:
        address = link[1] or link[2] or ""
        block.cite(address=f"{address}#{link[3]}" if link[3] else address, start=start)
    elif word:
        block.cite(key=word[1], start=start)
    elif "{" in instruction:
        cite_record(block, instruction)


def _link(block: Block, link: Element, links: dict[str, str], start: int) -> None:
    relation = next((value for name, value in link.items() if name.endswith("}id")), "")
    anchor = _get(link, "anchor")
    address = links.get(str(relation), "")
    if address:
        block.cite(address=f"{address}#{anchor}" if anchor else address, start=start)


def _local(element: Element) -> str:
    """Return the name of an element without its namespace; of a comment, nothing."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _get(element: Element, name: str) -> str:
    found = (element.get(f"{{{space}}}{name}") for space in _SPACES)
    return next((value for value in found if value is not None), "")

"""Slips of writing: attributes, values, stray text, namespaces."""

from random import Random

from .slip import Slip, is_tei, lines_of, renamed, slipped
from .source import Attribute, Edit, Edited, Node, Source
from .spelling import misspelt, wrong_value

TEI = "http://www.tei-c.org/ns/1.0"
_STRAY = (
    "words that belong elsewhere|see above|Фёдор писал|.|]|,|et cetera|x|1863|[sic]|نامه|to check"
).split("|")
_FOREIGN = (
    "class href style lang id title name src align width color value alt onclick label reference"
).split()


def wrong_attribute(source: Source, random: Random) -> Slip | None:
    node = source.pick(random, lambda node: bool(_plain_attributes(source, node)))
    if node is None:
        return None
    if random.random() < 0.3:
        wrong = random.choice(_FOREIGN)
        if any(known.name == wrong for known in source.attributes(node)):
            return None
        at = node.start + 1 + len(node.tag.encode())
        edits: Edit = (at, at, f' {wrong}="x"'.encode())
        good, what = wrong, f"@{wrong} put on <{node.tag}>"
    else:
        old = random.choice(_plain_attributes(source, node))
        short = old.name.partition(":")[2]
        wrong = short if short and random.random() < 0.5 else misspelt(old.name, random)
        if wrong.startswith(("-", ":")):
            return None
        edits = (old.name_at, old.name_at + len(old.name.encode()), wrong.encode())
        good, what = old.name, f"@{old.name} of <{node.tag}> became @{wrong}"
    edited = Edited(source, edits)
    lines = lines_of(edited.line(node.start))
    claim = f'attribute "{wrong}" not allowed'
    return slipped("wrong attribute", edited, node, what, lines, {good}, claim=claim)


def value_slip(source: Source, random: Random) -> Slip | None:
    node = source.pick(random, lambda node: bool(_plain_attributes(source, node)))
    if node is None:
        return None
    old = random.choice(_plain_attributes(source, node))
    wrong = wrong_value(old.value, random)
    edit = (old.value_at, old.value_at + len(old.value.encode()), wrong.encode())
    edited = Edited(source, edit)
    what = f"@{old.name} of <{node.tag}>: “{old.value}” became “{wrong}”"
    claim = f'value of attribute "{old.name}" is invalid'
    lines = lines_of(edited.line(node.start))
    quoted = {_beginning(wrong.strip())} if wrong.strip() else {old.name}
    words = (frozenset(quoted), frozenset({old.value} if old.value else ()))
    shape = f"{node.tag}/@{old.name}"
    return Slip("wrong value", source.name, what, shape, edited.data, lines, words, claim)


def stray_text(source: Source, random: Random) -> Slip | None:
    node = source.pick(random, lambda node: bool(node.children) and not source.has_words(node))
    if node is None:
        return None
    words = random.choice(_STRAY)
    at = random.choice([node.inside, *(child.end for child in node.children)])
    gap = random.choice([b"", b" ", b"\n  "])
    edited = Edited(source, (at, at, gap + words.encode()))
    lines = lines_of(edited.line(at, new=True) + gap.count(b"\n"))
    what = f"“{words}” written into <{node.tag}>"
    claim = "text not allowed"
    return slipped("stray text", edited, node, what, lines, {words}, claim=claim)


def wrong_namespace(source: Source, random: Random) -> Slip | None:
    root = source.nodes[0]
    if random.random() < 0.25:
        wrong = random.choice([f"{TEI}/", TEI.replace("http", "https"), "", TEI[:-1], TEI.upper()])
        at = source.data.find(TEI.encode(), root.start, root.inside)
        if at < 0:
            return None
        edited = Edited(source, (at, at + len(TEI), wrong.encode()))
        what = f"the root is in the namespace “{wrong}”"
        lines = lines_of(edited.line(root.start))
        return slipped("wrong namespace", edited, root, what, lines, {TEI})
    node = source.pick(random, lambda node: node.parent is not None and is_tei(node))
    if node is None or b"xmlns=" in source.data[node.start : node.inside]:
        return None
    wrong = random.choice(["", f"{TEI}/", "http://www.w3.org/1999/xhtml", "http://www.tei-c.org"])
    at = node.start + 1 + len(node.tag.encode())
    edits = [(at, at, f' xmlns="{wrong}"'.encode())]
    if wrong.endswith("xhtml") and random.random() < 0.5:
        edits = [*renamed(node, "", "h:"), (at, at, f' xmlns:h="{wrong}"'.encode())]
    edited = Edited(source, *edits)
    what = f"<{node.tag}> is in the namespace “{wrong}”"
    lines = lines_of(edited.line(node.start))
    return slipped("wrong namespace", edited, node, what, lines, {TEI})


def _beginning(value: str) -> str:
    """Return the first words of a value, as many as a message will quote."""
    return value if len(value) <= 30 else value[:30].rpartition(" ")[0] or value[:30]


def _plain_attributes(source: Source, node: Node) -> list[Attribute]:
    return [
        attribute
        for attribute in source.attributes(node)
        if not attribute.name.startswith("xmlns") and "&" not in attribute.value
    ]

"""XInclude beside libxml2's, on trees made at random: the same tree, and every place its own.

libxml2's own expansion reads whatever a document names; here it reads what we wrote.
"""

from pathlib import Path
from random import Random

import pytest
from lxml import etree

from edition.document import XML_ID, Element, read

XI = "http://www.w3.org/2001/XInclude"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
SPACES = ("", ' xmlns="urn:x"', ' xmlns="urn:y"', ' xmlns=""')
PREFIXES = ("", ' xmlns:p="urn:p"', ' xmlns:p="urn:q"')
WORDS = ("t&lt;é\n", "<!-- < -->", "<?pi <x?>", "<![CDATA[<a>]]>", " ")


class Writer:
    """Writes a file at random that takes in others; `known` are these, with their ids."""

    def __init__(self, random: Random, name: str, known: dict[str, list[str]]) -> None:
        self.random = random
        self.name = name
        self.known = known
        self.count = 0

    def file(self) -> bytes:
        encoding = self.random.choice(("", ' encoding="UTF-8"', ' encoding="ISO-8859-1"'))
        inner = "".join(self.node(1) for _ in range(self.random.randint(1, 4)))
        space = self.random.choice(SPACES[:2])
        text = f'<?xml version="1.0"{encoding}?>\n<r xmlns:p="urn:r"{space}>{inner}</r>'
        return text.encode("iso-8859-1" if "8859" in encoding else "utf-8")

    def node(self, depth: int) -> str:
        if self.known and self.random.random() < 0.3:
            return self.include(depth)
        name = self.random.choice(("a", "b", "p:a", "p:b"))
        told = self.random.choice(SPACES) + self.random.choice(PREFIXES)
        if self.random.random() < 0.3:
            self.count += 1
            told += f' xml:id="{self.name[:-4]}-{self.count}"'
        parts = [
            self.node(depth + 1) if depth < 4 and self.random.random() < 0.4 else word
            for word in self.random.choices(WORDS, k=self.random.randint(0, 3))
        ]
        return f'<{name}{told} k=">">{"".join(parts)}</{name}>' if parts else f"<{name}{told}/>"

    def include(self, depth: int) -> str:
        href = self.random.choice((*self.known, "none.xml"))
        told = f'href="{href}"' + (' parse="text"' if href.endswith(".txt") else "")
        ids = self.known.get(href, [])
        if ids and self.random.random() < 0.5:
            told += f' xpointer="{self.random.choice(ids)}"'
        fallback = self.node(depth + 1) if depth < 4 else "instead"
        inner = f"<xi:fallback>{fallback}<f/></xi:fallback>"
        return f'<xi:include xmlns:xi="{XI}" {told}>{inner}</xi:include>'


def ids_of(data: bytes) -> list[str]:
    """Return the ids that stand in a file itself, not in a fallback."""
    found = etree.fromstring(data).xpath("//*[@xml:id][not(ancestor::x:*)]", namespaces={"x": XI})
    return [element.get(XML_ID, "") for element in found]


def written(seed: int, folder: Path) -> Path:
    random = Random(seed)
    (folder / "t.txt").write_text("x < y\n& z")
    known: dict[str, list[str]] = {"t.txt": []}
    for name in ("one.xml", "two.xml", "three.xml", "main.xml"):
        data = Writer(random, name, dict(known)).file()
        (folder / name).write_bytes(data)
        known[name] = ids_of(data)
    return folder / "main.xml"


def told(root: Element) -> list[object]:
    """Return a tree as a list: tags with attributes, texts joined, comments, ends."""
    found: list[object] = []
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            kept = {key: value for key, value in node.attrib.items() if key != XML_BASE}
            found += [(node.tag, tuple(sorted(kept.items()))), node.text or ""]
        else:
            found += [(event, "" if event == "end" else node.text), node.tail or ""]
    joined: list[object] = []
    for item in found:
        if isinstance(item, str) and joined and isinstance(joined[-1], str):
            joined[-1] += item
        else:
            joined.append(item)
    return [item for item in joined if item != ""]


@pytest.mark.parametrize("seed", range(150))
def test_the_same_is_taken_in_as_by_libxml2_and_places_are_right(seed: int, tmp_path: Path) -> None:
    file = written(seed, tmp_path)
    expected = etree.parse(str(file))
    expected.xinclude()
    document = read(file, within=tmp_path)
    assert told(document.root) == told(expected.getroot())
    for element in document.root.iter("*"):
        place = document.locate(element)
        data = Path(place.file).read_bytes()
        text = data.decode("iso-8859-1" if b"8859" in data[:60] else "utf-8")
        line = text.split("\n")[(place.line or 0) - 1][(place.column or 0) - 1 :]
        name = etree.QName(element).localname
        assert line.startswith((f"<{name}", f"<p:{name}"))

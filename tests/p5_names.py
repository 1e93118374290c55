"""Makes xml/schema/p5.txt: each element of TEI P5, its module, and the way to it from the body.

`python -m tests.p5_names FOLDER` reads p5subset.xml and tei_all.rng there and prints a line an
element: name, module, whether text may stand in it, and the shortest path from `text` to it, if
there is one. Names and what may stand in what are facts; no prose is taken.
"""

import sys
from pathlib import Path

from lxml import etree

_TEI = "{http://www.tei-c.org/ns/1.0}"
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_FOREIGN = ("{*}egXML", "{*}math", "{*}svg")


class _Schema:
    """What may stand in what, after tei_all.rng."""

    def __init__(self, file: Path) -> None:
        self.defined: dict[str, list[etree._Element]] = {}
        self.patterns: dict[str, list[etree._Element]] = {}
        for define in etree.parse(str(file)).getroot().iter(f"{_RNG}define"):
            self.defined.setdefault(define.get("name", ""), []).append(define)
            for element in define.iter(f"{_RNG}element"):
                self.patterns.setdefault(element.get("name", ""), []).append(element)

    def within(self, name: str) -> tuple[list[str], bool]:
        """Return the elements that may stand in one, and whether text may."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        has_text = False
        waiting = [child for pattern in self.patterns.get(name, ()) for child in pattern]
        while waiting:
            node = waiting.pop(0)
            local = etree.QName(node).localname if isinstance(node.tag, str) else ""
            if local == "element":
                found[node.get("name", "")] = None
            elif local in {"text", "data", "value"}:
                has_text = True
            elif local == "ref" and node.get("name") not in seen:
                seen.add(node.get("name", ""))
                waiting += [c for d in self.defined.get(node.get("name", ""), ()) for c in d]
            elif local != "attribute":
                waiting += node
        return list(found), has_text


def _paths(schema: _Schema) -> dict[str, str]:
    """Return the shortest way from text to each element that may be reached from there."""
    paths = {"text": "text", "body": "text/body", "p": "text/body/p"}
    waiting = ["p", "body", "text"]
    for name in waiting:
        for inner in schema.within(name)[0]:
            if inner and inner not in paths:
                paths[inner] = f"{paths[name]}/{inner}"
                waiting.append(inner)
    return paths


def main(folder: Path) -> None:
    """Print the list."""
    schema = _Schema(folder / "tei_all.rng")
    paths = _paths(schema)
    source = etree.parse(str(folder / "p5subset.xml"))
    specs = {
        spec.get("ident", ""): spec.get("module", "") for spec in source.iter(f"{_TEI}elementSpec")
    }
    for name, module in sorted(specs.items()):
        text = "text" if schema.within(name)[1] else "-"
        print(name, module, text, paths.get(name, "-"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Official: what TEI's own chain makes of an ODD, and the faults of that chain, mended.

A fault is told by what the source itself says of the attribute; where the chain heeds it one day,
`mended` finds nothing to mend and says so.
"""

from pathlib import Path

from lxml import etree

from edition.value import Value

from .pattern import RNG

TEI = "{http://www.tei-c.org/ns/1.0}"
NAMES = ("bare", "lite", "drama", "simplePrint", "corpus", "all")
_CLOSED = "a closed list of values, put on an attribute of a class (mode=“change”), is lost"
_ONE_OF = "two attributes of which the source allows one (attList org=“choice”) may stand together"


class Fault(Value):
    """A place where the official result does not say what its source says, and how not."""

    element: str
    attribute: str
    what: str


FAULTS = (
    Fault("anyElement", "require", _ONE_OF),
    Fault("castItem", "type", _CLOSED),
    Fault("classSpec", "type", _CLOSED),
    Fault("constitution", "type", _CLOSED),
    Fault("factuality", "type", _CLOSED),
    Fault("interaction", "type", _CLOSED),
    Fault("recording", "type", _CLOSED),
    Fault("tag", "type", _CLOSED),
)


def odd(shared: Path, name: str) -> Path:
    """Return one of TEI's own ODDs."""
    return shared / "data" / "tei" / "odd" / f"tei_{name}.odd"


def grammar(shared: Path, name: str) -> Path:
    """Return what TEI's chain makes of an ODD."""
    folder = shared / "data" / "tei"
    return folder / "tei_all.rng" if name == "all" else folder / "odd" / f"tei_{name}.rng"


def faults(shared: Path, name: str) -> set[tuple[str, str]]:
    """Return the elements, with their attributes, at which an official schema has a known fault."""
    root = etree.parse(grammar(shared, name)).getroot()
    defined = {define.get("name") for define in root.iter(f"{RNG}define")}
    return {(each.element, each.attribute) for each in FAULTS if each.element in defined}


def mended(shared: Path, name: str, folder: Path) -> Path:
    """Write an official schema without its known faults, as its source would have it."""
    source = etree.parse(shared / "data" / "tei" / "p5subset.xml").getroot()
    specs = {spec.get("ident"): spec for spec in source.iter(f"{TEI}elementSpec")}
    root = etree.parse(grammar(shared, name)).getroot()
    for define in root.iter(f"{RNG}define"):
        for fault in FAULTS:
            if fault.element == define.get("name"):
                mend = _close if fault.what == _CLOSED else _choose
                mend(define, specs[fault.element], fault.attribute)
    file = folder / f"tei_{name}.mended.rng"
    file.write_bytes(etree.tostring(root))
    return file


def _close(define: etree._Element, spec: etree._Element, name: str) -> None:
    """Let an attribute have the values of its closed list, and no others."""
    (said,) = (each for each in spec.iter(f"{TEI}attDef") if each.get("ident") == name)
    assert [each.get("type") for each in said.iter(f"{TEI}valList")] == ["closed"]
    (node,) = (each for each in define.iter(f"{RNG}attribute") if each.get("name") == name)
    (datatype,) = node.iterchildren(f"{RNG}data")
    choice = etree.SubElement(node, f"{RNG}choice")
    for item in said.iter(f"{TEI}valItem"):
        etree.SubElement(choice, f"{RNG}value").text = item.get("ident")
    node.remove(datatype)


def _choose(define: etree._Element, spec: etree._Element, name: str) -> None:
    """Let an attribute stand only where none beside it in the source does."""
    (around,) = (each for each in spec.iter(f"{TEI}attList") if each.get("org") == "choice")
    names = [each.get("ident") for each in around]
    assert name in names
    nodes = [each for each in define.iter(f"{RNG}attribute") if each.get("name") in names]
    first, *others = (each.getparent() for each in nodes)
    assert first is not None
    choice = etree.SubElement(first, f"{RNG}choice")
    choice.extend(nodes)
    for other in others:
        assert other is not None
        other.getparent().remove(other)  # type: ignore[union-attr]

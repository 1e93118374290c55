"""Syntax: the elements, attributes and keywords that an ODD is made of.

Source: TEI P5 4.9.0, the chapters TD and USE, and what older ODDs may hold.
"""

from collections.abc import Mapping

__all__ = [
    "ELSEWHERE",
    "GLOBAL",
    "HOLDING_RELAX_NG",
    "IN_CONTENT",
    "KEYWORDS",
    "MODES",
    "NEEDED",
    "ONCE",
    "PROSE",
    "SHAPES",
    "TAKING",
]

GLOBAL = frozenset(
    (
        "n rend style rendition ana copyOf corresp facs next prev sameAs select synch change cert "
        "resp source status versionDate type subtype"
    ).split()
)
"""Attributes that any element of TEI's may have and that say nothing of a schema."""

PROSE = frozenset(
    (
        "altIdent equiv gloss desc valDesc remarks exemplum listRef defaultVal paramList model "
        "modelGrp modelSequence outputRendition idno"
    ).split()
)
"""Elements that hold no part of a schema, or text alone; they are not looked into."""

_SPEC = "ident mode module validUntil predeclare"
_COUNTS = "minOccurs maxOccurs"
_MODEL = "sequence alternate elementRef classRef macroRef dataRef anyElement textNode empty valList"
_PARTS = (
    "moduleRef elementRef classRef macroRef dataRef specGrp specGrpRef elementSpec classSpec "
    "macroSpec dataSpec constraintSpec moduleSpec"
)
_OLD = f"content constraintSpec valList {_MODEL}"

SHAPES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    name: (frozenset(attributes.split()), PROSE.union(children.split()))
    for name, attributes, children in (
        (
            "schemaSpec",
            f"{_SPEC} ns start prefix targetLang docLang defaultExceptions",
            _PARTS,
        ),
        ("specGrp", "", _PARTS),
        ("specGrpRef", "target", ""),
        ("moduleRef", "key url prefix include except", "content"),
        ("moduleSpec", _SPEC, ""),
        ("elementRef", f"key {_COUNTS}", ""),
        ("classRef", f"key expand include except {_COUNTS}", ""),
        ("macroRef", f"key {_COUNTS}", ""),
        ("dataRef", f"key name ref restriction {_COUNTS}", "dataFacet"),
        ("dataFacet", "name value", ""),
        ("elementSpec", f"{_SPEC} ns prefix", "classes content valList constraintSpec attList"),
        ("classSpec", f"{_SPEC} generate prefix", "classes constraintSpec attList"),
        ("macroSpec", f"{_SPEC} prefix", _OLD),
        ("dataSpec", f"{_SPEC} prefix", _OLD),
        ("constraintSpec", f"{_SPEC} scheme", "constraint"),
        ("constraint", "", ""),
        ("classes", "mode", "memberOf"),
        ("memberOf", "key mode min max", ""),
        ("content", "autoPrefix mode", _MODEL),
        ("sequence", f"preserveOrder {_COUNTS}", _MODEL),
        ("alternate", _COUNTS, _MODEL),
        ("anyElement", f"require except exclude {_COUNTS}", ""),
        ("textNode", "", ""),
        ("empty", "", ""),
        ("attList", "org", "attDef attRef attList"),
        ("attDef", f"{_SPEC} ns usage", "datatype valList constraintSpec"),
        ("attRef", "class name", ""),
        ("datatype", _COUNTS, "dataRef"),
        ("valList", "mode validUntil", "valItem"),
        ("valItem", "ident mode validUntil", "constraintSpec"),
    )
}
"""An element, its attributes, and what it holds, prose included."""

MODES = "add change replace delete"
KEYWORDS = {
    ("classes", "mode"): "change replace",
    ("memberOf", "mode"): "add delete",
    ("attDef", "usage"): "req rec opt mwa",
    ("valList", "type"): "closed semi open",
    ("attList", "org"): "group choice",
    ("classSpec", "type"): "model atts",
    ("sequence", "preserveOrder"): "true false 1 0",
    ("dataFacet", "name"): (
        "length minLength maxLength pattern enumeration whiteSpace maxInclusive minInclusive "
        "maxExclusive minExclusive totalDigits fractionDigits"
    ),
    ("content", "autoPrefix"): "true false 1 0",
    ("classRef", "expand"): (
        "alternation alternate sequence sequenceOptional sequenceRepeatable "
        "sequenceOptionalRepeatable"
    ),
}
"""What an attribute can be, where it is one of few words."""

NEEDED = {
    "moduleRef": "key url",
    "elementRef": "key",
    "classRef": "key",
    "macroRef": "key",
    "dataRef": "key name ref",
    "specGrpRef": "target",
    "memberOf": "key",
    "attRef": "class",
    "schemaSpec": "ident",
}
"""Attributes of which there has to be one, and no other of them."""

ELSEWHERE = frozenset({"exclude"})
"""Attributes of TEI's that are mistaken for one of ODD's; they have no effect."""

ONCE = frozenset({"content", "datatype", "valList", "classes", "defaultVal"})
"""Elements of which another one beside them would not be looked at."""

HOLDING_RELAX_NG = frozenset("content sequence alternate datatype macroSpec dataSpec".split())

TAKING = frozenset({"elementRef", "classRef", "macroRef", "dataRef"})
"""Elements that take something into a schema, or into a content model."""

IN_CONTENT = ("minOccurs", "maxOccurs", "expand", "restriction")
"""Attributes of these that hold in a content model only; `source` holds outside of one only."""

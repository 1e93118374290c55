"""Customizing: random small ODDs, each with what has to be true of its schema."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
ALWAYS = ("tei", "header", "core", "textstructure")
NEEDED = (
    "TEI teiHeader fileDesc titleStmt title publicationStmt sourceDesc text body p ab div"
).split()
"""Elements without which there is hardly a document."""

TYPES = (
    '<dataRef name="decimal"/>',
    '<dataRef name="token" restriction="[A-Z]{2,3}[0-9]?"/>',
    '<dataRef name="gYear"/>',
    '<dataRef key="teidata.word"/>',
    '<dataRef key="teidata.pointer"/>',
    '<dataRef key="teidata.temporal.w3c"/>',
    '<dataRef key="teidata.enumerated"/>',
)

ODD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>Random customization {number}</title></titleStmt>
<publicationStmt><p>unpublished</p></publicationStmt><sourceDesc><p>none</p></sourceDesc>
</fileDesc></teiHeader><text><body><schemaSpec ident="random{number}" start="TEI">
{parts}
</schemaSpec></body></text></TEI>
"""


@dataclass
class Customization:
    """A random ODD, and what its schema must not have, or must.

    Attributes are pairs of an element's name and the attribute's.
    """

    number: int
    parts: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    new: set[str] = field(default_factory=set)
    gone_attributes: set[tuple[str, str]] = field(default_factory=set)
    required: set[tuple[str, str]] = field(default_factory=set)
    closed: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    @property
    def text(self) -> bytes:
        return ODD.format(number=self.number, parts="\n".join(self.parts)).encode()


class Customizer:
    """Random ODDs from one seed, of the modules and specifications of a source."""

    def __init__(self, source: Path, seed: int) -> None:
        self.random = Random(seed)
        root = etree.parse(source).getroot()
        self.modules: dict[str, dict[str, list[str]]] = {}
        for spec in root.iter(f"{TEI}elementSpec"):
            own = [each.attrib["ident"] for each in spec.iter(f"{TEI}attDef")]
            module = self.modules.setdefault(spec.attrib["module"], {})
            module[spec.attrib["ident"]] = own
        self.classes = {
            spec.attrib["ident"]: [each.attrib["ident"] for each in spec.iter(f"{TEI}attDef")]
            for spec in root.iter(f"{TEI}classSpec")
            if spec.get("type") == "atts"
        }
        self.models = [
            spec.attrib["ident"]
            for spec in root.iter(f"{TEI}classSpec")
            if spec.get("type") == "model" and spec.get("module") in ("tei", "core")
        ]
        self.number = 0

    def customization(self) -> Customization:
        """Return the next ODD: some modules, and up to eight changes to what they have."""
        self.number += 1
        made = Customization(self.number)
        present = self._modules(made)
        names = sorted(set(present) - set(NEEDED) - made.gone)
        chosen = self.random.sample(names, min(len(names), self.random.randint(1, 8)))
        for name in chosen:
            change = self.random.choice(self._changes())
            change(made, name, present)
        if self.random.random() < 0.4:
            self._changed_at_large(made, sorted(set(present) - made.gone))
        return made

    def _changes(self) -> list[Callable[[Customization, str, dict[str, list[str]]], None]]:
        return [
            self._deleted,
            self._without_attribute,
            self._with_closed_attribute,
            self._with_typed_attribute,
            self._with_content,
            self._with_other_classes,
            self._beside_new,
        ]

    def _modules(self, made: Customization) -> dict[str, list[str]]:
        """Choose modules, some in part; return the elements that there are."""
        others = sorted(set(self.modules) - set(ALWAYS))
        present: dict[str, list[str]] = {}
        for key in [*ALWAYS, *self.random.sample(others, self.random.randint(0, 3))]:
            elements = self.modules.get(key, {})
            kind, some = self._part(sorted(elements))
            names = f' {kind}="{" ".join(some)}"' if some else ""
            made.parts.append(f'<moduleRef key="{key}"{names}/>')
            kept = set(some) if kind == "include" else set(elements) - set(some)
            made.gone |= set(elements) - kept
            present |= {name: own for name, own in elements.items() if name in kept}
        return present

    def _part(self, names: list[str]) -> tuple[str, list[str]]:
        """Return how to take a module in part, and by which names; by none where it is whole."""
        needed = [name for name in names if name in NEEDED]
        others = [name for name in names if name not in NEEDED]
        some = self.random.sample(others, self.random.randint(0, min(6, len(others))))
        kind = self.random.choice(["except", "include", "include"])
        if kind == "include":
            some += needed
        return (kind, some) if some else ("except", [])

    def _deleted(self, made: Customization, name: str, _: dict[str, list[str]]) -> None:
        made.parts.append(f'<elementSpec ident="{name}" mode="delete"/>')
        made.gone.add(name)

    def _without_attribute(
        self, made: Customization, name: str, present: dict[str, list[str]]
    ) -> None:
        if not present[name]:
            return
        attribute = self.random.choice(present[name])
        made.parts.append(_attribute(name, f'<attDef ident="{attribute}" mode="delete"/>'))
        made.gone_attributes.add((name, attribute))

    def _with_closed_attribute(
        self, made: Customization, name: str, _: dict[str, list[str]]
    ) -> None:
        values = self.random.sample(["one", "two", "three", "four"], self.random.randint(1, 3))
        usage = self.random.choice(["opt", "req"])
        items = "".join(f'<valItem ident="{value}"/>' for value in values)
        said = f'<attDef ident="random" mode="add" usage="{usage}"><valList type="closed">{items}'
        made.parts.append(_attribute(name, f"{said}</valList></attDef>"))
        made.closed[name, "random"] = set(values)
        if usage == "req":
            made.required.add((name, "random"))

    def _with_typed_attribute(
        self, made: Customization, name: str, _: dict[str, list[str]]
    ) -> None:
        most = self.random.choice(["1", "3", "unbounded"])
        said = f'<datatype minOccurs="1" maxOccurs="{most}">{self.random.choice(TYPES)}</datatype>'
        usage = self.random.choice(["opt", "req"])
        change = f'<attDef ident="typed" mode="add" usage="{usage}">{said}</attDef>'
        made.parts.append(_attribute(name, change))
        if usage == "req":
            made.required.add((name, "typed"))

    def _with_content(self, made: Customization, name: str, present: dict[str, list[str]]) -> None:
        content = self._content(sorted(set(present) - made.gone), 3)
        made.parts.append(
            f'<elementSpec ident="{name}" mode="change"><content>{content}</content></elementSpec>'
        )

    def _with_other_classes(self, made: Customization, name: str, _: dict[str, list[str]]) -> None:
        member = f'<memberOf key="{self.random.choice(self.models)}"/>'
        made.parts.append(
            f'<elementSpec ident="{name}" mode="change"><classes mode="replace">{member}'
            '<memberOf key="att.global"/></classes></elementSpec>'
        )

    def _beside_new(self, made: Customization, name: str, present: dict[str, list[str]]) -> None:
        """Add an element that may stand where paragraphs may."""
        new = f"new{len(made.new)}"
        content = self._content([*sorted(set(present) - made.gone), new], 3)
        made.parts.append(
            f'<elementSpec ident="{new}" mode="add" ns="{TEI[1:-1]}" module="{name}">'
            '<classes><memberOf key="model.pLike"/><memberOf key="att.global"/></classes>'
            f"<content><alternate><empty/>{content}</alternate></content></elementSpec>"
        )
        made.new.add(new)

    def _changed_at_large(self, made: Customization, names: list[str]) -> None:
        """Change what many elements share: a class, or a macro."""
        name = self.random.choice([key for key, own in sorted(self.classes.items()) if own])
        attribute = self.random.choice(self.classes[name])
        change = f'<attList><attDef ident="{attribute}" mode="delete"/></attList>'
        content = f"<alternate><textNode/>{self._content(names, 2)}</alternate>"
        macro = f'ident="macro.limitedContent" mode="change"><content>{content}</content>'
        made.parts.append(
            self.random.choice(
                [
                    f'<classSpec ident="{name}" type="atts" mode="change">{change}</classSpec>',
                    f'<classSpec ident="{name}" type="atts" mode="delete"/>',
                    f"<macroSpec {macro}</macroSpec>",
                ]
            )
        )

    def _content(self, names: list[str], depth: int) -> str:
        """Return a content model in pure ODD."""
        kind = self.random.choice(["sequence", "alternate"]) if depth else "leaf"
        if kind == "leaf" or self.random.random() < 0.2:
            return self._leaf(names)
        if self.random.random() < 0.1:
            return self._unordered(names)
        count = self.random.randint(1, 4)
        parts = "".join(self._content(names, depth - 1) for _ in range(count))
        return f"<{kind}{self._occurrence()}>{parts}</{kind}>"

    def _unordered(self, names: list[str]) -> str:
        """Return elements in any order, each of them once in the model: RELAX NG asks for that."""
        chosen = self.random.sample(names, min(3, len(names)))
        parts = "".join(f'<elementRef key="{name}"{self._occurrence()}/>' for name in chosen)
        return f'<sequence preserveOrder="false">{parts}</sequence>'

    def _leaf(self, names: list[str]) -> str:
        kind = self.random.choice(["element", "element", "element", "class", "text", "empty"])
        if kind == "class":
            expand = self.random.choice(["", "", ' expand="sequenceOptional"'])
            key = self.random.choice(self.models)
            return f'<classRef key="{key}"{expand}{self._occurrence()}/>'
        if kind == "element":
            return f'<elementRef key="{self.random.choice(names)}"{self._occurrence(least=0)}/>'
        return "<textNode/>" if kind == "text" else "<empty/>"

    def _occurrence(self, least: int | None = None) -> str:
        low = self.random.randint(0, 2) if least is None else least
        high = self.random.choice([str(max(1, low)), str(low + 2), "unbounded"])
        return f' minOccurs="{low}" maxOccurs="{high}"'


def _attribute(element: str, change: str) -> str:
    return f'<elementSpec ident="{element}" mode="change"><attList>{change}</attList></elementSpec>'

"""Saxon: a schema with functions in XSLT, written as one style sheet and run by saxonche.

It reads nothing and writes nothing: no protocol is allowed, no function of the host, and the
document is given as text. It runs in the worker only, since settings of one processor stay for
all others of a process, and nothing ends an endless template. Settings as measured against twenty
attacks. Source: XSLT 3.0; ISO/IEC 19757-3:2020, annex C and D.
"""

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from edition.diagnostic import Diagnostic, Location, Severity
from edition.document import Document, Element
from edition.document.tree import parse_plain
from edition.file import read_bytes
from edition.schematron.naming import name_of, severity_of
from edition.schematron.remedy import page, remedy
from edition.schematron.source import SCH, XSL, Source, refused
from edition.value import Value

if TYPE_CHECKING:
    from edition.schematron.plan import Place

__all__ = ["is_at_hand", "load", "sheet"]

_HEAD = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
 xmlns:edition="urn:edition" exclude-result-prefixes="#all" {namespaces}>
<xsl:output method="xml"/>
<xsl:mode use-accumulators="#all" on-no-match="shallow-skip"/>
<xsl:accumulator name="edition:number" initial-value="-1">
<xsl:accumulator-rule match="*" select="$value + 1"/></xsl:accumulator>
"""
_WALK = """<xsl:template match="*|/" mode="{mode}" priority="-5">{descend}</xsl:template>
<xsl:template match="@*|text()|comment()|processing-instruction()" mode="{mode}" priority="-5"/>
"""
_DESCEND = '<xsl:apply-templates select="@*|node()" mode="{mode}"/>'
_TEST = """<xsl:variable name="edition:fires"><xsl:try>
<xsl:sequence select="string(boolean({test}))"/><xsl:catch errors="*" select="'failed'"/>
</xsl:try></xsl:variable>
<xsl:if test="$edition:fires = ('failed', '{fires}')">
<finding test="{number}" at="{{{at}/accumulator-before('edition:number')}}"
 fires="{{$edition:fires}}"><xsl:if test="$edition:fires != 'failed'">
<message>{message}</message><hint>{hint}</hint></xsl:if></finding></xsl:if>
"""


class _Asked(Value):
    name: str
    severity: Severity
    url: str | None
    hint: str
    test: str


def is_at_hand() -> bool:
    """Whether saxonche is installed; it is not loaded for that."""
    from importlib.util import find_spec

    return find_spec("saxonche") is not None


Judge = Callable[[Document], list[Diagnostic]]


def load(path: Path, phase: str = "") -> tuple[Judge, list[str]]:
    """Return a function that judges documents by a schema file, and what it leaves out.

    Raises Refused.
    """
    from edition.schematron.preparing import written_out

    source, schema = written_out(path, read_bytes(path, str(path)), phase)
    assert schema is not None
    return _compiled(source, schema), _unjudged(schema)


def _compiled(source: Source, schema: Element) -> Judge:
    from saxonche import PySaxonApiError, PySaxonProcessor

    processor: Any = PySaxonProcessor(license=False)
    for feature, value in (("allow-external-functions", "off"), ("allowedProtocols", "")):
        processor.set_configuration_property(f"http://saxon.sf.net/feature/{feature}", value)
    text, asked = sheet(schema)
    try:
        run = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=text)
    except PySaxonApiError as error:
        raise source.fault(schema, f"Saxon does not understand the schema: {error}.") from None

    def judge(document: Document) -> list[Diagnostic]:
        try:
            node = processor.parse_xml(xml_text=etree.tostring(document.root, encoding="unicode"))
            told = run.transform_to_string(xdm_node=node)
        except PySaxonApiError as error:
            raise _broken(source, source.place(schema), str(error)) from None
        return list(_findings(document, parse_plain(told.encode(), ""), asked)) if told else []

    return judge


def sheet(schema: Element) -> tuple[str, list[_Asked]]:
    """Return a schema as an XSLT style sheet, and what its findings are numbers of."""
    asked: list[_Asked] = []
    patterns = [each for each in _patterns(schema) if each.get("documents") is None]
    modes = [
        (f"m{number}.{at}", pattern, rules)
        for number, pattern in enumerate(patterns)
        for at, rules in enumerate(_together(pattern))
    ]
    calls = "".join(f'<xsl:apply-templates select="." mode="{mode}"/>' for mode, _, _ in modes)
    namespaces = " ".join(
        f'xmlns:{ns.get("prefix")}="{escape(ns.get("uri", ""))}"' for ns in schema.iter(f"{SCH}ns")
    )
    parts = [
        _HEAD.format(namespaces=namespaces),
        *map(_as_written, schema.iterchildren(f"{XSL}*")),
        _variables(schema.iterchildren(f"{SCH}let")),
        f'<xsl:template match="/"><findings>{calls}</findings></xsl:template>',
        *(_mode(*each, schema, asked) for each in modes),
        "</xsl:stylesheet>",
    ]
    return "\n".join(parts), asked


def _patterns(schema: Element) -> Iterable[Element]:
    return schema.iterchildren(f"{SCH}pattern", f"{SCH}group")


def _unjudged(schema: Element) -> list[str]:
    """Return what is left out: Saxon is allowed to read no document but the one that is judged."""
    return [
        f"what the pattern {name_of(each)} asks of other documents, in a schema with functions"
        for each in _patterns(schema)
        if each.get("documents") is not None
    ]


def _together(pattern: Element) -> list[list[Element]]:
    """Return the rules of which one judges a node: those of a pattern; in a group each alone."""
    rules = list(pattern.iterchildren(f"{SCH}rule"))
    return [[rule] for rule in rules] if pattern.tag == f"{SCH}group" else [rules]


def _mode(
    mode: str, pattern: Element, rules: list[Element], schema: Element, asked: list[_Asked]
) -> str:
    descend = _DESCEND.format(mode=mode)
    parts = [_WALK.format(mode=mode, descend=descend)]
    around = _variables(pattern.iterchildren(f"{SCH}let"))
    for at, rule in enumerate(rules):
        tests = "".join(
            _test(test, rule, pattern, schema, asked)
            for test in rule.iterchildren(f"{SCH}assert", f"{SCH}report")
        )
        parts.append(
            f'<xsl:template match="{_quoted(rule.get("context"))}" mode="{mode}" '
            f'priority="{len(rules) - at}">{around}{_variables(rule.iterchildren(f"{SCH}let"))}'
            f"{tests}{descend}</xsl:template>\n"
        )
    return "".join(parts)


def _test(
    test: Element, rule: Element, pattern: Element, schema: Element, asked: list[_Asked]
) -> str:
    holders = (test, rule, pattern)
    see = next((each.get("see") for each in holders if each.get("see")), None)
    subject = next((each.get("subject") for each in holders if each.get("subject")), ".")
    name = name_of(*holders)
    url, hint = see or page(name), remedy(name)
    asked.append(_Asked(name, severity_of(*holders), url, hint, test.get("test", "")))
    known = {each.get("id"): each for each in schema.iter(f"{SCH}diagnostic")}
    named = [known[name] for name in test.get("diagnostics", "").split() if name in known]
    return _TEST.format(
        test=_quoted(test.get("test")),
        fires="true" if test.tag == f"{SCH}report" else "false",
        number=len(asked) - 1,
        at=_quoted(f"({subject})[1]/ancestor-or-self::*[1]"),
        message=_words(test),
        hint="<xsl:text> </xsl:text>".join(map(_words, named)),
    )


def _words(of: Element) -> str:
    parts = [_told(of.text)]
    for child in of:
        kind = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if kind in {"value-of", "copy-of"}:
            parts.append(f'<xsl:value-of select="{_quoted(child.get("select"))}"/>')
        elif kind == "name":
            parts.append(f'<xsl:value-of select="name({_quoted(child.get("path", "."))})"/>')
        elif kind:
            parts.append(_words(child))
        parts.append(_told(child.tail))
    return "".join(parts)


def _told(text: str | None) -> str:
    return f"<xsl:text>{escape(text)}</xsl:text>" if text else ""


def _variables(lets: Iterable[Element]) -> str:
    return "".join(
        f'<xsl:variable name="{let.get("name")}" select="{_quoted(let.get("value"))}"/>'
        for let in lets
    )


def _as_written(element: Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)


def _quoted(text: str | None) -> str:
    return escape(" ".join((text or "").split("\n")), quote=True)


def _findings(document: Document, told: Element, asked: list[_Asked]) -> Iterable[Diagnostic]:
    elements = list(document.root.iter("*"))
    for found in told.iter("finding"):
        of = asked[int(found.get("test", "0"))]
        place = document.locate(elements[max(int(found.get("at", "0")), 0)])
        if found.get("fires") == "failed":
            yield _failed(of, place)
            continue
        message, hint = (" ".join((part.text or "").split()) for part in found[:2])
        yield Diagnostic(place, of.name, of.severity, message, hint or of.hint or None, of.url)


def _failed(of: _Asked, place: Location) -> Diagnostic:
    from edition.schematron.judgement import not_judged

    return not_judged(of.name, of.test, "Saxon finds no value for it", place)


def _broken(source: Source, place: "Place", why: str) -> Exception:
    return refused(
        source.path,
        place,
        "schema-failed",
        f"Saxon could not judge by this schema: {why}.",
        "Look into the functions of the schema.",
    )

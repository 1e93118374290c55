"""The oracle for Schematron: a schema written as one XSLT sheet, and run by Saxon.

It shares nothing with our own engine: no parser of XPath, no order of judging, no places. A finding
is the number of its pattern, rule and test, and the number of the element it is at, counted over
the document; for attributes and texts, that of the element around them.
"""

import re
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

from lxml import etree

SCH = "{http://purl.oclc.org/dsdl/schematron}"
Found = Counter[tuple[str, int]]

_SHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
 xmlns:err="http://www.w3.org/2005/xqt-errors" {namespaces}>
<xsl:output method="text"/>
<xsl:mode use-accumulators="#all" on-no-match="shallow-skip"/>
<xsl:accumulator name="number" initial-value="-1" as="xs:integer"
 xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xsl:accumulator-rule match="*" select="$value + 1"/></xsl:accumulator>
{keys}
<xsl:template match="/">{calls}</xsl:template>
{templates}
</xsl:stylesheet>"""

_WALK = """<xsl:template match="*|/" mode="{mode}" priority="-5">
<xsl:apply-templates select="@*|node()" mode="{mode}"/></xsl:template>
<xsl:template match="@*|text()|comment()|processing-instruction()" mode="{mode}" priority="-5"/>"""

_RULE = """<xsl:template match="{context}" mode="{mode}" priority="{priority}">{tests}
<xsl:apply-templates select="@*|node()" mode="{mode}"/></xsl:template>"""

_TEST = """<xsl:variable name="sch.fires" as="item()*"><xsl:try>{lets}
<xsl:sequence select="boolean({test})"/>
<xsl:catch errors="*" select="'failed'"/></xsl:try></xsl:variable>
<xsl:if test="$sch.fires instance of xs:string or $sch.fires = {fires}()"
 xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xsl:value-of select="if ($sch.fires instance of xs:string) then 'failed' else '{name}'"/>
<xsl:text>&#9;</xsl:text>
<xsl:value-of select="ancestor-or-self::*[1]/accumulator-before('number')"/>
<xsl:text>&#10;</xsl:text></xsl:if>"""


def sheet(schema: etree._Element) -> str:
    """Return a Schematron schema, without abstract parts, as an XSLT sheet."""
    patterns = list(schema.iter(f"{SCH}pattern"))
    namespaces = {ns.get("prefix"): ns.get("uri") for ns in schema.iter(f"{SCH}ns")}
    parts = [_pattern(number, pattern) for number, pattern in enumerate(patterns)]
    return _SHEET.format(
        namespaces=" ".join(
            f'xmlns:{name}="{escape(uri or "")}"' for name, uri in namespaces.items()
        ),
        keys="".join(
            etree.tostring(key, encoding="unicode", with_tail=False)
            for key in schema.iter("{http://www.w3.org/1999/XSL/Transform}key")
        ),
        calls="".join(
            f'<xsl:apply-templates select="." mode="m{n}"/>' for n in range(len(patterns))
        ),
        templates="".join(parts),
    )


def _pattern(number: int, pattern: etree._Element) -> str:
    mode = f"m{number}"
    rules = list(pattern.iter(f"{SCH}rule"))
    return _WALK.format(mode=mode) + "".join(
        _RULE.format(
            context=_quoted(rule.get("context")),
            mode=mode,
            priority=len(rules) - at,
            tests="".join(
                _TEST.format(
                    lets=_variables(rule),
                    test=_quoted(test.get("test")),
                    fires="true" if test.tag == f"{SCH}report" else "false",
                    name=f"{number}.{at}.{which}",
                )
                for which, test in enumerate(rule.iter(f"{SCH}assert", f"{SCH}report"))
            ),
        )
        for at, rule in enumerate(rules)
    )


def _variables(rule: etree._Element) -> str:
    """Return the variables of a rule; they stand with each test, whose failure theirs is."""
    return "".join(
        f'<xsl:variable name="{let.get("name")}" select="{_quoted(let.get("value"))}"/>'
        for let in rule.iter(f"{SCH}let")
    )


def _quoted(text: str | None) -> str:
    return escape(re.sub(r"\s+", " ", text or ""), quote=True)


class Saxon:
    """A compiled sheet."""

    def __init__(self, schema: Path) -> None:
        from saxonche import PySaxonProcessor

        self.processor: Any = PySaxonProcessor(license=False)
        xslt = self.processor.new_xslt30_processor()
        self.run: Any = xslt.compile_stylesheet(
            stylesheet_text=sheet(etree.parse(str(schema)).getroot())
        )

    def findings(self, text: str) -> Found:
        """Return what the schema finds in a document: names of tests with numbers of elements."""
        node = self.processor.parse_xml(xml_text=text)
        told = self.run.transform_to_string(xdm_node=node) or ""
        lines = (line.split("\t") for line in told.splitlines() if "\t" in line)
        return Counter((name, int(number)) for name, number in lines)

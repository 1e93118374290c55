"""Provocation: a document that breaks the constraints which chance mistakes seldom break.

Most of them are about ODDs, of which the corpora hold none.
"""

import re
from pathlib import Path

from lxml import etree

from edition.document import Document, parse
from tests.oracles.schematron_by_saxon import SCH

__all__ = ["provoking"]

_MISTAKES = """
<app><rdgGrp><lem>a</lem><lem>b</lem></rdgGrp></app>
<l><div/><ab/></l><relation active="#a" mutual="#b"/><rt target="#a" from="#b"/>
<path points="0,0 1,1 0,0"/><citeStructure match="//div"><citeStructure match="/p"/></citeStructure>
<schemaSpec><elementRef key="p" minOccurs="2"/><moduleRef key="a" prefix="b"/>
<moduleRef key="c" prefix="b"/></schemaSpec>
<dataSpec ident="a" module="m"><content><anyElement/></content></dataSpec>
<constraintSpec ident="b" scheme="schematron"><constraint><old:assert test="a"/></constraint>
</constraintSpec>
<constraintSpec ident="c"><constraint><sch:pattern/></constraint></constraintSpec>
<constraintSpec ident="d" scheme="schematron"><constraint><sch:assert test="a"/></constraint>
</constraintSpec>
<elementSpec ident="e" module="m">
  <desc type="deprecationInfo">a</desc>
  <attList>
    <attDef ident="f" usage="req"><defaultVal>x</defaultVal></attDef>
    <attDef ident="g"><datatype/><defaultVal>x</defaultVal><valList type="closed">
      <valItem ident="y"/></valList></attDef>
    <attDef ident="h"><datatype maxOccurs="2"/><defaultVal>x</defaultVal>
      <valList type="closed"><valItem ident="y"/></valList></attDef>
  </attList>
  <model predicate="p" output="web" behaviour="omit"/>
  <model predicate="p" output="web" behaviour="omit"/>
</elementSpec>
"""


def provoking(schema: Path) -> Document:
    """Return such a document; in it every behaviour that a schema speaks of is misused as well."""
    contexts = " ".join(rule.get("context", "") for rule in etree.parse(schema).iter(f"{SCH}rule"))
    names = re.findall(r"tei:model/@behaviour='(\w+)'", contexts)
    models = [f'<model behaviour="{name}"><param name="none"/></model>' for name in names]
    spaces = (
        f'xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="{SCH[1:-1]}"'
        ' xmlns:old="http://www.ascc.net/xml/schematron"'
    )
    whole = f"<TEI {spaces}><text>{_MISTAKES}{''.join(models)}</text></TEI>"
    return parse(whole.encode(), "provoking")

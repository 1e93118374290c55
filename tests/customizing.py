"""Customizing: a small source of specifications, ODDs that choose from it, and their schemas."""

from pathlib import Path

from edition import relaxng, schematron
from edition.diagnostic import Diagnostic, Refused
from edition.document import Document, parse, read
from edition.odd.compilation import Compilation, compiled

TEI = "http://www.tei-c.org/ns/1.0"

SOURCE = f"""<TEI xmlns="{TEI}"><teiHeader>
<fileDesc><editionStmt><edition>P5 Version 4.9.0</edition>
</editionStmt></fileDesc></teiHeader><text><body>
<moduleSpec ident="tei"/><moduleSpec ident="core"/><moduleSpec ident="names"/>
<dataSpec ident="teidata.word" module="tei"><content>
  <dataRef name="token" restriction="\\S+"/></content></dataSpec>
<dataSpec ident="teidata.sex" module="tei"><content><alternate><valList type="closed">
  <valItem ident="unknown"/><valItem ident="x1"/></valList><dataRef name="integer"/></alternate>
</content></dataSpec>
<macroSpec ident="macro.phrases" module="tei"><content><alternate minOccurs="0"
  maxOccurs="unbounded"><textNode/><classRef key="model.phrase"/></alternate></content></macroSpec>
<classSpec ident="model.phrase" type="model" module="tei"/>
<classSpec ident="model.nameLike" type="model" module="tei">
  <classes><memberOf key="model.phrase"/></classes></classSpec>
<classSpec ident="att.global" type="atts" module="tei">
  <classes><memberOf key="att.linking"/></classes>
  <attList><attDef ident="xml:id"><datatype><dataRef name="ID"/></datatype></attDef>
  <attDef ident="n"><desc>gives a number</desc>
    <datatype><dataRef key="teidata.word"/></datatype></attDef></attList></classSpec>
<classSpec ident="att.linking" type="atts" module="tei"><attList>
  <attDef ident="corresp"><datatype maxOccurs="unbounded"><dataRef key="teidata.word"/></datatype>
  </attDef></attList></classSpec>
<classSpec ident="att.typed" type="atts" module="tei"><attList>
  <attDef ident="type"><datatype><dataRef key="teidata.word"/></datatype></attDef>
  <attDef ident="subtype"><datatype><dataRef key="teidata.word"/></datatype></attDef></attList>
</classSpec>
<elementSpec ident="TEI" module="core"><classes><memberOf key="att.global"/></classes>
  <content><sequence><elementRef key="head" minOccurs="0"/>
  <elementRef key="p" maxOccurs="unbounded"/></sequence></content></elementSpec>
<elementSpec ident="head" module="core"><classes><memberOf key="att.global"/></classes>
  <content><macroRef key="macro.phrases"/></content></elementSpec>
<elementSpec ident="p" module="core"><gloss>paragraph</gloss><desc>marks a paragraph</desc>
  <classes><memberOf key="att.global"/></classes>
  <content><macroRef key="macro.phrases"/></content>
  <constraintSpec ident="no-p" scheme="schematron"><constraint><sch:report
    xmlns:sch="http://purl.oclc.org/dsdl/schematron" test="ancestor::tei:p">A p in a p.</sch:report>
  </constraint></constraintSpec></elementSpec>
<elementSpec ident="hi" module="core"><classes><memberOf key="att.global"/>
  <memberOf key="model.phrase"/></classes><content><textNode/></content>
  <attList><attDef ident="rend" usage="req"><datatype><dataRef key="teidata.word"/></datatype>
  </attDef></attList></elementSpec>
<elementSpec ident="name" module="names"><classes><memberOf key="att.global"/>
  <memberOf key="att.typed"/><memberOf key="model.nameLike"/></classes>
  <content><textNode/></content></elementSpec>
<elementSpec ident="place" module="names"><classes><memberOf key="att.typed"/>
  <memberOf key="model.nameLike"/></classes><content><sequence><elementRef key="name"/>
  <elementRef key="place" minOccurs="0" maxOccurs="unbounded"/></sequence></content></elementSpec>
</body></text></TEI>
"""
ALL = '<moduleRef key="tei"/><moduleRef key="core"/><moduleRef key="names"/>'
HEADER = "<teiHeader><fileDesc><titleStmt><title>t</title></titleStmt></fileDesc></teiHeader>"


def odd(parts: str, attributes: str = 'ident="mine"', beside: str = "") -> str:
    """Return an ODD with these parts in its schemaSpec, and others beside it."""
    spaces = f'xmlns="{TEI}" xmlns:rng="http://relaxng.org/ns/structure/1.0"'
    return (
        f"<TEI {spaces}>{HEADER}<text><body>{beside}"
        f"<schemaSpec {attributes}>\n{parts}\n</schemaSpec></body></text></TEI>"
    )


class Custom:
    """An ODD in a folder, and the schemas that it is compiled to."""

    def __init__(self, folder: Path, text: str) -> None:
        self.folder = folder
        self.source = folder / "source.xml"
        if not self.source.exists():
            self.source.write_text(SOURCE, encoding="utf-8")
        self.file = folder / "mine.odd"
        self.file.write_text(text, encoding="utf-8")

    def compile(self, *, prose: bool = True) -> Compilation:
        """Compile it. Raises Refused."""
        return compiled(read(self.file, "mine.odd"), self.source, prose=prose)

    def rejected(self, text: str) -> list[Diagnostic]:
        """Return what the grammar finds in a document; the TEI root is put around it."""
        schema = self.folder / "mine.rng"
        schema.write_bytes(self.compile().grammar())
        return list(relaxng.validate(self._document(text), schema))

    def accepts(self, text: str) -> bool:
        """Whether the grammar finds nothing in a document."""
        return not self.rejected(text)

    def reported(self, text: str) -> list[str]:
        """Return what the Schematron says of a document."""
        schema = self.folder / "mine.sch"
        rules = self.compile().schematron()
        if not rules:
            return []
        schema.write_bytes(rules)
        found = schematron.validate(self._document(text), schematron.load(schema))
        return [finding.message for finding in found]

    def faults(self) -> list[Diagnostic]:
        """Return what is wrong with the ODD, whether or not it can be compiled."""
        try:
            made = self.compile()
            made.grammar()
            made.schematron()
            return list(made.diagnostics)
        except Refused as refusal:
            return list(refusal.diagnostics)

    def _document(self, text: str) -> Document:
        whole = text if text.startswith("<TEI") else f"<TEI>{text}</TEI>"
        return parse(whole.replace("<TEI", f'<TEI xmlns="{TEI}"', 1).encode(), "text.xml")

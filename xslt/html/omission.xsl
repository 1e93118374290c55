<?xml version="1.0" encoding="UTF-8"?>
<!-- What a page leaves out on purpose: statements for machines about the text, and those of the
     header that no reader asks for. An id in a text stays an anchor; the words stand in the
     TEI source. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <xsl:template match="tei:link | tei:linkGrp | tei:join | tei:joinGrp | tei:alt | tei:altGrp
                       | tei:timeline | tei:when | tei:interp | tei:interpGrp | tei:span
                       | tei:spanGrp | tei:certainty | tei:precision | tei:respons | tei:index
                       | tei:listTranspose | tei:transpose | tei:substJoin | tei:divGen
                       | tei:catRef | tei:classCode | tei:fs | tei:f | tei:fLib | tei:fvLib
                       | tei:binary | tei:numeric | tei:string | tei:symbol | tei:default
                       | tei:vAlt | tei:vColl | tei:vLabel | tei:vMerge | tei:vNot">
    <xsl:apply-templates select="descendant-or-self::*" mode="m:anchor"/>
  </xsl:template>

  <!-- These stand in no text. -->
  <xsl:template match="tei:annotation | tei:listAnnotation | tei:bicond | tei:cond | tei:fDecl
                       | tei:fDescr | tei:fsConstraints | tei:fsDecl | tei:fsDescr | tei:fsdDecl
                       | tei:fsdLink | tei:if | tei:iff | tei:then | tei:vDefault | tei:vRange
                       | tei:TEI | tei:encodingDesc | tei:revisionDesc | tei:teiHeader | tei:teiCorpus | tei:standOff | tei:appInfo
                       | tei:application | tei:cRefPattern | tei:category | tei:citeData
                       | tei:citeStructure | tei:classDecl | tei:conversion | tei:geoDecl
                       | tei:listPrefixDef | tei:namespace | tei:prefixDef | tei:refState
                       | tei:refsDecl | tei:rendition | tei:samplingDecl | tei:schemaRef
                       | tei:styleDefDecl | tei:tagUsage | tei:tagsDecl | tei:taxonomy
                       | tei:transcriptionDesc | tei:unitDecl | tei:unitDef | tei:xenoData
                       | tei:metDecl | tei:metSym | tei:variantEncoding | tei:char
                       | tei:charDecl | tei:glyph | tei:localProp | tei:mapping
                       | tei:unicodeProp | tei:unihanProp"/>

</xsl:stylesheet>

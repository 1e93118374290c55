<?xml version="1.0" encoding="UTF-8"?>
<!-- Paragraphs, headings and the parts of letters: each a block or a line of its own. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:p | tei:ab | tei:head | tei:opener | tei:closer | tei:postscript | tei:trailer
    | tei:argument | tei:epigraph | tei:byline | tei:docTitle | tei:quote[tei:p or tei:lg or tei:l]
    | tei:floatingText | tei:figure[tei:head or tei:p or tei:ab or tei:lg] | tei:div/tei:dateline | tei:div/tei:salute | tei:div/tei:signed
    | tei:castList | tei:u">
    <block id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </block>
  </xsl:template>

  <xsl:template match="tei:opener/tei:dateline | tei:opener/tei:salute | tei:opener/tei:signed | tei:opener/tei:byline
    | tei:closer/tei:salute | tei:closer/tei:signed | tei:closer/tei:dateline
    | tei:postscript/tei:signed | tei:postscript/tei:salute | tei:postscript/tei:dateline | tei:addrLine
    | tei:titlePart | tei:titlePage/tei:docAuthor | tei:titlePage/tei:docDate | tei:front/tei:docAuthor
    | tei:front/tei:docDate | tei:figure/tei:head | tei:imprimatur">
    <line id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </line>
  </xsl:template>

  <!-- The parts of a letterhead are lines, and what stands in one line left and right is apart, as are the parts
       of an utterance. -->
  <xsl:template match="tei:opener[not(text()[normalize-space()])]/tei:seg
    | tei:closer[not(text()[normalize-space()])]/tei:seg">
    <line id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </line>
  </xsl:template>

  <xsl:template match="tei:opener/tei:seg/tei:seg | tei:closer/tei:seg/tei:seg
    | tei:div/tei:seg/tei:seg | tei:dateline/tei:seg | tei:u/tei:seg">
    <xsl:call-template name="apart"/>
    <part id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </part>
  </xsl:template>

  <!-- What stands between blocks is a block too, whatever it is; what makes blocks or lines itself only stands there,
       and so do breaks and notes. -->
  <xsl:template match="tei:body | tei:front | tei:back | tei:group | tei:div | tei:div1 | tei:div2 | tei:div3
    | tei:div4 | tei:div5 | tei:div6 | tei:div7 | tei:titlePage">
    <part id="{@xml:id}{@e-ref}">
      <xsl:apply-templates mode="between-blocks"/>
    </part>
  </xsl:template>

  <!-- Of a long text the parts are made in instalments, which stand here. -->
  <xsl:template match="tei:TEI/tei:text/tei:body">
    <part id="{@xml:id}{@e-ref}">
      <xsl:choose>
        <xsl:when test="$upto = 0"><instalments/></xsl:when>
        <xsl:otherwise><xsl:apply-templates mode="between-blocks"/></xsl:otherwise>
      </xsl:choose>
    </part>
  </xsl:template>

  <xsl:template match="*" mode="between-blocks">
    <block>
      <xsl:apply-templates select="."/>
    </block>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab | tei:lg | tei:sp | tei:head | tei:l | tei:u | tei:lb | tei:pb | tei:cb | tei:gb | tei:milestone
    | tei:anchor | tei:note | tei:addSpan | tei:delSpan | tei:titlePart | tei:docAuthor | tei:docDate | tei:imprimatur" mode="between-blocks">
    <xsl:apply-templates select="."/>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables: a row is a line, its cells are divided by a tab, empty cells kept. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:table">
    <block id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </block>
  </xsl:template>

  <xsl:template match="tei:row | tei:table/tei:head">
    <line id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </line>
  </xsl:template>

  <xsl:template match="tei:row/text()"/>

  <xsl:template match="tei:cell">
    <xsl:if test="preceding-sibling::tei:cell">
      <glue/>
      <verbatim><xsl:text>&#9;</xsl:text></verbatim>
      <glue/>
    </xsl:if>
    <part id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </part>
  </xsl:template>

</xsl:stylesheet>

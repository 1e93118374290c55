<?xml version="1.0" encoding="UTF-8"?>
<!-- Ruby: the gloss that is printed above the words stands behind them, set apart. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <!-- What stands between its parts to lay out the source is no space of the text. -->
  <xsl:template match="tei:ruby">
    <part id="{@xml:id}">
      <xsl:apply-templates select="* | text()[normalize-space()]"/>
    </part>
  </xsl:template>

  <xsl:template match="tei:rt">
    <part id="{@xml:id}">
      <xsl:text>(</xsl:text>
      <xsl:apply-templates/>
      <xsl:text>)</xsl:text>
    </part>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse: a stanza is a block, a verse a line. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:lg">
    <block id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </block>
  </xsl:template>

  <xsl:template match="tei:l | tei:lg/tei:head">
    <line id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </line>
  </xsl:template>

  <!-- No word runs across the middle of a verse. -->
  <xsl:template match="tei:caesura">
    <xsl:if test="@xml:id or @e-ref">
      <mark id="{@xml:id}{@e-ref}"/>
    </xsl:if>
    <space/>
  </xsl:template>

</xsl:stylesheet>

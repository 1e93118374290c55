<?xml version="1.0" encoding="UTF-8"?>
<!-- A manuscript that is transcribed page by page, and has no text beside that. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:variable name="transcribed" select="/tei:TEI/tei:sourceDoc[not(../tei:text)]
    | /*/tei:TEI/tei:sourceDoc[not(../tei:text)]"/>

  <xsl:template match="tei:sourceDoc[not(../tei:text)]">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="tei:surface | tei:zone">
    <block id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </block>
  </xsl:template>

  <xsl:template match="tei:line">
    <xsl:choose>
      <xsl:when test="$reading or $search">
        <space/>
        <part id="{@xml:id}{@e-ref}">
          <xsl:apply-templates/>
        </part>
        <space/>
      </xsl:when>
      <xsl:otherwise>
        <line id="{@xml:id}{@e-ref}">
          <xsl:apply-templates/>
        </line>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>

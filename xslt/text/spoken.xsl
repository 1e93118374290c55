<?xml version="1.0" encoding="UTF-8"?>
<!-- What is said on the stage: of each speech its paragraphs and lines, without speaker and directions. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:sp" mode="spoken">
    <block id="{@xml:id}{@e-ref}">
      <xsl:apply-templates select="*[not(self::tei:sp)]" mode="said"/>
    </block>
  </xsl:template>

  <xsl:template match="tei:u" mode="spoken">
    <xsl:apply-templates select="."/>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab | tei:l" mode="said">
    <line>
      <xsl:apply-templates select="."/>
    </line>
  </xsl:template>

  <xsl:template match="*" mode="said">
    <xsl:apply-templates select="*" mode="said"/>
  </xsl:template>

  <xsl:template match="tei:speaker | tei:stage | tei:note | tei:fw" mode="said"/>

</xsl:stylesheet>

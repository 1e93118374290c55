<?xml version="1.0" encoding="UTF-8"?>
<!-- Signs outside of Unicode, ruby, and what a transcript says beside the words. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m tei">

  <!-- A sign is what the text writes for it, else what its description maps it to. -->
  <xsl:template match="tei:g">
    <xsl:variable name="sign" select="f:target(@ref)"/>
    <span class="g">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:if test="$sign/tei:desc | $sign/tei:glyphName | $sign/tei:charName">
        <xsl:attribute name="title">
          <xsl:value-of select="normalize-space($sign/*[self::tei:desc
            or self::tei:glyphName or self::tei:charName][1])"/>
        </xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="." mode="m:content"/>
      <xsl:value-of select="@e-glyph"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:ruby">
    <ruby>
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="* | text()[normalize-space()]"/>
    </ruby>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:rb">
    <span class="rb"><xsl:apply-templates select="." mode="m:inside"/></span>
  </xsl:template>

  <!-- Where a browser knows no ruby, the gloss stands in brackets, as in the plain text. -->
  <xsl:template match="tei:rt">
    <rp>(</rp>
    <rt><xsl:apply-templates select="." mode="m:inside"/></rt>
    <rp>)</rp>
  </xsl:template>

  <!-- Without its base a gloss of this kind would be no HTML. -->
  <xsl:template match="tei:rt[not(parent::tei:ruby)]">
    <small class="rt"><xsl:apply-templates select="." mode="m:inside"/></small>
  </xsl:template>

</xsl:stylesheet>

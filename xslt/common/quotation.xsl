<?xml version="1.0" encoding="UTF-8"?>
<!-- Which signs the marks of a quotation are, by language and level. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <!-- The first or the second mark of a quotation. A block quotation has none. -->
  <xsl:template match="*" mode="m:mark">
    <xsl:param name="place" select="1"/>
    <xsl:variable name="inner" select="count((ancestor::tei:q | ancestor::tei:said
      | ancestor::tei:quote[not(tei:p or tei:lg or tei:l or parent::tei:div or parent::tei:body
        or parent::tei:cit[parent::tei:div or parent::tei:body])])[not(@rend = 'unmarked')]) mod 2"/>
    <xsl:variable name="block" select="parent::tei:div | parent::tei:body
      | parent::tei:cit[parent::tei:div or parent::tei:body]"/>
    <xsl:if test="not(@rend = 'unmarked' or $block[current()/self::tei:quote])">
      <xsl:variable name="four">
        <xsl:call-template name="marks-of-language"/>
      </xsl:variable>
      <xsl:value-of select="substring($four, 2 * $inner + $place, 1)"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="marks-of-language">
    <xsl:variable name="code" select="concat(translate(
      ancestor-or-self::*[@xml:lang][1]/@xml:lang, $upper, $lower), '-')"/>
    <xsl:choose>
      <xsl:when test="starts-with($code, 'de-ch-') or starts-with($code, 'fr-') or starts-with($code, 'fa-') or starts-with($code, 'ar-')">«»‹›</xsl:when>
      <xsl:when test="starts-with($code, 'de-') or starts-with($code, 'cs-') or starts-with($code, 'sk-') or starts-with($code, 'sl-') or starts-with($code, 'bg-')">„“‚‘</xsl:when>
      <xsl:when test="starts-with($code, 'it-') or starts-with($code, 'es-') or starts-with($code, 'el-') or starts-with($code, 'pt-pt-')">«»“”</xsl:when>
      <xsl:when test="starts-with($code, 'ru-') or starts-with($code, 'uk-')">«»„“</xsl:when>
      <xsl:when test="starts-with($code, 'pl-') or starts-with($code, 'ro-')">„”«»</xsl:when>
      <xsl:when test="starts-with($code, 'hu-')">„”»«</xsl:when>
      <xsl:when test="starts-with($code, 'no-') or starts-with($code, 'nb-') or starts-with($code, 'nn-')">«»‘’</xsl:when>
      <xsl:when test="starts-with($code, 'sv-') or starts-with($code, 'fi-') or starts-with($code, 'he-')">””’’</xsl:when>
      <xsl:when test="starts-with($code, 'ja-')">「」『』</xsl:when>
      <xsl:otherwise>“”‘’</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Which signs the marks of a quotation are, by language and level. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <!-- The first or the second mark of a quotation. A block quotation has none. -->
  <xsl:template priority="-0.4" match="*" mode="m:mark">
    <xsl:param name="place" select="1"/>
    <xsl:variable name="inner" select="count((ancestor::tei:q | ancestor::tei:said
      | ancestor::tei:quote[not(tei:p or tei:lg or tei:l or parent::tei:div or parent::tei:body
        or parent::tei:cit[parent::tei:div or parent::tei:body])])[not(@rend = 'unmarked'
      or self::tei:said[@direct = 'false'])]) mod 2"/>
    <xsl:variable name="block" select="parent::tei:div | parent::tei:body
      | parent::tei:cit[parent::tei:div or parent::tei:body]"/>
    <xsl:if test="not(@rend = 'unmarked' or $block[current()/self::tei:quote])">
      <xsl:variable name="four">
        <xsl:call-template name="marks-of-language"/>
      </xsl:variable>
      <xsl:value-of select="substring($four, 2 * $inner + $place, 1)"/>
    </xsl:if>
  </xsl:template>

  <!-- What is told in indirect speech is no quotation of words. -->
  <xsl:template match="tei:said[@direct = 'false']" mode="m:mark"/>

  <!-- What a dictionary translates a word with is no quotation. -->
  <xsl:template match="tei:cit[starts-with(@type, 'trans')]/tei:quote" mode="m:mark"/>

  <!-- To look a language up takes less time than to ask for one after another. -->
  <xsl:variable name="marks" select="' de-ch:«»‹› fr:«»‹› fa:«»‹› ar:«»‹› de:„“‚‘ cs:„“‚‘ sk:„“‚‘ sl:„“‚‘ bg:„“‚‘
    it:«»“” es:«»“” el:«»“” pt-pt:«»“” ru:«»„“ uk:«»„“ pl:„”«» ro:„”«» hu:„”»« no:«»‘’ nb:«»‘’ nn:«»‘’
    sv:””’’ fi:””’’ he:””’’ ja:「」『』
    zh-hant:「」『』 zh-tw:「」『』 zh-hk:「」『』'"/>

  <xsl:template name="marks-of-language">
    <xsl:variable name="code" select="concat(translate(
      (ancestor-or-self::*/@xml:lang | /*/@e-used)[last()], $upper, $lower), '--')"/>
    <xsl:variable name="language" select="substring-before($code, '-')"/>
    <xsl:choose>
      <xsl:when test="$language != '' and contains($marks, concat(' ', $language))">
        <xsl:variable name="region" select="substring-before(substring-after($code, '-'), '-')"/>
        <xsl:variable name="own"
          select="substring-after($marks, concat(' ', $language, '-', $region, ':'))"/>
        <xsl:variable name="four"
          select="concat($own, substring-after($marks, concat(' ', $language, ':')), '“”‘’')"/>
        <xsl:value-of select="substring($four, 1, 4)"/>
      </xsl:when>
      <xsl:otherwise>“”‘’</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>

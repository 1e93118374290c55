<?xml version="1.0" encoding="UTF-8"?>
<!-- Which quotations are given marks, and which signs these are, by language and level. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f m tei">

  <xsl:key name="quotation" match="tei:text//tei:q | tei:text//tei:said | tei:text//tei:quote"
    use="'all'"/>

  <!-- Whether the encoding left the marks out. Undeclared: one quotation with a mark at its edge
       shows that it kept them all. A function: whoever does not ask does not pay for the key. -->
  <func:function name="f:marks-left-out">
    <xsl:variable name="declared" select="/*/tei:teiHeader/tei:encodingDesc/tei:editorialDecl
      /tei:quotation/@marks"/>
    <xsl:variable name="marks">“”„‟‘’‚‛«»‹›「」『』–—―"'`´-</xsl:variable>
    <func:result select="$declared = 'none' or not($declared)
      and not(key('quotation', 'all')[normalize-space()]
        [contains($marks, substring(normalize-space(), 1, 1))])
      and not(key('quotation', 'all')/preceding-sibling::node()[1][self::text()][string() != '']
        [contains($marks, substring(., string-length()))])"/>
  </func:function>

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
    <xsl:choose>
      <xsl:when test="lang('de-CH') or lang('fr') or lang('fa') or lang('ar')">«»‹›</xsl:when>
      <xsl:when test="lang('de') or lang('cs') or lang('sk') or lang('sl') or lang('bg')">„“‚‘</xsl:when>
      <xsl:when test="lang('it') or lang('es') or lang('el') or lang('pt-PT')">«»“”</xsl:when>
      <xsl:when test="lang('ru') or lang('uk')">«»„“</xsl:when>
      <xsl:when test="lang('pl') or lang('ro')">„”«»</xsl:when>
      <xsl:when test="lang('hu')">„”»«</xsl:when>
      <xsl:when test="lang('no') or lang('nb') or lang('nn')">«»‘’</xsl:when>
      <xsl:when test="lang('sv') or lang('fi') or lang('he')">””’’</xsl:when>
      <xsl:when test="lang('ja')">「」『』</xsl:when>
      <xsl:otherwise>“”‘’</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>

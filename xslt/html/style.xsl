<?xml version="1.0" encoding="UTF-8"?>
<!-- The style sheet within the page: what every page needs, and what this text needs. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f tei">

  <xsl:template name="style">
    <xsl:value-of select="document('page.css')"/>
    <xsl:value-of select="document('text.css')"/>
    <xsl:if test="$voices"><xsl:value-of select="document('speech.css')"/></xsl:if>
    <xsl:call-template name="style-of-genres"/>
    <xsl:value-of select="document('print.css')"/>
    <xsl:call-template name="running-heads"/>
  </xsl:template>

  <xsl:template name="style-of-genres">
    <xsl:if test="/descendant::tei:l[1]">
      <xsl:value-of select="document('verse.css')"/>
    </xsl:if>
    <xsl:if test="/descendant::tei:sp[1] or /descendant::tei:castList[1]">
      <xsl:value-of select="document('drama.css')"/>
    </xsl:if>
    <xsl:if test="/descendant::tei:hi[1] or /descendant::tei:p/@rend
                  or /descendant::tei:head/@rend or /descendant::tei:l/@rend">
      <xsl:value-of select="document('phrase.css')"/>
    </xsl:if>
    <xsl:if test="/descendant::tei:table[1]">
      <xsl:value-of select="document('table.css')"/>
    </xsl:if>
    <xsl:if test="/descendant::tei:figure[1]">
      <xsl:value-of select="document('figure.css')"/>
    </xsl:if>
  </xsl:template>

  <!-- Printed pages say what they are of and where it is to be found. Signs that could end a
       string of CSS do not go into the style sheet. -->
  <xsl:template name="running-heads">
    <xsl:variable name="version-words">
      <xsl:if test="$version != ''">
        <xsl:value-of select="concat(', ', f:say('page.version', $version))"/>
      </xsl:if>
    </xsl:variable>
    <xsl:text>@page{@top-left{content:"</xsl:text>
    <xsl:value-of select="f:css-string(concat($edition-title, $version-words))"/>
    <xsl:text>"}@bottom-left{content:"</xsl:text>
    <xsl:value-of select="f:css-string(concat($base, $page))"/>
    <xsl:text>"}@bottom-right{content:counter(page)}}</xsl:text>
  </xsl:template>

  <func:function name="f:css-string">
    <xsl:param name="words"/>
    <func:result select="translate(normalize-space($words), '&quot;\&lt;&gt;{}', '')"/>
  </func:function>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- The style sheet within the page: what every page needs, and what this text needs. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f str tei">

  <xsl:template name="style">
    <xsl:value-of select="f:folded(document('page.css'))"/>
    <xsl:value-of select="f:folded(document('text.css'))"/>
    <xsl:if test="$voices"><xsl:value-of select="f:folded(document('speech.css'))"/></xsl:if>
    <xsl:call-template name="style-of-genres"/>
    <xsl:value-of select="f:folded(document('print.css'))"/>
    <xsl:call-template name="running-heads"/>
  </xsl:template>

  <xsl:template name="style-of-genres">
    <xsl:if test="/descendant::tei:l[1]">
      <xsl:value-of select="f:folded(document('verse.css'))"/>
    </xsl:if>
    <xsl:if test="/descendant::tei:sp[1] or /descendant::tei:castList[1]">
      <xsl:value-of select="f:folded(document('drama.css'))"/>
    </xsl:if>
    <xsl:if test="/descendant::tei:hi[1] or /descendant::tei:p[@rend][1]
                  or /descendant::tei:head[@rend][1] or /descendant::tei:l[@rend][1]">
      <xsl:value-of select="f:folded(document('phrase.css'))"/>
    </xsl:if>
    <xsl:if test="/descendant::tei:table[1]">
      <xsl:value-of select="f:folded(document('table.css'))"/>
    </xsl:if>
    <xsl:if test="/descendant::tei:figure[1]">
      <xsl:value-of select="f:folded(document('figure.css'))"/>
    </xsl:if>
  </xsl:template>

  <!-- A style sheet or script without its layout and comments, on one line. So a script needs its
       semicolons, and no string in either may hold a comment or a space beside ; { or }. -->
  <func:function name="f:folded">
    <xsl:param name="code"/>
    <xsl:variable name="line" select="normalize-space(f:uncommented($code))"/>
    <func:result select="str:replace(str:replace(str:replace(str:replace($line,
      '; ', ';'), ' {', '{'), '{ ', '{'), ' }', '}')"/>
  </func:function>

  <func:function name="f:uncommented">
    <xsl:param name="code"/>
    <xsl:choose>
      <xsl:when test="contains($code, '/*')">
        <func:result select="concat(substring-before($code, '/*'),
          f:uncommented(substring-after(substring-after($code, '/*'), '*/')))"/>
      </xsl:when>
      <xsl:otherwise><func:result select="string($code)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

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

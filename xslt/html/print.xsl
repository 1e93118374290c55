<?xml version="1.0" encoding="UTF-8"?>
<!-- The page on paper: what is printed above and below. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  extension-element-prefixes="func"
  exclude-result-prefixes="f">

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

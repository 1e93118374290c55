<?xml version="1.0" encoding="UTF-8"?>
<!-- Transcripts of speech: who speaks stands on a line, in brackets, since it is no word of the
     speech; what is heard or seen beside the words stands in its place, as a stage direction does. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="str tei">

  <xsl:template match="tei:u[@who] | tei:annotationBlock[@who]">
    <block>
      <xsl:apply-templates select="@who" mode="speaker"/>
      <line id="{@xml:id}{@e-ref}">
        <xsl:apply-templates/>
      </line>
    </block>
  </xsl:template>

  <xsl:template match="tei:annotationBlock/tei:u">
    <line id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </line>
  </xsl:template>

  <xsl:template match="@who" mode="speaker">
    <xsl:variable name="node" select="."/>
    <xsl:if test="normalize-space() and not($spoken or $search)">
      <line>
        <xsl:text>[</xsl:text>
        <xsl:for-each select="str:tokenize(.)">
          <xsl:if test="position() != 1"><xsl:text>, </xsl:text></xsl:if>
          <xsl:variable name="pointer" select="string()"/>
          <!-- Within the tokens, these are the document. -->
          <xsl:for-each select="$node">
            <xsl:variable name="name" select="id(substring-after($pointer, '#'))
              /*[self::tei:persName or self::tei:orgName or self::tei:name][1]"/>
            <xsl:value-of select="normalize-space($name)"/>
            <xsl:if test="not(normalize-space($name))">
              <xsl:value-of select="translate($pointer, '#', '')"/>
            </xsl:if>
          </xsl:for-each>
        </xsl:for-each>
        <xsl:text>]</xsl:text>
      </line>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:kinesic | tei:vocal | tei:incident">
    <space/>
    <xsl:if test="tei:desc and not($spoken or $search)">
      <xsl:variable name="bare" select="not(contains('([', substring(normalize-space(tei:desc), 1, 1)))"/>
      <part id="{@xml:id}{@e-ref}">
        <xsl:value-of select="substring('(', 1, $bare)"/>
        <xsl:for-each select="tei:desc">
          <xsl:if test="position() != 1"><xsl:text> / </xsl:text></xsl:if>
          <xsl:value-of select="normalize-space()"/>
        </xsl:for-each>
        <xsl:value-of select="substring(')', 1, $bare)"/>
      </part>
    </xsl:if>
    <space/>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables: a row is a line, whatever but tables its cells hold; they are divided by a tab, empty cells kept. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:table">
    <block id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </block>
  </xsl:template>

  <xsl:template match="tei:table/tei:head">
    <line id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </line>
  </xsl:template>

  <xsl:template match="tei:row">
    <line id="{@xml:id}{@e-ref}">
      <xsl:apply-templates select="*"/>
      <xsl:call-template name="tabs">
        <xsl:with-param name="number" select="@e-empty"/>
      </xsl:call-template>
    </line>
  </xsl:template>

  <xsl:template match="tei:cell">
    <xsl:call-template name="tabs">
      <xsl:with-param name="number" select="sum(@e-empty) + boolean(preceding-sibling::tei:cell)"/>
    </xsl:call-template>
    <xsl:choose>
      <xsl:when test="$diplomatic or descendant::tei:table">
        <part id="{@xml:id}{@e-ref}">
          <xsl:apply-templates/>
        </part>
      </xsl:when>
      <xsl:otherwise>
        <flat id="{@xml:id}{@e-ref}">
          <xsl:apply-templates/>
        </flat>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="tabs">
    <xsl:param name="number"/>
    <xsl:if test="$number &gt; 0">
      <glue/>
      <verbatim>
        <xsl:value-of select="substring($twenty-tabs, 1, $number)"/>
      </verbatim>
      <glue/>
    </xsl:if>
  </xsl:template>

  <xsl:variable name="ten-tabs" select="'&#9;&#9;&#9;&#9;&#9;&#9;&#9;&#9;&#9;&#9;'"/>
  <xsl:variable name="twenty-tabs" select="concat($ten-tabs, $ten-tabs)"/>

</xsl:stylesheet>

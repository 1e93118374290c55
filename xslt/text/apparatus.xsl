<?xml version="1.0" encoding="UTF-8"?>
<!-- Apparatus: the lemma in its place; the readings, in the diplomatic text, listed at the end. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f tei">

  <xsl:template match="tei:app">
    <part id="{@xml:id}{@e-ref}">
      <xsl:choose>
        <xsl:when test="$search">
          <xsl:call-template name="either">
            <xsl:with-param name="forms" select="f:readings(.)"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="f:reading(.)"/>
        </xsl:otherwise>
      </xsl:choose>
    </part>
  </xsl:template>

  <!-- An entry that names its place by reference or by end points is listed, never merged. -->
  <xsl:template match="tei:app[@loc or @from or @to]"/>

  <xsl:template match="tei:app" mode="apparatus">
    <block>
      <xsl:if test="@loc">
        <xsl:value-of select="concat(@loc, ' ')"/>
      </xsl:if>
      <xsl:if test="@e-lem">
        <xsl:value-of select="concat(@e-lem, '] ')"/>
      </xsl:if>
      <xsl:apply-templates select="tei:lem" mode="apparatus"/>
      <xsl:for-each select="tei:rdg | tei:rdgGrp/tei:rdg">
        <xsl:if test="position() &gt; 1">; </xsl:if>
        <xsl:apply-templates select="." mode="apparatus"/>
      </xsl:for-each>
      <xsl:apply-templates select="tei:note | tei:rdgGrp/tei:note" mode="apparatus"/>
    </block>
  </xsl:template>

  <xsl:template match="tei:note" mode="apparatus"><xsl:apply-templates/></xsl:template>

  <!-- What is said of readings stands behind them. -->
  <xsl:template mode="apparatus"
    match="tei:app[tei:lem or tei:rdg or tei:rdgGrp]/tei:note | tei:rdgGrp/tei:note">
    <xsl:text> (</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>)</xsl:text>
  </xsl:template>

  <xsl:template match="tei:lem | tei:rdg" mode="apparatus">
    <xsl:apply-templates select="node()[not(../tei:l)]"/>
    <xsl:for-each select="tei:l">
      <xsl:if test="position() &gt; 1"> / </xsl:if>
      <xsl:apply-templates/>
    </xsl:for-each>
    <xsl:if test="not(node())">om.</xsl:if>
    <xsl:if test="@wit">
      <xsl:value-of select="concat(' ', translate(@wit, '#', ''))"/>
    </xsl:if>
    <xsl:if test="self::tei:lem">] </xsl:if>
  </xsl:template>

</xsl:stylesheet>

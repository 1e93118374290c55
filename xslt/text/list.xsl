<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists: an item is a line with its label before it; an inline list stays in its sentence. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:list[not(contains(concat(' ', @rend, ' ', @type, ' '), ' inline '))] | tei:listBibl">
    <block id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </block>
  </xsl:template>

  <xsl:template match="tei:item/tei:list[not(contains(concat(' ', @rend, ' ', @type, ' '), ' inline '))]" priority="1">
    <line id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </line>
  </xsl:template>

  <xsl:template match="tei:list/tei:head | tei:listBibl/tei:head | tei:headLabel">
    <line id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </line>
  </xsl:template>

  <xsl:template match="tei:headItem">
    <line id="{@xml:id}{@e-ref}">
      <xsl:apply-templates select="preceding-sibling::*[1]/self::tei:headLabel" mode="item"/>
      <xsl:apply-templates/>
    </line>
  </xsl:template>

  <xsl:template match="tei:headLabel[following-sibling::*[1]/self::tei:headItem]"/>

  <xsl:template match="tei:item[not(contains(concat(' ', ../@rend, ' ', ../@type, ' '), ' inline '))]">
    <line id="{@xml:id}{@e-ref}">
      <xsl:apply-templates select="preceding-sibling::*[1]/self::tei:label" mode="item"/>
      <xsl:apply-templates/>
    </line>
  </xsl:template>

  <xsl:template match="tei:list[not(contains(concat(' ', @rend, ' ', @type, ' '), ' inline '))]/tei:label[following-sibling::*[1]/self::tei:item]"/>

  <xsl:template match="tei:label | tei:headLabel" mode="item">
    <part id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </part>
    <space/>
  </xsl:template>

</xsl:stylesheet>

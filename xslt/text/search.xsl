<?xml version="1.0" encoding="UTF-8"?>
<!-- For a search: all forms of a word side by side, and in fields of their own what is no text. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <!-- Signs that no text has: Python spells out the words around what they enclose. -->
  <xsl:variable name="first" select="'&#xFDD0;'"/>
  <xsl:variable name="other" select="'&#xFDD1;'"/>
  <xsl:variable name="last" select="'&#xFDD2;'"/>
  <xsl:variable name="normal" select="'&#xFDD3;'"/>

  <!-- The forms of one word; whole blocks follow one another. -->
  <xsl:template name="either">
    <xsl:param name="forms"/>
    <xsl:param name="more" select="/.."/>
    <xsl:variable name="inner" select="$forms/descendant::* | $more/descendant::*"/>
    <xsl:choose>
      <xsl:when test="$inner[self::tei:p or self::tei:l or self::tei:ab]">
        <xsl:apply-templates select="$forms | $more"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$first"/>
        <xsl:apply-templates select="$forms" mode="form"/>
        <xsl:apply-templates select="$more" mode="form">
          <xsl:with-param name="number" select="count($forms)"/>
        </xsl:apply-templates>
        <xsl:value-of select="$last"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="form">
    <xsl:param name="number" select="0"/>
    <xsl:if test="$number + position() &gt; 1">
      <xsl:value-of select="$other"/>
    </xsl:if>
    <xsl:apply-templates select="."/>
  </xsl:template>

  <!-- What the text first had, or has only in the end: the forms stand in that order. -->
  <xsl:template name="first-or-last">
    <xsl:value-of select="$first"/>
    <xsl:if test="self::tei:add">
      <xsl:value-of select="$other"/>
    </xsl:if>
    <xsl:apply-templates/>
    <xsl:if test="not(self::tei:add)">
      <xsl:value-of select="$other"/>
    </xsl:if>
    <xsl:value-of select="$last"/>
  </xsl:template>

  <!-- Dates and numbers as printed and in their normal form. -->
  <xsl:template match="tei:date | tei:time | tei:num | tei:measure">
    <part id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
      <xsl:if test="$search">
        <xsl:for-each select="@when | @from | @to | @notBefore | @notAfter | @value | @quantity">
          <xsl:value-of select="concat($normal, ., $last)"/>
        </xsl:for-each>
      </xsl:if>
    </part>
  </xsl:template>

  <xsl:template name="fields">
    <xsl:variable name="texts" select="descendant::tei:text | $transcribed"/>
    <xsl:variable name="apart" select="descendant::tei:standOff"/>
    <xsl:apply-templates mode="field" select="$texts/descendant::*[self::tei:note or self::tei:speaker
      or self::tei:stage or self::tei:figDesc or self::tei:app[@loc or @from or @to]]
      | $apart/descendant::*[self::tei:note or self::tei:app]
      | descendant::tei:titleStmt/*[self::tei:title or self::tei:author or self::tei:editor]
      | descendant::tei:textClass/tei:keywords/descendant::tei:term
      | descendant::*[self::tei:abstract or self::tei:person or self::tei:personGrp or self::tei:org
        or self::tei:place or self::tei:nym or self::tei:object]
      | descendant::tei:listEvent/tei:event"/>
  </xsl:template>

  <xsl:template match="*" mode="field">
    <xsl:variable name="named" select="ancestor-or-self::*[@xml:id or @e-ref][1]"/>
    <field name="{local-name()}" ref="{$named/@xml:id}{$named/@e-ref}">
      <xsl:apply-templates select="." mode="words"/>
    </field>
  </xsl:template>

  <xsl:template match="*" mode="words">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- In headers and registers data stand side by side that no text has so. -->
  <xsl:template match="tei:person | tei:personGrp | tei:org | tei:place | tei:event | tei:nym | tei:object
    | tei:titleStmt/* | tei:abstract | tei:app" mode="words">
    <xsl:for-each select="descendant::text()[not(ancestor::tei:note)]">
      <!-- Between words that the encoding itself sets side by side nothing is added. -->
      <xsl:if test="not(preceding-sibling::* or ../preceding-sibling::node()[1]/self::text())">
        <space/>
      </xsl:if>
      <xsl:value-of select="."/>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Attributes that the page keeps: ids, languages, and the encoding's statements as data-*. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <xsl:template priority="-0.4" match="@*" mode="m:attribute"/>

  <xsl:template match="@xml:id | @e-ref | @e-id" mode="m:attribute">
    <xsl:attribute name="id"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@e-lang" mode="m:attribute">
    <xsl:attribute name="lang"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@e-dir" mode="m:attribute">
    <xsl:attribute name="dir"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template mode="m:attribute"
    match="@who | @direct | @aloud | @ref | @subtype | @part | @rend | @rendition | @when | @from
           | @to | @cert | @corresp | @prev | @next | @reason | @unit | @quantity | @extent
           | @place | @hand | @wit | @facs | tei:div/@type | tei:date/@type | tei:q/@type | tei:fw/@type
           | tei:stage/@type | tei:milestone/@type | tei:lg/@type | tei:list/@type | tei:ab/@type">
    <xsl:attribute name="data-{local-name()}"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <!-- Sentences are many: that they are, and their numbers, say nothing. These conditions stay out
       of the patterns: for one on an attribute, libxslt searches the whole document. -->
  <xsl:template match="@n" mode="m:attribute">
    <xsl:if test="not(parent::tei:seg)">
      <xsl:attribute name="data-n"><xsl:value-of select="."/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:seg/@type" mode="m:attribute">
    <xsl:if test=". != 'sentence'">
      <xsl:attribute name="data-type"><xsl:value-of select="."/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@toWhom" mode="m:attribute">
    <xsl:attribute name="data-to-whom"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@notBefore" mode="m:attribute">
    <xsl:attribute name="data-not-before"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@notAfter" mode="m:attribute">
    <xsl:attribute name="data-not-after"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@e-from" mode="m:attribute">
    <xsl:attribute name="data-first"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@e-to" mode="m:attribute">
    <xsl:attribute name="data-last"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@e-at | @e-unit" mode="m:attribute">
    <xsl:attribute name="data-{substring(name(), 3)}"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@e-look" mode="m:attribute">
    <xsl:attribute name="data-look"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <!-- Places of the apparatus have a sign, too: it stands in their button. -->
  <xsl:template match="@e-sign" mode="m:attribute">
    <xsl:if test="parent::tei:note">
      <xsl:attribute name="data-sign"><xsl:value-of select="."/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@e-tone" mode="m:attribute">
    <xsl:attribute name="data-tone"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@e-reporter" mode="m:attribute">
    <xsl:attribute name="data-reporter"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

</xsl:stylesheet>

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
    match="@direct | @aloud | @from | @to | @cert | @corresp | @prev | @next | @reason | @quantity
           | @extent | @hand | @wit | @facs">
    <xsl:attribute name="data-{local-name()}"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <!-- A name that is put together is compiled anew each time: what texts are full of is written
       out. -->
  <xsl:template match="@who" mode="m:attribute">
    <xsl:attribute name="data-who"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@ref" mode="m:attribute">
    <xsl:attribute name="data-ref"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template mode="m:attribute"
    match="tei:div/@type | tei:date/@type | tei:q/@type | tei:fw/@type | tei:stage/@type
           | tei:milestone/@type | tei:lg/@type | tei:list/@type | tei:ab/@type">
    <xsl:attribute name="data-type"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@subtype" mode="m:attribute">
    <xsl:attribute name="data-subtype"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@part" mode="m:attribute">
    <xsl:attribute name="data-part"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@rend" mode="m:attribute">
    <xsl:attribute name="data-rend"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@rendition" mode="m:attribute">
    <xsl:attribute name="data-rendition"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@when" mode="m:attribute">
    <xsl:attribute name="data-when"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@unit" mode="m:attribute">
    <xsl:attribute name="data-unit"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@place" mode="m:attribute">
    <xsl:attribute name="data-place"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <xsl:template match="@n" mode="m:attribute">
    <xsl:attribute name="data-n"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <!-- Sentences are many: that they are, and their numbers, say nothing. What a condition asks of an
       attribute stays out of the patterns: for that libxslt searches the whole document. -->
  <xsl:template match="tei:seg/@n" mode="m:attribute"/>

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

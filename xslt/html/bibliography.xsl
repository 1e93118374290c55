<?xml version="1.0" encoding="UTF-8"?>
<!-- References to works: what the encoding holds of them, in its order. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <!-- A reference to a work runs on, however its encoding is laid out. -->
  <xsl:template match="tei:bibl/text()">
    <xsl:variable name="held" select="normalize-space(concat('|', ., '|'))"/>
    <xsl:value-of select="substring($held, 2, string-length($held) - 2)"/>
  </xsl:template>

  <xsl:template match="tei:bibl">
    <span class="bibl"><xsl:apply-templates select="." mode="m:inside"/></span>
  </xsl:template>

  <xsl:template match="tei:bibl[@e-block] | tei:div/tei:bibl | tei:body/tei:bibl | tei:back/tei:bibl
                       | tei:div1/tei:bibl | tei:div2/tei:bibl | tei:div3/tei:bibl">
    <div class="bibl"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

  <!-- Where only attributes say which part is meant, they say it. -->
  <xsl:template match="tei:biblScope[not(node())] | tei:citedRange[not(node())]">
    <xsl:variable name="end" select="substring(concat('–', @to), 1, 99 * (@to != @from))"/>
    <span class="{local-name()}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:value-of select="normalize-space(concat(@unit, ' ', @n, ' ', @from, $end))"/>
    </span>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:biblStruct | tei:biblFull | tei:analytic | tei:monogr | tei:imprint
                       | tei:series | tei:relatedItem | tei:citedRange | tei:textLang
                       | tei:meeting | tei:distributor | tei:funder | tei:sponsor
                       | tei:principal | tei:extent | tei:seriesStmt | tei:notesStmt
                       | tei:fileDesc | tei:titleStmt | tei:publicationStmt | tei:editionStmt
                       | tei:sourceDesc | tei:profileDesc | tei:authority">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse: stanzas and lines; every line is a line of the page, and the parts of a line that
     speakers share stand one after the other. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m str tei">

  <xsl:template match="tei:lg">
    <div class="lg">
      <xsl:apply-templates select="." mode="m:inside"/>
    </div>
  </xsl:template>

  <!-- Every fifth line shows its number, as print does. -->
  <xsl:template match="tei:l">
    <div class="l">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:if test="@n and contains('05. ', substring(@n, string-length(@n)))
                    and (@n mod 5 = 0 or str:tokenize(@n, '. ')[last()] mod 5 = 0)">
        <xsl:apply-templates select="." mode="m:number"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="m:content"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:caesura">
    <span class="caesura"><xsl:apply-templates select="@*" mode="m:attribute"/></span>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:rhyme">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

</xsl:stylesheet>

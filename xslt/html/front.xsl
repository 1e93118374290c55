<?xml version="1.0" encoding="UTF-8"?>
<!-- Title pages: what they print, part by part. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <xsl:template match="tei:titlePage | tei:docTitle | tei:titlePart | tei:docAuthor
                       | tei:docImprint | tei:docEdition | tei:docDate | tei:imprimatur">
    <xsl:choose>
      <xsl:when test="$title-page and count(. | $title-page) = 1">
        <h1 class="head"><xsl:apply-templates select="." mode="m:inside"/></h1>
      </xsl:when>
      <xsl:otherwise>
        <div class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The legend follows the title of the page, wherever that stands. -->
  <xsl:template match="tei:front/tei:titlePage | tei:front/tei:docTitle">
    <div class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></div>
    <xsl:if test="$title-page[count(ancestor::* | current()) = count(ancestor::*)]">
      <xsl:call-template name="legend"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>

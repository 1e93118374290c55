<?xml version="1.0" encoding="UTF-8"?>
<!-- The breaks of the source: lines, columns, and pages with their numbers and images. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <!-- Line breaks of the source are a space in the reading, unless a word runs across them. -->
  <xsl:template match="tei:lb | tei:cb | tei:gb">
    <span class="{local-name()}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:if test="not(@break = 'no')"><xsl:text> </xsl:text></xsl:if>
    </span>
  </xsl:template>

  <!-- A page number stands in the margin. -->
  <xsl:variable name="page-number" select="f:say('page.number')"/>
  <xsl:variable name="page-before" select="substring-before($page-number, '{a}')"/>
  <xsl:variable name="page-after" select="substring-after($page-number, '{a}')"/>

  <xsl:template match="tei:pb">
    <span class="pb">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:if test="not(@break = 'no')"><xsl:text> </xsl:text></xsl:if>
      <xsl:if test="@n and not(@facs)">
        <span class="page"><xsl:value-of select="concat($page-before, @n, $page-after)"/></span>
      </xsl:if>
      <xsl:apply-templates select="@facs" mode="mp:image"/>
    </span>
  </xsl:template>

  <!-- Its image is asked for only by who follows the link: of several the first. -->
  <xsl:template match="@facs" mode="mp:image">
    <xsl:variable name="first" select="substring-before(concat(normalize-space(), ' '), ' ')"/>
    <xsl:variable name="here" select="key('target', $first)[1]/.."/>
    <xsl:variable name="address">
      <xsl:if test="$here"><xsl:value-of select="concat('#', $here/@xml:id)"/></xsl:if>
      <xsl:if test="not($here) and not(starts-with($first, '#'))">
        <xsl:value-of select="f:address($first)"/>
      </xsl:if>
    </xsl:variable>
    <xsl:variable name="name">
      <xsl:if test="../@n">
        <xsl:value-of select="concat($page-before, ../@n, $page-after)"/>
      </xsl:if>
      <xsl:if test="not(../@n)"><xsl:value-of select="f:say('facsimile.image')"/></xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$address = '' or ancestor::tei:ref">
        <span class="page"><xsl:value-of select="$name"/></span>
      </xsl:when>
      <xsl:otherwise>
        <a class="page" href="{$address}"><xsl:value-of select="$name"/></a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Images of the pages, and what is transcribed on them. An image of another host is a link, one
     of ours loads when its part is opened: the page itself asks for none. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m tei">

  <xsl:template match="tei:facsimile | tei:sourceDoc">
    <section class="{local-name()}">
      <xsl:if test="self::tei:facsimile">
        <h2><xsl:value-of select="f:say('facsimile.images')"/></h2>
      </xsl:if>
      <xsl:apply-templates select="." mode="m:inside"/>
    </section>
  </xsl:template>

  <xsl:template match="tei:surfaceGrp | tei:surface | tei:zone | tei:line">
    <div class="{local-name()}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="." mode="m:content"/>
    </div>
  </xsl:template>

  <!-- One image of a page, opened by its number. -->
  <xsl:template match="tei:surface/tei:graphic | tei:facsimile/tei:graphic
                       | tei:zone/tei:graphic | tei:surface/tei:media">
    <xsl:variable name="address" select="f:safe(@url)"/>
    <xsl:variable name="name">
      <xsl:value-of select="f:say('facsimile.image')"/>
      <xsl:if test="../@n"><xsl:value-of select="concat(' ', ../@n)"/></xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$address = '' or starts-with($address, 'mailto:')">
        <span><xsl:apply-templates select="@xml:id" mode="m:attribute"/></span>
      </xsl:when>
      <xsl:when test="contains($address, '//')">
        <p>
          <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
          <a href="{$address}"><xsl:value-of select="$name"/></a>
        </p>
      </xsl:when>
      <xsl:otherwise>
        <details>
          <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
          <summary><xsl:value-of select="$name"/></summary>
          <img src="{$address}" alt="{$name}" loading="lazy"/>
        </details>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="tei:desc"/>
  </xsl:template>

  <xsl:template match="tei:path">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

</xsl:stylesheet>

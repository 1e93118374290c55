<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures: an image that lies beside the page, its caption, its description as the alternative
     text. An image of another host is a link, and so are sound and film: the page asks no one for
     anything. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f m tei">

  <xsl:template match="tei:figure">
    <figure>
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="*[not(self::tei:figDesc)]"/>
      <xsl:if test="tei:figDesc and not(tei:graphic[not(contains(@url, '//'))])">
        <figcaption><xsl:apply-templates select="tei:figDesc"/></figcaption>
      </xsl:if>
      <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
    </figure>
  </xsl:template>

  <xsl:template match="tei:graphic | tei:media">
    <xsl:variable name="address" select="f:safe(@url)"/>
    <xsl:choose>
      <xsl:when test="not(string($address)) or starts-with($address, 'mailto:')">
        <span><xsl:apply-templates select="@xml:id" mode="m:attribute"/></span>
      </xsl:when>
      <xsl:when test="contains($address, '//') or self::tei:media">
        <a href="{$address}">
          <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
          <xsl:value-of select="f:medium(.)"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <img src="{$address}" alt="{normalize-space(../tei:figDesc)}" loading="lazy">
          <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
        </img>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
    <xsl:apply-templates select="tei:desc"/>
  </xsl:template>

  <!-- What kind of thing an address leads to. -->
  <func:function name="f:medium">
    <xsl:param name="element"/>
    <xsl:variable name="kind" select="substring-before($element/@mimeType, '/')"/>
    <xsl:choose>
      <xsl:when test="$kind = 'audio'"><func:result select="f:say('figure.recording')"/></xsl:when>
      <xsl:when test="$kind = 'video'"><func:result select="f:say('figure.film')"/></xsl:when>
      <xsl:when test="$kind = 'image' or not($element/self::tei:media)">
        <func:result select="f:say('figure.image')"/>
      </xsl:when>
      <xsl:otherwise><func:result select="f:say('figure.file')"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <xsl:template match="tei:figDesc">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

  <!-- Data of an image or a sound within the text is no text. -->
  <xsl:template match="tei:binaryObject">
    <span class="binaryObject">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="tei:desc"/>
    </span>
  </xsl:template>

</xsl:stylesheet>

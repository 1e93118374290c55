<?xml version="1.0" encoding="UTF-8"?>
<!-- The images of the source as a list, and what is transcribed on them: each image a step away,
     each part of one that the text points at with a link back to those words. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp str tei">

  <!-- Where the text points at a part of an image. -->
  <xsl:key name="depicted" match="/*[contains(@e-occurring, ' zone ')]//tei:text//@facs" use="str:tokenize(.)"/>

  <xsl:template match="tei:sourceDoc">
    <section class="sourceDoc"><xsl:apply-templates select="." mode="m:inside"/></section>
  </xsl:template>

  <!-- Images that no browser is sent to leave anchors, and no heading over nothing. -->
  <xsl:template match="tei:facsimile">
    <xsl:variable name="content">
      <xsl:apply-templates select="@sameAs | @source" mode="mp:manifest"/>
      <xsl:apply-templates select="." mode="m:content"/>
    </xsl:variable>
    <xsl:if test="normalize-space($content)">
      <section class="facsimile">
        <xsl:apply-templates select="@*" mode="m:attribute"/>
        <h2><xsl:value-of select="f:say('facsimile.images')"/></h2>
        <xsl:copy-of select="$content"/>
      </section>
    </xsl:if>
    <xsl:if test="not(normalize-space($content))">
      <xsl:apply-templates select="descendant-or-self::*" mode="m:anchor"/>
    </xsl:if>
  </xsl:template>

  <!-- What IIIF viewers read. -->
  <xsl:template match="@*" mode="mp:manifest">
    <xsl:variable name="address" select="f:address(.)"/>
    <xsl:if test="contains($address, '//')">
      <p><a href="{$address}"><xsl:value-of select="f:say('facsimile.manifest')"/></a></p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:surfaceGrp | tei:surface | tei:zone | tei:line">
    <div class="{local-name()}">
      <xsl:apply-templates select="." mode="m:inside"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:facsimile//tei:zone">
    <xsl:variable name="words" select="key('depicted', concat('#', @xml:id))[1]/.."/>
    <xsl:variable name="image" select="f:image(.)"/>
    <xsl:variable name="view" select="f:view($image/@url, .)"/>
    <div class="zone">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:if test="$words or tei:desc">
        <xsl:apply-templates select="$words" mode="mp:first-words"/>
        <xsl:if test="$view != '' and contains($view, '//')">
          <xsl:text> </xsl:text>
          <a href="{$view}"><xsl:value-of select="f:say('facsimile.part')"/></a>
        </xsl:if>
      </xsl:if>
      <xsl:apply-templates select="." mode="m:content"/>
    </div>
  </xsl:template>

  <!-- The first words that stand in a zone, as a link to them or to what they stand in; a page that
       begins there is called by its number. -->
  <xsl:template match="*" mode="mp:first-words">
    <xsl:variable name="place" select="ancestor-or-self::*[@xml:id or @e-ref][1]"/>
    <a href="#{$place/@xml:id}{$place/@e-ref}">
      <xsl:choose>
        <xsl:when test="self::tei:pb"><xsl:apply-templates select="." mode="m:page-name"/></xsl:when>
        <xsl:when test="normalize-space()"><xsl:value-of select="f:short(.)"/></xsl:when>
        <xsl:when test="normalize-space(following-sibling::text()[1])">
          <xsl:value-of select="f:short(following-sibling::text()[1])"/>
        </xsl:when>
        <xsl:when test="normalize-space($place)"><xsl:value-of select="f:short($place)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$cite-here"/></xsl:otherwise>
      </xsl:choose>
    </a>
  </xsl:template>

  <!-- One image of a page, opened by its number. -->
  <xsl:template match="tei:surface/tei:graphic | tei:facsimile/tei:graphic
                       | tei:zone/tei:graphic | tei:surface/tei:media">
    <xsl:variable name="address" select="f:view(@url, ..)"/>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="self::tei:media"><xsl:value-of select="f:medium(.)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="f:say('facsimile.image')"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="../@n"><xsl:value-of select="concat(' ', ../@n)"/></xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$address = ''"><xsl:apply-templates select="." mode="m:anchor"/></xsl:when>
      <xsl:when test="f:is-beside($address)
                      and not(self::tei:media[not(starts-with(@mimeType, 'image/'))])">
        <details>
          <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
          <summary><xsl:value-of select="$name"/></summary>
          <img src="{$address}" alt="{$name}" loading="lazy">
            <xsl:if test="tei:desc">
              <xsl:attribute name="alt">
                <xsl:value-of select="normalize-space(tei:desc)"/>
              </xsl:attribute>
            </xsl:if>
          </img>
        </details>
      </xsl:when>
      <xsl:otherwise>
        <p>
          <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
          <a href="{$address}"><xsl:value-of select="$name"/></a>
        </p>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="tei:desc"/>
  </xsl:template>

  <xsl:template match="tei:path">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

</xsl:stylesheet>

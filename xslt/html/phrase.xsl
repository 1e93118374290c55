<?xml version="1.0" encoding="UTF-8"?>
<!-- Words within a line: emphasis, foreign words, titles, links, and the breaks of the source. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <xsl:template match="tei:hi | tei:mentioned | tei:soCalled | tei:gloss | tei:label | tei:desc
                       | tei:idno | tei:ident | tei:num | tei:measure | tei:language
                       | tei:catDesc | tei:street | tei:postCode | tei:postBox | tei:measureGrp
                       | tei:unit | tei:distinct | tei:availability">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

  <xsl:template match="tei:emph">
    <em><xsl:apply-templates select="." mode="m:inside"/></em>
  </xsl:template>

  <xsl:template match="tei:term">
    <dfn><xsl:apply-templates select="." mode="m:inside"/></dfn>
  </xsl:template>

  <xsl:template match="tei:foreign">
    <i class="foreign"><xsl:apply-templates select="." mode="m:inside"/></i>
  </xsl:template>

  <xsl:template match="tei:title">
    <cite><xsl:apply-templates select="." mode="mp:linked"/></cite>
  </xsl:template>

  <!-- An article within something larger is not set as a work of its own. -->
  <xsl:template match="tei:title[@level = 'a' or @level = 'u']">
    <cite class="part"><xsl:apply-templates select="." mode="mp:linked"/></cite>
  </xsl:template>

  <xsl:template match="tei:code | tei:gi | tei:att | tei:tag | tei:val">
    <code class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></code>
  </xsl:template>

  <xsl:template match="*" mode="mp:linked">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:apply-templates select="." mode="m:link"/>
  </xsl:template>

  <!-- A link of the document; an address that could run something becomes plain text. -->
  <xsl:template match="tei:ref | tei:ptr">
    <xsl:variable name="href">
      <xsl:if test="not(ancestor::tei:ref)"><xsl:value-of select="f:address(@target)"/></xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string($href)">
        <a href="{$href}"><xsl:apply-templates select="." mode="mp:reference"/></a>
      </xsl:when>
      <xsl:otherwise>
        <span><xsl:apply-templates select="." mode="mp:reference"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="mp:reference">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:apply-templates/>
    <xsl:if test="not(node())"><xsl:value-of select="@target"/></xsl:if>
  </xsl:template>

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

  <xsl:template match="tei:anchor | tei:milestone">
    <span class="{local-name()}"><xsl:apply-templates select="@*" mode="m:attribute"/></span>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Words within a line: emphasis, foreign words, titles, links, and the breaks of the source. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <xsl:template match="tei:mentioned | tei:soCalled | tei:gloss | tei:label | tei:desc
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
    <cite><xsl:call-template name="linked-words"/></cite>
  </xsl:template>

  <!-- An article within something larger is not set as a work of its own. -->
  <xsl:template match="tei:title[@level = 'a' or @level = 'u']">
    <cite class="part"><xsl:call-template name="linked-words"/></cite>
  </xsl:template>

  <xsl:template match="tei:code | tei:gi | tei:att | tei:tag | tei:val">
    <code class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></code>
  </xsl:template>

  <xsl:template name="linked-words">
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
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
    <xsl:if test="self::tei:ptr/parent::tei:bibl and following-sibling::node()[1]/self::*">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="mp:reference">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:apply-templates/>
    <xsl:if test="not(node())"><xsl:value-of select="@target"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:bibl/tei:ptr" mode="mp:reference">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:apply-templates select="@target" mode="m:key"/>
  </xsl:template>

  <xsl:template match="tei:anchor | tei:milestone">
    <span class="{local-name()}"><xsl:apply-templates select="@*" mode="m:attribute"/></span>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

</xsl:stylesheet>

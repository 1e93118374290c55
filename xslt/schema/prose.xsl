<?xml version="1.0" encoding="UTF-8"?>
<!-- Names within prose lead to their pages; specifications in the guide say what they are. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <xsl:template match="tei:gi[@e-href] | tei:ident[@e-href]">
    <a href="{@e-href}"><code class="{local-name()}"><xsl:apply-templates/></code></a>
  </xsl:template>

  <xsl:template match="tei:ref//tei:gi | tei:ref//tei:ident" priority="1">
    <code class="{local-name()}"><xsl:apply-templates/></code>
  </xsl:template>

  <xsl:template match="tei:soCalled | tei:mentioned">
    <q class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></q>
  </xsl:template>

  <xsl:template match="tei:ptr[not(node())]">
    <xsl:choose>
      <xsl:when test="string(f:address(@target))">
        <a href="{f:address(@target)}"><xsl:apply-templates select="@target" mode="mp:shown"/></a>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="@target"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A part of the guide is called by its heading, a chapter of the Guidelines by its id. -->
  <xsl:template match="@target" mode="mp:shown">
    <xsl:variable name="head"
      select="f:target(concat('#', substring-after(., '#')))/tei:head[1]"/>
    <xsl:choose>
      <xsl:when test="$head"><xsl:value-of select="normalize-space($head)"/></xsl:when>
      <xsl:when test="contains(., '#')"><xsl:value-of select="substring-after(., '#')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:specList">
    <xsl:if test="tei:specDesc">
      <dl class="specs"><xsl:apply-templates select="tei:specDesc"/></dl>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:specDesc">
    <dt><xsl:apply-templates select="." mode="mp:named"/></dt>
    <dd>
      <xsl:apply-templates select="tei:desc[1]/@e-lang" mode="m:attribute"/>
      <xsl:apply-templates select="tei:desc/node()"/>
    </dd>
  </xsl:template>

  <xsl:template match="tei:specDesc" mode="mp:named">
    <xsl:choose>
      <xsl:when test="@e-href"><a href="{@e-href}"><xsl:call-template name="spec-name"/></a></xsl:when>
      <xsl:otherwise><xsl:call-template name="spec-name"/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="tei:gloss">
      <xsl:text> </xsl:text>
      <span class="gloss"><xsl:apply-templates select="tei:gloss[1]/node()"/></span>
    </xsl:if>
  </xsl:template>

  <xsl:template name="spec-name">
    <code>
      <xsl:if test="@e-kind = 'element'"><xsl:attribute name="class">gi</xsl:attribute></xsl:if>
      <xsl:value-of select="@key"/>
    </code>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries: entries with their forms, grammar, senses, citations and origins; the marks and
     the order are those of the source. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <xsl:template match="tei:superEntry | tei:entry | tei:entryFree | tei:hom | tei:re">
    <div class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

  <!-- A number of the encoding is shown where the source prints no label. -->
  <xsl:template match="tei:sense">
    <div class="sense">
      <xsl:apply-templates select="@*[name() != 'n' or ../tei:lbl or ../tei:num]"
        mode="m:attribute"/>
      <xsl:if test="@n and not(tei:lbl or tei:num)">
        <xsl:attribute name="data-label"><xsl:value-of select="@n"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="." mode="m:content"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:orth">
    <xsl:choose>
      <xsl:when test="@extent = 'part' or starts-with(@type, 'infl')">
        <xsl:apply-templates select="." mode="m:wrap"/>
      </xsl:when>
      <xsl:otherwise>
        <b class="orth"><xsl:apply-templates select="." mode="m:inside"/></b>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The headword may be all that its form says. -->
  <xsl:template match="tei:entry/tei:form | tei:entryFree/tei:form | tei:re/tei:form">
    <xsl:choose>
      <xsl:when test="text()[normalize-space()] and not(tei:orth or starts-with(@type, 'infl'))">
        <b class="form"><xsl:apply-templates select="." mode="m:inside"/></b>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="m:wrap"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:case | tei:colloc | tei:def | tei:dictScrap | tei:etym | tei:form
                       | tei:gen | tei:gram | tei:gramGrp | tei:hyph | tei:iType | tei:lbl
                       | tei:lang | tei:mood | tei:per | tei:pos | tei:pron
                       | tei:stress | tei:subc | tei:syll | tei:tns | tei:usg | tei:xr">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

  <!-- Elsewhere on a page a number is that of a passage. -->
  <xsl:template match="tei:number">
    <span class="gram"><xsl:apply-templates select="." mode="m:inside"/></span>
  </xsl:template>

  <!-- A sign in the place of the headword; empty, it is the sign that print has for it. -->
  <xsl:template match="tei:oRef | tei:pRef">
    <span class="{local-name()}">
      <xsl:apply-templates select="." mode="m:inside"/>
      <xsl:if test="not(node())"><xsl:text>~</xsl:text></xsl:if>
    </span>
  </xsl:template>

</xsl:stylesheet>

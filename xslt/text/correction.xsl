<?xml version="1.0" encoding="UTF-8"?>
<!-- Choices: one branch for each profile; a lone sic, corr, reg … is content. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:choice">
    <xsl:variable name="source" select="(tei:sic | tei:orig | tei:abbr | tei:am)[1]"/>
    <xsl:variable name="editor" select="(tei:corr | tei:reg | tei:expan | tei:ex)[1]"/>
    <xsl:variable name="high" select="tei:unclear[@cert = 'high'][1]"/>
    <xsl:variable name="medium" select="tei:unclear[@cert = 'medium'][not($high)][1]"/>
    <xsl:variable name="sure" select="$high | $medium"/>
    <part id="{@xml:id}{@e-ref}">
      <xsl:choose>
        <xsl:when test="$search">
          <xsl:call-template name="either">
            <xsl:with-param name="forms" select="*[not($editor)] | tei:sic | tei:orig | tei:abbr | tei:am"/>
            <xsl:with-param name="more" select="*[$editor][not(self::tei:sic or self::tei:orig
              or self::tei:abbr or self::tei:am)]"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:when test="$editor[$reading] | $source[not($reading)]">
          <xsl:apply-templates select="$editor[$reading] | $source[not($reading)]"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="$sure | *[not($sure)][1]"/>
        </xsl:otherwise>
      </xsl:choose>
    </part>
  </xsl:template>

</xsl:stylesheet>

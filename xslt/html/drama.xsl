<?xml version="1.0" encoding="UTF-8"?>
<!-- Plays: the list of roles, speeches with their speakers, stage directions. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <xsl:template match="tei:sp | tei:spGrp | tei:u">
    <div class="sp">
      <xsl:apply-templates select="." mode="m:inside"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:speaker">
    <p class="speaker"><xsl:apply-templates select="." mode="m:inside"/></p>
  </xsl:template>

  <!-- A direction within a line stays in the line. -->
  <xsl:template match="tei:stage">
    <div class="stage"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

  <xsl:template match="tei:l//tei:stage | tei:p//tei:stage | tei:ab//tei:stage
                       | tei:speaker//tei:stage | tei:head//tei:stage">
    <i class="stage"><xsl:apply-templates select="." mode="m:inside"/></i>
  </xsl:template>

  <xsl:template match="tei:castList | tei:castGroup">
    <div class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

  <xsl:template match="tei:castItem">
    <div class="castItem"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

  <xsl:template match="tei:role | tei:roleDesc | tei:actor | tei:move | tei:sound | tei:view
                       | tei:camera | tei:tech">
    <span class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></span>
  </xsl:template>

</xsl:stylesheet>

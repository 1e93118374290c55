<?xml version="1.0" encoding="UTF-8"?>
<!-- Plays and other performance: the list of roles, speeches with their speakers, directions. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m mp tei">

  <xsl:template match="tei:sp | tei:spGrp">
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
    <xsl:choose>
      <xsl:when test="@e-block">
        <div class="stage"><xsl:apply-templates select="." mode="m:inside"/></div>
      </xsl:when>
      <xsl:otherwise>
        <i class="stage"><xsl:apply-templates select="." mode="m:inside"/></i>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The roles are a list, and groups lists within it; what heads a group stands before. -->
  <xsl:template match="tei:castList">
    <div class="castList"><xsl:apply-templates select="." mode="mp:cast"/></div>
  </xsl:template>

  <xsl:template match="*" mode="mp:cast">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:apply-templates select="*[not(self::tei:castItem or self::tei:castGroup)]"/>
    <xsl:if test="tei:castItem | tei:castGroup">
      <ul><xsl:apply-templates select="tei:castItem | tei:castGroup"/></ul>
    </xsl:if>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:castGroup">
    <li class="castGroup"><xsl:apply-templates select="." mode="mp:cast"/></li>
  </xsl:template>

  <xsl:template match="tei:castItem">
    <li><xsl:apply-templates select="." mode="m:inside"/></li>
  </xsl:template>

  <xsl:template match="tei:set | tei:performance | tei:prologue | tei:epilogue | tei:caption">
    <div class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

  <xsl:template match="tei:role | tei:roleDesc | tei:actor | tei:sound | tei:view | tei:camera
                       | tei:tech">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

  <xsl:template match="tei:move">
    <span><xsl:apply-templates select="@*" mode="m:attribute"/></span>
  </xsl:template>

</xsl:stylesheet>

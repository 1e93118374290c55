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

  <!-- A direction that goes on behind a comma does so in the line of the speaker. -->
  <xsl:template match="tei:speaker">
    <xsl:variable name="stage"
      select="following-sibling::*[1]/self::tei:stage[starts-with(normalize-space(), ',')]
              [not(@e-block)]"/>
    <p class="speaker">
      <xsl:choose>
        <xsl:when test="$stage">
          <xsl:apply-templates select="@*" mode="m:attribute"/>
          <xsl:apply-templates select="node()[position() != last() or not(self::text())]"/>
          <xsl:value-of
            select="substring(normalize-space(concat('|', node()[last()]/self::text())), 2)"/>
          <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
          <xsl:for-each select="$stage">
            <i class="stage"><xsl:apply-templates select="." mode="m:inside"/></i>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="." mode="m:inside"/></xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <!-- A direction within a line stays in the line. -->
  <xsl:template match="tei:stage">
    <xsl:if test="not(preceding-sibling::*[1]/self::tei:speaker
                      and starts-with(normalize-space(), ',')) or @e-block">
      <div class="stage"><xsl:apply-templates select="." mode="m:inside"/></div>
    </xsl:if>
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

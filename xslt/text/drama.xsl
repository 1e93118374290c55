<?xml version="1.0" encoding="UTF-8"?>
<!-- Drama: the speaker on a line, the speech below it, stage directions in their place. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:sp | tei:spGrp">
    <block id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </block>
  </xsl:template>

  <!-- Where directions are left out, nothing is glued together. -->
  <xsl:template match="tei:stage">
    <xsl:choose>
      <xsl:when test="$spoken or $search">
        <space/>
      </xsl:when>
      <xsl:when test="parent::tei:div or parent::tei:div1 or parent::tei:div2 or parent::tei:body">
        <block id="{@xml:id}{@e-ref}">
          <xsl:apply-templates/>
        </block>
      </xsl:when>
      <xsl:when test="preceding-sibling::*[1]/self::tei:speaker
        and starts-with(normalize-space(node()[1]/self::text()), ',')"/>
      <xsl:when test="parent::tei:sp or parent::tei:spGrp">
        <line id="{@xml:id}{@e-ref}">
          <xsl:apply-templates/>
        </line>
      </xsl:when>
      <xsl:otherwise>
        <part id="{@xml:id}{@e-ref}">
          <xsl:apply-templates/>
        </part>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:speaker">
    <xsl:if test="not($search)">
      <line>
        <part id="{@xml:id}{@e-ref}">
          <xsl:apply-templates/>
        </part>
        <xsl:apply-templates select="following-sibling::*[1]/self::tei:stage" mode="behind"/>
      </line>
    </xsl:if>
  </xsl:template>

  <!-- A direction that goes on behind a comma does so in the line of the speaker. -->
  <xsl:template match="tei:stage" mode="behind">
    <xsl:if test="not($spoken) and starts-with(normalize-space(node()[1]/self::text()), ',')">
      <part id="{@xml:id}{@e-ref}">
        <closing>,</closing>
        <xsl:value-of select="substring-after(node()[1], ',')"/>
        <xsl:apply-templates select="node()[position() != 1]"/>
      </part>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:sp/tei:p | tei:sp/tei:ab | tei:castGroup/tei:head">
    <line id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </line>
  </xsl:template>

</xsl:stylesheet>

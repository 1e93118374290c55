<?xml version="1.0" encoding="UTF-8"?>
<!-- What the editors corrected, regularised or expanded: the reading marked in the line, the source
     one step away. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <xsl:variable name="corrections" 
    select="$texts[contains($in-texts, ' sic ')]/descendant::tei:choice[tei:sic]"/>

  <!-- Both branches are there; the page's switch says which of them is seen. -->
  <xsl:template match="tei:choice">
    <span class="choice">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="*"/>
      <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="tei:choice/tei:corr | tei:choice/tei:reg | tei:choice/tei:expan
                       | tei:choice/tei:ex">
    <span class="read {local-name()}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="." mode="mp:marked"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:choice/tei:sic | tei:choice/tei:orig | tei:choice/tei:abbr
                       | tei:choice/tei:am">
    <span class="source {local-name()}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="." mode="mp:marked"/>
    </span>
  </xsl:template>

  <!-- A change that has an entry of its own is a link to it; no call is a link within that. -->
  <xsl:template match="*" mode="mp:marked">
    <xsl:apply-templates select="." mode="m:content"/>
  </xsl:template>

  <xsl:template mode="mp:marked"
    match="tei:choice[@xml:id or @e-ref]/tei:corr | tei:choice[@xml:id or @e-ref]/tei:sic">
    <a href="#~correction/{../@xml:id}{../@e-ref}">
      <xsl:apply-templates select="node()[not(self::tei:note)]"/>
    </a>
    <xsl:apply-templates select="tei:note"/>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <!-- One of several readings of one place: the surest is read, else the first. -->
  <xsl:template match="tei:choice/tei:unclear | tei:choice/tei:seg | tei:choice/tei:supplied"
    priority="1">
    <xsl:variable name="sure" select="(../tei:unclear[@cert = 'high']
      | ../tei:unclear[@cert = 'medium' and not(../tei:unclear/@cert = 'high')])[1]"/>
    <xsl:variable name="read" select="$sure | ../*[not($sure)][1]"/>
    <span class="{local-name()}">
      <xsl:if test="count(. | $read) != 1">
        <xsl:attribute name="class">source</xsl:attribute>
      </xsl:if>
      <xsl:if test="self::tei:unclear">
        <xsl:attribute name="title"><xsl:value-of select="f:say('transcription.unclear')"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="." mode="m:inside"/>
    </span>
  </xsl:template>

  <!-- The apparatus of the corrections. -->
  <xsl:template match="tei:choice" mode="m:entry">
    <xsl:variable name="place" select="ancestor-or-self::*[@xml:id or @e-ref][1]"/>
    <li>
      <xsl:if test="@xml:id or @e-ref">
        <xsl:attribute name="id">
          <xsl:value-of select="concat('~correction/', @xml:id, @e-ref)"/>
        </xsl:attribute>
      </xsl:if>
      <dfn>
        <xsl:variable name="old"><xsl:apply-templates select="tei:sic[1]" mode="mp:words"/></xsl:variable>
        <xsl:variable name="new"><xsl:apply-templates select="tei:corr[1]" mode="mp:words"/></xsl:variable>
        <xsl:value-of select="f:say('correction.change', normalize-space($old),
                                    normalize-space($new))"/>
      </dfn>
      <a href="#{$place/@xml:id}{$place/@e-ref}">
        <xsl:apply-templates select="." mode="m:place"/>
      </a>
      <xsl:apply-templates select="tei:corr" mode="m:certainty"/>
    </li>
  </xsl:template>

  <!-- The words of a change, without the notes on them. -->
  <xsl:template match="tei:note" mode="mp:words"/>

  <xsl:template match="tei:corr | tei:sic | tei:reg | tei:orig | tei:abbr | tei:expan">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

</xsl:stylesheet>

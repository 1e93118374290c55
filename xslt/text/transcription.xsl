<?xml version="1.0" encoding="UTF-8"?>
<!-- The state of a manuscript: what was added, deleted, lost, supplied, unclear. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:del | tei:surplus">
    <xsl:if test="not($reading) or parent::tei:restore">
      <xsl:call-template name="marked">
        <xsl:with-param name="before" select="substring('⟦{', 1 + boolean(self::tei:surplus), 1)"/>
        <xsl:with-param name="after" select="substring('⟧}', 1 + boolean(self::tei:surplus), 1)"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:add">
    <xsl:call-template name="marked">
      <xsl:with-param name="before" select="'\'"/>
      <xsl:with-param name="after" select="'/'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:supplied">
    <xsl:variable name="lost" select="@reason = 'lost' or @reason = 'damage' or @reason = 'illegible'"/>
    <xsl:call-template name="marked">
      <xsl:with-param name="before" select="substring('⟨[', 1 + $lost, 1)"/>
      <xsl:with-param name="after" select="substring('⟩]', 1 + $lost, 1)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:unclear">
    <xsl:call-template name="marked">
      <xsl:with-param name="after" select="'[?]'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Deletions and additions across elements: from the mark to the anchor that it points at. -->
  <xsl:key name="span-end" match="tei:delSpan | tei:addSpan" use="substring-after(@spanTo, '#')"/>

  <xsl:key name="anchor" match="tei:anchor" use="concat('#', @xml:id)"/>

  <xsl:template match="tei:delSpan | tei:addSpan"/>

  <xsl:template match="tei:delSpan[key('anchor', @spanTo)]">
    <xsl:choose>
      <xsl:when test="$reading">
        <hide until="{substring-after(@spanTo, '#')}"/>
      </xsl:when>
      <xsl:otherwise>⟦</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:addSpan[key('anchor', @spanTo)]">
    <xsl:if test="not($reading)">\</xsl:if>
  </xsl:template>

  <xsl:template match="tei:anchor[key('span-end', @xml:id)]">
    <part id="{@xml:id}{@e-ref}">
      <xsl:if test="not($reading)">
        <xsl:for-each select="key('span-end', @xml:id)">
          <xsl:value-of select="substring('⟧/', 1 + boolean(self::tei:addSpan), 1)"/>
        </xsl:for-each>
      </xsl:if>
    </part>
  </xsl:template>

  <!-- The signs are the diplomatic text's; the reading text goes without them. -->
  <xsl:template name="marked">
    <xsl:param name="before"/>
    <xsl:param name="after"/>
    <part id="{@xml:id}{@e-ref}">
      <xsl:if test="not($reading)">
        <xsl:value-of select="$before"/>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="not($reading)">
        <xsl:value-of select="$after"/>
      </xsl:if>
    </part>
  </xsl:template>

  <!-- A sign that the source itself prints for what it lacks is kept. -->
  <xsl:template match="tei:gap[translate(@rend, ' *.…–-†', '') = '' and @rend]">
    <part id="{@xml:id}{@e-ref}">
      <xsl:value-of select="@rend"/>
    </part>
  </xsl:template>

  <xsl:template match="tei:gap">
    <part id="{@xml:id}{@e-ref}">
      <xsl:text>[…</xsl:text>
      <xsl:apply-templates select="@extent | @quantity" mode="gap"/>
      <xsl:text>]</xsl:text>
    </part>
  </xsl:template>

  <xsl:template match="@extent" mode="gap">
    <xsl:value-of select="concat(' ', .)"/>
  </xsl:template>

  <xsl:template match="@quantity" mode="gap">
    <xsl:if test="not(../@extent)">
      <xsl:value-of select="concat(' ', normalize-space(concat(., ' ', ../@unit)))"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts: what each part is about, then what it says, in the order of the
     catalogue. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m tei">

  <xsl:template match="tei:msDesc | tei:msPart | tei:msFrag | tei:msContents | tei:msItem
                       | tei:msItemStruct | tei:physDesc | tei:objectDesc | tei:supportDesc
                       | tei:layoutDesc | tei:handDesc | tei:scriptDesc | tei:typeDesc
                       | tei:musicNotation | tei:decoDesc | tei:additions | tei:bindingDesc
                       | tei:sealDesc | tei:accMat | tei:history | tei:origin | tei:provenance
                       | tei:acquisition | tei:additional | tei:adminInfo | tei:recordHist
                       | tei:custodialHist | tei:surrogates | tei:condition | tei:collation
                       | tei:foliation">
    <div class="{local-name()} about">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:variable name="label" select="f:say(concat('manuscript.', local-name()))"/>
      <xsl:if test="$label != '' and not(tei:head) and normalize-space()">
        <p class="label">
          <xsl:call-template name="label-language"/>
          <xsl:value-of select="$label"/>
        </p>
      </xsl:if>
      <xsl:apply-templates select="." mode="m:content"/>
    </div>
  </xsl:template>

  <!-- In its own language, and on the side of what it is the label of. -->
  <xsl:template name="label-language">
    <xsl:if test="ancestor-or-self::*/@e-lang != $language">
      <xsl:attribute name="lang"><xsl:value-of select="$language"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Where a manuscript is kept, from the widest place to the shelf. -->
  <xsl:template match="tei:msIdentifier | tei:objectIdentifier">
    <p class="{local-name()}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:for-each select="*">
        <xsl:if test="normalize-space() and preceding-sibling::*[normalize-space()]">
          <xsl:text>, </xsl:text>
        </xsl:if>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </p>
  </xsl:template>

  <!-- How these are laid out is none of their words. -->
  <xsl:template match="tei:msIdentifier/*/text() | tei:objectIdentifier/*/text()">
    <xsl:choose>
      <xsl:when test="../*"><xsl:value-of select="."/></xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space()"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:altIdentifier/text()" priority="1">
    <xsl:value-of select="normalize-space()"/>
    <xsl:if test="preceding-sibling::* and following-sibling::*"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="tei:support | tei:layout | tei:binding | tei:seal
                       | tei:decoNote | tei:handNote | tei:scriptNote | tei:typeNote
                       | tei:summary | tei:altIdentifier | tei:msName | tei:institution
                       | tei:repository | tei:collection | tei:catchwords | tei:signatures
                       | tei:secFol | tei:filiation
                       | tei:custEvent | tei:depth | tei:height | tei:width | tei:dim
                       | tei:dimensions | tei:heraldry | tei:locus | tei:locusGrp | tei:origDate
                       | tei:origPlace | tei:stamp | tei:watermark | tei:material
                       | tei:objectType">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

  <!-- How a text begins and ends; elsewhere than in an item of a catalogue the words around say it. -->
  <xsl:template match="tei:rubric | tei:incipit | tei:explicit | tei:finalRubric | tei:colophon">
    <span class="{local-name()}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:if test="(parent::tei:msItem or parent::tei:msItemStruct) and normalize-space()">
        <b class="label">
          <xsl:call-template name="label-language"/>
          <xsl:value-of select="f:say(concat('manuscript.', local-name()))"/>
        </b>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates select="." mode="m:content"/>
    </span>
  </xsl:template>

  <!-- Sizes that are written as numbers have their sign between them, and their unit behind. -->
  <xsl:template match="tei:dimensions" mode="m:content">
    <xsl:for-each select="*">
      <xsl:choose>
        <xsl:when test="preceding-sibling::node()[1]/self::text()[normalize-space()]">
          <xsl:copy-of select="preceding-sibling::node()[1]"/>
        </xsl:when>
        <xsl:when test="position() != 1 and not(self::tei:dim)"><xsl:text> × </xsl:text></xsl:when>
        <xsl:when test="position() != 1"><xsl:text>, </xsl:text></xsl:when>
      </xsl:choose>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
    <xsl:value-of select="text()[not(following-sibling::*)]"/>
    <xsl:call-template name="unit"/>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:depth | tei:height | tei:width | tei:dim" mode="m:content">
    <xsl:apply-templates/>
    <xsl:if test="not(normalize-space())"><xsl:value-of select="@quantity"/></xsl:if>
    <xsl:call-template name="unit"/>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <xsl:template name="unit">
    <xsl:if test="@unit and translate(., ' &#10;0123456789.,×x–-/½¼¾()+', '') = ''
                  and (normalize-space() or @quantity or */@quantity)
                  and not(starts-with(normalize-space(following-sibling::node()[1]/self::text()), @unit))">
      <xsl:value-of select="concat('&#xA0;', @unit)"/>
    </xsl:if>
  </xsl:template>

  <!-- Elsewhere on a page the source is what its other view shows. -->
  <xsl:template match="tei:source">
    <span class="sourceOfRecord"><xsl:apply-templates select="." mode="m:inside"/></span>
  </xsl:template>

  <xsl:template match="tei:source[@e-block]">
    <div class="sourceOfRecord"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

</xsl:stylesheet>

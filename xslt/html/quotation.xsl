<?xml version="1.0" encoding="UTF-8"?>
<!-- Quotations, and the works cited with them. Marks stand as the source has them; only where the
     encoding left them out, the style sheet draws those of the plain text. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:exsl="http://exslt.org/common"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="exsl f m mp tei">

  <!-- Whether the source left its marks out is decided once, for the whole document: see edge.py. -->
  <xsl:variable name="generated" select="/*/@e-marks = 'none'"/>

  <xsl:template match="tei:q | tei:quote">
    <xsl:choose>
      <xsl:when test="@e-block or parent::tei:cit[parent::tei:div or parent::tei:body]
                      or parent::tei:div or parent::tei:body">
        <blockquote>
          <xsl:apply-templates select="@*" mode="m:attribute"/>
          <xsl:apply-templates select="." mode="m:quoted"/>
        </blockquote>
      </xsl:when>
      <xsl:when test="$generated and not(@rend = 'unmarked')
                      and not(ancestor::tei:teiHeader and f:is-marked(.))">
        <q>
          <xsl:apply-templates select="@*" mode="m:attribute"/>
          <xsl:call-template name="marks"/>
          <xsl:call-template name="within-marks"/>
        </q>
      </xsl:when>
      <xsl:otherwise>
        <span class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What lays out the source stands between no mark and its words. -->
  <xsl:template name="within-marks">
    <xsl:variable name="edges"
      select="(node()[1] | node()[last()])[self::text()][not(normalize-space())]"/>
    <xsl:choose>
      <xsl:when test="$edges">
        <xsl:apply-templates select="node()[count(. | $edges) != count($edges)]"/>
        <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="m:content"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The header is not the source's: where a mark stands beside a quotation, that is its mark. -->
  <func:function name="f:is-marked">
    <xsl:param name="quotation"/>
    <xsl:variable name="before"
      select="normalize-space($quotation/preceding-sibling::node()[1]/self::text())"/>
    <xsl:variable name="edge" select="concat(substring($before, string-length($before)),
      substring(normalize-space($quotation), 1, 1))"/>
    <func:result select="translate($edge, '“”„‟‘’‚‛«»‹›「」『』&quot;', '') != $edge"/>
  </func:function>

  <!-- What a quotation says, within its marks; one that holds blocks has them in its paragraphs. -->
  <xsl:template match="*" mode="m:quoted">
    <xsl:choose>
      <xsl:when test="$generated and not(@e-block or self::tei:quote or @rend = 'unmarked'
                      or self::tei:said[@direct = 'false'])">
        <q>
          <xsl:call-template name="marks"/>
          <xsl:apply-templates select="." mode="m:content"/>
        </q>
      </xsl:when>
      <xsl:when test="$generated and not(tei:p or tei:ab or self::tei:quote or @rend = 'unmarked'
                      or self::tei:said[@direct = 'false'])">
        <xsl:variable name="content">
          <xsl:apply-templates select="." mode="m:content"/>
        </xsl:variable>
        <xsl:variable name="lines" select="exsl:node-set($content)
          /descendant::*[self::div or self::li or self::p][not(*[self::div or self::ul or self::p])]"/>
        <xsl:apply-templates select="exsl:node-set($content)/node()" mode="mp:edged">
          <xsl:with-param name="quotation" select="."/>
          <xsl:with-param name="first" select="generate-id($lines[1])"/>
          <xsl:with-param name="last" select="generate-id($lines[last()])"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="m:content"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A quotation of verse or of a list has its marks at its first and its last line. -->
  <xsl:template match="node()" mode="mp:edged">
    <xsl:param name="quotation"/>
    <xsl:param name="first"/>
    <xsl:param name="last"/>
    <xsl:variable name="line" select="."/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:for-each select="$quotation">
        <xsl:if test="generate-id($line) = $first">
          <xsl:attribute name="data-open"><xsl:call-template name="opening"/></xsl:attribute>
        </xsl:if>
        <xsl:if test="generate-id($line) = $last">
          <xsl:attribute name="data-close"><xsl:call-template name="closing"/></xsl:attribute>
        </xsl:if>
      </xsl:for-each>
      <xsl:apply-templates mode="mp:edged">
        <xsl:with-param name="quotation" select="$quotation"/>
        <xsl:with-param name="first" select="$first"/>
        <xsl:with-param name="last" select="$last"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <!-- Across paragraphs a quotation is opened again in each, and closed once. -->
  <xsl:template mode="m:paragraph"
    match="tei:q/tei:p | tei:said/tei:p | tei:q/tei:ab | tei:said/tei:ab">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:apply-templates select="." mode="m:number"/>
    <xsl:choose>
      <xsl:when test="$generated and not(@e-block or ../@rend = 'unmarked'
                      or parent::tei:said[@direct = 'false'])">
        <xsl:variable name="part" select="."/>
        <q>
          <xsl:for-each select="..">
            <xsl:call-template name="marks">
              <xsl:with-param name="part" select="$part"/>
            </xsl:call-template>
          </xsl:for-each>
          <xsl:apply-templates select="." mode="m:content"/>
        </q>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="m:content"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The marks of a quotation, or of one paragraph of it. -->
  <xsl:template name="marks">
    <xsl:param name="part" select="/.."/>
    <xsl:attribute name="data-open">
      <xsl:if test="$part/preceding-sibling::*"><xsl:apply-templates select="." mode="m:mark"/></xsl:if>
      <xsl:if test="not($part/preceding-sibling::*)"><xsl:call-template name="opening"/></xsl:if>
    </xsl:attribute>
    <xsl:attribute name="data-close">
      <xsl:if test="not($part/following-sibling::*)"><xsl:call-template name="closing"/></xsl:if>
    </xsl:attribute>
  </xsl:template>

  <!-- A quotation that goes on elsewhere is not closed here, and there not opened again. -->
  <xsl:template name="opening">
    <xsl:if test="not(@prev)"><xsl:apply-templates select="." mode="m:mark"/></xsl:if>
  </xsl:template>

  <xsl:template name="closing">
    <xsl:if test="not(@next)">
      <xsl:apply-templates select="." mode="m:mark">
        <xsl:with-param name="place" select="2"/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:template>

  <!-- Only who draws marks needs to be told how. -->
  <xsl:template match="/" mode="m:style" priority="1">
    <xsl:if test="$generated">
      <xsl:text>[data-open]::before{content:attr(data-open)}</xsl:text>
      <xsl:text>[data-close]::after{content:attr(data-close)}</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:cit">
    <xsl:choose>
      <xsl:when test="parent::tei:div or parent::tei:body or @e-block">
        <div class="cit"><xsl:apply-templates select="." mode="m:inside"/></div>
      </xsl:when>
      <xsl:otherwise>
        <span class="cit"><xsl:apply-templates select="." mode="m:inside"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>

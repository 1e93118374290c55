<?xml version="1.0" encoding="UTF-8"?>
<!-- The breaks of the source: lines, columns, and pages with their numbers and images. A word that
     runs across one stays one word: what is said of the page, the style sheet writes beside it. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <!-- Line breaks of the source are a space in the reading, unless a word runs across them. -->
  <xsl:template match="tei:lb | tei:cb | tei:gb">
    <span class="{local-name()}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:call-template name="space-at-break"/>
    </span>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <!-- To look for one before each break takes as long as all else that is done there. -->
  <xsl:variable name="soft-hyphens" select="not(/*/@e-soft = 0)"/>

  <xsl:template name="space-at-break">
    <xsl:choose>
      <xsl:when test="@break = 'no' or ($soft-hyphens
                      and preceding-sibling::node()[1]/self::text()[contains(., '&#xAD;')]
                        [contains(concat(normalize-space(), '|'), '&#xAD;|')])">
        <xsl:attribute name="data-break">no</xsl:attribute>
      </xsl:when>
      <xsl:otherwise><xsl:text> </xsl:text></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A hyphen that is declared soft stands only where the word is broken. -->
  <xsl:template match="tei:pc[@force = 'weak' and following-sibling::*[1]/@break = 'no']">
    <span class="source"><xsl:apply-templates select="." mode="m:inside"/></span>
  </xsl:template>

  <!-- The words are looked up once. -->
  <xsl:variable name="page-number" select="f:say('page.number')"/>
  <xsl:variable name="page-image" select="f:say('facsimile.image')"/>
  <xsl:variable name="page-before" select="substring-before($page-number, '{a}')"/>
  <xsl:variable name="page-after" select="substring-after($page-number, '{a}')"/>

  <xsl:template match="tei:pb">
    <span class="pb">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:call-template name="space-at-break"/>
      <xsl:choose>
        <xsl:when test="@facs"><xsl:apply-templates select="." mode="m:image"/></xsl:when>
        <xsl:when test="@n"><xsl:apply-templates select="." mode="m:page"/></xsl:when>
      </xsl:choose>
    </span>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <!-- Where a page begins: told to those who listen, drawn for those who see, never copied. -->
  <xsl:template match="tei:pb" mode="m:page">
    <span class="page" role="separator">
      <xsl:attribute name="aria-label">
        <xsl:apply-templates select="." mode="m:page-name"/>
      </xsl:attribute>
    </span>
  </xsl:template>

  <!-- A number may say itself what it counts: p.296, fol. 3r. -->
  <xsl:template match="tei:pb" mode="m:page-name">
    <xsl:choose>
      <xsl:when test="not(@n)"><xsl:value-of select="$page-image"/></xsl:when>
      <xsl:when test="contains(@n, '.')
                      and translate(substring(@n, 1, 1), '0123456789([', '') != ''">
        <xsl:value-of select="@n"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat($page-before, @n, $page-after)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>

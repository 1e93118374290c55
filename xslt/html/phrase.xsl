<?xml version="1.0" encoding="UTF-8"?>
<!-- Words within a line: emphasis, foreign words, titles, links, and the breaks of the source. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp str tei">

  <xsl:template match="tei:mentioned | tei:soCalled | tei:gloss | tei:label | tei:desc
                       | tei:idno | tei:ident | tei:num | tei:measure | tei:language
                       | tei:catDesc | tei:street | tei:postCode | tei:postBox | tei:measureGrp
                       | tei:unit | tei:distinct | tei:availability | tei:term">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

  <!-- Where only attributes say how much, they say it. -->
  <xsl:template match="tei:measure[@quantity and not(node())]" mode="m:content">
    <xsl:value-of select="@quantity"/>
    <xsl:if test="@unit"><xsl:value-of select="concat('&#xA0;', @unit)"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:emph">
    <em><xsl:apply-templates select="." mode="m:inside"/></em>
  </xsl:template>

  <xsl:template match="tei:foreign">
    <i class="foreign"><xsl:apply-templates select="." mode="m:inside"/></i>
  </xsl:template>

  <xsl:template match="tei:title">
    <cite><xsl:call-template name="linked-words"/></cite>
  </xsl:template>

  <!-- An article within something larger is not set as a work of its own. -->
  <xsl:template match="tei:title[@level = 'a' or @level = 'u']">
    <cite class="part"><xsl:call-template name="linked-words"/></cite>
  </xsl:template>

  <xsl:template match="tei:code | tei:gi | tei:att | tei:tag | tei:val">
    <code class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></code>
  </xsl:template>

  <xsl:template name="linked-words">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:apply-templates select="." mode="m:link"/>
  </xsl:template>

  <!-- A link of the document; an address that could run something becomes plain text. -->
  <xsl:template match="tei:ref | tei:ptr">
    <xsl:variable name="href">
      <xsl:if test="not(ancestor::tei:ref)"><xsl:value-of select="f:address(@target)"/></xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string($href)">
        <a href="{$href}"><xsl:apply-templates select="." mode="mp:reference"/></a>
      </xsl:when>
      <xsl:otherwise>
        <span><xsl:apply-templates select="." mode="mp:reference"/></span>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
    <xsl:if test="self::tei:ptr/parent::tei:bibl and following-sibling::node()[1]/self::*">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="mp:reference">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:apply-templates/>
    <xsl:if test="not(node())">
      <xsl:call-template name="pointed-at">
        <xsl:with-param name="pointer" select="@target"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- A pointer to several things is a link to each. -->
  <xsl:template match="tei:ptr[contains(normalize-space(@target), ' ')]">
    <xsl:variable name="self" select="."/>
    <span>
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:for-each select="str:tokenize(@target)">
        <xsl:variable name="pointer" select="string()"/>
        <xsl:if test="position() != 1"><xsl:text> </xsl:text></xsl:if>
        <xsl:for-each select="$self"><!-- The tokens are no part of the document. -->
          <xsl:variable name="href" select="f:address($pointer)"/>
          <xsl:variable name="label">
            <xsl:call-template name="pointed-at">
              <xsl:with-param name="pointer" select="$pointer"/>
            </xsl:call-template>
          </xsl:variable>
          <xsl:choose>
            <xsl:when test="$href != '' and not(ancestor::tei:ref)">
              <a href="{$href}"><xsl:value-of select="$label"/></a>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$label"/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </xsl:for-each>
    </span>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <xsl:template name="pointed-at">
    <xsl:param name="pointer"/>
    <xsl:variable name="target" select="f:target($pointer)"/>
    <xsl:variable name="label" select="f:short($target/tei:head[1]
      | $target/self::tei:bibl | $target/self::tei:biblStruct//tei:title[1])"/>
    <xsl:value-of select="$target/@e-headword"/>
    <xsl:if test="not($target/@e-headword)">
      <xsl:value-of select="concat($label, substring($pointer, 1, 999 * ($label = '')))"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:bibl/tei:ptr" mode="mp:reference">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:apply-templates select="@target" mode="m:key"/>
  </xsl:template>

  <xsl:template match="tei:anchor | tei:milestone">
    <span class="{local-name()}"><xsl:apply-templates select="@*" mode="m:attribute"/></span>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

</xsl:stylesheet>

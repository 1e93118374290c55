<?xml version="1.0" encoding="UTF-8"?>
<!-- Data side by side, as in records and entries: words of their own, also where the encoding has
     nothing between them. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:exsl="http://exslt.org/common"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="exsl f m tei">

  <!-- What may hold text as well: of that its data are apart. Elsewhere borders stay as encoded. -->
  <xsl:template mode="m:content"
    match="tei:bibl | tei:castItem | tei:dictScrap | tei:docImprint | tei:entryFree | tei:etym
           | tei:extent | tei:form | tei:gramGrp | tei:measureGrp | tei:origin | tei:re
           | tei:respStmt | tei:sense | tei:series | tei:support | tei:xr">
    <xsl:choose>
      <xsl:when test="2 * count(text()) &lt;= count(node())">
        <xsl:for-each select="node()">
          <xsl:if test="self::*[not(@e-call) and (parent::tei:respStmt
                                or contains($data, concat(' ', local-name(), ' ')))]">
            <xsl:call-template name="apart"/>
          </xsl:if>
          <xsl:apply-templates select="."/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <xsl:variable name="data" select="concat(' actor author bibl biblScope biblStruct case cit',
    ' citedRange colloc date def depth dictScrap dim dimensions distributor docDate edition',
    ' editor etym explicit extent form funder gen gloss gram gramGrp height iType idno incipit',
    ' lang lbl material measure meeting mentioned mood num number objectType origDate origPlace',
    ' orth per pos principal pron pubPlace publisher re ref relatedItem resp respStmt role',
    ' roleDesc sense series sponsor stress subc textLang title tns unit usg watermark width xr ')"/>

  <!-- The parts of a record have a comma between them. -->
  <xsl:template mode="m:content"
    match="tei:biblStruct | tei:analytic | tei:monogr | tei:imprint
           | tei:series[not(text()[normalize-space()])]">
    <xsl:apply-templates select="*" mode="m:datum"/>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <!-- A date without words says what it means. -->
  <xsl:template match="*" mode="m:datum">
    <xsl:if test="preceding-sibling::*[normalize-space() or @target or self::tei:biblScope]
                  and (normalize-space() or @target or self::tei:date[@*]
                       or self::tei:biblScope or tei:biblScope) and not(@e-number)">
      <xsl:text>, </xsl:text>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="text()[last()][not(normalize-space())][not(following-sibling::*)]
                      and not(@e-block or tei:title or tei:imprint)">
        <xsl:variable name="said"><xsl:apply-templates select="."/></xsl:variable>
        <xsl:call-template name="to-the-last-word">
          <xsl:with-param name="nodes" select="exsl:node-set($said)/node()"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="self::tei:date and not(normalize-space())">
      <xsl:value-of select="f:meaning(.)"/>
    </xsl:if>
  </xsl:template>

  <!-- No blank stands before a comma, however the encoding is laid out. -->
  <xsl:template name="to-the-last-word">
    <xsl:param name="nodes"/>
    <xsl:copy-of select="$nodes[position() != last()]"/>
    <xsl:for-each select="$nodes[last()]">
      <xsl:choose>
        <xsl:when test="self::text()">
          <xsl:value-of select="substring(normalize-space(concat('|', .)), 2)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:copy>
            <xsl:copy-of select="@*"/>
            <xsl:call-template name="to-the-last-word">
              <xsl:with-param name="nodes" select="node()"/>
            </xsl:call-template>
          </xsl:copy>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:respStmt"><xsl:apply-templates select="." mode="m:wrap"/></xsl:template>

  <!-- The parts of a letterhead are lines, and what stands in one line left and right is apart, as
       are the parts of an utterance. -->
  <xsl:template match="tei:opener[not(text()[normalize-space()])]/tei:seg
                       | tei:closer[not(text()[normalize-space()])]/tei:seg | tei:div/tei:seg">
    <div class="seg"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

  <xsl:template match="tei:opener/tei:seg/tei:seg | tei:closer/tei:seg/tei:seg
                       | tei:div/tei:seg/tei:seg | tei:dateline/tei:seg | tei:u/tei:seg">
    <xsl:call-template name="apart"/>
    <span><xsl:apply-templates select="." mode="m:inside"/></span>
  </xsl:template>

  <xsl:template name="apart">
    <xsl:if test="preceding-sibling::*[1] and not(preceding-sibling::node()[1]/self::text())">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Which of several readings is the text. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f tei">

  <!-- The witness that is read where an apparatus has no lemma; else the first that is listed. -->
  <xsl:param name="witness" select="''"/>

  <xsl:key name="witness" match="tei:teiHeader//tei:witness" use="'all'"/>

  <!-- The readings of an app, without those of one within it. -->
  <func:function name="f:readings">
    <xsl:param name="app"/>
    <xsl:variable name="groups" select="$app | $app/tei:rdgGrp | $app/tei:rdgGrp/tei:rdgGrp"/>
    <func:result select="$groups/tei:lem | $groups/tei:rdg"/>
  </func:function>

  <!-- The lemma; without one the reading of the preferred witness; without that the first. No
       variable of the whole sheet: each document would pay for its key. -->
  <func:function name="f:reading">
    <xsl:param name="app"/>
    <xsl:variable name="readings" select="f:readings($app)"/>
    <xsl:variable name="lemma" select="$readings[self::tei:lem]"/>
    <xsl:variable name="preferred">
      <xsl:if test="not($lemma)">
        <xsl:value-of select="translate($witness, '#', '')"/>
        <xsl:if test="$witness = ''">
          <xsl:value-of select="key('witness', 'all')[@xml:id][1]/@xml:id"/>
        </xsl:if>
      </xsl:if>
    </xsl:variable>
    <xsl:variable name="good" select="$lemma | $readings[not($lemma)]
      [contains(concat(' ', normalize-space(@wit), ' '), concat(' #', $preferred, ' '))]"/>
    <func:result select="($good | $readings[not($good)])[1]"/>
  </func:function>

  <!-- Whether a note stands in another reading than the one that is read, or that a witness has.
       What is listed is shown whichever that is. -->
  <func:function name="f:is-aside">
    <xsl:param name="note"/>
    <xsl:param name="witness" select="''"/>
    <xsl:variable name="others">
      <xsl:for-each select="$note/ancestor::*[self::tei:lem or self::tei:rdg]">
        <xsl:variable name="app" select="ancestor::tei:app[1]"/>
        <xsl:variable name="own" select="f:readings($app[not(@loc or @from or @to)])
          [contains(concat(' ', normalize-space(@wit), ' '), concat(' #', $witness, ' '))]"/>
        <xsl:variable name="read" select="$own
          | f:reading($app[not($own or @loc or @from or @to)])"/>
        <xsl:if test="not($app/parent::tei:listApp or count(. | $read) = count($read))">x</xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <func:result select="$others != ''"/>
  </func:function>

</xsl:stylesheet>

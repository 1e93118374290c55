<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes that stand apart from the words that they are about are called from there. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="str tei">

  <xsl:template match="tei:note[@e-apart]" priority="1"/>

  <xsl:template match="tei:ref[@e-call] | tei:ptr[@e-call] | tei:note[@e-call]" priority="1">
    <mark id="{@xml:id}{@e-ref}"/>
    <xsl:if test="$notes = 'yes' and not($search or $spoken)">
      <xsl:apply-templates select="id(@e-call)" mode="call"/>
    </xsl:if>
  </xsl:template>

  <!-- An empty note that calls another is none. -->
  <xsl:template match="tei:note[@e-number-of]" priority="1"/>

  <xsl:template match="tei:note[@e-call or @e-number-of]" mode="sign" priority="1"/>

  <!-- Of documents without such notes the key is empty. -->
  <xsl:key name="attached" use="str:tokenize(.)"
    match="/*[@e-attached]//tei:text//tei:note[@e-apart = 'target']/@target"/>

  <xsl:template match="tei:anchor[@e-noted]" priority="1">
    <mark id="{@xml:id}{@e-ref}"/>
    <xsl:call-template name="calls"/>
  </xsl:template>

  <xsl:template priority="1"
    match="tei:seg[@e-noted] | tei:s[@e-noted] | tei:phr[@e-noted] | tei:cl[@e-noted] | tei:w[@e-noted] | tei:hi[@e-noted]
    | tei:term[@e-noted] | tei:foreign[@e-noted] | tei:title[@e-noted] | tei:rs[@e-noted] | tei:name[@e-noted]
    | tei:persName[@e-noted] | tei:placeName[@e-noted] | tei:orgName[@e-noted]">
    <part id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </part>
    <xsl:call-template name="calls"/>
  </xsl:template>

  <xsl:template name="calls">
    <xsl:if test="$notes = 'yes' and not($search or $spoken)">
      <xsl:apply-templates select="key('attached', concat('#', @xml:id))/parent::*" mode="call">
        <xsl:sort select="@e-number" data-type="number"/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries: entries as blocks, their senses as lines; their parts are words of their own. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:entry | tei:superEntry">
    <block id="{@xml:id}{@e-ref}">
      <xsl:call-template name="data"/>
    </block>
  </xsl:template>

  <xsl:template match="tei:entryFree">
    <block id="{@xml:id}{@e-ref}">
      <xsl:call-template name="data-and-text"/>
    </block>
  </xsl:template>

  <xsl:template match="tei:hom">
    <line id="{@xml:id}{@e-ref}">
      <xsl:call-template name="data"/>
    </line>
  </xsl:template>

  <xsl:template match="tei:sense | tei:re">
    <line id="{@xml:id}{@e-ref}">
      <xsl:call-template name="data-and-text"/>
    </line>
  </xsl:template>

  <xsl:template match="tei:form | tei:gramGrp | tei:etym | tei:xr | tei:dictScrap">
    <part id="{@xml:id}{@e-ref}">
      <xsl:call-template name="data-and-text"/>
    </part>
  </xsl:template>

  <!-- A sign in the place of the headword; empty, it is the sign that print has for it. -->
  <xsl:template match="tei:oRef[not(node())] | tei:pRef[not(node())]">
    <part id="{@xml:id}{@e-ref}"><xsl:text>~</xsl:text></part>
  </xsl:template>

</xsl:stylesheet>

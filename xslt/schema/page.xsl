<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of the pages of a documentation: head, top line, foot, and their one style sheet. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m tei">

  <!-- The script that filters its names. -->
  <xsl:param name="filter"/>
  <!-- What the schema is called. -->
  <xsl:param name="title"/>

  <xsl:variable name="about-title" select="f:say('schema.about')"/>
  <xsl:variable name="marks-left-out" select="boolean(not(/tei:TEI) or /tei:TEI/tei:teiHeader
    /tei:encodingDesc/tei:editorialDecl/tei:quotation[@marks = 'none'])"/>

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="/style"><xsl:call-template name="style-sheet"/></xsl:when>
      <xsl:when test="/tei:TEI"><xsl:apply-imports/></xsl:when>
      <xsl:otherwise><xsl:call-template name="schema-page"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="schema-page">
    <html lang="{$language}" dir="{$direction}">
      <head>
        <xsl:call-template name="policy"/>
        <title>
          <xsl:if test="/entry"><xsl:value-of select="concat(/entry/@name, ' · ')"/></xsl:if>
          <xsl:value-of select="$title"/>
        </title>
        <meta name="description" content="{f:short(/entry/said/tei:desc)}"/>
        <meta name="generator" content="{$generator}"/>
        <xsl:call-template name="styles"/>
      </head>
      <body>
        <xsl:call-template name="kind-of-page"/>
        <xsl:call-template name="top"/>
        <main><article id="~/text"><xsl:apply-templates select="/*" mode="m:page"/></article></main>
        <xsl:call-template name="foot"/>
        <xsl:if test="/catalogue">
          <script><xsl:value-of select="$filter"/></script>
        </xsl:if>
      </body>
    </html>
  </xsl:template>

  <!-- By this a later run knows the pages of an earlier one for its own. -->
  <xsl:template name="kind-of-page"><xsl:attribute name="class">schema</xsl:attribute></xsl:template>

  <xsl:template name="top">
    <header class="top">
      <xsl:if test="/tei:TEI"><xsl:call-template name="interface-language"/></xsl:if>
      <a class="skip" href="#~/text"><xsl:value-of select="f:say('page.skip')"/></a>
      <p><xsl:value-of select="$title"/></p>
      <nav aria-label="{f:say('schema.pages')}">
        <a href="guide.html">
          <xsl:if test="/tei:TEI"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
          <xsl:value-of select="f:say('schema.guide')"/>
        </a>
        <a href="index.html">
          <xsl:if test="/catalogue"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
          <xsl:value-of select="f:say('schema.names')"/>
        </a>
      </nav>
    </header>
  </xsl:template>

  <!-- A thousand pages share one style sheet; only what is printed above and below is theirs. -->
  <xsl:template name="styles">
    <link rel="stylesheet" href="schema.css"/>
    <style><xsl:call-template name="running-heads"/></style>
  </xsl:template>

  <xsl:variable name="edition-title" select="$title"/>

  <xsl:template name="style-sheet">
    <style><xsl:value-of select="$style"/></style>
  </xsl:template>

</xsl:stylesheet>

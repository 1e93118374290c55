<?xml version="1.0" encoding="UTF-8"?>
<!-- What reference managers and search engines read: the Highwire names, with which Zotero keeps a
     text as a part of its edition, Dublin Core, and JSON-LD. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f mp str tei">

  <xsl:template name="metadata">
    <xsl:apply-templates select="$citing/record" mode="mp:metadata"/>
    <xsl:if test="$base != '' and $page != ''"><link rel="canonical" href="{$base}{$page}"/></xsl:if>
    <xsl:if test="$source != ''">
      <link rel="alternate" type="application/tei+xml" href="{$source}"/>
    </xsl:if>
    <xsl:for-each select="str:tokenize($publication/descendant::tei:licence[1]/@target)">
      <xsl:variable name="licence" select="f:safe(.)"/>
      <xsl:if test="string($licence)"><link rel="license" href="{$licence}"/></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- No edition around it: Zotero takes it for an article unless it is told that it is a book. -->
  <xsl:template match="record" mode="mp:metadata">
    <meta name="citation_title" content="{@title}"/>
    <xsl:choose>
      <xsl:when test="@container">
        <meta name="citation_inbook_title" content="{@container}"/>
      </xsl:when>
      <xsl:otherwise>
        <link rel="schema.z" href="http://www.zotero.org/namespaces/export#"/>
        <meta name="z:itemType" content="book"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="author | editor | @publisher | @date | @language | @doi"
      mode="mp:metadata"/>
    <xsl:if test="$base != '' and $page != ''">
      <meta name="citation_public_url" content="{$base}{$page}"/>
    </xsl:if>
    <meta name="DC.title" content="{@title}"/>
    <xsl:apply-templates select="author | editor | @date" mode="mp:core"/>
    <script type="application/ld+json"><xsl:value-of select="linked"/></script>
  </xsl:template>

  <!-- One element for each person: "Family, Given" where the encoding tells them apart. -->
  <xsl:template match="author | editor" mode="mp:metadata">
    <meta name="citation_{name()}" content="{.}"/>
  </xsl:template>
  <xsl:template match="@*" mode="mp:metadata">
    <meta name="citation_{name()}" content="{.}"/>
  </xsl:template>
  <xsl:template match="@date" mode="mp:metadata">
    <meta name="citation_publication_date" content="{translate(., '-', '/')}"/>
  </xsl:template>

  <xsl:template match="author" mode="mp:core"><meta name="DC.creator" content="{.}"/></xsl:template>
  <xsl:template match="editor" mode="mp:core">
    <meta name="DC.contributor" content="{.}"/>
  </xsl:template>
  <xsl:template match="@*" mode="mp:core"><meta name="DC.{name()}" content="{.}"/></xsl:template>

</xsl:stylesheet>

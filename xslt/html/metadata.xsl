<?xml version="1.0" encoding="UTF-8"?>
<!-- What reference managers and search engines read: the Highwire names, as a part of a book,
     the form in which Zotero keeps both the text's title and the edition's. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <xsl:variable name="statement" select="/tei:TEI/tei:teiHeader/tei:fileDesc/tei:titleStmt"/>

  <xsl:template name="metadata">
    <xsl:variable name="source-title"
      select="normalize-space(($sources/descendant::tei:title)[1])"/>
    <meta name="citation_title">
      <xsl:attribute name="content">
        <xsl:value-of select="$source-title"/>
        <xsl:if test="$source-title = ''"><xsl:value-of select="$main-title"/></xsl:if>
      </xsl:attribute>
    </meta>
    <meta name="citation_inbook_title" content="{$edition-title}"/>
    <xsl:apply-templates select="$statement/tei:author" mode="mp:contributor"/>
    <xsl:call-template name="editors"/>
    <xsl:call-template name="publication"/>
    <xsl:call-template name="addresses"/>
  </xsl:template>

  <!-- Without named editors, the persons and bodies of respStmt answer for the edition. -->
  <xsl:template name="editors">
    <xsl:apply-templates select="$statement/tei:editor" mode="mp:contributor"/>
    <xsl:if test="not($statement/tei:editor)">
      <xsl:for-each select="$statement/tei:respStmt/*[self::tei:persName or self::tei:orgName]">
        <meta name="citation_editor" content="{normalize-space()}"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template name="publication">
    <xsl:variable name="date"
      select="$publication/descendant::tei:date[f:precision(@when) != ''][1]/@when"/>
    <xsl:if test="$date">
      <meta name="citation_publication_date" content="{translate($date, '-', '/')}"/>
    </xsl:if>
    <xsl:if test="$publisher != ''">
      <meta name="citation_publisher" content="{$publisher}"/>
    </xsl:if>
    <xsl:if test="$text-language != ''">
      <meta name="citation_language" content="{$text-language}"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="addresses">
    <xsl:if test="$base != '' and $page != ''">
      <meta name="citation_public_url" content="{$base}{$page}"/>
      <link rel="canonical" href="{$base}{$page}"/>
    </xsl:if>
    <xsl:if test="$source != ''">
      <link rel="alternate" type="application/tei+xml" href="{$source}"/>
    </xsl:if>
    <xsl:variable name="licence"
      select="f:safe($publication/descendant::tei:licence[1]/@target)"/>
    <xsl:if test="string($licence)"><link rel="license" href="{$licence}"/></xsl:if>
  </xsl:template>

  <!-- One element for each person; "Family, Given" where the encoding tells them apart. -->
  <xsl:template match="tei:author | tei:editor" mode="mp:contributor">
    <xsl:variable name="kind" select="local-name()"/>
    <xsl:for-each select="(tei:persName | tei:name | tei:orgName | self::*[not(*)])[normalize-space()]">
      <meta name="citation_{$kind}">
        <xsl:attribute name="content">
          <xsl:choose>
            <xsl:when test="tei:surname and tei:forename">
              <xsl:value-of select="normalize-space(concat(tei:surname, ', ', tei:forename))"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="normalize-space(.)"/></xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
      </meta>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>

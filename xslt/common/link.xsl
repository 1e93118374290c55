<?xml version="1.0" encoding="UTF-8"?>
<!-- Addresses: which may become a link, and what a pointer with a declared prefix means. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f tei">

  <xsl:variable name="prefixes" select="/*/tei:teiHeader//tei:prefixDef"/>

  <!-- The address, if it is relative or of a scheme that cannot run anything; else nothing.
       Browsers drop tabs and line ends inside an address, so they are dropped before judging. -->
  <func:function name="f:safe">
    <xsl:param name="address"/>
    <xsl:choose>
      <!-- As most are written: there is nothing to clean. -->
      <xsl:when test="(not(contains($address, ':')) or starts-with($address, 'https://')
                       or starts-with($address, 'http://'))
        and translate($address, '&#9;&#10;&#13; &quot;&lt;&gt;\^`{|}', '') = string($address)">
        <func:result select="string($address)"/>
      </xsl:when>
      <xsl:otherwise><func:result select="f:cleaned($address)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <func:function name="f:cleaned">
    <xsl:param name="address"/>
    <xsl:variable name="clean"
      select="translate(normalize-space($address), '&#9;&#10;&#13; ', '')"/>
    <xsl:variable name="scheme"
      select="translate(substring-before($clean, ':'), $upper, $lower)"/>
    <xsl:variable name="start"
      select="substring-before(concat(translate($clean, '?#', '//'), '/'), '/')"/>
    <xsl:variable name="relative" select="not(contains($start, ':'))"/>
    <xsl:choose>
      <!-- Signs that no address has. -->
      <xsl:when test="translate($clean, '&quot;&lt;&gt;\^`{|}', '') != $clean">
        <func:result select="''"/>
      </xsl:when>
      <xsl:when test="$relative or $scheme = 'http' or $scheme = 'https' or $scheme = 'mailto'">
        <func:result select="$clean"/>
      </xsl:when>
      <xsl:otherwise><func:result select="''"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- A pointer with its declared prefix written out (wd:Q30487); nothing, if that is impossible. -->
  <func:function name="f:unprefixed">
    <xsl:param name="pointer"/>
    <xsl:variable name="definitions" select="$prefixes[@ident = substring-before($pointer, ':')]"/>
    <xsl:choose>
      <xsl:when test="$definitions">
        <func:result select="f:written-out($pointer, $definitions)"/>
      </xsl:when>
      <xsl:otherwise>
        <func:result select="substring-before(concat(normalize-space($pointer), ' '), ' ')"/>
      </xsl:otherwise>
    </xsl:choose>
  </func:function>

  <func:function name="f:written-out">
    <xsl:param name="pointer"/>
    <xsl:param name="definitions"/>
    <xsl:variable name="made">
      <xsl:for-each select="$definitions">
        <xsl:value-of select="concat(f:expanded(@matchPattern, @replacementPattern,
                                                substring-after($pointer, ':')), ' ')"/>
      </xsl:for-each>
    </xsl:variable>
    <func:result select="substring-before(concat(normalize-space($made), ' '), ' ')"/>
  </func:function>

  <!-- The address that a pointer means, if it may become a link. -->
  <func:function name="f:address">
    <xsl:param name="pointer"/>
    <func:result select="f:safe(f:unprefixed($pointer))"/>
  </func:function>

  <!-- Where an authority keeps a record; empty for one that we do not know. -->
  <func:function name="f:authority">
    <xsl:param name="idno"/>
    <xsl:variable name="value" select="normalize-space($idno)"/>
    <xsl:choose>
      <xsl:when test="contains($value, '://')"><func:result select="f:safe($value)"/></xsl:when>
      <xsl:otherwise>
        <func:result select="f:record(translate($idno/@type, $upper, $lower), $value)"/>
      </xsl:otherwise>
    </xsl:choose>
  </func:function>

  <func:function name="f:record">
    <xsl:param name="kind"/>
    <xsl:param name="value"/>
    <xsl:choose>
      <xsl:when test="$kind = 'wikidata'">
        <func:result select="concat('https://www.wikidata.org/wiki/', $value)"/>
      </xsl:when>
      <xsl:when test="$kind = 'viaf'">
        <func:result select="concat('https://viaf.org/viaf/', $value)"/>
      </xsl:when>
      <xsl:when test="$kind = 'gnd'">
        <func:result select="concat('https://d-nb.info/gnd/', $value)"/>
      </xsl:when>
      <xsl:otherwise><func:result select="''"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

</xsl:stylesheet>

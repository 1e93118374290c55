<?xml version="1.0" encoding="UTF-8"?>
<!-- How an entry of a register is called: in full as a headword, short in a label. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f m str tei">

  <!-- The names that a list of pointers means, as seen from a node of the document. -->
  <func:function name="f:names">
    <xsl:param name="pointers"/>
    <xsl:param name="node"/>
    <xsl:choose>
      <xsl:when test="contains(normalize-space($pointers), ' ')">
        <xsl:variable name="names">
          <xsl:for-each select="str:tokenize($pointers)">
            <xsl:if test="position() != 1">
              <xsl:value-of select="concat(' ', f:say('name.and'), ' ')"/>
            </xsl:if>
            <xsl:value-of select="f:name(string(), $node)"/>
          </xsl:for-each>
        </xsl:variable>
        <func:result select="string($names)"/>
      </xsl:when>
      <xsl:otherwise>
        <func:result select="f:name(normalize-space($pointers), $node)"/>
      </xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- The short name that one pointer means; the pointer itself, if it leads nowhere. -->
  <func:function name="f:name">
    <xsl:param name="pointer"/>
    <xsl:param name="node"/>
    <xsl:variable name="name">
      <xsl:for-each select="$node">
        <xsl:apply-templates select="key('target', $pointer)[1]/.." mode="m:short-name"/>
        <xsl:if test="not(key('target', $pointer))">
          <xsl:value-of select="translate($pointer, '#', '')"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <func:result select="normalize-space($name)"/>
  </func:function>

  <xsl:template match="*" mode="m:short-name">
    <xsl:apply-templates select="." mode="m:headword"/>
  </xsl:template>

  <xsl:template match="tei:person" mode="m:short-name">
    <xsl:variable name="main" select="(tei:persName[@type = 'main'] | tei:persName)[1]"/>
    <xsl:choose>
      <xsl:when test="$main/tei:surname"><xsl:value-of select="$main/tei:surname[1]"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="m:headword"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The main name: so marked, else the first. -->
  <xsl:template match="*" mode="m:headword">
    <xsl:variable name="names" select="*[self::tei:persName or self::tei:orgName
      or self::tei:placeName or self::tei:eventName or self::tei:objectName or self::tei:name
      or self::tei:label or self::tei:title or self::tei:head]"/>
    <xsl:choose>
      <xsl:when test="$names[@type = 'main']">
        <xsl:value-of select="normalize-space($names[@type = 'main'][1])"/>
      </xsl:when>
      <xsl:when test="tei:publisher">
        <xsl:value-of select="normalize-space(tei:publisher[1])"/>
      </xsl:when>
      <xsl:when test="$names"><xsl:value-of select="normalize-space($names[1])"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="f:short(.)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A text cut to what a label can hold, at the end of a word. -->
  <func:function name="f:short">
    <xsl:param name="text"/>
    <xsl:variable name="whole" select="normalize-space($text)"/>
    <xsl:choose>
      <xsl:when test="string-length($whole) &lt;= 60"><func:result select="$whole"/></xsl:when>
      <xsl:otherwise>
        <func:result select="concat(substring($whole, 1, 50),
          substring-before(concat(substring($whole, 51), ' '), ' '), ' …')"/>
      </xsl:otherwise>
    </xsl:choose>
  </func:function>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- How an entry of a register is called: in full as a headword, short in a label. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:str="http://exslt.org/strings"
  extension-element-prefixes="func"
  exclude-result-prefixes="f m mp str">

  <!-- The short names that a list of pointers means; a pointer that leads nowhere means itself. -->
  <xsl:template match="@*" mode="m:names">
    <xsl:variable name="node" select="."/>
    <xsl:choose>
      <xsl:when test="contains(normalize-space(), ' ')">
        <xsl:for-each select="str:tokenize(.)">
          <xsl:if test="position() != 1">
            <xsl:value-of select="concat(' ', f:say('name.and'), ' ')"/>
          </xsl:if>
          <xsl:apply-templates select="$node" mode="mp:name">
            <xsl:with-param name="pointer" select="string()"/>
          </xsl:apply-templates>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="mp:name">
          <xsl:with-param name="pointer" select="normalize-space()"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="@*" mode="mp:name">
    <xsl:param name="pointer"/>
    <xsl:variable name="entry" select="f:target($pointer)"/>
    <xsl:choose>
      <xsl:when test="$entry/@e-name"><xsl:value-of select="$entry/@e-name"/></xsl:when>
      <xsl:when test="$entry"><xsl:apply-templates select="$entry" mode="m:headword"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="translate($pointer, '#', '')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What is no entry is called by its first words. -->
  <xsl:template priority="-0.4" match="*" mode="m:headword">
    <xsl:value-of select="@e-headword"/>
    <xsl:if test="not(@e-headword)"><xsl:value-of select="f:short(.)"/></xsl:if>
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

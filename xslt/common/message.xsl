<?xml version="1.0" encoding="UTF-8"?>
<!-- Every word of the interface: f:say('speech.to') is the entry of that key in xslt/locale/. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:str="http://exslt.org/strings"
  extension-element-prefixes="func"
  exclude-result-prefixes="f str">

  <xsl:variable name="english" select="document('../locale/en.xml')/locale"/>
  <xsl:variable name="locale" select="document(concat('../locale/', $language, '.xml'))/locale"/>

  <xsl:key name="message" match="message" use="@key"/>

  <!-- The message of that key in the language of the interface, else in English, else nothing;
       {a}, {b} and {c} are filled in, or stay where nothing is given for them. -->
  <func:function name="f:say">
    <xsl:param name="key"/>
    <xsl:param name="a" select="'{a}'"/>
    <xsl:param name="b" select="'{b}'"/>
    <xsl:param name="c" select="'{c}'"/>
    <xsl:variable name="pattern" select="f:message($key)"/>
    <xsl:choose>
      <xsl:when test="contains($pattern, '{')">
        <func:result
          select="f:fill(f:fill(f:fill($pattern, '{a}', $a), '{b}', $b), '{c}', $c)"/>
      </xsl:when>
      <xsl:otherwise><func:result select="$pattern"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- key() looks into the document of the current node, so that is the locale for a moment. -->
  <func:function name="f:message">
    <xsl:param name="key"/>
    <xsl:for-each select="$locale">
      <xsl:choose>
        <xsl:when test="key('message', $key)">
          <func:result select="normalize-space(key('message', $key))"/>
        </xsl:when>
        <xsl:otherwise><func:result select="f:english($key)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </func:function>

  <func:function name="f:english">
    <xsl:param name="key"/>
    <xsl:for-each select="$english">
      <func:result select="normalize-space(key('message', $key))"/>
    </xsl:for-each>
  </func:function>

  <!-- A message for a value of an attribute, such as cert.high; a value that has no message is
       shown as it was written. -->
  <func:function name="f:say-value">
    <xsl:param name="kind"/>
    <xsl:param name="value"/>
    <xsl:variable name="said" select="f:say(concat($kind, '.', $value))"/>
    <xsl:choose>
      <xsl:when test="string($said)"><func:result select="$said"/></xsl:when>
      <xsl:otherwise><func:result select="string($value)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <func:function name="f:fill">
    <xsl:param name="pattern"/>
    <xsl:param name="place"/>
    <xsl:param name="value"/>
    <xsl:choose>
      <xsl:when test="contains($pattern, $place)">
        <func:result select="concat(substring-before($pattern, $place), $value,
                                    substring-after($pattern, $place))"/>
      </xsl:when>
      <xsl:otherwise><func:result select="$pattern"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

</xsl:stylesheet>

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
       {a}, {b} and {c} are filled in, or stay where nothing is given for them. Nearly every call
       ends here, in one function: in libxslt each further one costs as much as a template. -->
  <func:function name="f:say">
    <xsl:param name="key"/>
    <xsl:param name="a" select="'{a}'"/>
    <xsl:param name="b" select="'{b}'"/>
    <xsl:param name="c" select="'{c}'"/>
    <!-- key() looks into the document of the current node, so that is the locale for a moment. -->
    <xsl:for-each select="$locale">
      <xsl:variable name="pattern" select="normalize-space(key('message', $key))"/>
      <xsl:choose>
        <xsl:when test="contains($pattern, '{b}') or contains($pattern, '{c}')">
          <func:result
            select="f:fill(f:fill(f:fill($pattern, '{a}', $a), '{b}', $b), '{c}', $c)"/>
        </xsl:when>
        <xsl:when test="contains($pattern, '{a}')">
          <func:result select="concat(substring-before($pattern, '{a}'), $a,
                                      substring-after($pattern, '{a}'))"/>
        </xsl:when>
        <xsl:when test="$pattern"><func:result select="$pattern"/></xsl:when>
        <xsl:otherwise><func:result select="f:english($key, $a, $b, $c)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </func:function>

  <func:function name="f:english">
    <xsl:param name="key"/>
    <xsl:param name="a"/>
    <xsl:param name="b"/>
    <xsl:param name="c"/>
    <xsl:for-each select="$english">
      <xsl:variable name="pattern" select="normalize-space(key('message', $key))"/>
      <func:result select="f:fill(f:fill(f:fill($pattern, '{a}', $a), '{b}', $b), '{c}', $c)"/>
    </xsl:for-each>
  </func:function>

  <!-- A message for a value of an attribute, such as cert.high; a value that has no message is
       shown as it was written. -->
  <func:function name="f:say-value">
    <xsl:param name="kind"/>
    <xsl:param name="value"/>
    <xsl:for-each select="$locale">
      <xsl:variable name="said" select="key('message', concat($kind, '.', $value))"/>
      <xsl:choose>
        <xsl:when test="$said"><func:result select="normalize-space($said)"/></xsl:when>
        <xsl:otherwise><func:result select="f:english-value($kind, $value)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </func:function>

  <func:function name="f:english-value">
    <xsl:param name="kind"/>
    <xsl:param name="value"/>
    <xsl:variable name="said" select="f:english(concat($kind, '.', $value), '', '', '')"/>
    <xsl:choose>
      <xsl:when test="$said"><func:result select="$said"/></xsl:when>
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

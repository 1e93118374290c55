<?xml version="1.0" encoding="UTF-8"?>
<!-- ISO dates in the words of the interface. Of one, f:day() and f:year() tell, which are the tool's
     own: f:day('1989-02-26') is 26 February 1989. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  extension-element-prefixes="func"
  exclude-result-prefixes="f">

  <!-- 'day', 'month', 'year' for the ISO forms that HTML's datetime accepts too, else nothing. -->
  <func:function name="f:precision">
    <xsl:param name="iso"/>
    <xsl:variable name="shape" select="translate($iso, '123456789', '000000000')"/>
    <xsl:choose>
      <xsl:when test="$shape = '0000-00-00'"><func:result select="'day'"/></xsl:when>
      <xsl:when test="$shape = '0000-00'"><func:result select="'month'"/></xsl:when>
      <xsl:when test="$shape = '0000' and $iso != '0000'"><func:result select="'year'"/></xsl:when>
      <xsl:otherwise><func:result select="''"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- A time that lasts: from … to …; either end may be missing. -->
  <func:function name="f:span">
    <xsl:param name="from"/>
    <xsl:param name="to"/>
    <func:result select="f:ends('date.span', 'date.since', 'date.until', $from, $to)"/>
  </func:function>

  <!-- A moment that lies somewhere between two days. -->
  <func:function name="f:between">
    <xsl:param name="first"/>
    <xsl:param name="last"/>
    <func:result
      select="f:ends('date.between', 'date.not-before', 'date.not-after', $first, $last)"/>
  </func:function>

  <func:function name="f:ends">
    <xsl:param name="both"/>
    <xsl:param name="start"/>
    <xsl:param name="end"/>
    <xsl:param name="from"/>
    <xsl:param name="to"/>
    <xsl:choose>
      <xsl:when test="string($from) = string($to)"><func:result select="f:day($from)"/></xsl:when>
      <xsl:when test="not(string($to))">
        <func:result select="f:say($start, f:day($from))"/>
      </xsl:when>
      <xsl:when test="not(string($from))">
        <func:result select="f:say($end, f:day($to))"/>
      </xsl:when>
      <!-- Within one year the year is said once. -->
      <xsl:when test="substring($from, 1, 4) = substring($to, 1, 4)
                      and f:precision($from) = 'day' and f:precision($to) = 'day'">
        <func:result select="f:say($both,
          f:say('date.day-of-month', string(number(substring($from, 9, 2))),
            f:say(concat('date.month.', substring($from, 6, 2)))), f:day($to))"/>
      </xsl:when>
      <xsl:otherwise><func:result select="f:say($both, f:day($from), f:day($to))"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

</xsl:stylesheet>

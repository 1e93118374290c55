<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates in the text, and the table that says what each of them means. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f m mp tei">

  <xsl:variable name="dates" select="$texts[contains($in-texts, ' date ')]/descendant::tei:date
    [@xml:id or (@e-ref and not(ancestor::tei:date))]
    [@when or @from or @to or @notBefore or @notAfter or @e-from or @datingPoint]"/>

  <!-- HTML's time is for one moment, in one of three forms; an interval is data on a span. -->
  <xsl:template match="tei:date | tei:time">
    <xsl:variable name="shape" select="translate(@when, '123456789', '000000000')"/>
    <xsl:choose>
      <xsl:when test="$shape = '0000-00-00' or $shape = '0000-00'
                      or $shape = '0000' and @when != '0000'">
        <time datetime="{@when}">
          <xsl:apply-templates select="@*[name() != 'when']" mode="m:attribute"/>
          <xsl:apply-templates select="." mode="m:link"/>
        </time>
      </xsl:when>
      <xsl:when test="@e-from and @e-from = @e-to">
        <time datetime="{@e-from}"><xsl:call-template name="dated-words"/></time>
      </xsl:when>
      <xsl:otherwise>
        <span><xsl:call-template name="dated-words"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A part of a relative date is not a date a second time. -->
  <xsl:template match="tei:date[@type = 'relative']//tei:date">
    <span>
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template name="dated-words">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:apply-templates select="." mode="m:link"/>
  </xsl:template>

  <!-- Only a date of the table leads there; the dates of the header and of notes do not. -->
  <xsl:template mode="m:href"
    match="tei:date[(@xml:id or (@e-ref and not(ancestor::tei:date))) and ancestor::tei:text
      and (@when or @from or @to or @notBefore or @notAfter or @e-from or @datingPoint)
      and normalize-space()]">
    <xsl:value-of select="concat('#~date/', @xml:id, @e-ref)"/>
  </xsl:template>

  <!-- One line of the table: the words, what they mean, how that is known. -->
  <xsl:template match="tei:date" mode="m:entry">
    <li id="~date/{@xml:id}{@e-ref}">
      <dfn><xsl:value-of select="f:meaning(.)"/></dfn>
      <p>
        <i><xsl:value-of select="normalize-space(.)"/></i>
        <xsl:text> </xsl:text>
        <a href="#{@xml:id}{@e-ref}"><xsl:apply-templates select="." mode="m:place"/></a>
      </p>
      <xsl:call-template name="computed-date"/>
      <xsl:apply-templates select="@corresp | @datingPoint" mode="mp:related"/>
      <xsl:apply-templates select="." mode="m:certainty"/>
    </li>
  </xsl:template>

  <!-- What a date means, in words. -->
  <func:function name="f:meaning">
    <xsl:param name="date"/>
    <xsl:choose>
      <xsl:when test="$date/@when"><func:result select="f:day($date/@when)"/></xsl:when>
      <xsl:when test="$date/@from or $date/@to">
        <func:result select="f:span($date/@from, $date/@to)"/>
      </xsl:when>
      <xsl:when test="$date/@notBefore or $date/@notAfter">
        <func:result select="f:between($date/@notBefore, $date/@notAfter)"/>
      </xsl:when>
      <xsl:when test="$date/@e-from">
        <func:result select="f:between($date/@e-from, $date/@e-to)"/>
      </xsl:when>
      <xsl:otherwise><func:result select="f:say('date.open')"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- What the tool computed is told apart from what the editor wrote. -->
  <xsl:template name="computed-date">
    <xsl:if test="(@e-from or @e-to) and (@when or @from or @to or @notBefore or @notAfter)
      and not(@notBefore = @e-from and @notAfter = @e-to or @when = @e-from and @when = @e-to)">
      <p><xsl:value-of select="f:say('date.computed', f:between(@e-from, @e-to))"/></p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@corresp | @datingPoint" mode="mp:related">
    <xsl:variable name="target" select="f:target(.)"/>
    <xsl:if test="$target">
      <p>
        <xsl:value-of select="f:say(concat('date.', name()))"/>
        <xsl:text> </xsl:text>
        <a href="#{$target/@xml:id}{$target/@e-ref}">
          <xsl:apply-templates select="$target" mode="m:headword"/>
        </a>
      </p>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>

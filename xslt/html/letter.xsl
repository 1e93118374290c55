<?xml version="1.0" encoding="UTF-8"?>
<!-- Letters: who wrote to whom, whence and when, on one card above the text. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <xsl:template match="tei:correspDesc" mode="m:summary">
    <dl class="correspDesc"><xsl:apply-templates select="*" mode="mp:action"/></dl>
  </xsl:template>

  <!-- A part without a word says nothing. -->
  <xsl:template match="*" mode="mp:action"/>

  <xsl:template match="tei:correspAction" mode="mp:action">
    <xsl:if test="*">
      <dt>
        <xsl:value-of select="f:say-value('letter.action', @type)"/>
        <xsl:if test="not(@type)"><xsl:value-of select="f:say('letter.correspondence')"/></xsl:if>
      </dt>
      <dd>
        <xsl:for-each select="*">
          <xsl:if test="position() != 1"><xsl:text>, </xsl:text></xsl:if>
          <xsl:apply-templates select="." mode="mp:circumstance"/>
        </xsl:for-each>
      </dd>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:correspContext/tei:ref | tei:correspDesc/tei:note" mode="mp:action">
    <dd><xsl:apply-templates select="." mode="m:content"/></dd>
  </xsl:template>

  <xsl:template match="tei:correspContext" mode="mp:action">
    <xsl:if test="*">
      <dt><xsl:value-of select="f:say('letter.context')"/></dt>
      <xsl:for-each select="*"><dd><xsl:apply-templates select="."/></dd></xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- A date without words says what it means. -->
  <xsl:template match="*" mode="mp:circumstance">
    <xsl:apply-templates select="."/>
    <xsl:if test="self::tei:date and not(normalize-space())">
      <xsl:value-of select="f:meaning(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:correspDesc | tei:correspAction | tei:correspContext | tei:email">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

  <!-- A message on a network: by whom and when, then what it says. -->
  <xsl:template match="tei:post">
    <div class="post">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:if test="@who or @when">
        <p class="speaker">
          <xsl:apply-templates select="@who" mode="m:names"/>
          <xsl:if test="@who and @when"><xsl:text>, </xsl:text></xsl:if>
          <xsl:value-of select="f:day(substring-before(concat(@when, 'T'), 'T'))"/>
          <xsl:if test="contains(@when, 'T')">
            <xsl:value-of select="concat(', ', substring(substring-after(@when, 'T'), 1, 5))"/>
          </xsl:if>
        </p>
      </xsl:if>
      <xsl:apply-templates select="." mode="m:content"/>
    </div>
  </xsl:template>

</xsl:stylesheet>

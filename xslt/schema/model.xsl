<?xml version="1.0" encoding="UTF-8"?>
<!-- Content models and datatypes in words: what follows what, and how often. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  exclude-result-prefixes="f m mp">

  <xsl:template match="content" mode="m:row">
    <section class="row">
      <h2><xsl:value-of select="f:say('model.content')"/></h2>
      <div class="model"><xsl:apply-templates select="part" mode="m:model"/></div>
    </section>
  </xsl:template>

  <!-- A group says how its parts belong together; parts without parts of their own run on. -->
  <xsl:template match="part[part]" mode="m:model">
    <xsl:value-of select="f:say(concat('model.', @kind, '.', @occurs))"/>
    <xsl:choose>
      <xsl:when test="part/part or (@kind = 'sequence' and part[@occurs])">
        <ul>
          <xsl:for-each select="part">
            <li><xsl:apply-templates select="." mode="m:model"/></li>
          </xsl:for-each>
        </ul>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="part">
          <xsl:value-of select="substring(', ', 1 + (position() = 1))"/>
          <xsl:apply-templates select="." mode="m:model"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="part[@kind = 'list']" mode="m:model" priority="1">
    <xsl:for-each select="part">
      <xsl:if test="position() != 1"><xsl:text>, </xsl:text></xsl:if>
      <xsl:apply-templates select="." mode="m:model"/>
    </xsl:for-each>
    <xsl:value-of select="concat(', ', f:say('model.list'))"/>
  </xsl:template>

  <xsl:template match="part" mode="m:model">
    <xsl:variable name="said" select="f:say(concat('model.often.', @occurs))"/>
    <xsl:choose>
      <xsl:when test="@occurs">
        <xsl:value-of select="substring-before($said, '{a}')"/>
        <xsl:apply-templates select="." mode="mp:leaf"/>
        <xsl:value-of select="substring-after($said, '{a}')"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="mp:leaf"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="part" mode="mp:leaf">
    <xsl:value-of select="f:say(concat('model.', @kind))"/>
  </xsl:template>

  <xsl:template match="part[@kind = 'words']" mode="mp:leaf"><xsl:value-of select="."/></xsl:template>

  <xsl:template match="part[@kind = 'value']" mode="mp:leaf">
    <code><xsl:value-of select="."/></code>
  </xsl:template>

  <xsl:template match="part[@kind = 'name']" mode="mp:leaf">
    <code><xsl:value-of select="."/></code>
  </xsl:template>

  <xsl:template match="part[@kind = 'name' and @href]" mode="mp:leaf">
    <a href="{@href}"><xsl:value-of select="."/></a>
    <xsl:if test="@means"><xsl:value-of select="concat(' (', @means, ')')"/></xsl:if>
  </xsl:template>

</xsl:stylesheet>

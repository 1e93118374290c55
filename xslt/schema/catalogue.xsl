<?xml version="1.0" encoding="UTF-8"?>
<!-- The front page: the guide's parts, and every name with a line about it. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  exclude-result-prefixes="f m mp">

  <xsl:template match="catalogue" mode="m:page">
    <h1><xsl:value-of select="$title"/></h1>
    <p class="counts">
      <xsl:for-each select="group">
        <xsl:if test="position() != 1"><xsl:text> · </xsl:text></xsl:if>
        <a href="#{@kind}">
          <xsl:value-of select="concat(count(item), ' ', f:say(concat('catalogue.', @kind)))"/>
        </a>
      </xsl:for-each>
    </p>
    <xsl:apply-templates select="parts[part]"/>
    <!-- Shown by the script that makes it work. -->
    <search hidden="hidden">
      <label for="~/find"><xsl:value-of select="f:say('catalogue.find')"/></label>
      <input id="~/find" type="search" autocomplete="off" spellcheck="false"/>
      <output for="~/find" data-none="{f:say('catalogue.none')}"/>
    </search>
    <xsl:apply-templates select="group"/>
    <xsl:call-template name="rules"/>
  </xsl:template>

  <xsl:template match="parts">
    <section class="row">
      <h2><a href="guide.html"><xsl:value-of select="f:say('schema.guide')"/></a></h2>
      <ul class="parts">
        <xsl:for-each select="part[@depth = 0]">
          <li><a href="{@href}"><xsl:value-of select="."/></a></li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:template>

  <xsl:template match="group">
    <section class="group">
      <h2 id="{@kind}"><xsl:value-of select="f:say(concat('catalogue.title.', @kind))"/></h2>
      <ul><xsl:apply-templates select="item"/></ul>
    </section>
  </xsl:template>

  <xsl:template match="item">
    <li>
      <a href="{@href}"><code><xsl:value-of select="@name"/></code></a>
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="summary" mode="m:summary"/>
    </li>
  </xsl:template>

  <xsl:template match="group[@kind = 'element']/item">
    <li>
      <a href="{@href}"><code class="gi"><xsl:value-of select="@name"/></code></a>
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="summary" mode="m:summary"/>
    </li>
  </xsl:template>

  <xsl:template match="group[@kind = 'attribute']/item">
    <li>
      <code class="att"><xsl:value-of select="@name"/></code>
      <span class="names"><xsl:apply-templates select="name"/></span>
    </li>
  </xsl:template>

</xsl:stylesheet>

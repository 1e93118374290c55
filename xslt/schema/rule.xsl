<?xml version="1.0" encoding="UTF-8"?>
<!-- Rules: what a document is told that breaks one, and behind that what is looked at. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  exclude-result-prefixes="f mp">

  <xsl:template name="rules">
    <xsl:if test="rule">
      <section class="row">
        <h2><xsl:value-of select="f:say('rule.rules')"/></h2>
        <div><xsl:apply-templates select="rule"/></div>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="rule">
    <details class="rule">
      <summary>
        <xsl:if test="@of">
          <code class="att"><xsl:value-of select="@of"/></code>
          <xsl:text>: </xsl:text>
        </xsl:if>
        <xsl:apply-templates mode="mp:message"/>
      </summary>
      <p>
        <code><xsl:value-of select="@name"/></code>
        <xsl:if test="@role"><xsl:value-of select="concat(' · ', @role)"/></xsl:if>
      </p>
      <xsl:if test="@context">
        <p>
          <xsl:value-of select="concat(f:say('rule.context'), ' ')"/>
          <code><xsl:value-of select="@context"/></code>
        </p>
      </xsl:if>
      <p>
        <xsl:value-of select="concat(f:say(concat('rule.told', substring('-not', 1, 4 * not(@fails)))),
                              ' ')"/>
        <code><xsl:value-of select="@test"/></code>
      </p>
    </details>
  </xsl:template>

  <xsl:template match="text()" mode="mp:message"><xsl:value-of select="."/></xsl:template>

  <xsl:template match="words" mode="mp:message"><em><xsl:value-of select="."/></em></xsl:template>

  <xsl:template match="hole" mode="mp:message">
    <xsl:text>…</xsl:text>
  </xsl:template>

</xsl:stylesheet>

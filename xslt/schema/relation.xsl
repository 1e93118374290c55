<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands in what, and what is used by what: names by module, many of them folded away. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  exclude-result-prefixes="f m mp">

  <xsl:variable name="few" select="60"/>

  <xsl:template match="contains | within | members | users" mode="m:row">
    <section class="row">
      <h2><xsl:value-of select="f:say(concat('relation.', local-name()))"/></h2>
      <div>
        <xsl:apply-templates select="." mode="mp:others"/>
        <xsl:choose>
          <xsl:when test="@count &lt;= $few"><xsl:apply-templates select="module"/></xsl:when>
          <xsl:otherwise>
            <details>
              <summary>
                <xsl:value-of select="f:say('relation.many', @count, count(module))"/>
              </summary>
              <xsl:apply-templates select="module"/>
            </details>
          </xsl:otherwise>
        </xsl:choose>
      </div>
    </section>
  </xsl:template>

  <!-- What is no element of the schema, or that there is nothing at all. -->
  <xsl:template match="*" mode="mp:others">
    <xsl:if test="@text"><p><xsl:value-of select="f:say('relation.text')"/></p></xsl:if>
    <xsl:if test="@others"><p><xsl:value-of select="f:say('relation.others')"/></p></xsl:if>
    <xsl:if test="@first"><p><xsl:value-of select="f:say('relation.first')"/></p></xsl:if>
    <xsl:if test="not(module or @text or @others or @first)">
      <p><xsl:value-of select="f:say(concat('relation.no.', local-name()))"/></p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="module">
    <p class="names">
      <xsl:if test="@name"><span class="module"><xsl:value-of select="@name"/></span></xsl:if>
      <xsl:apply-templates select="name"/>
    </p>
  </xsl:template>

  <xsl:template match="name">
    <xsl:text> </xsl:text>
    <a href="{@href}"><xsl:value-of select="."/></a>
  </xsl:template>

  <xsl:template match="classes | subclasses" mode="m:row">
    <section class="row">
      <h2><xsl:value-of select="f:say(concat('relation.', local-name()))"/></h2>
      <p class="names"><xsl:apply-templates select="name"/></p>
    </section>
  </xsl:template>

  <xsl:template match="uses" mode="m:row">
    <section class="row">
      <h2><xsl:value-of select="f:say('relation.uses')"/></h2>
      <ul class="uses">
        <xsl:for-each select="use">
          <li>
            <a href="{@href}"><xsl:apply-templates select="." mode="mp:use"/></a>
            <xsl:value-of select="concat(' ', f:say('relation.of', @of))"/>
          </li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:template>

  <xsl:template match="use" mode="mp:use">
    <code class="att"><xsl:value-of select="@name"/></code>
  </xsl:template>

</xsl:stylesheet>

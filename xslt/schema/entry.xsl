<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of one element, class, macro or datatype: what it is, then each question in turn. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <xsl:template match="entry" mode="m:page">
    <hgroup>
      <h1>
        <xsl:apply-templates select="." mode="m:code"/>
        <xsl:if test="said/tei:gloss">
          <xsl:text> </xsl:text>
          <span class="gloss">
            <xsl:apply-templates select="said/tei:gloss[1]" mode="m:inside"/>
          </span>
        </xsl:if>
      </h1>
      <p class="kind"><xsl:apply-templates select="." mode="mp:kind"/></p>
    </hgroup>
    <xsl:apply-templates select="said/tei:desc" mode="m:lead"/>
    <xsl:apply-templates select="@until" mode="m:until"/>
    <xsl:call-template name="remarks"/>
    <xsl:apply-templates select="contains | members | subclasses | within | users | uses"
      mode="m:row"/>
    <xsl:apply-templates select="values" mode="m:row"/>
    <xsl:call-template name="attributes"/>
    <xsl:call-template name="examples"/>
    <xsl:call-template name="rules"/>
    <xsl:apply-templates select="content | classes" mode="m:row"/>
    <xsl:call-template name="chapters"/>
  </xsl:template>

  <xsl:template match="entry" mode="mp:kind">
    <xsl:value-of select="f:say(concat('entry.kind.', @kind))"/>
    <xsl:if test="@module">
      <xsl:value-of select="concat(' · ', f:say('entry.module', @module))"/>
    </xsl:if>
    <xsl:if test="@ns"><xsl:value-of select="concat(' · ', @ns)"/></xsl:if>
    <xsl:if test="@name != @ident">
      <xsl:value-of select="concat(' · ', f:say('entry.ident', @ident))"/>
    </xsl:if>
  </xsl:template>

  <!-- How a name is set: an element within its brackets, an attribute after its sign. -->
  <xsl:template match="*" mode="m:code">
    <code><xsl:value-of select="@name"/></code>
  </xsl:template>

  <xsl:template match="*[@kind = 'element']" mode="m:code">
    <code class="gi"><xsl:value-of select="@name"/></code>
  </xsl:template>

  <xsl:template match="attribute" mode="m:code">
    <code class="att"><xsl:value-of select="@name"/></code>
  </xsl:template>

  <xsl:template match="tei:desc" mode="m:lead">
    <p class="lead">
      <xsl:apply-templates select="." mode="m:inside"/>
    </p>
  </xsl:template>

  <xsl:template match="tei:desc[@e-block]" mode="m:lead">
    <div class="lead"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

  <xsl:template match="@until" mode="m:until">
    <p class="until">
      <xsl:value-of select="f:say('entry.until', .)"/>
      <xsl:if test="../@why"><xsl:value-of select="concat(' ', ../@why)"/></xsl:if>
    </p>
  </xsl:template>

  <!-- Each question is a heading; on a wide screen it stands in the margin. -->
  <xsl:template name="examples">
    <xsl:if test="tei:exemplum">
      <section class="row">
        <h2><xsl:value-of select="f:say('entry.examples')"/></h2>
        <div><xsl:apply-templates select="tei:exemplum"/></div>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="remarks">
    <xsl:if test="tei:remarks">
      <section class="row">
        <h2><xsl:value-of select="f:say('entry.remarks')"/></h2>
        <div><xsl:apply-templates select="tei:remarks"/></div>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:exemplum | tei:remarks | tei:valDesc">
    <div class="{local-name()}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="node()[self::* or normalize-space()]"/>
    </div>
  </xsl:template>

  <xsl:template name="chapters">
    <xsl:if test="see">
      <section class="row">
        <h2><xsl:value-of select="f:say('entry.see')"/></h2>
        <p class="names">
          <xsl:for-each select="see">
            <a href="{@href}"><xsl:value-of select="."/></a>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </p>
      </section>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>

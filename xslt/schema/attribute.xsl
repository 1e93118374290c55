<?xml version="1.0" encoding="UTF-8"?>
<!-- Attributes: in full those that a thing defines, in a line each those that classes give it. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <xsl:template name="attributes">
    <xsl:if test="own | given">
      <section class="row">
        <h2><xsl:value-of select="f:say('attribute.attributes')"/></h2>
        <div>
          <xsl:if test="own"><dl><xsl:apply-templates select="own/attribute"/></dl></xsl:if>
          <xsl:apply-templates select="given"/>
        </div>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="own/attribute">
    <dt id="{@id}">
      <xsl:apply-templates select="." mode="m:code"/>
      <xsl:apply-templates select="said/tei:gloss" mode="mp:gloss"/>
      <xsl:apply-templates select="." mode="mp:usage"/>
    </dt>
    <dd>
      <xsl:apply-templates select="said/tei:desc" mode="mp:said"/>
      <xsl:apply-templates select="@until" mode="m:until"/>
      <xsl:apply-templates select="datatype | default | values"/>
      <xsl:apply-templates select="tei:valDesc"/>
      <xsl:if test="@instead">
        <p><xsl:value-of select="f:say('attribute.instead', @instead)"/></p>
      </xsl:if>
      <xsl:apply-templates select="." mode="mp:origin"/>
      <xsl:apply-templates select="tei:remarks | tei:exemplum"/>
    </dd>
  </xsl:template>

  <xsl:template match="tei:gloss" mode="mp:gloss">
    <xsl:text> </xsl:text>
    <span class="gloss"><xsl:apply-templates select="." mode="m:inside"/></span>
  </xsl:template>

  <xsl:template match="tei:desc" mode="mp:said">
    <p><xsl:apply-templates select="." mode="m:inside"/></p>
  </xsl:template>

  <xsl:template match="tei:desc[@e-block]" mode="mp:said">
    <div class="p"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

  <xsl:template match="attribute" mode="mp:usage">
    <xsl:if test="@usage = 'req' or @usage = 'rec'">
      <xsl:text> </xsl:text>
      <span class="usage"><xsl:value-of select="f:say(concat('attribute.', @usage))"/></span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="datatype">
    <p class="model">
      <xsl:value-of select="concat(f:say('attribute.value'), ' ')"/>
      <xsl:apply-templates select="part" mode="m:model"/>
    </p>
  </xsl:template>

  <!-- A datatype that has parts within parts is a list, which no paragraph may hold. -->
  <xsl:template match="datatype[part/part/part]">
    <div class="model p">
      <xsl:value-of select="concat(f:say('attribute.value'), ' ')"/>
      <xsl:apply-templates select="part" mode="m:model"/>
    </div>
  </xsl:template>

  <xsl:template match="default">
    <p>
      <xsl:value-of select="concat(f:say('attribute.default'), ' ')"/>
      <code><xsl:value-of select="normalize-space()"/></code>
    </p>
  </xsl:template>

  <xsl:template match="values" mode="m:row">
    <section class="row">
      <h2><xsl:value-of select="f:say('attribute.values')"/></h2>
      <div><xsl:apply-templates select="."/></div>
    </section>
  </xsl:template>

  <xsl:template match="values">
    <p><xsl:value-of select="f:say(concat('attribute.', @type))"/></p>
    <dl class="lines"><xsl:apply-templates select="value"/></dl>
  </xsl:template>

  <xsl:template match="value">
    <dt>
      <code><xsl:value-of select="@name"/></code>
      <xsl:apply-templates select="tei:gloss" mode="mp:gloss"/>
    </dt>
    <dd>
      <xsl:apply-templates select="tei:desc" mode="mp:said"/>
      <xsl:apply-templates select="@until" mode="m:until"/>
    </dd>
  </xsl:template>

  <xsl:template match="attribute" mode="mp:origin">
    <xsl:if test="@class">
      <p>
        <xsl:value-of select="concat(f:say('attribute.changed'), ' ')"/>
        <a href="{@href}"><xsl:value-of select="@class"/></a>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="given">
    <h3>
      <xsl:value-of select="concat(f:say('attribute.from'), ' ')"/>
      <a href="{@href}"><xsl:value-of select="@name"/></a>
    </h3>
    <dl class="lines"><xsl:apply-templates select="attribute"/></dl>
  </xsl:template>

  <xsl:template match="given/attribute">
    <dt>
      <a href="{@href}"><xsl:apply-templates select="." mode="m:code"/></a>
      <xsl:apply-templates select="." mode="mp:usage"/>
    </dt>
    <dd><xsl:apply-templates select="summary" mode="m:summary"/></dd>
  </xsl:template>

  <xsl:template match="summary" mode="m:summary">
    <span>
      <xsl:apply-templates select="@e-lang" mode="m:attribute"/>
      <xsl:value-of select="."/>
    </span>
  </xsl:template>

</xsl:stylesheet>

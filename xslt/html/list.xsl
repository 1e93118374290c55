<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists: items with the labels that the source prints, lists of names, lists of works. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <xsl:template match="tei:list | tei:listBibl | tei:listPerson | tei:listPlace | tei:listOrg
                       | tei:listEvent | tei:listWit | tei:particDesc">
    <div class="{local-name()}">
      <xsl:if test="not(self::tei:list)">
        <xsl:attribute name="class">registers</xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="tei:head"/>
      <ul><xsl:apply-templates select="*[not(self::tei:head)]" mode="mp:spaced"/></ul>
      <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="tei:list[tei:label]">
    <div class="list">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="tei:head"/>
      <dl><xsl:apply-templates select="*[not(self::tei:head)]" mode="mp:spaced"/></dl>
      <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
    </div>
  </xsl:template>

  <!-- A list within a line has its items in that line: words, which spaces part. -->
  <xsl:template match="*" mode="mp:spaced">
    <xsl:if test="contains(concat(' ', ../@rend, ' ', ../@type, ' '), ' inline ')">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:apply-templates select="." mode="mp:item"/>
  </xsl:template>

  <xsl:template match="tei:list[tei:label]/*" mode="mp:spaced">
    <xsl:if test="contains(concat(' ', ../@rend, ' ', ../@type, ' '), ' inline ')">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:apply-templates select="." mode="mp:gloss"/>
  </xsl:template>

  <xsl:template match="*" mode="mp:item">
    <li><xsl:apply-templates select="."/></li>
  </xsl:template>

  <xsl:template match="tei:item" mode="mp:item">
    <li>
      <xsl:apply-templates select="." mode="m:inside"/>
    </li>
  </xsl:template>

  <xsl:template match="tei:person | tei:place | tei:org | tei:event" mode="mp:item">
    <xsl:apply-templates select="." mode="m:entry"/>
    <xsl:apply-templates mode="mp:item"
      select="tei:person | tei:place | tei:org | tei:event | tei:listPlace"/>
  </xsl:template>

  <xsl:template match="*" mode="mp:gloss">
    <dd><xsl:apply-templates select="."/></dd>
  </xsl:template>

  <xsl:template match="tei:label | tei:headLabel" mode="mp:gloss">
    <dt>
      <xsl:apply-templates select="." mode="m:inside"/>
    </dt>
  </xsl:template>

  <xsl:template match="tei:item | tei:headItem" mode="mp:gloss">
    <dd>
      <xsl:apply-templates select="." mode="m:inside"/>
    </dd>
  </xsl:template>

</xsl:stylesheet>

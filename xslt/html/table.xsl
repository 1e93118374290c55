<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables: rows and cells, label cells as headers, spans kept. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <!-- A wide table scrolls within itself, never the page; so it can be reached by keyboard. -->
  <xsl:template match="tei:table">
    <div class="wide" tabindex="0" role="group">
      <xsl:attribute name="aria-label">
        <xsl:value-of select="normalize-space(tei:head)"/>
        <xsl:if test="not(tei:head)"><xsl:value-of select="f:say('table.table')"/></xsl:if>
      </xsl:attribute>
      <table>
        <xsl:apply-templates select="@*" mode="m:attribute"/>
        <xsl:if test="tei:head">
          <caption>
            <xsl:apply-templates select="tei:head[1]" mode="m:inside"/>
            <xsl:for-each select="tei:head[position() != 1]">
              <br/>
              <span><xsl:apply-templates select="." mode="m:inside"/></span>
            </xsl:for-each>
          </caption>
        </xsl:if>
        <xsl:apply-templates select="tei:row"/>
      </table>
      <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
      <xsl:apply-templates select="*[last()]" mode="mp:between"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:row">
    <tr>
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="tei:cell"/>
    </tr>
  </xsl:template>

  <xsl:template match="tei:cell">
    <td><xsl:apply-templates select="." mode="mp:cell"/></td>
  </xsl:template>

  <xsl:template match="tei:cell[@role = 'label'] | tei:row[@role = 'label']/tei:cell">
    <th scope="{substring('rowcol', 1 + 3 * boolean(../@role = 'label'), 3)}">
      <xsl:apply-templates select="." mode="mp:cell"/>
    </th>
  </xsl:template>

  <xsl:template match="tei:cell" mode="mp:cell">
    <xsl:if test="@cols &gt; 1">
      <xsl:attribute name="colspan"><xsl:value-of select="number(@cols)"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="@rows &gt; 1">
      <xsl:attribute name="rowspan"><xsl:value-of select="number(@rows)"/></xsl:attribute>
    </xsl:if>
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:if test="not(preceding-sibling::tei:cell)">
      <xsl:apply-templates select="../preceding-sibling::*[1]" mode="mp:between"/>
    </xsl:if>
    <xsl:apply-templates select="preceding-sibling::*[1]" mode="mp:between"/>
    <xsl:apply-templates select="." mode="m:content"/>
    <xsl:if test="not(following-sibling::tei:cell)">
      <xsl:apply-templates select="../*[last()]" mode="mp:between"/>
    </xsl:if>
  </xsl:template>

  <!-- HTML has no room between rows and cells: what stands there, such as the break of a page,
       stands at the head of the next cell, or after the last. -->
  <xsl:template match="tei:row | tei:cell" mode="mp:between"/>

  <xsl:template match="*" mode="mp:between">
    <xsl:apply-templates select="preceding-sibling::*[1]" mode="mp:between"/>
    <xsl:apply-templates select="self::*[not(self::tei:head)]"/>
  </xsl:template>

</xsl:stylesheet>

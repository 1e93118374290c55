<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: the author's are called in place and stand at the end; the editors' are for the page only. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:key name="authorial-note" match="tei:text//tei:note[not(@type = 'editorial' or @resp)]" use="'all'"/>

  <xsl:template match="tei:note">
    <xsl:if test="$notes = 'yes' and not(@type = 'editorial' or @resp)">
      <xsl:value-of select="concat('[', @e-number, ']')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="/" mode="notes">
    <xsl:if test="$notes = 'yes'">
      <xsl:apply-templates select="key('authorial-note', 'all')" mode="body"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="body">
    <block>
      <xsl:value-of select="concat('[', @e-number, '] ')"/>
      <xsl:apply-templates/>
    </block>
  </xsl:template>

</xsl:stylesheet>

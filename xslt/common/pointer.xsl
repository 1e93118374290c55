<?xml version="1.0" encoding="UTF-8"?>
<!-- What an empty pointer of a bibliographic reference is called by: the key of the work, without
     the prefix that says where works are listed. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  exclude-result-prefixes="m">

  <xsl:template match="@target" mode="m:key">
    <xsl:choose>
      <xsl:when test="contains(., ':') and not(contains(., '//'))">
        <xsl:value-of select="normalize-space(substring-after(., ':'))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space(translate(., '#', ''))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>

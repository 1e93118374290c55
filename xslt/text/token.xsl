<?xml version="1.0" encoding="UTF-8"?>
<!-- Tokens: between words and punctuation that say they are joined, white space is none of the
     text. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:w[@join] | tei:pc[@join]">
    <xsl:if test="@join = 'left' or @join = 'both'">
      <glue/>
    </xsl:if>
    <part id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </part>
    <xsl:if test="@join = 'right' or @join = 'both'">
      <glue/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>

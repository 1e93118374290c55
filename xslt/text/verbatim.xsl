<?xml version="1.0" encoding="UTF-8"?>
<!-- White space that the encoding wants kept. Only documents that speak of xml:space pay for this
     look at each of their texts. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:template match="text()" mode="between-blocks">
    <xsl:apply-templates select="."/>
  </xsl:template>

  <xsl:template match="text()">
    <xsl:choose>
      <xsl:when test="../@xml:space = 'preserve'">
        <verbatim>
          <xsl:value-of select="."/>
        </verbatim>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>

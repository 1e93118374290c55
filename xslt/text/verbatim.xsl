<?xml version="1.0" encoding="UTF-8"?>
<!-- White space that the encoding wants kept. Only documents that speak of xml:space pay for this
     look at each of their texts. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="text()" mode="between-blocks">
    <xsl:if test="normalize-space()">
      <xsl:apply-templates select="."/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="text()">
    <xsl:choose>
      <xsl:when test="../@xml:space = 'preserve' and (normalize-space() or not(../self::tei:text
        or ../self::tei:group or ../self::tei:floatingText or ../self::tei:lg or ../self::tei:sp
        or ../self::tei:spGrp or ../self::tei:list or ../self::tei:listBibl or ../self::tei:castList
        or ../self::tei:table or ../self::tei:row or ../self::tei:surface or ../self::tei:zone))">
        <verbatim>
          <xsl:value-of select="."/>
        </verbatim>
      </xsl:when>
      <!-- Between blocks nothing but their border stands, whatever is said of white space. -->
      <xsl:otherwise>
        <xsl:value-of select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>

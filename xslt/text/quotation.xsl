<?xml version="1.0" encoding="UTF-8"?>
<!-- Quotation marks: kept where the source has them, generated where the header says they were left out. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:variable name="marks-left-out"
    select="$reading and boolean(/*/tei:teiHeader/tei:encodingDesc/tei:editorialDecl/tei:quotation[@marks = 'none'])"/>

  <xsl:template match="tei:q | tei:said | tei:quote[not(tei:p or tei:lg or tei:l)]">
    <xsl:variable name="inner" select="count(ancestor::tei:q | ancestor::tei:said | ancestor::tei:quote) mod 2"/>
    <part>
      <xsl:apply-templates select="@xml:id | @e-ref"/>
      <xsl:if test="$marks-left-out">
        <xsl:value-of select="substring('“‘', 1 + $inner, 1)"/>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="$marks-left-out">
        <xsl:value-of select="substring('”’', 1 + $inner, 1)"/>
      </xsl:if>
    </part>
  </xsl:template>

</xsl:stylesheet>

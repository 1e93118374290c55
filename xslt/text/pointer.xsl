<?xml version="1.0" encoding="UTF-8"?>
<!-- Works that a bibliographic reference only points to are called by their keys. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <xsl:template match="tei:bibl/tei:ptr">
    <part id="{@xml:id}{@e-ref}">
      <xsl:apply-templates select="@target" mode="m:key"/>
    </part>
    <xsl:if test="following-sibling::node()[1]/self::*"><space/></xsl:if>
  </xsl:template>

</xsl:stylesheet>

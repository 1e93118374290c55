<?xml version="1.0" encoding="UTF-8"?>
<!-- Words that the source sets off: how, its style sheet says by what @rend states. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <xsl:template match="tei:hi"><xsl:apply-templates select="." mode="m:wrap"/></xsl:template>

</xsl:stylesheet>

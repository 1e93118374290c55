<?xml version="1.0" encoding="UTF-8"?>
<!-- Coordinates, which are for machines, and registers that stand in the text itself. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <xsl:template match="tei:geo">
    <code class="geo"><xsl:apply-templates select="." mode="m:inside"/></code>
  </xsl:template>

</xsl:stylesheet>

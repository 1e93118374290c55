<?xml version="1.0" encoding="UTF-8"?>
<!-- Title pages: what they print, part by part. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <xsl:template match="tei:titlePage | tei:docTitle | tei:titlePart | tei:docAuthor
                       | tei:docImprint | tei:docEdition | tei:docDate | tei:imprimatur">
    <div class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

</xsl:stylesheet>

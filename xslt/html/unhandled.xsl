<?xml version="1.0" encoding="UTF-8"?>
<!-- What no other module renders: its text with its name as a class, so that nothing vanishes. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m tei">

  <xsl:template match="*" priority="-1">
    <xsl:element name="{f:element(., 'span')}">
      <xsl:attribute name="class">
        <xsl:value-of select="concat('unhandled ', local-name())"/>
      </xsl:attribute>
      <xsl:apply-templates select="." mode="m:inside"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" priority="-1"/>

</xsl:stylesheet>

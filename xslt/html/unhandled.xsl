<?xml version="1.0" encoding="UTF-8"?>
<!-- What no other module renders: its text with its name as a class, so that nothing vanishes. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m tei">

  <xsl:template match="*" priority="-1">
    <xsl:choose>
      <xsl:when test="@e-block">
        <div class="unhandled {local-name()}">
          <xsl:apply-templates select="." mode="m:inside"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <span class="unhandled {local-name()}">
          <xsl:apply-templates select="." mode="m:inside"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" priority="-1"/>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Drama: the speaker on a line, the speech below it, stage directions in their place. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:sp | tei:div/tei:stage | tei:div1/tei:stage | tei:div2/tei:stage | tei:body/tei:stage">
    <block id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </block>
  </xsl:template>

  <xsl:template match="tei:speaker | tei:sp/tei:stage | tei:sp/tei:p | tei:sp/tei:ab | tei:castItem | tei:castGroup/tei:head">
    <line id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </line>
  </xsl:template>

</xsl:stylesheet>

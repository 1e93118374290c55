<?xml version="1.0" encoding="UTF-8"?>
<!-- Trees and networks as text: their labels in the order of the encoding. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <xsl:template match="tei:graph | tei:node | tei:arc | tei:tree | tei:root | tei:iNode
                       | tei:leaf | tei:eTree | tei:eLeaf | tei:triangle | tei:forest
                       | tei:listForest">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

</xsl:stylesheet>

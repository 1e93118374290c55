<?xml version="1.0" encoding="UTF-8"?>
<!-- What is known of persons, places and things, where a text itself says it; an entry of a
     register is shown in the index. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <xsl:template match="tei:person | tei:personGrp | tei:persona | tei:org | tei:place
                       | tei:event | tei:object | tei:nym | tei:listNym | tei:listObject
                       | tei:listRelation | tei:affiliation | tei:age | tei:birth | tei:death
                       | tei:education | tei:faith | tei:floruit | tei:gender
                       | tei:langKnowledge | tei:langKnown | tei:nationality | tei:occupation
                       | tei:persPronouns | tei:residence | tei:sex | tei:socecStatus
                       | tei:state | tei:trait | tei:terrain | tei:climate | tei:population
                       | tei:location | tei:geogFeat">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

  <!-- A relation that has no words is for machines. -->
  <xsl:template match="tei:relation">
    <span class="relation">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="tei:desc"/>
    </span>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Records: what TEI lets hold no text of its own, but to lay it out. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <xsl:template mode="m:content"
    match="tei:address | tei:altIdentifier | tei:annotationBlock | tei:attDef
           | tei:attList | tei:binding | tei:bindingDesc | tei:biblFull
           | tei:broadcast | tei:cit | tei:classSpec | tei:classes | tei:climate
           | tei:constraintSpec | tei:correspAction | tei:correspContext | tei:correspDesc
           | tei:custodialHist | tei:dataSpec | tei:decoDesc | tei:eLeaf | tei:eTree
           | tei:editionStmt | tei:elementSpec | tei:entry | tei:event | tei:fileDesc
           | tei:forest | tei:graph | tei:handDesc | tei:handNotes | tei:history | tei:hom
           | tei:keywords | tei:langKnowledge | tei:langUsage | tei:layoutDesc
           | tei:listChange | tei:listForest | tei:listRef | tei:location | tei:locusGrp
           | tei:macroSpec | tei:model | tei:modelGrp | tei:modelSequence | tei:moduleSpec
           | tei:msContents | tei:msFrag | tei:msItem | tei:msItemStruct
           | tei:notatedMusic | tei:noteGrp | tei:notesStmt | tei:nym | tei:object | tei:org
           | tei:paramList | tei:paramSpec | tei:person | tei:personGrp | tei:persona
           | tei:place | tei:population | tei:profileDesc | tei:publicationStmt
           | tei:recordHist | tei:recording | tei:relatedItem | tei:schemaSpec
           | tei:scriptDesc | tei:scriptStmt | tei:seal | tei:sealDesc | tei:seriesStmt
           | tei:setting | tei:specGrp | tei:state | tei:superEntry | tei:supportDesc
           | tei:terrain | tei:textClass | tei:textDesc | tei:titleStmt | tei:trait | tei:tree
           | tei:triangle | tei:typeDesc | tei:valItem | tei:valList">
    <xsl:choose>
      <xsl:when test="2 * count(text()) &lt;= count(node())">
        <xsl:for-each select="node()">
          <xsl:if test="self::*[not(self::tei:pc or self::tei:note or @e-call)]">
            <xsl:call-template name="apart"/>
          </xsl:if>
          <xsl:apply-templates select="."/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Data side by side, as in records: words of their own, also where the encoding has nothing between them. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <!-- What TEI lets hold no text of its own, but to lay it out. -->
  <xsl:template match="tei:address | tei:altIdentifier | tei:analytic | tei:annotationBlock | tei:biblFull
    | tei:biblStruct | tei:binding | tei:broadcast | tei:cit | tei:dimensions | tei:eLeaf | tei:eTree
    | tei:editionStmt | tei:fileDesc | tei:forest | tei:graph | tei:imprint | tei:listForest | tei:listRef
    | tei:locusGrp | tei:monogr | tei:notatedMusic | tei:noteGrp | tei:notesStmt | tei:publicationStmt
    | tei:recording | tei:relatedItem | tei:respStmt | tei:scriptStmt | tei:seal | tei:seriesStmt | tei:titleStmt
    | tei:tree | tei:triangle">
    <part id="{@xml:id}{@e-ref}">
      <xsl:call-template name="data"/>
    </part>
  </xsl:template>

  <!-- The parts of a manuscript's description are lines, as they are blocks of a page. -->
  <xsl:template match="tei:opener/tei:address | tei:closer/tei:address | tei:msIdentifier | tei:objectIdentifier
    | tei:msContents | tei:msItem | tei:msItemStruct | tei:physDesc | tei:objectDesc | tei:supportDesc
    | tei:layoutDesc | tei:handDesc | tei:scriptDesc | tei:typeDesc | tei:decoDesc | tei:bindingDesc | tei:sealDesc
    | tei:history | tei:additional | tei:adminInfo | tei:recordHist | tei:custodialHist">
    <line id="{@xml:id}{@e-ref}">
      <xsl:call-template name="data"/>
    </line>
  </xsl:template>

  <xsl:template match="tei:listBibl/tei:biblStruct | tei:listBibl/tei:biblFull | tei:msDesc | tei:msFrag | tei:msPart">
    <block id="{@xml:id}{@e-ref}">
      <xsl:call-template name="data"/>
    </block>
  </xsl:template>

  <!-- What may hold text as well: of that its data are apart. Elsewhere borders stay as encoded. -->
  <xsl:template match="tei:bibl | tei:extent | tei:measureGrp | tei:series | tei:support">
    <part id="{@xml:id}{@e-ref}">
      <xsl:call-template name="data-and-text"/>
    </part>
  </xsl:template>

  <xsl:template match="tei:castItem | tei:listWit | tei:witness | tei:musicNotation | tei:additions | tei:accMat | tei:origin | tei:provenance
    | tei:acquisition | tei:surrogates | tei:condition | tei:collation | tei:foliation">
    <line id="{@xml:id}{@e-ref}">
      <xsl:call-template name="data-and-text"/>
    </line>
  </xsl:template>

  <xsl:template match="tei:div/tei:bibl | tei:listBibl/tei:bibl | tei:docImprint">
    <block id="{@xml:id}{@e-ref}">
      <xsl:call-template name="data-and-text"/>
    </block>
  </xsl:template>

  <xsl:template name="data">
    <xsl:choose>
      <xsl:when test="2 * count(text()) &lt;= count(node())">
        <xsl:for-each select="node()">
          <xsl:if test="self::*[not(self::tei:pc or self::tei:note)]">
            <xsl:call-template name="apart"/>
          </xsl:if>
          <xsl:apply-templates select="."/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="data-and-text">
    <xsl:choose>
      <xsl:when test="2 * count(text()) &lt;= count(node())">
        <xsl:for-each select="node()">
          <xsl:if test="self::*[contains($data, concat(' ', local-name(), ' '))]">
            <xsl:call-template name="apart"/>
          </xsl:if>
          <xsl:apply-templates select="."/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="data" select="concat(' actor author bibl biblScope biblStruct case cit citedRange colloc',
    ' date def depth dictScrap dim dimensions distributor docDate edition editor etym explicit extent form funder',
    ' gen gloss gram gramGrp height iType idno incipit lang lbl material measure meeting mentioned mood num',
    ' number objectType origDate origPlace orth per pos principal pron pubPlace publisher re ref relatedItem resp',
    ' respStmt role roleDesc sense series sponsor stress subc textLang title tns unit usg watermark width xr ')"/>

  <xsl:template name="apart">
    <xsl:if test="preceding-sibling::*[1] and not(preceding-sibling::node()[1]/self::text())">
      <space/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>

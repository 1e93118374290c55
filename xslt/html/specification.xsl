<?xml version="1.0" encoding="UTF-8"?>
<!-- Specifications of a schema within a text: what is declared by its name, then what is said of
     it; the documentation of a schema has pages of its own. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m mp tei">

  <xsl:template match="tei:altIdent | tei:attDef | tei:attList | tei:classSpec | tei:classes
                       | tei:constraint | tei:constraintSpec | tei:content | tei:dataSpec
                       | tei:datatype | tei:defaultVal | tei:elementSpec | tei:equiv
                       | tei:exemplum | tei:macroSpec | tei:model | tei:modelGrp
                       | tei:modelSequence | tei:moduleSpec | tei:outputRendition | tei:param
                       | tei:paramList | tei:paramSpec | tei:remarks | tei:schemaSpec
                       | tei:specDesc | tei:specGrp | tei:specList | tei:valDesc | tei:valItem
                       | tei:valList | tei:listRef">
    <xsl:choose>
      <xsl:when test="@e-block or parent::tei:div or parent::tei:body or parent::tei:back">
        <div class="{local-name()}"><xsl:apply-templates select="." mode="mp:specified"/></div>
      </xsl:when>
      <xsl:otherwise>
        <span class="{local-name()}"><xsl:apply-templates select="." mode="mp:specified"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="mp:specified">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:if test="@ident | @key">
      <code><xsl:value-of select="@ident | @key"/></code>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:apply-templates select="." mode="m:content"/>
  </xsl:template>

  <!-- What only points at a declaration is the name that it points with. -->
  <xsl:template match="tei:alternate | tei:anyElement | tei:attRef | tei:classRef | tei:dataFacet
                       | tei:dataRef | tei:elementRef | tei:empty | tei:macroRef | tei:memberOf
                       | tei:moduleRef | tei:sequence | tei:specGrpRef | tei:textNode">
    <span class="{local-name()}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

</xsl:stylesheet>

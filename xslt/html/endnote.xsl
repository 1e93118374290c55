<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes that stand apart from the words that they are about: what the text calls them by becomes
     their call. Preparation has found out which. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <xsl:template match="tei:text//tei:note[@e-apart]" priority="1"/>

  <xsl:template match="tei:ref[@e-call] | tei:ptr[@e-call] | tei:note[@e-call]" priority="1">
    <xsl:choose>
      <xsl:when test="@xml:id or @e-ref">
        <span id="{@xml:id}{@e-ref}">
          <xsl:apply-templates select="id(@e-call)" mode="m:called"/>
        </span>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="id(@e-call)" mode="m:called"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What points to a note in words of its own stays as it is; an empty pointer says which. -->
  <xsl:template match="tei:ref[@e-number-of] | tei:ptr[@e-number-of] | tei:note[@e-number-of]"
    priority="1">
    <a href="#{@e-number-of}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="id(@e-number-of)" mode="m:sign"/>
    </a>
  </xsl:template>

  <!-- The page has no place for what only held such notes, but for what points there. -->
  <xsl:template priority="3"
    match="tei:back[@e-emptied] | tei:div[@e-emptied] | tei:div1[@e-emptied] | tei:div2[@e-emptied]
           | tei:div3[@e-emptied] | tei:p[@e-emptied] | tei:ab[@e-emptied]
           | tei:list[@e-emptied] | tei:noteGrp[@e-emptied]">
    <xsl:apply-templates select="." mode="m:emptied"/>
  </xsl:template>

  <xsl:template match="*" mode="m:emptied">
    <xsl:apply-templates select="." mode="m:anchor"/>
    <xsl:apply-templates select="*" mode="m:emptied"/>
  </xsl:template>

  <xsl:template match="tei:note" mode="m:emptied"/>

</xsl:stylesheet>

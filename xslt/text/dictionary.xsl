<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries: the parts of an entry are words of their own, also where nothing stands between. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:form | tei:orth | tei:pron | tei:gramGrp | tei:gram | tei:pos | tei:gen | tei:number
    | tei:case | tei:per | tei:tns | tei:mood | tei:iType | tei:subc | tei:colloc | tei:def | tei:usg | tei:etym
    | tei:lang | tei:xr | tei:entry/tei:cit | tei:entryFree/tei:cit | tei:hom/tei:cit | tei:sense/tei:cit
    | tei:re/tei:cit">
    <xsl:if test="preceding-sibling::node()[1]/self::*"><space/></xsl:if>
    <part id="{@xml:id}{@e-ref}">
      <xsl:apply-templates/>
    </part>
  </xsl:template>

  <!-- A sign in the place of the headword; empty, it is the sign that print has for it. -->
  <xsl:template match="tei:oRef[not(node())] | tei:pRef[not(node())]">
    <part id="{@xml:id}{@e-ref}"><xsl:text>~</xsl:text></part>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- What has no template of its own gives its text; what is named by an id stays nameable. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:math="http://www.w3.org/1998/Math/MathML"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="math tei">

  <!-- A test within, not a predicate in the pattern: libxslt would count siblings for each. -->
  <xsl:template match="*">
    <xsl:choose>
      <xsl:when test="@xml:id or @e-ref">
        <part id="{@xml:id}{@e-ref}">
          <xsl:apply-templates/>
        </part>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Data of an image is no text, nor is a formula read twice that is there in a second notation. -->
  <xsl:template match="tei:binaryObject | math:annotation | math:annotation-xml"/>

  <!-- What is data about the text, or an editor's register, wherever it stands, is never text. -->
  <xsl:template match="tei:teiHeader | tei:standOff | tei:facsimile | tei:sourceDoc | tei:certainty
    | tei:precision | tei:respons | tei:figDesc | tei:desc | tei:index | tei:interp | tei:interpGrp
    | tei:span | tei:spanGrp | tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent
    | tei:listObject | tei:listNym | tei:listRelation | tei:listApp | tei:witDetail
    | tei:listAnnotation | tei:fs | tei:fLib | tei:fvLib | comment() | processing-instruction()"/>

</xsl:stylesheet>

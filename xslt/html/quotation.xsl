<?xml version="1.0" encoding="UTF-8"?>
<!-- Quotations and what stands in quotation marks. The marks are those of the source; HTML's q is
     used only where the document declares that it kept none, for HTML forbids both at once. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <xsl:variable name="marks-left-out" select="boolean(/tei:TEI/tei:teiHeader/tei:encodingDesc
    /tei:editorialDecl/tei:quotation[@marks = 'none'])"/>

  <xsl:template match="tei:q | tei:quote">
    <xsl:choose>
      <xsl:when test="@e-block or parent::tei:cit[parent::tei:div or parent::tei:body]
                      or parent::tei:div or parent::tei:body">
        <blockquote><xsl:apply-templates select="." mode="m:inside"/></blockquote>
      </xsl:when>
      <xsl:when test="$marks-left-out">
        <q><xsl:apply-templates select="." mode="m:inside"/></q>
      </xsl:when>
      <xsl:otherwise>
        <span class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:cit">
    <xsl:choose>
      <xsl:when test="parent::tei:div or parent::tei:body or @e-block">
        <div class="cit"><xsl:apply-templates select="." mode="m:inside"/></div>
      </xsl:when>
      <xsl:otherwise>
        <span class="cit"><xsl:apply-templates select="." mode="m:inside"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>

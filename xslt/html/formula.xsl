<?xml version="1.0" encoding="UTF-8"?>
<!-- Formulae: MathML as browsers show it, of its elements and attributes those that do no more
     than set; TeX and other notations as they were written. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:math="http://www.w3.org/1998/Math/MathML"
  exclude-result-prefixes="m mp tei math">

  <xsl:template match="tei:formula">
    <code class="formula"><xsl:apply-templates select="." mode="m:inside"/></code>
  </xsl:template>

  <xsl:template match="tei:formula[math:*]">
    <span class="formula"><xsl:apply-templates select="." mode="m:inside"/></span>
  </xsl:template>

  <xsl:template match="tei:formula[@e-block]">
    <div class="formula"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

  <!-- What is not of this list is no more than the words in it. -->
  <xsl:template match="math:*"><xsl:apply-templates/></xsl:template>

  <xsl:template match="math:math | math:mi | math:mn | math:mo | math:ms | math:mtext | math:mspace
                       | math:mrow | math:mfrac | math:msqrt | math:mroot | math:mstyle
                       | math:merror | math:mpadded | math:mphantom | math:msub | math:msup
                       | math:msubsup | math:munder | math:mover | math:munderover
                       | math:mmultiscripts | math:mprescripts | math:mtable | math:mtr
                       | math:mtd | math:semantics">
    <xsl:element name="{local-name()}">
      <xsl:apply-templates select="@*" mode="mp:math"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- A second notation of the same formula would be read twice. -->
  <xsl:template match="math:annotation | math:annotation-xml"/>

  <xsl:template match="@*" mode="mp:math"/>

  <xsl:template match="@display | @mathvariant | @linethickness | @columnspan | @rowspan | @accent
                       | @accentunder | @stretchy | @fence | @separator | @form | @largeop
                       | @movablelimits | @symmetric | @displaystyle | @scriptlevel | @dir | @width
                       | @height | @depth | @lspace | @rspace" mode="mp:math">
    <xsl:attribute name="{name()}"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <!-- Music in a notation of its own is shown by its image and its description. -->
  <xsl:template match="tei:notatedMusic">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

</xsl:stylesheet>

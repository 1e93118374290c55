<?xml version="1.0" encoding="UTF-8"?>
<!-- Plain text: the reading text and the diplomatic text, as a tree that Python folds. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:edition="https://tei-edition.org/ns/format"
  exclude-result-prefixes="tei edition">

  <edition:format extension="txt" media-type="text/plain" profiles="reading diplomatic"/>

  <!-- reading: as corrected and regularised; diplomatic: as the source has it -->
  <xsl:param name="profile" select="'reading'"/>
  <!-- yes: calls in the text and the authors' notes at its end; no: neither, as in passages -->
  <xsl:param name="notes" select="'yes'"/>

  <xsl:variable name="reading" select="$profile != 'diplomatic'"/>

  <xsl:include href="text/unhandled.xsl"/>
  <xsl:include href="text/structure.xsl"/>
  <xsl:include href="text/verse.xsl"/>
  <xsl:include href="text/drama.xsl"/>
  <xsl:include href="text/list.xsl"/>
  <xsl:include href="text/table.xsl"/>
  <xsl:include href="text/quotation.xsl"/>
  <xsl:include href="text/correction.xsl"/>
  <xsl:include href="text/apparatus.xsl"/>
  <xsl:include href="text/transcription.xsl"/>
  <xsl:include href="text/break.xsl"/>
  <xsl:include href="text/note.xsl"/>

  <xsl:template match="/">
    <text>
      <xsl:apply-templates select="*/tei:text | */tei:TEI/tei:text | self::*[not(*/tei:text)]/*[not(self::tei:TEI)]"/>
      <xsl:apply-templates select="." mode="notes"/>
      <xsl:apply-templates select="." mode="apparatus"/>
    </text>
  </xsl:template>

</xsl:stylesheet>

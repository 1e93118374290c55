<?xml version="1.0" encoding="UTF-8"?>
<!-- Plain text in four profiles, as a tree that Python folds. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:edition="https://tei-edition.org/ns/format"
  exclude-result-prefixes="tei edition">

  <edition:format extension="txt" media-type="text/plain" profiles="reading diplomatic"
    on-request="spoken search.jsonl"/>

  <!-- reading: as corrected and regularised; diplomatic: as the source has it; spoken: what is
       said on the stage; search: every form of every word, and what is no text in fields -->
  <xsl:param name="profile" select="'reading'"/>
  <!-- yes: calls in the text and the authors' notes at its end; no: neither, as in passages -->
  <xsl:param name="notes" select="'yes'"/>
  <!-- Of a long text: behind which node of the body to begin, and up to which to go; 0: none. -->
  <xsl:param name="behind"/>
  <xsl:param name="upto"/>

  <xsl:variable name="search" select="$profile = 'search'"/>
  <xsl:variable name="spoken" select="$profile = 'spoken'"/>
  <xsl:variable name="diplomatic" select="$profile = 'diplomatic'"/>
  <xsl:variable name="reading" select="not($diplomatic or $search)"/>

  <xsl:include href="common/language.xsl"/>
  <xsl:include href="common/quotation.xsl"/>
  <xsl:include href="common/apparatus.xsl"/>
  <xsl:include href="common/transcription.xsl"/>
  <xsl:include href="common/pointer.xsl"/>
  <xsl:include href="text/unhandled.xsl"/>
  <xsl:include href="text/structure.xsl"/>
  <xsl:include href="text/verbatim.xsl" edition:for="xml:space"/>
  <xsl:include href="text/verse.xsl"/>
  <xsl:include href="text/drama.xsl"/>
  <xsl:include href="text/apart.xsl"/>
  <xsl:include href="text/utterance.xsl"/>
  <xsl:include href="text/dictionary.xsl" edition:for="entry entryFree"/>
  <xsl:include href="text/list.xsl"/>
  <xsl:include href="text/table.xsl"/>
  <xsl:include href="text/quotation.xsl"/>
  <xsl:include href="text/correction.xsl"/>
  <xsl:include href="text/apparatus.xsl"/>
  <xsl:include href="text/transcription.xsl"/>
  <xsl:include href="text/source.xsl"/>
  <xsl:include href="text/ruby.xsl"/>
  <xsl:include href="text/pointer.xsl"/>
  <xsl:include href="text/token.xsl" edition:for="join"/>
  <xsl:include href="text/break.xsl"/>
  <xsl:include href="text/note.xsl"/>
  <xsl:include href="text/endnote.xsl" edition:for="note"/>
  <xsl:include href="text/spoken.xsl"/>
  <xsl:include href="text/search.xsl"/>

  <xsl:template match="/">
    <text>
      <!-- A soft hyphen says where a word may be broken; only the diplomatic text shows it. -->
      <xsl:if test="$reading or $search">
        <xsl:attribute name="without">&#xAD;</xsl:attribute>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$spoken">
          <xsl:apply-templates select="descendant::tei:text/descendant::*[self::tei:sp or self::tei:u]" mode="spoken"/>
        </xsl:when>
        <xsl:when test="$upto &gt; 0">
          <xsl:apply-templates mode="between-blocks" select="tei:TEI/tei:text/tei:body
            /node()[position() &gt; $behind and position() &lt;= $upto]"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="*/tei:text | */tei:TEI/tei:text | $transcribed"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$notes = 'yes'">
        <xsl:apply-templates select="." mode="apart"/>
      </xsl:if>
    </text>
  </xsl:template>

  <!-- What stands behind the text: notes, apparatus; for a search, each field. -->
  <xsl:template match="/" mode="apart">
    <xsl:choose>
      <xsl:when test="$spoken"/>
      <xsl:when test="$search">
        <xsl:call-template name="fields"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="not(/*/@e-notes = 0)">
          <xsl:apply-templates mode="body"
            select="(descendant::tei:text | $transcribed)/descendant::tei:note">
            <xsl:sort select="@e-number" data-type="number"/>
          </xsl:apply-templates>
        </xsl:if>
        <xsl:if test="not($reading or /*/@e-readings = 0)">
          <xsl:apply-templates mode="apparatus"
            select="(descendant::tei:text | $transcribed)/descendant::tei:app"/>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Transcripts of speech: utterances with their speakers, pauses, and what is heard or seen
     beside the words. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <xsl:template match="tei:u | tei:annotationBlock | tei:writing">
    <div class="{local-name()}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:if test="@who">
        <p class="speaker"><xsl:apply-templates select="@who" mode="m:names"/></p>
      </xsl:if>
      <xsl:apply-templates select="." mode="m:content"/>
    </div>
  </xsl:template>

  <!-- A translation that stands beside an utterance is read there; all else that is said in spans
       of words is for machines. -->
  <xsl:template priority="1"
    match="tei:div/tei:spanGrp[@type = 'Translation' or @type = 'translation']
      | tei:annotationBlock/tei:spanGrp[@type = 'Translation' or @type = 'translation']">
    <div class="translation">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:for-each select="tei:span">
        <p><xsl:apply-templates select="." mode="m:inside"/></p>
      </xsl:for-each>
    </div>
  </xsl:template>

  <xsl:template match="tei:pause">
    <span class="pause">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:text>(–)</xsl:text>
      <xsl:apply-templates/>
    </span>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:shift">
    <span class="shift"><xsl:apply-templates select="@*" mode="m:attribute"/></span>
  </xsl:template>

  <xsl:template match="tei:vocal | tei:kinesic | tei:incident">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

  <!-- What somebody does beside the speech of another. -->
  <xsl:template match="tei:vocal[@who] | tei:kinesic[@who] | tei:incident[@who]" mode="m:content">
    <xsl:if test="not(ancestor::tei:u[@who = current()/@who])">
      <xsl:apply-templates select="@who" mode="m:names"/>
      <xsl:text>: </xsl:text>
    </xsl:if>
    <xsl:apply-templates/>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:recordingStmt | tei:recording | tei:broadcast | tei:equipment
                       | tei:scriptStmt">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Breaks and spaces: one space in the reading, none inside a word; new lines in the diplomatic text. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:lb | tei:pb | tei:cb | tei:gb">
    <xsl:if test="@xml:id or @e-ref">
      <mark id="{@xml:id}{@e-ref}"/>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$diplomatic">
        <line/>
      </xsl:when>
      <xsl:when test="@break = 'no'">
        <glue/>
      </xsl:when>
      <xsl:when test="preceding-sibling::node()[1]/self::text()[contains(., '&#xAD;')][contains(concat(normalize-space(), '|'), '&#xAD;|')]">
        <glue/>
      </xsl:when>
      <xsl:otherwise>
        <space/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:milestone">
    <mark id="{@xml:id}{@e-ref}"/>
  </xsl:template>

  <!-- A hyphen that is declared soft stands only where the word is broken. -->
  <xsl:template match="tei:pc[@force = 'weak' and following-sibling::*[1]/@break = 'no']">
    <xsl:if test="not($reading or $search)">
      <xsl:apply-templates/>
    </xsl:if>
  </xsl:template>

  <!-- Running heads and the controls of a web page belong to the source, not to its text. -->
  <xsl:template match="tei:fw">
    <xsl:if test="not($reading or $search)">
      <block id="{@xml:id}{@e-ref}">
        <xsl:apply-templates/>
      </block>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:space">
    <xsl:choose>
      <xsl:when test="not($search) and @quantity &gt; 1 and @quantity &lt; 200 and (@unit = 'chars' or not(@unit))">
        <glue/>
        <verbatim>
          <xsl:value-of select="substring($spaces, 1, @quantity)"/>
        </verbatim>
        <glue/>
      </xsl:when>
      <xsl:otherwise>
        <space/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What a pause parts are two words. -->
  <xsl:template match="tei:pause">
    <mark id="{@xml:id}{@e-ref}"/>
    <space/>
  </xsl:template>

  <xsl:variable name="ten-spaces" select="'          '"/>
  <xsl:variable name="fifty-spaces" select="concat($ten-spaces, $ten-spaces, $ten-spaces, $ten-spaces, $ten-spaces)"/>
  <xsl:variable name="spaces" select="concat($fifty-spaces, $fifty-spaces, $fifty-spaces, $fifty-spaces)"/>

</xsl:stylesheet>

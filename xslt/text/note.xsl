<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: the author's are called in place and stand at the end; the editors' are for the page only. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f tei">

  <!-- No key, nor elsewhere one that can be done without: whoever asks for one pays for all. -->
  <xsl:variable name="authors" select="/*/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:author/@xml:id"/>

  <xsl:template match="tei:note">
    <xsl:if test="$notes = 'yes' and not($search or $spoken or @e-apart)">
      <xsl:apply-templates select="." mode="call"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="call">
    <xsl:variable name="sign">
      <xsl:apply-templates select="." mode="sign"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="not(string($sign))"/>
      <xsl:when test="@e-opens">
        <opening>
          <xsl:value-of select="$sign"/>
        </opening>
      </xsl:when>
      <xsl:otherwise>
        <call>
          <xsl:value-of select="$sign"/>
        </call>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Nothing calls a note on a word that this text does not have. The apparatus of the diplomatic
       text has all readings, with their notes. -->
  <xsl:template match="tei:note" mode="sign">
    <xsl:variable name="editorial" select="@type[. = 'editorial']
      | @resp[. != '#author' and not(starts-with(., '#') and substring(., 2) = $authors)]"/>
    <xsl:choose>
      <xsl:when test="$editorial or not(@e-number)"/>
      <xsl:when test="@e-aside">
        <xsl:apply-templates select="." mode="sign-aside"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('[', @e-sign, @e-number[not(../@e-sign)], ']')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:note" mode="sign-aside">
    <xsl:variable name="views" select="concat(' ', @e-aside, ' ')"/>
    <xsl:if test="not(contains($views, ' list ')
                      or $reading and contains($views, ' source ')
                      or not($reading) and contains($views, ' read ')
                      or $reading and contains($views, ' app ') and f:is-aside(.))">
      <xsl:value-of select="concat('[', @e-sign, @e-number[not(../@e-sign)], ']')"/>
    </xsl:if>
  </xsl:template>

  <!-- A note of the apparatus stands with its readings. -->
  <xsl:template match="tei:app/tei:note | tei:rdgGrp/tei:note" mode="sign"/>

  <xsl:template match="tei:note" mode="body">
    <xsl:variable name="sign">
      <xsl:apply-templates select="." mode="sign"/>
    </xsl:variable>
    <xsl:if test="string($sign)">
      <block>
        <opening>
          <xsl:value-of select="concat($sign, ' ')"/>
        </opening>
        <xsl:apply-templates/>
      </block>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>

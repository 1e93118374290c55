<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: the author's are called in place and stand at the end; the editors' are for the page only. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <!-- No key, nor elsewhere one that can be done without: whoever asks for one pays for all. -->
  <xsl:variable name="authors" select="/*/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:author/@xml:id"/>

  <xsl:template match="tei:note">
    <xsl:if test="$notes = 'yes' and not($search or $spoken)">
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

  <!-- Nothing calls a note on a word that this text does not have. -->
  <xsl:template match="tei:note" mode="sign">
    <xsl:variable name="editorial" select="@type[. = 'editorial']
      | @resp[. != '#author' and not(starts-with(., '#') and substring(., 2) = $authors)]"/>
    <xsl:choose>
      <xsl:when test="$editorial"/>
      <xsl:when test="@e-number and not(@e-aside)">
        <xsl:value-of select="concat('[', @e-sign, @e-number[not(../@e-sign)], ']')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="sign-aside"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:note" mode="sign-aside">
    <xsl:variable name="unread" select="ancestor::tei:del[not(parent::tei:restore)] | ancestor::tei:fw
      | ancestor::tei:surplus | ancestor::tei:sic[../tei:corr] | ancestor::tei:orig[../tei:reg]
      | ancestor::tei:abbr[../tei:expan]"/>
    <xsl:variable name="unwritten" select="ancestor::tei:corr[../tei:sic]
      | ancestor::tei:reg[../tei:orig] | ancestor::tei:expan[../tei:abbr]"/>
    <xsl:if test="not(ancestor::tei:rdg[../tei:lem] | $unread[$reading] | $unwritten[not($reading)])">
      <xsl:value-of select="concat('[', @e-sign, @e-number[not(../@e-sign)], ']')"/>
    </xsl:if>
  </xsl:template>

  <!-- A note of the apparatus stands with its readings. -->
  <xsl:template match="tei:app/tei:note | tei:rdgGrp/tei:note" mode="sign"/>

  <xsl:template match="tei:note[ancestor::tei:listPerson or ancestor::tei:listPlace or ancestor::tei:listOrg
    or ancestor::tei:listEvent or ancestor::tei:listObject or ancestor::tei:listNym
    or ancestor::tei:listRelation or ancestor::tei:listApp]" mode="sign-aside"/>

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

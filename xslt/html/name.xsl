<?xml version="1.0" encoding="UTF-8"?>
<!-- Names, and other words that refer to something: links to the entry of a register. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp str tei">

  <!-- The names of which HTML makes links; the parts of a name do not count. -->
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:name | tei:rs | tei:geogName
                       | tei:eventName | tei:objectName | tei:country | tei:settlement | tei:region
                       | tei:district | tei:bloc">
    <xsl:choose>
      <!-- Most names are no more than that: words that lead to an entry. -->
      <xsl:when test="@e-href and not(*) and not(ancestor::tei:ref)">
        <a href="{@e-href}">
          <xsl:apply-templates select="@*[name() != 'ref']" mode="m:attribute"/>
          <xsl:apply-templates/>
        </a>
        <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="name-or-link"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="name-or-link">
    <xsl:variable name="href"><xsl:apply-templates select="." mode="m:href"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$href = '' or ancestor::tei:ref[@target] or descendant::*[@ref
        or self::tei:choice or self::tei:ref or self::tei:note or self::tei:date[@xml:id]]">
        <span class="name">
          <xsl:apply-templates select="@*" mode="m:attribute"/>
          <xsl:apply-templates select="." mode="m:link"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <a href="{$href}">
          <xsl:apply-templates select="@*[name() != 'ref']" mode="m:attribute"/>
          <xsl:apply-templates/>
        </a>
        <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The parts of a name, of a date, of a title's record: nothing to see in them, unless they
       are pointed at, point, or change the language. -->
  <xsl:template match="tei:roleName | tei:forename | tei:surname | tei:addName | tei:genName
                       | tei:nameLink | tei:offset | tei:publisher | tei:pubPlace | tei:author
                       | tei:editor | tei:resp | tei:edition | tei:biblScope">
    <xsl:if test="preceding-sibling::node()[1]/self::* and ancestor::tei:teiHeader
                  and not(../tei:monogr or parent::tei:monogr or parent::tei:analytic
                          or parent::tei:imprint or parent::tei:series or parent::tei:bibl
                          or ../parent::tei:biblFull)">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="@xml:id or @xml:lang or @ref">
        <span>
          <xsl:apply-templates select="@*" mode="m:attribute"/>
          <xsl:apply-templates select="." mode="m:link"/>
        </span>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where an element leads; empty if nowhere. -->
  <xsl:template priority="-0.4" match="*" mode="m:href">
    <xsl:value-of select="@e-href"/>
    <xsl:apply-templates select="@ref[not(../@e-href)]" mode="mp:href"/>
  </xsl:template>

  <xsl:template match="@ref" mode="mp:href">
    <xsl:variable name="pointer" select="substring-before(concat(normalize-space(), ' '), ' ')"/>
    <xsl:choose>
      <xsl:when test="not(starts-with($pointer, '#'))">
        <xsl:value-of select="f:address($pointer)"/>
      </xsl:when>
      <xsl:when test="f:target($pointer)"><xsl:value-of select="$pointer"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Links do not nest in HTML. What holds a link of its own links its other words piece by
       piece, so that every name stays within reach. -->
  <xsl:template priority="-0.4" match="*" mode="m:link">
    <xsl:variable name="href"><xsl:apply-templates select="." mode="m:href"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$href = '' or ancestor::tei:ref[@target]">
        <xsl:apply-templates/>
      </xsl:when>
      <xsl:when test="descendant::*[@ref or self::tei:choice or self::tei:ref or self::tei:note
                                    or self::tei:date[@xml:id]]">
        <xsl:apply-templates mode="mp:piece">
          <xsl:with-param name="href" select="string($href)"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <a href="{$href}"><xsl:apply-templates/></a>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="mp:piece">
    <xsl:param name="href"/>
    <a href="{$href}"><xsl:apply-templates select="."/></a>
  </xsl:template>

  <xsl:template match="text()" mode="mp:piece">
    <xsl:param name="href"/>
    <xsl:choose>
      <xsl:when test="normalize-space()"><a href="{$href}"><xsl:value-of select="."/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="mp:piece" priority="1"
    match="*[descendant-or-self::*[@ref or self::tei:choice or self::tei:ref or self::tei:note
                                   or self::tei:lb or self::tei:pb or self::tei:date[@xml:id]]]">
    <xsl:apply-templates select="."/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="mp:piece"/>

</xsl:stylesheet>

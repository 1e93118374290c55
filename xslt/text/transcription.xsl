<?xml version="1.0" encoding="UTF-8"?>
<!-- The state of a manuscript: what was added, deleted, lost, supplied, unclear. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f tei">

  <!-- What was deleted and restored after that stands. -->
  <xsl:template match="tei:del">
    <xsl:if test="not($reading) or f:stands(.)">
      <xsl:call-template name="marked">
        <xsl:with-param name="before" select="'⟦'"/>
        <xsl:with-param name="after" select="'⟧'"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:surplus">
    <xsl:if test="not($reading)">
      <xsl:call-template name="marked">
        <xsl:with-param name="before" select="'{'"/>
        <xsl:with-param name="after" select="'}'"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- A sign that tells how to read the page is none of its words. -->
  <xsl:template match="tei:metamark">
    <xsl:if test="not($reading or $search)">
      <xsl:call-template name="marked"/>
    </xsl:if>
  </xsl:template>

  <!-- What stands between its parts to lay out the source is no space of the text, but between two
       of one kind. -->
  <xsl:template match="tei:subst">
    <xsl:choose>
      <xsl:when test="$search and tei:del and tei:add">
        <xsl:call-template name="either">
          <xsl:with-param name="forms" select="tei:del | tei:add"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <part id="{@xml:id}{@e-ref}">
          <xsl:apply-templates select="* | text()[normalize-space()
            or name(preceding-sibling::*[1]) = name(following-sibling::*[1])]"/>
        </part>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:add">
    <xsl:call-template name="marked">
      <xsl:with-param name="before" select="'\'"/>
      <xsl:with-param name="after" select="'/'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:supplied">
    <xsl:variable name="lost" select="@reason = 'lost' or @reason = 'damage' or @reason = 'illegible'"/>
    <xsl:call-template name="marked">
      <xsl:with-param name="before" select="substring('⟨[', 1 + $lost, 1)"/>
      <xsl:with-param name="after" select="substring('⟩]', 1 + $lost, 1)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:unclear">
    <xsl:call-template name="marked">
      <xsl:with-param name="after" select="'[?]'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Deletions and additions across elements: from the mark to the anchor that it points at. -->
  <xsl:key name="span-end" match="tei:delSpan | tei:addSpan" use="substring-after(@spanTo, '#')"/>

  <xsl:key name="anchor" match="tei:anchor" use="concat('#', @xml:id)"/>

  <!-- Tests within, not predicates in the pattern: for those libxslt would build every key. -->
  <xsl:template match="tei:delSpan">
    <xsl:if test="key('anchor', @spanTo)">
      <xsl:choose>
        <xsl:when test="$reading">
          <hide until="{substring-after(@spanTo, '#')}"/>
        </xsl:when>
        <xsl:when test="not($search)">
          <opening>⟦</opening>
        </xsl:when>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:addSpan">
    <xsl:if test="not($reading or $search) and key('anchor', @spanTo)">
      <opening>\</opening>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:anchor">
    <xsl:variable name="begun" select="key('span-end', @xml:id[not(/*/@e-spans = 0)])"/>
    <xsl:choose>
      <xsl:when test="$begun">
        <part id="{@xml:id}{@e-ref}">
          <xsl:for-each select="$begun[not($reading or $search)]">
            <closing>
              <xsl:value-of select="substring('⟧/', 1 + boolean(self::tei:addSpan), 1)"/>
            </closing>
          </xsl:for-each>
        </part>
      </xsl:when>
      <xsl:otherwise>
        <mark id="{@xml:id}{@e-ref}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The signs are the diplomatic text's; in a search a word is found with and without what was
       added to it or taken from it. -->
  <xsl:template name="marked">
    <xsl:param name="before"/>
    <xsl:param name="after"/>
    <part id="{@xml:id}{@e-ref}">
      <xsl:choose>
        <xsl:when test="$search and not(parent::tei:subst[tei:del and tei:add]) and (self::tei:del or self::tei:add or self::tei:surplus)">
          <xsl:call-template name="first-or-last"/>
        </xsl:when>
        <xsl:when test="$reading or $search">
          <xsl:apply-templates/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="$before"/>
          <xsl:apply-templates/>
          <xsl:value-of select="$after"/>
        </xsl:otherwise>
      </xsl:choose>
    </part>
  </xsl:template>

  <!-- A sign outside of Unicode that the text leaves empty is what its description maps it to. -->
  <xsl:template match="tei:g[@e-glyph]">
    <part id="{@xml:id}{@e-ref}">
      <xsl:value-of select="@e-glyph"/>
    </part>
  </xsl:template>

  <!-- A sign that the source itself prints for what it lacks is kept. -->
  <xsl:template match="tei:gap[translate(@rend, ' *.…–-†', '') = '' and @rend]">
    <part id="{@xml:id}{@e-ref}">
      <xsl:value-of select="@rend"/>
    </part>
  </xsl:template>

  <xsl:template match="tei:gap">
    <part id="{@xml:id}{@e-ref}">
      <xsl:choose>
        <xsl:when test="$search">
          <space/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:text>[…</xsl:text>
          <xsl:apply-templates select="@extent | @quantity | @atLeast" mode="gap"/>
          <xsl:text>]</xsl:text>
        </xsl:otherwise>
      </xsl:choose>
    </part>
  </xsl:template>

  <!-- That nobody knows how much is lost, the sign alone says. -->
  <xsl:template match="@extent" mode="gap">
    <xsl:choose>
      <xsl:when test=". = 'unknown'"/>
      <xsl:when test="../@unit and . = number(.)">
        <xsl:apply-templates select=".." mode="measured">
          <xsl:with-param name="number" select="."/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(' ', normalize-space(.))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="@quantity" mode="gap">
    <xsl:if test="not(../@extent)">
      <xsl:apply-templates select=".." mode="measured">
        <xsl:with-param name="number" select="."/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@atLeast" mode="gap">
    <xsl:if test="not(../@extent or ../@quantity)">
      <xsl:apply-templates select=".." mode="measured">
        <xsl:with-param name="number" select="concat(., '–', ../@atMost)"/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:template>

  <!-- In the words of the encoding, whatever language the page speaks: a text is the same for all.
       The units that encodings name in the singular are put in the plural. -->
  <xsl:template match="*" mode="measured">
    <xsl:param name="number"/>
    <xsl:variable name="many" select="$number != '1' and contains(
      ' char character letter word line page column leaf folio syllable sign verse stanza ',
      concat(' ', @unit, ' '))"/>
    <xsl:variable name="unit" select="concat(@unit, substring('s', 1, $many))"/>
    <xsl:text> </xsl:text>
    <xsl:if test="@precision = 'low'">ca. </xsl:if>
    <xsl:value-of select="normalize-space(concat($number, ' ',
      substring($unit, 1, string-length($unit) * (@unit != 'leaf' or not($many))),
      substring('leaves', 1, 6 * (@unit = 'leaf' and $many))))"/>
  </xsl:template>

</xsl:stylesheet>

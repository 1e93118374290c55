<?xml version="1.0" encoding="UTF-8"?>
<!-- The state of a manuscript: what was added, deleted, lost, supplied, unclear. The reading goes
     without what was deleted; the view of the source shows all of it. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <!-- Changes made in the source itself; ins and del tell them to those who listen, too. -->
  <xsl:template match="tei:add">
    <ins><xsl:apply-templates select="." mode="m:inside"/></ins>
  </xsl:template>

  <xsl:template match="tei:del">
    <xsl:choose>
      <xsl:when test="f:stands(.)">
        <span class="restored"><xsl:apply-templates select="." mode="m:inside"/></span>
      </xsl:when>
      <xsl:otherwise>
        <del class="source"><xsl:apply-templates select="." mode="m:inside"/></del>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:surplus | tei:secl">
    <span class="source {local-name()}"><xsl:apply-templates select="." mode="m:inside"/></span>
  </xsl:template>

  <xsl:template match="tei:surplus[@e-block] | tei:secl[@e-block]">
    <div class="source {local-name()}"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

  <xsl:template match="tei:subst | tei:restore | tei:retrace | tei:mod | tei:undo | tei:redo
                       | tei:am | tei:ex">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

  <!-- What stands between its parts to lay out the source is no space of the text, but between two
       of one kind. -->
  <xsl:template match="tei:subst" mode="m:content">
    <xsl:apply-templates select="* | text()[normalize-space()
      or name(preceding-sibling::*[1]) = name(following-sibling::*[1])]"/>
  </xsl:template>

  <!-- A sign that tells how to read the page is none of its words. -->
  <xsl:template match="tei:metamark">
    <span class="source"><xsl:apply-templates select="." mode="m:inside"/></span>
  </xsl:template>

  <!-- What is doubtful says so in words to who asks for them. -->
  <xsl:template match="tei:supplied | tei:unclear | tei:damage">
    <span class="{local-name()}" title="{f:say(concat('transcription.', local-name()))}">
      <xsl:apply-templates select="." mode="m:inside"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:supplied[@e-block] | tei:unclear[@e-block] | tei:damage[@e-block]">
    <div class="{local-name()}" title="{f:say(concat('transcription.', local-name()))}">
      <xsl:apply-templates select="." mode="m:inside"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:gap | tei:ellipsis">
    <span class="{local-name()}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:text>[…</xsl:text>
      <xsl:apply-templates select="." mode="mp:extent"/>
      <xsl:for-each select="tei:desc">
        <xsl:value-of select="substring(' / ', 1 + 2 * (position() = 1))"/>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
      <xsl:text>]</xsl:text>
      <xsl:apply-templates select="*[not(self::tei:desc)]"/>
    </span>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <!-- A sign that the source itself prints for what it lacks is kept. -->
  <xsl:template match="tei:gap[translate(@rend, ' *.…–-†', '') = '' and @rend]">
    <span class="gap">
      <xsl:apply-templates select="@*[name() != 'rend']" mode="m:attribute"/>
      <xsl:value-of select="@rend"/>
      <xsl:apply-templates select="*"/>
    </span>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="mp:extent">
    <xsl:choose>
      <xsl:when test="@extent = 'unknown'"/>
      <xsl:when test="@extent and (@extent != number(@extent) or not(@unit))">
        <xsl:value-of select="concat(' ', @extent)"/>
      </xsl:when>
      <xsl:when test="@extent | @quantity">
        <xsl:call-template name="quantity">
          <xsl:with-param name="number" select="string(@extent | @quantity[not(../@extent)])"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="@atLeast or @atMost">
        <xsl:call-template name="quantity">
          <xsl:with-param name="number" select="concat(@atLeast, '–', @atMost)"/>
        </xsl:call-template>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="quantity">
    <xsl:param name="number"/>
    <!-- Units are named in the singular or the plural. -->
    <xsl:variable name="unit" select="concat(@unit, substring('s', 1 + (substring(@unit,
      string-length(@unit)) = 's')))"/>
    <xsl:variable name="one" select="substring($unit, 1, string-length($unit) - 1)"/>
    <xsl:variable name="said" select="f:say(concat('unit.',
      substring($one, 1, string-length($one) - 5 * ($one = 'character'))), $number)"/>
    <xsl:variable name="measure">
      <xsl:value-of select="$said"/>
      <xsl:if test="$said = ''">
        <xsl:value-of select="normalize-space(concat($number, ' ', @unit))"/>
      </xsl:if>
    </xsl:variable>
    <xsl:text> </xsl:text>
    <xsl:choose>
      <xsl:when test="@precision = 'low'">
        <xsl:value-of select="f:say('unit.about', string($measure))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$measure"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Room that the source leaves: as wide as it says, at least one space. -->
  <xsl:template match="tei:space">
    <span class="space">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:text> </xsl:text>
      <xsl:if test="@quantity &gt; 1 and (@unit = 'chars' or @unit = 'char' or not(@unit))">
        <xsl:value-of select="substring('                   ', 1, @quantity - 1)"/>
      </xsl:if>
      <xsl:apply-templates/>
    </span>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <!-- What runs over the borders of elements, up to an element that it points at: here it only
       says how far; all words up to there are marked when the page is written. -->
  <xsl:template match="tei:addSpan | tei:delSpan | tei:damageSpan">
    <span class="{local-name()}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:if test="f:target(@spanTo)">
        <xsl:attribute name="data-until">
          <xsl:value-of select="substring-after(@spanTo, '#')"/>
        </xsl:attribute>
      </xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="tei:handShift">
    <span class="handShift"><xsl:apply-templates select="." mode="m:inside"/></span>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Citing: a number or sign at every passage, and behind it the citation and its address. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <!-- The voices in the order in which they first speak. -->
  <xsl:variable name="speeches"
    select="$texts[contains($occurring, ' said ')]/descendant::tei:said[@who]
      | $texts[contains($occurring, ' q ')]/descendant::tei:q[@who]"/>
  <xsl:variable name="voices" select="$speeches[@e-voice]"/>

  <!-- In a long text the cards would outweigh the words: there a number is a plain link. -->
  <xsl:variable name="carded" select="boolean(/*/@e-carded)"/>
  <xsl:variable name="passages" select="$speeches[$carded]
    | $texts[$carded]/descendant::tei:p[@e-address]
    | $texts[$carded][contains($occurring, ' ab ')]/descendant::tei:ab[@e-address]
    | $texts[$carded][contains($occurring, ' l ')]/descendant::tei:l[@e-address]"/>

  <xsl:template match="*" mode="m:number">
    <xsl:choose>
      <xsl:when test="not(@e-address)"/>
      <xsl:when test="$carded">
        <button class="number" popovertarget="~card/{@xml:id}{@e-ref}">
          <xsl:apply-templates select="." mode="mp:number"/>
        </button>
      </xsl:when>
      <xsl:otherwise>
        <a class="number" href="{@e-address}">
          <xsl:apply-templates select="." mode="mp:number"/>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A long text has thousands of these: the words are looked up once. -->
  <xsl:variable name="cite-passage" select="f:say('citing.passage')"/>
  <xsl:variable name="cite-numbered" select="f:say('citing.numbered')"/>
  <xsl:variable name="cite-before" select="substring-before($cite-numbered, '{a}')"/>
  <xsl:variable name="cite-after" select="substring-after($cite-numbered, '{a}')"/>

  <xsl:template match="*" mode="mp:number">
    <xsl:attribute name="aria-label">
      <xsl:choose>
        <xsl:when test="@n">
          <xsl:value-of select="concat($cite-before, @n, $cite-after)"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="$cite-passage"/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
    <xsl:value-of select="@n"/>
    <xsl:if test="not(@n)"><xsl:text>¶</xsl:text></xsl:if>
  </xsl:template>

  <!-- The cards stand together at the end of the page: the text stays clear of them. -->
  <xsl:template name="cards">
    <xsl:if test="$carded">
      <div class="cards"><xsl:apply-templates select="$passages" mode="m:card"/></div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="m:card">
    <div id="~card/{@xml:id}{@e-ref}" popover="">
      <xsl:apply-templates select="." mode="m:citation"/>
    </div>
  </xsl:template>

  <xsl:template match="*" mode="m:citation"/>

  <!-- A speech is cited as its paragraph is, to which its own address is enough. -->
  <xsl:template match="*[@e-citation]" mode="m:citation">
    <xsl:if test="not((self::tei:said or self::tei:q) and ancestor::tei:p[@e-citation])">
      <p><cite><xsl:value-of select="@e-citation"/></cite></p>
    </xsl:if>
    <p><a href="{@e-address}"><xsl:value-of select="f:say('citing.address')"/></a></p>
  </xsl:template>

  <!-- Where something stands, in few signs: the number of its paragraph, or the kind of place. -->
  <xsl:template match="*" mode="m:place">
    <xsl:variable name="numbered"
      select="(ancestor-or-self::tei:p | ancestor-or-self::tei:ab | ancestor-or-self::tei:l)[@n]"/>
    <xsl:choose>
      <xsl:when test="$numbered"><xsl:value-of select="$numbered[last()]/@n"/></xsl:when>
      <xsl:when test="ancestor-or-self::tei:head">
        <xsl:value-of select="f:say('citing.heading')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="f:say('citing.here')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>

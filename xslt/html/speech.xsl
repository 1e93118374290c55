<?xml version="1.0" encoding="UTF-8"?>
<!-- Speech in prose: each speech marked in the tone of its voice, with a label that says who
     speaks to whom, through whose report, and how surely. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:exsl="http://exslt.org/common"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="exsl f m mp str tei">

  <xsl:variable name="who" select="$texts/descendant::*/@who[parent::tei:said or parent::tei:q]"/>

  <!-- The voices in the order in which they first speak; six have a tone of their own. -->
  <xsl:variable name="voices-found">
    <xsl:for-each select="$who[generate-id(..) = generate-id(key('speech-by', .)[1])]">
      <voice who="{.}" tone="{(position() - 1) mod 6 + 1}"/>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="voices" select="exsl:node-set($voices-found)/voice"/>

  <func:function name="f:tone">
    <xsl:param name="who"/>
    <func:result select="substring(concat($voices[@who = $who]/@tone, '1'), 1, 1)"/>
  </func:function>

  <!-- direct, indirect, or open where the encoding leaves it open. -->
  <func:function name="f:manner">
    <xsl:param name="speech"/>
    <xsl:choose>
      <xsl:when test="$speech/@direct = 'unknown' or $speech/@direct = 'inapplicable'">
        <func:result select="'open'"/>
      </xsl:when>
      <xsl:when test="$speech/@direct = 'false' or $speech/@direct = '0'
                      or contains(concat($speech/@ana, ' '), '#indirect ')">
        <func:result select="'indirect'"/>
      </xsl:when>
      <xsl:otherwise><func:result select="'direct'"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- Who tells us of a speech within a speech; nobody, if speakers quote themselves. -->
  <func:function name="f:reporter">
    <xsl:param name="speech"/>
    <xsl:variable name="outer"
      select="$speech/ancestor::*[self::tei:said or self::tei:q][@who][1]/@who"/>
    <func:result select="string($outer[. != $speech/@who])"/>
  </func:function>

  <xsl:template match="tei:said | tei:q[@who]">
    <xsl:variable name="reporter" select="f:reporter(.)"/>
    <xsl:element name="{f:element(., 'span')}">
      <xsl:attribute name="class">
        <xsl:value-of select="concat('said ', f:manner(.))"/>
      </xsl:attribute>
      <xsl:attribute name="data-tone"><xsl:value-of select="f:tone(@who)"/></xsl:attribute>
      <xsl:if test="$reporter != ''">
        <xsl:attribute name="data-reporter"><xsl:value-of select="$reporter"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="." mode="mp:label"/>
      <xsl:apply-templates select="." mode="m:content"/>
    </xsl:element>
  </xsl:template>

  <!-- The label in the margin. Where nothing is known of the voice, there is none. -->
  <xsl:template match="*" mode="mp:label"/>

  <xsl:template match="*[@who]" mode="mp:label">
    <xsl:choose>
      <xsl:when test="$carded">
        <button class="voice" popovertarget="~card/{@xml:id}{@e-ref}">
          <xsl:if test="$text-language != $language">
            <xsl:attribute name="lang"><xsl:value-of select="$language"/></xsl:attribute>
          </xsl:if>
          <xsl:apply-templates select="." mode="mp:voices"/>
        </button>
      </xsl:when>
      <xsl:otherwise>
        <span class="voice"><xsl:apply-templates select="." mode="mp:voices"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="mp:voices">
    <b><xsl:value-of select="f:names(@who, .)"/></b>
    <xsl:apply-templates select="." mode="mp:addressee"/>
    <xsl:apply-templates select="." mode="mp:reporter"/>
  </xsl:template>

  <xsl:template match="*" mode="mp:addressee"/>

  <xsl:template match="*[@toWhom]" mode="mp:addressee">
    <xsl:text> </xsl:text>
    <span><xsl:value-of select="f:say('speech.to', f:names(@toWhom, .))"/></span>
  </xsl:template>

  <xsl:template match="*" mode="mp:reporter">
    <xsl:variable name="reporter" select="f:reporter(.)"/>
    <xsl:if test="$reporter != ''">
      <xsl:text> </xsl:text>
      <span><xsl:value-of select="f:say('speech.reported-by', f:names($reporter, .))"/></span>
    </xsl:if>
  </xsl:template>

  <!-- All that is known of a speech, one step away from its label. -->
  <xsl:template match="tei:said | tei:q" mode="m:card">
    <div id="~card/{@xml:id}{@e-ref}" popover="">
      <dfn>
        <xsl:value-of select="f:names(@who, .)"/>
        <xsl:apply-templates select="." mode="mp:addressee"/>
      </dfn>
      <p>
        <xsl:value-of select="f:say(concat('speech.', f:manner(.)))"/>
        <xsl:if test="self::tei:q">
          <xsl:value-of select="concat(' · ', f:say-value('speech.type', @type))"/>
        </xsl:if>
        <xsl:if test="f:reporter(.) != ''"><xsl:text> ·</xsl:text></xsl:if>
        <xsl:apply-templates select="." mode="mp:reporter"/>
      </p>
      <xsl:apply-templates select="@prev | @next | @corresp" mode="mp:link"/>
      <xsl:apply-templates select="." mode="m:certainty"/>
      <xsl:apply-templates select="." mode="m:citation"/>
    </div>
  </xsl:template>

  <xsl:template match="@prev | @next | @corresp" mode="mp:link">
    <xsl:variable name="target" select="key('target', .)/.."/>
    <xsl:if test="$target">
      <p>
        <a href="#{$target/@xml:id}{$target/@e-ref}"><xsl:value-of select="f:say(concat('speech.', name()))"/></a>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- The legend, which is the index of voices too. -->
  <xsl:template name="voices">
    <xsl:if test="$voices">
      <xsl:variable name="document" select="/"/>
      <nav class="voices" aria-labelledby="~/voices">
        <h2 id="~/voices"><xsl:value-of select="f:say('speech.voices')"/></h2>
        <ul>
          <xsl:for-each select="$voices">
            <xsl:variable name="who" select="@who"/>
            <xsl:for-each select="$document"><xsl:call-template name="voice">
              <xsl:with-param name="who" select="$who"/>
            </xsl:call-template></xsl:for-each>
          </xsl:for-each>
        </ul>
        <xsl:call-template name="manners"/>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template name="voice">
    <xsl:param name="who"/>
    <li data-tone="{f:tone($who)}">
      <b><xsl:value-of select="f:names($who, .)"/></b>
      <xsl:text> </xsl:text>
      <span class="places">
        <xsl:for-each select="key('speech-by', $who)">
          <a href="#{@xml:id}{@e-ref}"><xsl:apply-templates select="." mode="m:place"/></a>
          <xsl:if test="position() != last()"><xsl:text>, </xsl:text></xsl:if>
        </xsl:for-each>
      </span>
    </li>
  </xsl:template>

  <!-- Only the manners that occur are explained. -->
  <xsl:template name="manners">
    <xsl:variable name="speeches"
      select="$texts/descendant::*[@who and (self::tei:said or self::tei:q)]"/>
    <p class="manners">
      <xsl:if test="$speeches[f:manner(.) = 'direct']">
        <span class="direct"><xsl:value-of select="f:say('speech.direct')"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:if test="$speeches[f:manner(.) = 'indirect']">
        <span class="indirect"><xsl:value-of select="f:say('speech.indirect')"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:if test="$speeches[f:manner(.) = 'open']">
        <span class="open"><xsl:value-of select="f:say('speech.open')"/></span>
      </xsl:if>
    </p>
  </xsl:template>

</xsl:stylesheet>

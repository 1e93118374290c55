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

  <!-- What a voice, or several at once, says. -->
  <xsl:key name="speech-by" match="/*[@e-voices]//tei:text//tei:said" use="@who"/>
  <xsl:key name="speech-by" match="/*[@e-voices]//tei:text//tei:q" use="@who"/>

  <xsl:template match="tei:said | tei:q[@who]">
    <span class="said {@e-manner}"><xsl:apply-templates select="." mode="mp:speech"/></span>
  </xsl:template>

  <xsl:template match="tei:said[@e-block] | tei:q[@who and @e-block] | tei:div/tei:said
                       | tei:body/tei:said">
    <div class="said {@e-manner}"><xsl:apply-templates select="." mode="mp:speech"/></div>
  </xsl:template>

  <xsl:template match="*" mode="mp:speech">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:apply-templates select="." mode="mp:label"/>
    <xsl:apply-templates select="." mode="m:quoted"/>
  </xsl:template>

  <!-- The label in the margin. Where nothing is known of the voice, there is none. -->
  <xsl:template match="*" mode="mp:label">
    <xsl:choose>
      <xsl:when test="not(@who)"/>
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
    <b><xsl:apply-templates select="@who" mode="m:names"/></b>
    <xsl:apply-templates select="@toWhom | @e-reporter" mode="mp:party"/>
  </xsl:template>

  <!-- To whom, and through whom. -->
  <xsl:template match="@toWhom" mode="mp:party">
    <xsl:variable name="names"><xsl:apply-templates select="." mode="m:names"/></xsl:variable>
    <xsl:text> </xsl:text>
    <span><xsl:value-of select="f:say('speech.to', $names)"/></span>
  </xsl:template>

  <xsl:template match="@e-reporter" mode="mp:party">
    <xsl:variable name="names"><xsl:apply-templates select="." mode="m:names"/></xsl:variable>
    <xsl:text> </xsl:text>
    <span><xsl:value-of select="f:say('speech.reported-by', $names)"/></span>
  </xsl:template>

  <!-- What its label does not say of a speech, one step away from it. -->
  <xsl:template match="tei:said | tei:q" mode="m:card">
    <div id="~card/{@xml:id}{@e-ref}" popover="">
      <p>
        <xsl:value-of select="f:say(concat('speech.', @e-manner))"/>
        <xsl:if test="self::tei:q">
          <xsl:value-of select="concat(' · ', f:say-value('speech.type', @type))"/>
        </xsl:if>
      </p>
      <xsl:apply-templates select="@prev | @next | @corresp" mode="mp:link"/>
      <xsl:apply-templates select="." mode="m:certainty"/>
      <xsl:apply-templates select="." mode="m:citation"/>
    </div>
  </xsl:template>

  <xsl:template match="@prev | @next | @corresp" mode="mp:link">
    <xsl:variable name="target" select="f:target(.)"/>
    <xsl:if test="$target">
      <p>
        <a href="#{$target/@xml:id}{$target/@e-ref}">
          <xsl:value-of select="f:say(concat('speech.', name()))"/>
        </a>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- The tones of the voices, in light and in dark. -->
  <xsl:variable name="tones" select="concat('#2a5a8c,#8fb8e3 #28664c,#86c5a4 #85540b,#dcb066',
    ' #78407a,#d3a3d6 #4e5c68,#a9bac8 #8f4630,#e2a58f')"/>

  <xsl:template match="tei:said | tei:q" mode="m:style">
    <xsl:variable name="tone" select="@e-tone"/>
    <xsl:if test="position() &lt;= 8"><!-- six, behind the document and its root -->
      <xsl:value-of select="concat('[data-tone=&quot;', $tone, '&quot;]{--tone:light-dark(',
        str:tokenize($tones, ' ')[position() = $tone], ')}')"/>
    </xsl:if>
  </xsl:template>

  <!-- The legend, which is the index of voices too; the first of them stands for all. -->
  <xsl:template match="tei:said | tei:q" mode="m:summary">
    <nav class="voices" aria-labelledby="~/voices">
      <h2 id="~/voices"><xsl:value-of select="f:say('speech.voices')"/></h2>
      <ul><xsl:apply-templates select="$voices" mode="mp:voice"/></ul>
      <xsl:call-template name="manners"/>
    </nav>
  </xsl:template>

  <xsl:template match="*" mode="mp:voice">
    <li data-tone="{@e-tone}">
      <b><xsl:apply-templates select="@who" mode="m:names"/></b>
      <xsl:text> </xsl:text>
      <span class="places">
        <xsl:for-each select="key('speech-by', @who)">
          <a href="#{@xml:id}{@e-ref}">
            <xsl:apply-templates select="." mode="m:place">
              <xsl:with-param name="position" select="substring(position(), 1, 9 * (last() > 1))"/>
            </xsl:apply-templates>
          </a>
          <xsl:if test="position() != last()"><xsl:text>, </xsl:text></xsl:if>
        </xsl:for-each>
      </span>
    </li>
  </xsl:template>

  <!-- Only the manners that occur are explained. -->
  <xsl:template name="manners">
    <p class="manners">
      <xsl:if test="$speeches/@e-manner = 'direct'">
        <span class="direct"><xsl:value-of select="f:say('speech.direct')"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:if test="$speeches/@e-manner = 'indirect'">
        <span class="indirect"><xsl:value-of select="f:say('speech.indirect')"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:if test="$speeches/@e-manner = 'open'">
        <span class="open"><xsl:value-of select="f:say('speech.open')"/></span>
      </xsl:if>
    </p>
  </xsl:template>

</xsl:stylesheet>

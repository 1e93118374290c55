<?xml version="1.0" encoding="UTF-8"?>
<!-- The registers as an index: who and what is named, with links back to every mention. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f m mp str tei">

  <!-- What stands among the words of the header is shown there. -->
  <xsl:variable name="entries"
    select="(/tei:TEI/tei:standOff | /tei:TEI/tei:teiHeader/tei:profileDesc)/descendant::*
      /@e-key/parent::*[not(ancestor::tei:note or ancestor::tei:abstract or ancestor::tei:creation
        or ancestor::*[self::tei:p or self::tei:ab][parent::tei:settingDesc or parent::tei:particDesc])]"/>

  <!-- Mentions of one entry in the same words, as preparation numbered them. -->
  <xsl:key name="form" match="/*[@e-mentioned]//@e-form" use="."/>

  <xsl:variable name="indexed" select="boolean($entries | $dates | $corrections)"/>

  <xsl:template name="registers">
    <xsl:if test="$indexed"><xsl:call-template name="index"/></xsl:if>
  </xsl:template>

  <xsl:template name="index">
    <section class="registers" aria-labelledby="~/index">
      <xsl:call-template name="interface-language"/>
      <h2 id="~/index"><xsl:value-of select="f:say('register.index')"/></h2>
      <xsl:call-template name="registers-of-names"/>
      <xsl:call-template name="registers-of-words"/>
    </section>
  </xsl:template>

  <xsl:template name="registers-of-names">
    <xsl:call-template name="register">
      <xsl:with-param name="name" select="'persons'"/>
      <xsl:with-param name="members" select="$entries[self::tei:person or self::tei:personGrp]"/>
    </xsl:call-template>
    <xsl:call-template name="register">
      <xsl:with-param name="name" select="'organisations'"/>
      <xsl:with-param name="members" select="$entries[self::tei:org]"/>
    </xsl:call-template>
    <xsl:call-template name="register">
      <xsl:with-param name="name" select="'places'"/>
      <xsl:with-param name="members" select="$entries[self::tei:place]"/>
    </xsl:call-template>
    <xsl:call-template name="register">
      <xsl:with-param name="name" select="'events'"/>
      <xsl:with-param name="members" select="$entries[self::tei:event]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="registers-of-words">
    <xsl:call-template name="register">
      <xsl:with-param name="name" select="'dates'"/>
      <xsl:with-param name="members" select="$dates"/>
    </xsl:call-template>
    <xsl:call-template name="register">
      <xsl:with-param name="name" select="'corrections'"/>
      <xsl:with-param name="members" select="$corrections"/>
    </xsl:call-template>
    <xsl:call-template name="register">
      <xsl:with-param name="name" select="'works'"/>
      <xsl:with-param name="members" select="$entries[self::tei:bibl or self::tei:object]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="register">
    <xsl:param name="name"/>
    <xsl:param name="members"/>
    <xsl:if test="$members">
      <h3><xsl:value-of select="f:say(concat('register.', $name))"/></h3>
      <ul><xsl:apply-templates select="$members" mode="m:entry"/></ul>
    </xsl:if>
  </xsl:template>

  <!-- An entry: its name, what is known, where it is named. Its parts are not dissected further:
       an entry shows what its encoding holds, in its order. -->
  <xsl:template match="*" mode="m:entry">
    <li>
      <xsl:apply-templates select="@xml:id | @e-ref" mode="m:attribute"/>
      <!-- What has no name is called by its first words, which follow. -->
      <xsl:if test="tei:persName or tei:orgName or tei:placeName or tei:eventName or tei:label
                    or tei:objectName or tei:name or tei:head or tei:title or tei:publisher
                    or not(normalize-space())">
        <dfn><xsl:apply-templates select="." mode="m:headword"/></dfn>
      </xsl:if>
      <xsl:apply-templates select="." mode="mp:life"/>
      <xsl:call-template name="forms-of-name"/>
      <xsl:apply-templates select="*" mode="mp:part"/>
      <xsl:apply-templates select="@source | @where" mode="mp:pointer"/>
      <xsl:if test="@cert"><xsl:apply-templates select="." mode="m:certainty"/></xsl:if>
      <xsl:if test="@e-forms"><xsl:call-template name="mentions"/></xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="tei:bibl" mode="m:entry">
    <li>
      <xsl:apply-templates select="@xml:id | @e-ref" mode="m:attribute"/>
      <p><xsl:apply-templates/></p>
      <xsl:if test="@e-forms"><xsl:call-template name="mentions"/></xsl:if>
    </li>
  </xsl:template>

  <!-- Years of a life, date of an event. -->
  <xsl:template match="*" mode="mp:life">
    <xsl:if test="@when or @from or @to">
      <small>
        <xsl:if test="@when"><xsl:value-of select="f:day(@when)"/></xsl:if>
        <xsl:if test="not(@when)"><xsl:value-of select="f:span(@from, @to)"/></xsl:if>
      </small>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:person" mode="mp:life">
    <xsl:variable name="birth" select="f:year(tei:birth/@when)"/>
    <xsl:variable name="death" select="f:year(tei:death/@when)"/>
    <!-- Nobody dies before birth: one of the two is wrong, and the page cannot know which. -->
    <xsl:if test="($birth != '' or $death != '')
                  and not(f:count-of-year(tei:death/@when) &lt; f:count-of-year(tei:birth/@when))">
      <small>
        <xsl:choose>
          <xsl:when test="$birth != '' and $death != ''">
            <xsl:value-of select="concat($birth, '–', $death)"/>
          </xsl:when>
          <xsl:when test="$birth != ''"><xsl:value-of select="f:say('register.born', $birth)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="f:say('register.died', $death)"/></xsl:otherwise>
        </xsl:choose>
      </small>
    </xsl:if>
  </xsl:template>

  <func:function name="f:count-of-year">
    <xsl:param name="iso"/>
    <func:result select="number(substring($iso, 1, 4 + starts-with($iso, '-')))"/>
  </func:function>

  <!-- The name in its own script and how that is transliterated, on one line; where the text
       itself is a register, all its names. -->
  <xsl:template name="forms-of-name">
    <xsl:variable name="shown" select="self::*[ancestor::tei:text]/*
      [contains($names-of-entries, concat(' ', local-name(), ' '))]"/>
    <xsl:variable name="forms" select="*[@type = 'original' or @type = 'transliterated']
      | $shown[normalize-space() != ../@e-headword]"/>
    <xsl:if test="$forms">
      <p>
        <xsl:for-each select="$forms">
          <bdi><xsl:apply-templates select="." mode="mp:form"/></bdi>
          <xsl:if test="position() != last()"><xsl:text> · </xsl:text></xsl:if>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:variable name="names-of-entries"
    select="' persName orgName placeName eventName objectName label head '"/>

  <xsl:template match="*" mode="mp:form">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:value-of select="normalize-space(.)"/>
  </xsl:template>

  <xsl:template match="tei:text//*" mode="mp:form">
    <xsl:apply-templates select="." mode="m:inside"/>
  </xsl:template>

  <!-- Names are shown above; nested entries have lines of their own. -->
  <xsl:template match="*" mode="mp:part">
    <xsl:choose>
      <xsl:when test="@e-block"><div><xsl:apply-templates select="." mode="m:inside"/></div></xsl:when>
      <xsl:when test="normalize-space() or @xml:id">
        <p>
          <xsl:apply-templates select="@xml:id | @e-ref | @e-lang | @e-dir" mode="m:attribute"/>
          <xsl:apply-templates select="." mode="m:content"/>
        </p>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="descendant-or-self::*[@xml:id or @e-ref]" mode="m:anchor"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:figure" mode="mp:part"><xsl:apply-templates select="."/></xsl:template>

  <xsl:template match="tei:person | tei:org | tei:place | tei:event | tei:listPlace" mode="mp:part"/>

  <xsl:template mode="mp:part"
    match="tei:persName | tei:orgName | tei:placeName | tei:eventName | tei:objectName | tei:label
           | tei:head">
    <xsl:if test="not(@type = 'original' or @type = 'transliterated')
                  and (normalize-space() = ../@e-headword or not(ancestor::tei:text))">
      <xsl:apply-templates select="descendant-or-self::*[@xml:id or @e-ref]" mode="m:anchor"/>
    </xsl:if>
  </xsl:template>

  <!-- Coordinates are for machines, and stand in the TEI source. -->
  <xsl:template mode="mp:part"
    match="tei:location[not(text()[normalize-space()]
                            or *[not(self::tei:geo)][normalize-space()])]">
    <xsl:apply-templates select="descendant-or-self::*[@xml:id or @e-ref]" mode="m:anchor"/>
  </xsl:template>

  <!-- Outside of a text, what is said above already. -->
  <xsl:template match="tei:sex | tei:birth[@when] | tei:death[@when]" mode="mp:part">
    <xsl:if test="ancestor::tei:text">
      <p><xsl:apply-templates select="." mode="m:inside"/></p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:birth[not(@when)] | tei:death[not(@when)]" mode="mp:part">
    <p>
      <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
      <xsl:variable name="words" select="str:concat(descendant::text()[not(parent::tei:geo)])"/>
      <xsl:value-of select="f:say(concat('register.', local-name()), normalize-space($words))"/>
      <xsl:apply-templates select="descendant::*[@xml:id or @e-ref]" mode="m:anchor"/>
    </p>
  </xsl:template>

  <xsl:template match="tei:idno" mode="mp:part">
    <xsl:variable name="address" select="f:authority(.)"/>
    <!-- That an address is one need not be said. -->
    <xsl:variable name="is-said" select="@type and not(contains(., '://')
      and contains(' uri url ', concat(' ', translate(@type, $upper, $lower), ' ')))"/>
    <xsl:variable name="name" select="normalize-space(concat(
      substring(f:say-value('register.authority', @type), 1, 99 * $is-said), ' ', .))"/>
    <p>
      <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
      <xsl:choose>
        <xsl:when test="string($address)">
          <a href="{$address}"><xsl:value-of select="$name"/></a>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="$name"/></xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <xsl:template match="@source | @where" mode="mp:pointer">
    <xsl:variable name="node" select=".."/>
    <p>
      <xsl:value-of select="concat(f:say(concat('register.', name())), ' ')"/>
      <xsl:for-each select="str:tokenize(.)">
        <xsl:variable name="pointer" select="string()"/>
        <xsl:if test="position() != 1"><xsl:text>, </xsl:text></xsl:if>
        <xsl:apply-templates select="$node" mode="mp:pointer">
          <xsl:with-param name="pointer" select="$pointer"/>
        </xsl:apply-templates>
      </xsl:for-each>
    </p>
  </xsl:template>

  <!-- A link to an entry, in the entry's own short name. -->
  <xsl:template match="*" mode="mp:pointer">
    <xsl:param name="pointer"/>
    <xsl:variable name="target" select="f:target($pointer)"/>
    <xsl:choose>
      <xsl:when test="$target">
        <a href="#{$target/@xml:id}{$target/@e-ref}">
          <xsl:apply-templates select="$target" mode="m:headword"/>
        </a>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$pointer"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Every mention, gathered under the words that the text uses. -->
  <xsl:template name="mentions">
    <xsl:variable name="forms" select="key('form', str:tokenize(@e-forms))/parent::*[@e-first]"/>
    <xsl:if test="$forms">
      <p>
        <xsl:for-each select="$forms">
          <i>
            <xsl:if test="$text-language != $language">
              <xsl:attribute name="lang"><xsl:value-of select="$text-language"/></xsl:attribute>
            </xsl:if>
            <xsl:value-of select="normalize-space(.)"/>
          </i>
          <xsl:text> </xsl:text>
          <xsl:apply-templates mode="mp:mention"
            select="key('form', @e-form)/.."/>
          <xsl:if test="position() != last()"><xsl:text>; </xsl:text></xsl:if>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="mp:mention">
    <a href="#{@xml:id}{@e-ref}">
      <xsl:apply-templates select="." mode="m:place">
        <xsl:with-param name="position" select="substring(position(), 1, 9 * (last() > 1))"/>
      </xsl:apply-templates>
    </a>
    <xsl:if test="position() != last()"><xsl:text>, </xsl:text></xsl:if>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: a call in the text, the note outside it, each linked to the other; and what is said
     of the certainty of a reading. -->
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

  <xsl:variable name="notes"
    select="/tei:TEI/*[self::tei:text[contains($in-texts, ' note ')] or self::tei:sourceDoc or self::tei:standOff]
      /descendant::tei:note[@e-number]"/>

  <!-- A note written in the text: only its call stays there. -->
  <xsl:template match="tei:text//tei:note | tei:sourceDoc//tei:note">
    <xsl:apply-templates select="." mode="m:called"/>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="m:called">
    <a class="call" href="#{@xml:id}{@e-ref}" id="~call/{@xml:id}{@e-ref}">
      <xsl:if test="@e-opens = 'division'">
        <xsl:attribute name="class">call opens</xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="." mode="m:sign"/>
    </a>
  </xsl:template>

  <!-- What a note is called by: by the text, or else by its number. -->
  <xsl:template match="tei:note" mode="m:sign">
    <xsl:value-of select="concat(@e-sign, @e-number[not(../@e-sign)])"/>
  </xsl:template>

  <!-- Nothing to link to before preparation has given ids: then the note stays where it is. -->
  <xsl:template match="tei:text//tei:note[not(@e-number)] | tei:sourceDoc//tei:note[not(@e-number)]">
    <xsl:choose>
      <xsl:when test="@e-block">
        <div class="note"><xsl:apply-templates select="." mode="m:inside"/></div>
      </xsl:when>
      <xsl:otherwise>
        <span class="note"><xsl:apply-templates select="." mode="m:inside"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The calls of editorial notes, after the words that they are about. -->
  <xsl:template match="*" mode="m:call">
    <xsl:variable name="place" select="@xml:id"/>
    <xsl:for-each select="key('remark', concat('#', @xml:id))/parent::*[@e-number]">
      <xsl:sort select="@e-number" data-type="number"/>
      <a class="call" href="#{@xml:id}{@e-ref}{@e-id}" id="~call/{@xml:id}{@e-ref}{@e-id}/{$place}">
        <xsl:apply-templates select="." mode="m:sign"/>
      </a>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:noteGrp">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

  <xsl:template name="notes">
    <xsl:if test="$notes">
      <section class="notes" aria-labelledby="~/notes">
        <xsl:if test="f:all-aside($notes)">
          <xsl:attribute name="class">notes source</xsl:attribute>
        </xsl:if>
        <h2 id="~/notes"><xsl:value-of select="f:say('note.notes')"/></h2>
        <xsl:choose>
          <xsl:when test="$of-editors and count($of-editors) != count($notes)">
            <xsl:variable name="authorial"
              select="$notes[count(. | $of-editors) != count($of-editors)]"/>
            <h3>
              <xsl:if test="f:all-aside($authorial)">
                <xsl:attribute name="class">source</xsl:attribute>
              </xsl:if>
              <xsl:value-of select="f:say('note.authorial')"/>
            </h3>
            <xsl:apply-templates select="$authorial[1]" mode="mp:list"/>
            <h3>
              <xsl:if test="f:all-aside($of-editors)">
                <xsl:attribute name="class">source</xsl:attribute>
              </xsl:if>
              <xsl:value-of select="f:say('note.editorial')"/>
            </h3>
            <xsl:apply-templates select="$of-editors[1]" mode="mp:list"/>
          </xsl:when>
          <xsl:otherwise><xsl:apply-templates select="$notes[1]" mode="mp:list"/></xsl:otherwise>
        </xsl:choose>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The notes of the editors: so called, or kept apart from the text. -->
  <xsl:variable name="of-editors" select="$notes[@type = 'editorial' or @type = 'commentary'
    or @resp or ancestor::tei:standOff]"/>

  <!-- All notes of the kind of one, in the order of their calls. -->
  <xsl:template match="tei:note" mode="mp:list">
    <xsl:variable name="is-editors" select="count(. | $of-editors) = count($of-editors)"/>
    <ol>
      <xsl:apply-templates mode="m:entry"
        select="$notes[(count(. | $of-editors) = count($of-editors)) = $is-editors]">
        <xsl:sort select="@e-number" data-type="number"/>
      </xsl:apply-templates>
    </ol>
  </xsl:template>

  <xsl:template match="tei:note" mode="m:entry">
    <li>
      <xsl:if test="$of-editors and count($of-editors) != count($notes) or $has-aside">
        <xsl:attribute name="value"><xsl:value-of select="@e-number"/></xsl:attribute>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="@e-lang or @e-dir">
          <xsl:apply-templates mode="m:attribute"
            select="@*[name() != 'e-lang' and name() != 'e-dir']"/>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="@*" mode="m:attribute"/></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="language-elsewhere"/>
      <xsl:apply-templates/>
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="." mode="mp:back"/>
    </li>
  </xsl:template>

  <!-- A note on words that a view goes without is not in the list there; the number of each stays. -->
  <xsl:variable name="has-aside" select="boolean($notes/@e-aside)"/>

  <xsl:template match="tei:note/@e-aside" mode="m:attribute">
    <xsl:if test=". = 'app'"><xsl:apply-templates select=".." mode="m:variant"/></xsl:if>
    <xsl:if test="contains(., 'source') or contains(., 'read')">
      <xsl:attribute name="class">
        <xsl:value-of select="normalize-space(concat(substring('source', 1, 6 * contains(., 'source')),
          ' ', substring('read', 1, 4 * contains(., 'read'))))"/>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Whether the reading has none of them. -->
  <func:function name="f:all-aside">
    <xsl:param name="notes"/>
    <func:result select="not($notes[not(contains(@e-aside, 'source'))])"/>
  </func:function>

  <!-- What does not stand where it was written keeps the language and the direction of that place. -->
  <xsl:template name="language-elsewhere">
    <xsl:variable name="language" select="ancestor-or-self::*[@e-lang][1]/@e-lang"/>
    <xsl:if test="$language != /*/@e-lang">
      <xsl:apply-templates select="$language" mode="m:attribute"/>
    </xsl:if>
    <xsl:variable name="way" select="ancestor-or-self::*[@e-dir][1]/@e-dir"/>
    <xsl:if test="$way != /*/@e-dir">
      <xsl:apply-templates select="$way" mode="m:attribute"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="mp:back">
    <xsl:if test="not(@e-apart = 'alone')">
      <a class="back" href="#~call/{@xml:id}{@e-ref}" aria-label="{f:say('note.back')}">↩</a>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="mp:back"
    match="tei:note[@target and (@e-apart = 'target' or not(ancestor::tei:text))]">
    <xsl:variable name="note" select="."/>
    <xsl:for-each select="str:tokenize(@target)">
      <xsl:variable name="pointer" select="string()"/>
      <!-- No f:target(): within a function the tokens are the document. -->
      <xsl:for-each select="$note[id(substring($pointer, 2))[concat('#', @xml:id) = $pointer]
        /ancestor::tei:text]">
        <a class="back" href="#~call/{@xml:id}{@e-ref}{@e-id}/{substring-after($pointer, '#')}"
          aria-label="{f:say('note.back')}">↩</a>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- What pages need whose notes have signs of their own, or run against the page's direction. -->
  <xsl:template match="/*" mode="m:style">
    <xsl:if test="$notes/@e-opens = 'division'">
      <xsl:text>.opens{float:inline-start;margin-inline-end:.125rem}</xsl:text>
    </xsl:if>
    <xsl:if test="$notes/@e-sign">
      <xsl:text>.notes [data-sign]{list-style:none}</xsl:text>
      <xsl:text>.notes [data-sign]::before{content:attr(data-sign)}</xsl:text>
      <xsl:text>@media (max-width:72rem){.notes [data-sign]::before{display:inline-block;</xsl:text>
      <xsl:text>min-width:1.75rem;margin-inline-start:-1.75rem}}</xsl:text>
    </xsl:if>
    <!-- Whoever follows a link to a note sees it. The script looks where notes stand when the text
         changes its size: so it does with every change of the view. -->
    <xsl:if test="$has-aside">
      <xsl:text>.notes .source:target,.notes:has(:target){display:revert}@media print{.variant{display:revert}}</xsl:text>
      <xsl:text>:root:has([id="~/as-source"]:checked) article{padding-block-end:1px}</xsl:text>
      <xsl:text>:root:has(.notes .source:target) article{padding-block-end:2px}</xsl:text>
      <xsl:text>.notes li:target{z-index:1}</xsl:text>
    </xsl:if>
    <xsl:if test="@e-mixed and $notes[ancestor-or-self::*[@e-dir][1]/@e-dir != /*/@e-dir]">
      <xsl:text>.notes li[dir]{inset-inline:auto calc(100% + 3.5rem)}</xsl:text>
      <xsl:text>@media (max-width:72rem){.notes li[dir]{margin-inline:1.75rem -1.75rem}}</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- How sure the encoding is of something, and on what evidence. -->
  <xsl:template match="*" mode="m:certainty">
    <xsl:if test="@cert or @evidence">
      <p>
        <xsl:apply-templates select="@cert" mode="mp:sure"/>
        <xsl:if test="@cert and @evidence"><xsl:text> · </xsl:text></xsl:if>
        <xsl:apply-templates select="@evidence" mode="mp:sure"/>
      </p>
    </xsl:if>
    <xsl:if test="@xml:id">
      <xsl:apply-templates mode="mp:sure"
        select="key('doubt', concat('#', @xml:id))/parent::*[tei:desc]"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@cert | @evidence" mode="mp:sure">
    <xsl:value-of select="f:say(concat('note.', name()), f:say-value(name(), .))"/>
  </xsl:template>

  <xsl:template match="tei:certainty" mode="mp:sure">
    <p>
      <xsl:value-of select="concat(f:say('note.doubt'), ' ', normalize-space(tei:desc))"/>
    </p>
  </xsl:template>

</xsl:stylesheet>

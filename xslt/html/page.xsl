<?xml version="1.0" encoding="UTF-8"?>
<!-- The page around the text: head, top line, voices, text, notes, index, about, foot. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f m str tei">

  <!-- Of a long text: behind which node of the body to begin, and up to which to go; 0: none. -->
  <xsl:param name="behind"/>
  <xsl:param name="upto"/>

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="$upto &gt; 0">
        <instalment>
          <xsl:apply-templates select="tei:TEI/tei:text/tei:body
            /node()[self::* and position() &gt; $behind and position() &lt;= $upto]"/>
        </instalment>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="whole-page"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="whole-page">
    <html lang="{$text-language}" dir="{/*/@e-dir}">
      <xsl:if test="$text-language = ''"><xsl:attribute name="lang">und</xsl:attribute></xsl:if>
      <xsl:call-template name="head"/>
      <body>
        <xsl:call-template name="kind-of-page"/>
        <xsl:call-template name="top"/>
        <main>
          <xsl:call-template name="article"/>
          <xsl:call-template name="notes"/>
        </main>
        <div class="back-matter">
          <xsl:call-template name="registers"/>
          <xsl:call-template name="about"/>
          <xsl:call-template name="history"/>
        </div>
        <xsl:call-template name="foot"/>
        <xsl:call-template name="cards"/>
        <xsl:call-template name="panels"/>
        <!-- Placing things beside the words is CSS that not every checker knows yet: it lies here
             as data, and the script puts it to use. -->
        <script type="text/css" id="~/margin"><xsl:value-of select="$margin"/></script>
        <script><xsl:value-of select="$script"/></script>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="head">
    <head>
      <xsl:call-template name="policy"/>
      <title>
        <xsl:value-of select="$edition-title"/>
        <xsl:if test="$edition-title = ''"><xsl:value-of select="f:say('page.edition')"/></xsl:if>
      </title>
      <xsl:variable name="described"
        select="normalize-space($header/tei:encodingDesc/tei:projectDesc/tei:p[1])"/>
      <xsl:if test="$described != ''"><meta name="description" content="{$described}"/></xsl:if>
      <xsl:call-template name="metadata"/>
      <xsl:call-template name="styles"/>
    </head>
  </xsl:template>

  <!-- What holds for every page: nothing is asked of another host. -->
  <xsl:template name="policy">
    <meta charset="utf-8"/>
    <meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; base-uri 'none'; form-action 'none'"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
  </xsl:template>

  <!-- A sheet that makes pages of its own kind may say so on the body. -->
  <xsl:template name="kind-of-page"/>

  <xsl:template name="styles">
    <style>
      <xsl:value-of select="$style"/>
      <xsl:apply-templates select="/ | /* | $witnesses | $voices" mode="m:style"/>
      <xsl:value-of select="/*/@e-style"/>
      <xsl:call-template name="running-heads"/>
      <xsl:call-template name="cited-address"/>
    </style>
  </xsl:template>

  <!-- What a part of the sheet adds to the style of just this document. -->
  <xsl:template match="/" mode="m:style"/>

  <!-- Words of the interface within a page whose text is of another language. -->
  <xsl:template name="interface-language">
    <xsl:if test="$text-language != $language">
      <xsl:attribute name="lang"><xsl:value-of select="$language"/></xsl:attribute>
      <xsl:attribute name="dir"><xsl:value-of select="$direction"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- One quiet line above the text. -->
  <xsl:template name="top">
    <header class="top">
      <xsl:call-template name="interface-language"/>
      <a class="skip" href="#~/text"><xsl:value-of select="f:say('page.skip')"/></a>
      <p>
        <xsl:call-template name="title-above"/>
        <xsl:if test="$version != ''">
          <xsl:value-of select="concat(', ', f:say('page.version', $version))"/>
        </xsl:if>
      </p>
      <nav aria-label="{f:say('page.parts')}">
        <xsl:if test="$notes">
          <a href="#~/notes">
            <xsl:if test="f:all-aside($notes)">
              <xsl:attribute name="class">source</xsl:attribute>
            </xsl:if>
            <xsl:value-of select="f:say('note.notes')"/>
          </a>
        </xsl:if>
        <xsl:if test="$indexed">
          <a href="#~/index"><xsl:value-of select="f:say('register.index')"/></a>
        </xsl:if>
        <a href="#~/about"><xsl:value-of select="f:say('page.about')"/></a>
        <xsl:if test="$source != ''"><a href="{$source}">TEI</a></xsl:if>
      </nav>
    </header>
  </xsl:template>

  <!-- A text whose own head is the heading of its page has the title of its edition above it,
       unless the head says the same. -->
  <xsl:template name="title-above">
    <xsl:variable name="heads" select="f:letters(concat(
      $title-head, $title-head/following-sibling::tei:head[1]))"/>
    <xsl:choose>
      <xsl:when test="$title-head and $main-title != '' and not(contains($heads, f:letters($main-title))
                      and contains($heads, f:letters($subtitle)))">
        <bdi>
          <xsl:if test="$header-language != $language and $header-language != ''">
            <xsl:attribute name="lang"><xsl:value-of select="$header-language"/></xsl:attribute>
          </xsl:if>
          <xsl:value-of select="$edition-title"/>
        </bdi>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="f:say('page.edition')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <func:function name="f:letters">
    <xsl:param name="words"/>
    <func:result select="translate($words, concat($upper, ' .,:;&#10;'), $lower)"/>
  </func:function>

  <xsl:template name="article">
    <article id="~/text">
      <xsl:if test="not($title-head | $title-page)">
        <xsl:choose>
          <xsl:when test="$subtitle != ''">
            <hgroup>
              <h1 class="head"><xsl:value-of select="$main-title"/></h1>
              <p class="head"><xsl:value-of select="$subtitle"/></p>
            </hgroup>
          </xsl:when>
          <xsl:when test="$main-title != ''"><h1><xsl:value-of select="$main-title"/></h1></xsl:when>
          <xsl:otherwise><h1><xsl:value-of select="f:say('page.edition')"/></h1></xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="legend"/>
      </xsl:if>
      <xsl:apply-templates select="/tei:TEI/tei:text | /tei:teiCorpus/tei:TEI/tei:text"/>
      <xsl:apply-templates select="/tei:TEI/tei:sourceDoc | /tei:TEI/tei:facsimile"/>
    </article>
  </xsl:template>

  <xsl:template name="legend">
    <xsl:if test="$correspondence or $voices or $two-views or $has-contents">
      <div class="legend">
        <xsl:call-template name="interface-language"/>
        <xsl:apply-templates select="$correspondence" mode="m:summary"/>
        <xsl:call-template name="contents"/>
        <xsl:apply-templates select="$voices[1]" mode="m:summary"/>
        <xsl:call-template name="switch"/>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- Who wrote to whom is told above the text; the parts of a page ask for it by this mode. -->
  <xsl:variable name="correspondence" select="/tei:TEI/tei:teiHeader/tei:profileDesc
    /tei:correspDesc[tei:correspAction/*]"/>
  <xsl:template match="*" mode="m:summary"/>

  <xsl:variable name="two-views" select="boolean(
    $texts[contains($in-texts, ' choice ')]/descendant::tei:choice[1]
    or $texts[contains($in-texts, ' fw ')]/descendant::tei:fw[1]
    or $texts[contains($in-texts, ' del ')]/descendant::tei:del[1]
    or $texts[contains($in-texts, ' delSpan ')]/descendant::tei:delSpan[1]
    or $texts[contains($in-texts, ' secl ')]/descendant::tei:secl[1]
    or $texts[contains($in-texts, ' supplied ')]/descendant::tei:supplied[1]
    or $texts[contains($in-texts, ' surplus ')]/descendant::tei:surplus[1]
    or $witnesses)"/>

  <!-- The witnesses whose readings are given. -->
  <xsl:key name="attested" use="str:tokenize(.)"
    match="/*[contains(@e-occurring, ' witness ') and contains(@e-occurring, ' rdg ')]
           //tei:rdg/@wit"/>
  <xsl:variable name="witnesses"
    select="/*[contains($occurring, ' rdg ')]/descendant::tei:witness[@xml:id]
    [key('attested', concat('#', @xml:id))]"/>

  <!-- The switch works by CSS alone; it is there only where it changes something. -->
  <xsl:template name="switch">
    <xsl:if test="$two-views">
      <fieldset class="switch">
        <legend><xsl:value-of select="f:say('page.view')"/></legend>
        <label>
          <input type="radio" name="view" id="~/as-read" checked="checked"/>
          <xsl:value-of select="f:say('page.as-read')"/>
        </label>
        <label>
          <input type="radio" name="view" id="~/as-source"/>
          <xsl:value-of select="f:say('page.as-source')"/>
        </label>
        <xsl:apply-templates select="$witnesses" mode="m:choice"/>
      </fieldset>
    </xsl:if>
  </xsl:template>

  <xsl:template name="foot">
    <footer class="foot">
      <p><xsl:call-template name="interface-language"/><xsl:value-of select="$generator"/></p>
    </footer>
  </xsl:template>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- The parts of a text: divisions with their headings, paragraphs, and what opens and closes. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f m mp tei">

  <!-- Text stands as it is. To be told so, with more weight than what is said of all elements, saves
       libxslt from asking of each piece of text whether that matches. -->
  <xsl:template match="text()" priority="0"><xsl:copy/></xsl:template>

  <!-- An element's own content, followed by the calls of the notes that are about it. -->
  <xsl:template priority="-0.3" match="*" mode="m:content">
    <xsl:apply-templates/>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <!-- White space between blocks is the encoder's layout, and so are line ends between sentences;
       text that should not stand between blocks does not vanish either. -->
  <xsl:template name="parts" mode="m:content"
    match="tei:text | tei:front | tei:body | tei:back | tei:div | tei:lg | tei:sp | tei:list">
    <xsl:choose>
      <xsl:when test="text()[normalize-space()]">
        <xsl:apply-templates select="node()[self::* or normalize-space()]"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="*"/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <!-- Of a long text the parts are made in instalments, which stand here. -->
  <xsl:template mode="m:content" match="tei:TEI/tei:text/tei:body">
    <xsl:choose>
      <xsl:when test="$upto = 0">
        <instalments/>
        <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="parts"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template mode="m:content" match="tei:p[tei:seg] | tei:said[tei:seg]">
    <xsl:for-each select="node()">
      <xsl:choose>
        <xsl:when test="self::* or normalize-space()"><xsl:apply-templates select="."/></xsl:when>
        <xsl:when test="self::text()"><xsl:text> </xsl:text></xsl:when>
      </xsl:choose>
    </xsl:for-each>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
  </xsl:template>

  <!-- What most elements are within their tag. -->
  <xsl:template priority="-0.3" match="*" mode="m:inside">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:apply-templates select="." mode="m:content"/>
  </xsl:template>

  <!-- What has no element of HTML: a span, or where it holds blocks, or stands among them, a div. -->
  <xsl:template priority="-0.4" match="*" mode="m:wrap">
    <xsl:choose>
      <xsl:when test="@e-block or contains(' div body sp front back lg div1 div2 div3 ',
                                           concat(' ', local-name(..), ' '))">
        <div class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></div>
      </xsl:when>
      <xsl:otherwise>
        <span class="{local-name()}"><xsl:apply-templates select="." mode="m:inside"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What is pointed at in something that is not shown as it stands keeps an anchor. -->
  <xsl:template priority="-0.4" match="*" mode="m:anchor">
    <xsl:if test="@xml:id or @e-ref"><span id="{@xml:id}{@e-ref}"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:text | tei:front | tei:body | tei:back | tei:group | tei:floatingText">
    <div class="{local-name()}">
      <xsl:apply-templates select="." mode="m:inside"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6
                       | tei:div7">
    <section class="div">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:if test="@type and not(tei:head or *[1]/tei:head)">
        <xsl:apply-templates select="@type" mode="mp:kind"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="m:content"/>
    </section>
  </xsl:template>

  <!-- What accompanies an inscription or a document has no head of its own by custom. -->
  <xsl:template match="@type" mode="mp:kind">
    <xsl:variable name="label" select="f:say(concat('division.', .))"/>
    <xsl:if test="$label != '' and normalize-space(..)">
      <p class="label minor">
        <xsl:if test="../ancestor-or-self::*/@e-lang != $language">
          <xsl:attribute name="lang"><xsl:value-of select="$language"/></xsl:attribute>
        </xsl:if>
        <xsl:value-of select="$label"/>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- The first head of a part that is read is a heading; further ones stand with it in one group.
       One within a deletion that has its bounds between them stays there. -->
  <xsl:template match="tei:div/tei:head[../tei:head[2]] | tei:body/tei:head[../tei:head[2]]">
    <xsl:choose>
      <xsl:when test="$has-stretches and f:is-within-deletion(.)">
        <p class="head"><xsl:apply-templates select="." mode="mp:inside"/></p>
      </xsl:when>
      <xsl:when test="not(preceding-sibling::tei:head[
                      not($has-stretches and f:is-within-deletion(.))])">
        <xsl:variable name="heads"
          select="../tei:head[not($has-stretches and f:is-within-deletion(.))]"/>
        <xsl:variable name="read" select="$heads[f:is-read(.)][1]"/>
        <hgroup>
          <xsl:apply-templates select="$heads" mode="mp:grouped">
            <xsl:with-param name="heading" select="generate-id($read | self::*[not($read)])"/>
          </xsl:apply-templates>
        </hgroup>
        <xsl:apply-templates select="$heads" mode="mp:after"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:head" mode="mp:grouped">
    <xsl:param name="heading"/>
    <xsl:choose>
      <xsl:when test="generate-id() = $heading">
        <xsl:apply-templates select="." mode="mp:heading"/>
      </xsl:when>
      <xsl:otherwise>
        <p class="head"><xsl:apply-templates select="." mode="mp:inside"/></p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A head that was deleted is part of the source only. -->
  <xsl:template match="tei:head" mode="mp:inside">
    <xsl:if test="not(f:is-read(.))">
      <xsl:attribute name="class">head source</xsl:attribute>
    </xsl:if>
    <xsl:apply-templates select="." mode="m:inside"/>
  </xsl:template>

  <xsl:variable name="has-stretches" select="contains($in-texts, ' delSpan ')"/>
  <xsl:variable name="has-deletions"
    select="contains($in-texts, ' del ') or contains($in-texts, ' surplus ')"/>

  <!-- Whether the reading has words of a head. -->
  <func:function name="f:is-read">
    <xsl:param name="head"/>
    <xsl:variable name="words"
      select="$head[$has-deletions]/descendant::text()[normalize-space()]"/>
    <xsl:variable name="read"
      select="$words[not(ancestor::tei:surplus or ancestor::tei:del[not(f:stands(.))])]"/>
    <func:result select="not($words and not($read)
      or $has-stretches and f:is-within-deletion($head))"/>
  </func:function>

  <!-- Whether a deletion that runs over the borders of elements begins before a head of a part and
       ends behind it. -->
  <func:function name="f:is-within-deletion">
    <xsl:param name="head"/>
    <func:result select="boolean($head/preceding-sibling::tei:delSpan[f:target(@spanTo)/ancestor-or-self::*[
      count(preceding-sibling::* | $head) = count(preceding-sibling::*)]])"/>
  </func:function>

  <xsl:template match="tei:head">
    <xsl:apply-templates select="." mode="mp:heading"/>
    <xsl:apply-templates select="." mode="mp:after"/>
  </xsl:template>

  <!-- The legend follows the title, wherever that stands. -->
  <xsl:template match="tei:head" mode="mp:after">
    <xsl:if test="generate-id() = generate-id($title-head)">
      <xsl:call-template name="legend"/>
    </xsl:if>
  </xsl:template>

  <!-- The head that names the whole text is the heading of the page; one that only calls a note
       names nothing. -->
  <xsl:variable name="title-head"
    select="(/tei:TEI/tei:text[not(tei:front)]/tei:body/tei:head
      | /tei:TEI/tei:text[not(tei:front)]/tei:body/tei:div[not(../tei:div[2]
          or preceding-sibling::tei:castList or preceding-sibling::tei:sp
          or preceding-sibling::tei:p)]/tei:head)[f:is-read(.)]
        [text()[normalize-space()] or *[not(self::tei:note)]][1]"/>

  <!-- So is what the title page, or a title before the text, has of the same words. -->
  <xsl:variable name="title-page" select="(/tei:TEI/tei:text/tei:front/tei:titlePage/tei:docTitle
    | /tei:TEI/tei:text/tei:front/tei:docTitle)[1]
    [$main-title != '' and contains(f:letters(.), f:letters($main-title))
      and contains(f:letters(.), f:letters($subtitle))]/tei:titlePart[1][not(@e-block)]"/>

  <xsl:template match="tei:head" mode="mp:heading">
    <xsl:variable name="depth" select="1 - boolean($title-head/parent::tei:div)
      + count(ancestor::*[starts-with(local-name(), 'div')][tei:head])"/>
    <xsl:variable name="level">
      <xsl:choose>
        <xsl:when test="generate-id() = generate-id($title-head)">1</xsl:when>
        <xsl:when test="$depth &gt; 6">6</xsl:when>
        <xsl:when test="$depth &lt; 2">2</xsl:when>
        <xsl:otherwise><xsl:value-of select="$depth"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="not(*[not(self::tei:note)] or text()[normalize-space()])">
        <p class="head"><xsl:apply-templates select="." mode="mp:inside"/></p>
      </xsl:when>
      <xsl:when test="@e-block">
        <div class="head" role="heading" aria-level="{$level}">
          <xsl:apply-templates select="." mode="mp:inside"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="h{$level}">
          <xsl:attribute name="class">head</xsl:attribute>
          <xsl:apply-templates select="." mode="mp:inside"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Heads of stanzas, lists, tables and lists of names are no headings of the page. -->
  <xsl:template mode="mp:heading"
    match="tei:lg/tei:head | tei:list/tei:head | tei:castList/tei:head | tei:castGroup/tei:head
           | tei:figure/tei:head | tei:listPerson/tei:head | tei:listPlace/tei:head
           | tei:listOrg/tei:head | tei:listBibl/tei:head | tei:listEvent/tei:head">
    <p class="head minor">
      <xsl:apply-templates select="." mode="m:inside"/>
    </p>
  </xsl:template>

  <!-- HTML forbids blocks within a paragraph or a span: what holds one becomes a div. -->
  <xsl:template match="tei:p">
    <xsl:choose>
      <xsl:when test="@e-block">
        <div class="p"><xsl:apply-templates select="." mode="m:paragraph"/></div>
      </xsl:when>
      <xsl:otherwise><p><xsl:apply-templates select="." mode="m:paragraph"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What it says stands behind its number; what says nothing shows none. -->
  <xsl:template priority="-0.3" match="*" mode="m:paragraph">
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:if test="node()"><xsl:apply-templates select="." mode="m:number"/></xsl:if>
    <xsl:apply-templates select="." mode="m:content"/>
  </xsl:template>

  <xsl:template match="tei:ab | tei:opener | tei:closer | tei:postscript | tei:dateline | tei:salute
                       | tei:signed | tei:byline | tei:trailer | tei:epigraph | tei:argument
                       | tei:address | tei:addrLine">
    <div class="{local-name()}"><xsl:apply-templates select="." mode="m:paragraph"/></div>
  </xsl:template>

  <!-- What a page printed around the text: kept, and shown only as part of the source. -->
  <xsl:template match="tei:fw">
    <span class="fw"><xsl:apply-templates select="." mode="m:inside"/></span>
  </xsl:template>

  <xsl:template match="tei:text/tei:fw | tei:front/tei:fw | tei:body/tei:fw | tei:back/tei:fw
                       | tei:div/tei:fw | tei:div1/tei:fw | tei:div2/tei:fw | tei:div3/tei:fw
                       | tei:group/tei:fw | tei:lg/tei:fw | tei:sp/tei:fw | tei:list/tei:fw">
    <div class="fw"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

  <!-- Divisions of a text smaller than a paragraph are there to be pointed at, not to be seen. -->
  <xsl:template match="tei:seg | tei:s | tei:c | tei:w | tei:pc | tei:phr | tei:cl | tei:m">
    <xsl:choose>
      <xsl:when test="@e-block">
        <div><xsl:apply-templates select="." mode="m:inside"/></div>
      </xsl:when>
      <xsl:otherwise><span><xsl:apply-templates select="." mode="m:inside"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where tokens are joined, white space is taken away when the page is written. -->
  <xsl:template match="tei:w[@join] | tei:pc[@join]">
    <span>
      <xsl:if test="@join = 'left' or @join = 'right' or @join = 'both'">
        <xsl:attribute name="data-join"><xsl:value-of select="@join"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="." mode="m:inside"/>
    </span>
  </xsl:template>

</xsl:stylesheet>

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

  <!-- What has no element of HTML: a span, or where it holds blocks a div, with its name. -->
  <xsl:template priority="-0.4" match="*" mode="m:wrap">
    <xsl:choose>
      <xsl:when test="@e-block">
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
      <xsl:apply-templates select="." mode="m:inside"/>
    </section>
  </xsl:template>

  <!-- The first head of a part is a heading; further ones stand with it in one group. -->
  <xsl:template match="tei:div/tei:head[preceding-sibling::tei:head]
                       | tei:body/tei:head[preceding-sibling::tei:head]"/>

  <xsl:template match="tei:div/tei:head[../tei:head[2] and not(preceding-sibling::tei:head)]
                       | tei:body/tei:head[../tei:head[2] and not(preceding-sibling::tei:head)]">
    <hgroup>
      <xsl:apply-templates select="." mode="mp:heading"/>
      <xsl:for-each select="following-sibling::tei:head">
        <p class="head"><xsl:apply-templates select="." mode="m:inside"/></p>
      </xsl:for-each>
    </hgroup>
    <xsl:apply-templates select="." mode="mp:after"/>
  </xsl:template>

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
  <xsl:variable name="title-heads"
    select="/tei:TEI/tei:text[not(tei:front)]/tei:body/tei:head
      | /tei:TEI/tei:text[not(tei:front)]/tei:body/tei:div[not(../tei:div[2]
          or preceding-sibling::tei:castList or preceding-sibling::tei:sp
          or preceding-sibling::tei:p)]/tei:head[1]"/>
  <xsl:variable name="title-head"
    select="$title-heads[text()[normalize-space()] or *[not(self::tei:note)]]"/>

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
      <xsl:when test="*[not(self::tei:note)] or text()[normalize-space()]">
        <xsl:element name="h{$level}">
          <xsl:attribute name="class">head</xsl:attribute>
          <xsl:apply-templates select="." mode="m:inside"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <p class="head"><xsl:apply-templates select="." mode="m:inside"/></p>
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

</xsl:stylesheet>

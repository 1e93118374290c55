<?xml version="1.0" encoding="UTF-8"?>
<!-- "About this edition", made from the TEI header: whence, how, by whom, how sure, what one may
     do with it, how to cite it. A part of which the header says nothing is left out. -->
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

  <xsl:variable name="header" select="/tei:TEI/tei:teiHeader"/>
  <xsl:variable name="titles" select="$header/tei:fileDesc/tei:titleStmt/tei:title"/>
  <xsl:variable name="main-title" select="normalize-space(
    ($titles[@type = 'main'] | $titles[@level = 'a'][not($titles[@type = 'main'])]
     | $titles[1][not($titles[@type = 'main' or @level = 'a'])])[1])"/>
  <xsl:variable name="subtitle"
    select="normalize-space($titles[@type = 'sub'][normalize-space() != $main-title][1])"/>
  <xsl:variable name="edition-title">
    <xsl:value-of select="$main-title"/>
    <xsl:if test="$subtitle != ''"><xsl:value-of select="concat(': ', $subtitle)"/></xsl:if>
  </xsl:variable>
  <xsl:variable name="version"
    select="normalize-space($header/tei:fileDesc/tei:editionStmt/tei:edition[1]/@n)"/>
  <xsl:variable name="source-desc" select="$header/tei:fileDesc/tei:sourceDesc"/>
  <xsl:variable name="sources"
    select="$source-desc/*[not(@type = 'capture')][not(self::tei:listBibl)]"/>
  <xsl:variable name="captures" select="$source-desc/descendant::tei:bibl[@type = 'capture']"/>
  <xsl:variable name="about-title" select="f:say('header.about')"/>
  <xsl:variable name="publication" select="$header/tei:fileDesc/tei:publicationStmt"/>

  <xsl:template name="about">
    <section class="about" aria-labelledby="~/about">
      <xsl:if test="$header-language != $text-language and $header-language != ''">
        <xsl:attribute name="lang"><xsl:value-of select="$header-language"/></xsl:attribute>
        <xsl:attribute name="dir"><xsl:value-of select="$header/@e-dir"/></xsl:attribute>
      </xsl:if>
      <h2 id="~/about">
        <xsl:call-template name="header-term"/>
        <xsl:value-of select="$about-title"/>
      </h2>
      <dl>
        <xsl:apply-templates select="$header/tei:encodingDesc/tei:projectDesc" mode="mp:about"/>
        <xsl:apply-templates mode="mp:about"
          select="$header/tei:profileDesc/tei:abstract[normalize-space()]"/>
        <xsl:call-template name="about-source"/>
        <xsl:call-template name="about-circumstances"/>
        <xsl:apply-templates select="$header/tei:fileDesc/tei:titleStmt" mode="mp:about"/>
        <xsl:call-template name="about-version"/>
        <xsl:apply-templates select="$header/tei:encodingDesc/tei:editorialDecl" mode="mp:about"/>
        <xsl:call-template name="about-rights"/>
        <xsl:call-template name="about-citing"/>
      </dl>
    </section>
  </xsl:template>

  <!-- The words of the interface among those of the header. -->
  <xsl:template name="header-term">
    <xsl:if test="$header-language != $language and $header-language != ''">
      <xsl:attribute name="lang"><xsl:value-of select="$language"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="term">
    <xsl:param name="key"/>
    <dt><xsl:call-template name="header-term"/><xsl:value-of select="f:say($key)"/></dt>
  </xsl:template>

  <xsl:template match="tei:projectDesc" mode="mp:about">
    <xsl:call-template name="term">
      <xsl:with-param name="key" select="'header.what'"/>
    </xsl:call-template>
    <dd><xsl:apply-templates select="node()[self::* or normalize-space()]"/></dd>
  </xsl:template>

  <!-- The source, its capture with the hash, and what else is known of the text. -->
  <xsl:template name="about-source">
    <xsl:if test="$sources[normalize-space() or descendant::tei:media]">
      <xsl:call-template name="term">
        <xsl:with-param name="key" select="'header.source'"/>
      </xsl:call-template>
      <dd><xsl:apply-templates select="$sources" mode="mp:source"/></dd>
    </xsl:if>
    <xsl:apply-templates select="$captures | $source-desc/tei:listBibl" mode="mp:about"/>
  </xsl:template>

  <!-- What the text says in short, when and where it was made, and by whom it is spoken; an entry of
       a register stands in the index. -->
  <xsl:template name="about-circumstances">
    <xsl:apply-templates mode="mp:about"
      select="$header/tei:profileDesc/*[self::tei:creation[normalize-space() or tei:date]
        or self::tei:settingDesc[f:circumstances(.)] or self::tei:particDesc[f:circumstances(.)]]"/>
  </xsl:template>

  <func:function name="f:circumstances">
    <xsl:param name="description"/>
    <func:result select="$description/descendant::*[self::tei:p or self::tei:ab or self::tei:setting
      or self::tei:place or self::tei:person or self::tei:personGrp or self::tei:org]
      [normalize-space() and not(@e-key) and not(ancestor::tei:place or ancestor::tei:person
       or ancestor::tei:personGrp or ancestor::tei:org or ancestor::tei:setting)]"/>
  </func:function>

  <xsl:template mode="mp:about"
    match="tei:abstract | tei:creation | tei:settingDesc | tei:particDesc">
    <xsl:call-template name="term">
      <xsl:with-param name="key" select="concat('header.', local-name())"/>
    </xsl:call-template>
    <dd><xsl:apply-templates select="." mode="mp:circumstance"/></dd>
  </xsl:template>

  <xsl:template match="tei:abstract" mode="mp:circumstance">
    <xsl:apply-templates select="node()[self::* or normalize-space()]"/>
  </xsl:template>

  <xsl:template match="tei:creation" mode="mp:circumstance">
    <xsl:apply-templates select="." mode="mp:line"/>
  </xsl:template>

  <xsl:template match="tei:settingDesc | tei:particDesc" mode="mp:circumstance">
    <xsl:for-each select="f:circumstances(.)">
      <xsl:choose>
        <xsl:when test="self::tei:p or self::tei:ab"><xsl:apply-templates select="."/></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="." mode="mp:line"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- Data have commas between them. -->
  <xsl:template mode="mp:said" priority="1"
    match="tei:profileDesc//*[not(text()[normalize-space()])]">
    <xsl:apply-templates select="*" mode="m:datum"/>
  </xsl:template>

  <xsl:template match="tei:bibl" mode="mp:about">
    <xsl:call-template name="term">
      <xsl:with-param name="key" select="'header.capture'"/>
    </xsl:call-template>
    <dd>
      <xsl:apply-templates select=". | tei:note" mode="mp:line"/>
    </dd>
  </xsl:template>

  <xsl:template match="tei:listBibl" mode="mp:about">
    <dt><xsl:apply-templates select="tei:head/node()"/></dt>
    <dd><xsl:apply-templates select="tei:bibl" mode="mp:source"/></dd>
  </xsl:template>

  <xsl:template match="*" mode="mp:source"><xsl:apply-templates select="."/></xsl:template>

  <xsl:template match="tei:bibl" mode="mp:source">
    <xsl:apply-templates select=". | tei:note" mode="mp:line"/>
  </xsl:template>

  <!-- What is a paragraph here, unless what it says is set in paragraphs or lists of its own. -->
  <xsl:template match="*" mode="mp:line">
    <xsl:choose>
      <xsl:when test="@e-block"><div><xsl:apply-templates select="." mode="mp:said"/></div></xsl:when>
      <xsl:otherwise><p><xsl:apply-templates select="." mode="mp:said"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The blocks of a source are in its notes, which follow it, and in its rights. -->
  <xsl:template mode="mp:line" priority="1"
    match="tei:bibl[not(*[@e-block][not(self::tei:note or self::tei:availability)]
                        or tei:figure)]">
    <p><xsl:apply-templates select="." mode="mp:said"/></p>
  </xsl:template>

  <xsl:template match="*" mode="mp:said"><xsl:apply-templates/></xsl:template>

  <xsl:template match="tei:bibl" mode="mp:said">
    <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
    <xsl:apply-templates select="node()[not(self::tei:note or self::tei:availability)]"/>
  </xsl:template>

  <xsl:template match="tei:bibl[not(text()[normalize-space()]) and *[2]]" mode="mp:said">
    <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
    <xsl:apply-templates mode="m:datum"
      select="*[not(self::tei:note or self::tei:availability)]"/>
  </xsl:template>

  <xsl:template match="tei:bibl[@type = 'capture']" mode="mp:said">
    <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
    <xsl:apply-templates mode="mp:capture"/>
  </xsl:template>

  <xsl:template match="tei:edition" mode="mp:said"><xsl:apply-templates select="."/></xsl:template>

  <xsl:template match="tei:edition[not(normalize-space())]" mode="mp:said">
    <xsl:value-of select="@n"/>
  </xsl:template>

  <xsl:template match="tei:change" mode="mp:said">
    <xsl:if test="@when"><xsl:value-of select="concat(f:day(@when), ': ')"/></xsl:if>
    <xsl:for-each select="node()">
      <xsl:if test="self::*"><xsl:call-template name="apart"/></xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:template>

  <!-- The captured file lies beside the page under the name that the tool gave it. -->
  <xsl:template match="node()" mode="mp:capture"><xsl:apply-templates select="."/></xsl:template>

  <xsl:template match="tei:note" mode="mp:capture"/>

  <xsl:template match="tei:ptr" mode="mp:capture">
    <xsl:choose>
      <xsl:when test="$capture != ''">
        <a href="{f:safe($capture)}"><xsl:value-of select="$capture"/></a>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="@target"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:idno" mode="mp:capture">
    <code class="hash"><xsl:value-of select="."/></code>
  </xsl:template>

  <!-- Who did what. -->
  <xsl:template match="tei:titleStmt" mode="mp:about">
    <xsl:variable name="people" select="(tei:author | tei:editor | tei:respStmt
      | ../tei:editionStmt/tei:respStmt)[normalize-space()]"/>
    <xsl:if test="$people">
      <xsl:call-template name="term">
        <xsl:with-param name="key" select="'header.people'"/>
      </xsl:call-template>
      <dd><xsl:apply-templates select="$people" mode="mp:person"/></dd>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="mp:person">
    <p>
      <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
      <xsl:value-of select="concat(f:say(concat('header.', local-name())), ' ')"/>
      <xsl:apply-templates select="." mode="mp:named"/>
    </p>
  </xsl:template>

  <!-- Several names in one element are told one by one. -->
  <xsl:template match="*" mode="mp:named">
    <xsl:value-of select="f:line(.)"/>
  </xsl:template>

  <xsl:template mode="mp:named"
    match="*[not(text()[normalize-space()]) and (tei:persName[2] or tei:name[2] or tei:orgName[2])]">
    <xsl:for-each select="*[normalize-space()]">
      <xsl:if test="position() != 1"><xsl:text>; </xsl:text></xsl:if>
      <xsl:value-of select="f:line(.)"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The words of an element in one line. In a header data stand side by side: between elements
       that nothing parts there is a blank. -->
  <func:function name="f:line">
    <xsl:param name="element"/>
    <xsl:variable name="words">
      <xsl:for-each select="$element/descendant::text()">
        <xsl:if test="not(preceding-sibling::node()) and ../preceding-sibling::node()[1]/self::*">
          <xsl:text> </xsl:text>
        </xsl:if>
        <xsl:value-of select="."/>
      </xsl:for-each>
    </xsl:variable>
    <func:result select="normalize-space($words)"/>
  </func:function>

  <!-- In a header a record without words of its own has commas, as a record everywhere. -->
  <xsl:template mode="m:content" priority="1"
    match="tei:teiHeader//tei:stamp[not(text()[normalize-space()])]
           | tei:teiHeader//tei:bibl[not(text()[normalize-space()])]">
    <xsl:apply-templates select="*" mode="m:datum"/>
  </xsl:template>

  <xsl:template mode="m:content"
    match="tei:teiHeader//tei:biblFull/tei:titleStmt | tei:teiHeader//tei:biblFull/tei:publicationStmt">
    <xsl:apply-templates select="*[not(self::tei:availability)]" mode="m:datum"/>
    <xsl:apply-templates select="tei:availability"/>
  </xsl:template>

  <!-- What ends in "by" stands before the names, anything else behind. -->
  <xsl:template match="tei:respStmt" mode="mp:person">
    <p>
      <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
      <xsl:variable name="names"
        select="*[not(self::tei:resp or self::tei:note)][normalize-space()]"/>
      <xsl:variable name="done">
        <xsl:for-each select="tei:resp[normalize-space()]">
          <xsl:value-of select="concat(substring('; ', 1, 2 * (position() != 1)), f:line(.))"/>
        </xsl:for-each>
      </xsl:variable>
      <xsl:variable name="last" select="str:tokenize($done)[last()]"/>
      <xsl:variable name="leads" select="substring($last, string-length($last)) = ':'
        or contains(' by von durch par por per da di door ', concat(' ', $last, ' '))"/>
      <xsl:if test="$leads"><xsl:value-of select="concat($done, ' ')"/></xsl:if>
      <xsl:for-each select="$names">
        <xsl:if test="position() != 1">
          <xsl:value-of select="concat(substring(',;', 1 + boolean($names[contains(., ',')]), 1), ' ')"/>
        </xsl:if>
        <xsl:value-of select="f:line(.)"/>
      </xsl:for-each>
      <xsl:if test="not($leads) and $names and $done != ''"><xsl:text>: </xsl:text></xsl:if>
      <xsl:if test="not($leads)"><xsl:value-of select="$done"/></xsl:if>
    </p>
    <xsl:apply-templates select="tei:note" mode="mp:line"/>
  </xsl:template>

  <!-- The version and what was changed for it; or the changes alone. -->
  <xsl:template name="about-version">
    <xsl:variable name="stated" select="$header/tei:fileDesc/tei:editionStmt/*[self::tei:edition
      or self::tei:p or self::tei:ab][normalize-space() or @n]"/>
    <xsl:variable name="changes"
      select="$header/tei:revisionDesc/descendant::tei:change[normalize-space()]"/>
    <xsl:if test="$stated or $changes">
      <xsl:call-template name="term">
        <xsl:with-param name="key"
          select="concat('header.', substring('versionchanges', 1 + 7 * not($stated), 7))"/>
      </xsl:call-template>
      <dd><xsl:apply-templates select="$stated | $changes" mode="mp:line"/></dd>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:editorialDecl" mode="mp:about">
    <xsl:call-template name="term">
      <xsl:with-param name="key" select="'header.principles'"/>
    </xsl:call-template>
    <dd>
      <xsl:apply-templates select="tei:p | tei:ab"/>
      <xsl:apply-templates select="*[not(self::tei:p or self::tei:ab)]" mode="mp:principle"/>
    </dd>
  </xsl:template>

  <xsl:template match="*" mode="mp:principle"/>

  <xsl:template mode="mp:principle"
    match="tei:correction | tei:normalization | tei:punctuation | tei:quotation | tei:hyphenation
           | tei:segmentation | tei:stdVals | tei:interpretation">
    <details>
      <summary><xsl:apply-templates select="." mode="mp:topic"/></summary>
      <xsl:apply-templates select="node()[self::* or normalize-space()]"/>
    </details>
  </xsl:template>

  <xsl:template match="*" mode="mp:topic">
    <xsl:value-of select="f:say-value('header.principle', local-name())"/>
  </xsl:template>

  <xsl:template match="tei:interpretation" mode="mp:topic">
    <xsl:variable name="speech" select="contains($in-texts, ' said ')"/>
    <xsl:value-of select="f:say-value('header.principle', concat('interpretation',
                                      substring('-of-speech', 1, 10 * $speech)))"/>
  </xsl:template>

  <!-- The rights in the text and the licence of the encoding are two things. What a manuscript's
       description, or a reference within others, says of rights stands there. -->
  <xsl:template name="about-rights">
    <xsl:for-each select="$source-desc/tei:bibl/tei:availability
      | $source-desc/descendant::tei:listBibl/tei:bibl/tei:availability">
      <xsl:call-template name="term">
        <xsl:with-param name="key" select="'header.rights-text'"/>
      </xsl:call-template>
      <dd><xsl:apply-templates select="node()[self::* or normalize-space()]"/></dd>
    </xsl:for-each>
    <xsl:for-each select="$publication/tei:availability">
      <xsl:call-template name="term">
        <xsl:with-param name="key" select="'header.rights-encoding'"/>
      </xsl:call-template>
      <dd><xsl:apply-templates select="node()[self::* or normalize-space()]"/></dd>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:licence">
    <div class="licence">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates/>
      <xsl:for-each select="str:tokenize(@target)">
        <xsl:variable name="address" select="f:safe(.)"/>
        <xsl:if test="string($address)">
          <xsl:text> </xsl:text>
          <a rel="license" href="{$address}"><xsl:value-of select="$address"/></a>
        </xsl:if>
      </xsl:for-each>
    </div>
  </xsl:template>

  <xsl:template name="about-citing">
    <xsl:if test="$citation != ''">
      <xsl:call-template name="term">
        <xsl:with-param name="key" select="'header.citing'"/>
      </xsl:call-template>
      <dd>
        <xsl:if test="not($citing)"><p><xsl:value-of select="$citation"/></p></xsl:if>
        <p><xsl:value-of select="f:say('header.citing-passage')"/></p>
        <xsl:call-template name="styles-of-citation"/>
      </dd>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>

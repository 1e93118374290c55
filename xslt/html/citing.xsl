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
    select="$texts[/*/@e-voices and contains($in-texts, ' said ')]/descendant::tei:said[@who]
      | $texts[/*/@e-voices and contains($in-texts, ' q ')]/descendant::tei:q[@who]"/>
  <xsl:variable name="voices" select="$speeches[@e-voice]"/>

  <!-- In a long text the cards of all speeches would outweigh the words. -->
  <xsl:variable name="carded" select="count($speeches) &lt;= 200"/>

  <xsl:template priority="-0.3" match="*" mode="m:number">
    <xsl:if test="@e-address">
      <a class="number" href="{@e-address}"><xsl:call-template name="number"/></a>
    </xsl:if>
  </xsl:template>

  <!-- A long text has thousands of these: the words are looked up once. -->
  <xsl:variable name="cite-passage" select="f:say('citing.passage')"/>
  <xsl:variable name="cite" select="f:say('citing.cite')"/>
  <xsl:variable name="cite-heading" select="f:say('citing.heading')"/>
  <xsl:variable name="cite-here" select="f:say('citing.here')"/>
  <xsl:variable name="cite-numbered" select="f:say('citing.numbered')"/>
  <xsl:variable name="cite-before" select="substring-before($cite-numbered, '{a}')"/>
  <xsl:variable name="cite-after" select="substring-after($cite-numbered, '{a}')"/>

  <xsl:template name="number">
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

  <!-- What is known of each speech; the cards stand at the end, so that the text is clear of them. -->
  <xsl:template name="cards">
    <xsl:if test="$carded and $speeches">
      <div class="cards"><xsl:apply-templates select="$speeches" mode="m:card"/></div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="m:citation">
    <xsl:if test="@e-address">
      <p><a href="{@e-address}"><xsl:value-of select="$cite"/></a></p>
    </xsl:if>
  </xsl:template>

  <!-- The edition's own way of being cited, and each style's: where a passage has its place in a
       citation, there is a pin, which says how that is written of paragraphs (p), lines (l) and
       numbers of several parts (n), of one and of several. -->
  <xsl:variable name="citing" select="/*/e-citing"/>

  <xsl:template name="styles-of-citation">
    <dl class="styles"><xsl:apply-templates select="$citing/style" mode="mp:style"/></dl>
  </xsl:template>

  <xsl:template match="style" mode="mp:style">
    <dt><xsl:value-of select="f:say-value('citing.style', @name)"/></dt>
    <dd><xsl:apply-templates mode="mp:style"/></dd>
  </xsl:template>

  <xsl:template match="citation | entry" mode="mp:style">
    <p><xsl:apply-templates mode="mp:style"/></p>
  </xsl:template>

  <xsl:template match="pin" mode="mp:style">
    <span><xsl:apply-templates select="@*" mode="mp:place"/></span>
  </xsl:template>

  <xsl:template match="@*" mode="mp:place">
    <xsl:attribute name="data-{name()}"><xsl:value-of select="."/></xsl:attribute>
  </xsl:template>

  <!-- The address of the document is the same in all; the script puts a passage's own here. -->
  <xsl:template match="address" mode="mp:style"><a/></xsl:template>

  <xsl:template name="cited-address">
    <xsl:if test="$citing/style/*/address">
      <xsl:value-of select="concat('.styles a::after{content:&quot;',
        f:css-string(concat($base, $page)), '&quot;}')"/>
    </xsl:if>
  </xsl:template>

  <!-- What the script fills: the citation of a passage, what is offered for selected words, the
       verdict on an address, and the card beside a word. -->
  <xsl:template name="panels">
    <div id="~/cite" class="panel" popover="" role="dialog" aria-label="{$cite}" >
      <xsl:apply-templates select="$citing/places/@*" mode="mp:place"/>
      <xsl:call-template name="interface-language"/>
      <label>
        <xsl:value-of select="f:say('citing.style')"/>
        <xsl:text> </xsl:text>
        <select autofocus="">
          <xsl:for-each select="$citing/style">
            <option><xsl:value-of select="f:say-value('citing.style', @name)"/></option>
          </xsl:for-each>
        </select>
      </label>
      <xsl:call-template name="row"/>
      <xsl:call-template name="row"/>
      <xsl:call-template name="row"/>
      <p>
        <xsl:value-of select="f:say('citing.save')"/>
        <xsl:apply-templates select="$citing/save" mode="mp:save"/>
      </p>
    </div>
    <button id="~/pick" class="panel" hidden=""><xsl:value-of select="$cite"/></button>
    <div role="status">
      <div id="~/told" class="panel" popover="" data-same="{f:say('citing.same')}"
        data-typography="{f:say('citing.typography')}" data-altered="{f:say('citing.altered')}"
        data-earlier="{f:say('citing.earlier')} " data-moved="{f:say('citing.moved')} "
        data-withdrawn="" data-missing="{f:say('citing.missing')}"
        data-unknown="{f:say('citing.unknown')}" data-version=" {f:say('citing.version')} ">
        <xsl:call-template name="interface-language"/>
        <p/>
        <button popovertarget="~/told">
          <xsl:value-of select="f:say('citing.close')"/>
        </button>
      </div>
    </div>
    <div id="~/card" popover="" tabindex="-1" autofocus="">
      <div/>
      <a href="#~/text"><xsl:value-of select="f:say('page.entry')"/></a>
    </div>
  </xsl:template>

  <xsl:template name="row">
    <p><span/><xsl:text> </xsl:text><button><xsl:value-of select="f:say('page.copy')"/></button></p>
  </xsl:template>

  <xsl:template match="save" mode="mp:save">
    <xsl:text> </xsl:text>
    <a href="#~/text" download="{@file}" data-text="{.}">
      <xsl:value-of select="@name"/>
    </a>
  </xsl:template>

  <!-- What published ids have become: those that were taken out, where they stood in for, and the
       earlier words of those that were altered. -->
  <xsl:template name="history">
    <xsl:if test="$citing/gone or $citing/earlier">
      <section class="about history" aria-labelledby="~/history">
        <xsl:call-template name="interface-language"/>
        <h2 id="~/history"><xsl:value-of select="f:say('citing.history')"/></h2>
        <ul>
          <xsl:apply-templates select="$citing/gone | $citing/earlier" mode="mp:history"/>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- Earlier words are in the language of the text. -->
  <xsl:template match="*" mode="mp:language">
    <xsl:if test="$text-language != $language">
      <xsl:apply-templates select="@e-lang | @e-dir" mode="m:attribute"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="gone" mode="mp:history">
    <li id="{@ref}" class="gone">
      <xsl:value-of select="concat(@ref, ': ', f:say('citing.withdrawn'), ' ', @reason)"/>
      <xsl:for-each select="heir">
        <xsl:text> </xsl:text>
        <a href="{@href}"><xsl:value-of select="."/></a>
      </xsl:for-each>
    </li>
  </xsl:template>

  <xsl:template match="earlier" mode="mp:history">
    <li class="earlier" data-was="{@ref}" data-fp="{@fp}">
      <a href="#{@ref}"><xsl:value-of select="@place"/></a>
      <xsl:value-of select="concat(' ', f:say('citing.until', @until), ' ')"/>
      <q><xsl:apply-templates select="/*" mode="mp:language"/><xsl:value-of select="."/></q>
    </li>
  </xsl:template>

  <!-- Where something stands, in few signs: the number of its paragraph, the kind of
       place, or which of several in a list it is. -->
  <xsl:template priority="-0.4" match="*" mode="m:place">
    <xsl:param name="position"/>
    <xsl:variable name="numbered"
      select="(ancestor-or-self::tei:p | ancestor-or-self::tei:ab | ancestor-or-self::tei:l)[@n]"/>
    <xsl:choose>
      <xsl:when test="$numbered"><xsl:value-of select="$numbered[last()]/@n"/></xsl:when>
      <xsl:when test="ancestor-or-self::tei:head">
        <xsl:value-of select="$cite-heading"/>
      </xsl:when>
      <xsl:when test="$position != ''"><xsl:value-of select="concat('(', $position, ')')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$cite-here"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>

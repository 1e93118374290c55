<?xml version="1.0" encoding="UTF-8"?>
<!-- Images of the source, where a text or a facsimile points at them. One that lies beside the page
     is shown when it is asked for; one of another host is a link, whose address is made readable
     where it is one of IIIF's. The page itself asks for none. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f m str tei">

  <!-- Breaks by their image, as written: what several share is there once. -->
  <xsl:key name="imaged" match="tei:pb/@facs"
    use="substring-before(concat(normalize-space(), ' '), ' ')"/>

  <!-- The image of a page, of several the first; links do not nest. -->
  <xsl:template match="tei:pb" mode="m:image">
    <xsl:variable name="first" select="substring-before(concat(normalize-space(@facs), ' '), ' ')"/>
    <xsl:variable name="pointer" select="f:unprefixed($first)"/>
    <xsl:variable name="here" select="f:target($pointer)"/>
    <xsl:variable name="image" select="f:image($here)"/>
    <xsl:variable name="address">
      <xsl:choose>
        <xsl:when test="$image"><xsl:value-of select="f:view($image/@url, $here)"/></xsl:when>
        <xsl:when test="$here"><xsl:value-of select="concat('#', $here/@xml:id)"/></xsl:when>
        <xsl:when test="starts-with($pointer, '#')"/>
        <xsl:otherwise><xsl:value-of select="f:view($pointer, /..)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$address = '' or ancestor::*[@ref or self::tei:ref or self::tei:choice
                      or self::tei:date]">
        <xsl:apply-templates select="." mode="m:page"/>
      </xsl:when>
      <xsl:when test="f:is-beside($address)">
        <button class="page" popovertarget="~image/{$first}">
          <xsl:attribute name="aria-label">
            <xsl:apply-templates select="." mode="m:page-name"/>
          </xsl:attribute>
        </button>
        <xsl:if test="count(key('imaged', $first)[1]/.. | .) = 1">
          <span class="image" popover="" id="~image/{$first}">
            <img src="{$address}" loading="lazy">
              <xsl:attribute name="alt">
                <xsl:apply-templates select="." mode="m:page-name"/>
              </xsl:attribute>
            </img>
          </span>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <a class="page" href="{$address}">
          <xsl:attribute name="aria-label">
            <xsl:apply-templates select="." mode="m:page-name"/>
          </xsl:attribute>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The image of a surface, or of a part of one. -->
  <func:function name="f:image">
    <xsl:param name="part"/>
    <xsl:variable name="own" select="($part/self::tei:graphic | $part/tei:graphic)[1]"/>
    <func:result select="$own | $part[not($own)]/ancestor::tei:surface[1]/tei:graphic[1]"/>
  </func:function>

  <!-- Whether an address leads to an image beside the page that a browser can show. -->
  <func:function name="f:is-beside">
    <xsl:param name="address"/>
    <xsl:choose>
      <xsl:when test="contains($address, '//') or starts-with($address, 'mailto:')">
        <func:result select="false()"/>
      </xsl:when>
      <xsl:otherwise><func:result select="f:is-image($address)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <func:function name="f:is-image">
    <xsl:param name="address"/>
    <xsl:variable name="file" select="substring-before(concat(translate($address, '#', '?'), '?'), '?')"/>
    <xsl:variable name="ending" select="translate(str:tokenize($file, '.')[last()], $upper, $lower)"/>
    <func:result
      select="contains(' jpg jpeg png gif webp avif svg ', concat(' ', $ending, ' '))"/>
  </func:function>

  <!-- What a reader may be sent to: of a IIIF image its picture, of a zone its part of that. A
       picture is named REGION/SIZE/ROTATION/QUALITY behind its address. -->
  <func:function name="f:view">
    <xsl:param name="url"/>
    <xsl:param name="part"/>
    <xsl:variable name="address" select="f:safe($url)"/>
    <xsl:choose>
      <xsl:when test="starts-with($address, 'mailto:')"><func:result select="''"/></xsl:when>
      <xsl:when test="$part/self::tei:zone or contains($address, '/info.json')">
        <func:result select="f:picture($address, $part)"/>
      </xsl:when>
      <xsl:otherwise><func:result select="$address"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <func:function name="f:picture">
    <xsl:param name="address"/>
    <xsl:param name="part"/>
    <xsl:variable name="steps" select="str:tokenize($address, '/')"/>
    <xsl:variable name="whole" select="concat('/', $steps[last() - 3], '/', $steps[last() - 2], '/',
      $steps[last() - 1], '/', $steps[last()])"/>
    <xsl:variable name="region" select="f:region($part/self::tei:zone)"/>
    <xsl:choose>
      <xsl:when test="substring-after($address, '/info.json') = '' and contains($address, '/info.json')">
        <func:result select="concat(substring-before($address, '/info.json'), '/',
          $region, substring('full', 1, 4 * ($region = '')), '/max/0/default.jpg')"/>
      </xsl:when>
      <xsl:when test="$region != '' and $steps[last() - 3] = 'full'
                      and contains(' default native color gray bitonal ',
                        concat(' ', substring-before($steps[last()], '.'), ' '))">
        <func:result select="concat(substring-before($address, $whole), '/', $region,
          substring($whole, 6))"/>
      </xsl:when>
      <xsl:otherwise><func:result select="$address"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- A zone as IIIF names a region: in hundredths of its surface; without that in pixels. -->
  <func:function name="f:region">
    <xsl:param name="zone"/>
    <xsl:variable name="in" select="$zone/ancestor::tei:surface[1][@lrx &gt; 0 and @lry &gt; 0]"/>
    <xsl:variable name="left" select="sum($in/@ulx)"/>
    <xsl:variable name="top" select="sum($in/@uly)"/>
    <xsl:variable name="across" select="($in/@lrx - $left) div 100"/>
    <xsl:variable name="down" select="($in/@lry - $top) div 100"/>
    <xsl:variable name="width" select="$zone/@lrx - $zone/@ulx"/>
    <xsl:variable name="height" select="$zone/@lry - $zone/@uly"/>
    <xsl:choose>
      <xsl:when test="not($width &gt; 0 and $height &gt; 0)"><func:result select="''"/></xsl:when>
      <xsl:when test="$in">
        <func:result select="concat('pct:', format-number(($zone/@ulx - $left) div $across, '0.##'),
          ',', format-number(($zone/@uly - $top) div $down, '0.##'),
          ',', format-number($width div $across, '0.##'),
          ',', format-number($height div $down, '0.##'))"/>
      </xsl:when>
      <xsl:otherwise>
        <func:result select="concat($zone/@ulx, ',', $zone/@uly, ',', $width, ',', $height)"/>
      </xsl:otherwise>
    </xsl:choose>
  </func:function>

</xsl:stylesheet>

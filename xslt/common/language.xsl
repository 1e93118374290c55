<?xml version="1.0" encoding="UTF-8"?>
<!-- Languages and directions: f:tag('fra') is fr, f:direction('fa-Latn') is ltr. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f tei">

  <!-- Three-letter codes of languages that BCP 47 knows by two letters. -->
  <xsl:variable name="two-letters" select="concat(
    ' eng=en fra=fr fre=fr deu=de ger=de lat=la ita=it spa=es por=pt nld=nl dut=nl rus=ru ',
    'ara=ar heb=he fas=fa per=fa ell=el gre=el zho=zh chi=zh jpn=ja pol=pl ces=cs cze=cs ',
    'slk=sk slo=sk hun=hu tur=tr swe=sv dan=da nor=no fin=fi kat=ka geo=ka hye=hy arm=hy ',
    'ukr=uk san=sa hin=hi urd=ur cym=cy wel=cy gle=ga isl=is ice=is ron=ro rum=ro bul=bg ',
    'srp=sr hrv=hr slv=sl yid=yi ')"/>
  <xsl:variable name="right-to-left"
    select="' ar fa he ur ps sd yi ug ckb dv arc syr syc sam mzn prs '"/>
  <xsl:variable name="right-to-left-scripts" select="' arab hebr syrc thaa nkoo samr mand aran '"/>

  <xsl:variable name="upper" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZ'"/>
  <xsl:variable name="lower" select="'abcdefghijklmnopqrstuvwxyz'"/>

  <!-- The tag as BCP 47 wants it; empty for what cannot be one. -->
  <func:function name="f:tag">
    <xsl:param name="code"/>
    <xsl:choose>
      <!-- Nearly every tag is as simple as this, and a text may hold thousands. -->
      <xsl:when test="string-length($code) = 2 and not(translate($code, $lower, ''))">
        <func:result select="string($code)"/>
      </xsl:when>
      <xsl:otherwise><func:result select="f:tag-of-parts($code)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <func:function name="f:tag-of-parts">
    <xsl:param name="code"/>
    <xsl:variable name="primary"
      select="translate(substring-before(concat($code, '-'), '-'), $upper, $lower)"/>
    <xsl:variable name="short"
      select="substring-before(substring-after($two-letters, concat(' ', $primary, '=')), ' ')"/>
    <xsl:choose>
      <xsl:when test="translate($code, concat($upper, $lower, '0123456789-'), '')
                      or string-length($primary) &gt; 3 or string-length($primary) &lt; 2">
        <func:result select="''"/>
      </xsl:when>
      <xsl:when test="$short">
        <func:result select="concat($short, substring-after($code, substring($code, 1, 3)))"/>
      </xsl:when>
      <xsl:otherwise><func:result select="string($code)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- The direction follows the script: fa is right to left, fa-Latn left to right. -->
  <func:function name="f:direction">
    <xsl:param name="code"/>
    <xsl:variable name="tag" select="translate(f:tag($code), $upper, $lower)"/>
    <xsl:variable name="primary" select="substring-before(concat($tag, '-'), '-')"/>
    <xsl:variable name="second"
      select="substring-before(concat(substring-after($tag, '-'), '-'), '-')"/>
    <xsl:choose>
      <xsl:when test="string-length($second) = 4
                      and contains($right-to-left-scripts, concat(' ', $second, ' '))">
        <func:result select="'rtl'"/>
      </xsl:when>
      <xsl:when test="string-length($second) != 4 and $primary
                      and contains($right-to-left, concat(' ', $primary, ' '))">
        <func:result select="'rtl'"/>
      </xsl:when>
      <xsl:otherwise><func:result select="'ltr'"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- The direction of what surrounds an element. -->
  <func:function name="f:direction-around">
    <xsl:param name="element"/>
    <xsl:variable name="outer"
      select="$element/ancestor::*[@xml:lang][ancestor-or-self::tei:text][1]/@xml:lang"/>
    <xsl:choose>
      <xsl:when test="$outer"><func:result select="f:direction($outer)"/></xsl:when>
      <xsl:otherwise><func:result select="$text-direction"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- The language of the text: declared on it, else the language of the header's langUsage. -->
  <xsl:variable name="text-language">
    <xsl:choose>
      <xsl:when test="/tei:TEI/tei:text/@xml:lang">
        <xsl:value-of select="f:tag(/tei:TEI/tei:text/@xml:lang)"/>
      </xsl:when>
      <xsl:when test="/tei:TEI/@xml:lang">
        <xsl:value-of select="f:tag(/tei:TEI/@xml:lang)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="f:tag(
          /tei:TEI/tei:teiHeader/tei:profileDesc/tei:langUsage/tei:language[1]/@ident)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="text-direction" select="f:direction(string($text-language))"/>
  <xsl:variable name="header-language">
    <xsl:choose>
      <xsl:when test="/tei:TEI/tei:teiHeader/@xml:lang">
        <xsl:value-of select="f:tag(/tei:TEI/tei:teiHeader/@xml:lang)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text-language"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

</xsl:stylesheet>

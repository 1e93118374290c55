<?xml version="1.0" encoding="UTF-8"?>
<!-- The table of contents of a text that has several headed parts. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f mp tei">

  <!-- Preparation has counted the headed parts. -->
  <xsl:variable name="has-contents" select="/*/@e-parts &gt; 3"/>

  <xsl:template name="contents">
    <xsl:if test="$has-contents">
      <nav class="contents">
        <details>
          <summary><xsl:value-of select="f:say('contents.contents')"/></summary>
          <ul><xsl:apply-templates select="/tei:TEI/tei:text/tei:body" mode="mp:contents"/></ul>
        </details>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- Only headed parts are listed; the others are looked through. -->
  <xsl:template match="*" mode="mp:contents"/>

  <xsl:template mode="mp:contents"
    match="tei:body | tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4">
    <xsl:apply-templates mode="mp:contents"
      select="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4"/>
  </xsl:template>

  <xsl:template mode="mp:contents" priority="1"
    match="*[starts-with(local-name(), 'div') and tei:head]">
    <li>
      <a href="#{@xml:id}{@e-ref}"><xsl:value-of select="f:short(tei:head[1])"/></a>
      <xsl:if test="tei:div/tei:head or tei:div1/tei:head or tei:div2/tei:head or tei:div3/tei:head
                    or tei:div4/tei:head or tei:div5/tei:head or tei:div6/tei:head
                    or tei:div7/tei:head or tei:divGen/tei:head">
        <ul>
          <xsl:apply-templates mode="mp:contents"
            select="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4"/>
        </ul>
      </xsl:if>
    </li>
  </xsl:template>

</xsl:stylesheet>

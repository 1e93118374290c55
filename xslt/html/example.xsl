<?xml version="1.0" encoding="UTF-8"?>
<!-- Examples of XML, as one would write them: what is laid out over lines is indented anew, what
     runs on in a line runs on. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:eg="http://www.tei-c.org/ns/Examples"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m mp eg str tei">

  <xsl:template match="eg:egXML">
    <pre class="example">
      <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
      <code><xsl:apply-templates select="." mode="mp:lines"/></code>
    </pre>
  </xsl:template>

  <!-- Mark-up that is written as text stays as it is laid out. -->
  <xsl:template match="eg:egXML[not(*)]">
    <pre class="example">
      <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
      <code><xsl:value-of select="."/></code>
    </pre>
  </xsl:template>

  <xsl:template match="tei:eg">
    <pre class="example"><xsl:apply-templates select="." mode="m:inside"/></pre>
  </xsl:template>

  <xsl:template match="*" mode="mp:lines">
    <xsl:param name="indent" select="'&#10;'"/>
    <xsl:for-each select="node()[not(self::text()) or normalize-space()]">
      <xsl:if test="position() != 1 or ancestor::eg:*[2]">
        <xsl:value-of select="$indent"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="mp:example">
        <xsl:with-param name="indent" select="$indent"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="eg:egXML[text()[normalize-space()]]" mode="mp:lines">
    <xsl:apply-templates mode="mp:example"/>
  </xsl:template>

  <!-- Several examples of a text may have the same id; then the first is what it leads to.
       Without an indentation an element stands within words, and so does all that is in it. -->
  <xsl:template match="*" mode="mp:example">
    <xsl:param name="indent"/>
    <span class="tag">
      <xsl:if test="generate-id(id(@xml:id)) = generate-id()">
        <xsl:apply-templates select="@xml:id" mode="m:attribute"/>
      </xsl:if>
      <xsl:value-of select="concat('&lt;', name())"/>
      <xsl:apply-templates select="." mode="mp:namespace"/>
      <xsl:apply-templates select="@*" mode="mp:example"/>
      <xsl:if test="not(node())"><xsl:text>/</xsl:text></xsl:if>
      <xsl:text>&gt;</xsl:text>
    </span>
    <xsl:choose>
      <xsl:when test="$indent != '' and * and not(text()[normalize-space()])
                      and (text()[contains(., '&#10;')] or string-length() &gt; 60)">
        <xsl:apply-templates select="." mode="mp:lines">
          <xsl:with-param name="indent" select="concat($indent, '  ')"/>
        </xsl:apply-templates>
        <xsl:value-of select="$indent"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="mp:example"/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="node()">
      <span class="tag"><xsl:value-of select="concat('&lt;/', name(), '&gt;')"/></span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="mp:namespace">
    <xsl:if test="namespace-uri() != namespace-uri(..)
                  and namespace-uri() != 'http://www.tei-c.org/ns/Examples'">
      <xsl:text> xmlns</xsl:text>
      <xsl:if test="contains(name(), ':')">
        <xsl:value-of select="concat(':', substring-before(name(), ':'))"/>
      </xsl:if>
      <xsl:value-of select="concat('=&quot;', namespace-uri(), '&quot;')"/>
    </xsl:if>
  </xsl:template>

  <!-- What preparation set on the tree is no part of the example. -->
  <xsl:template match="@*" mode="mp:example">
    <xsl:if test="not(starts-with(name(), 'e-'))">
      <xsl:value-of select="concat(' ', name(), '=')"/>
      <span class="value">
        <xsl:text>"</xsl:text>
        <xsl:value-of select="str:replace(str:replace(str:replace(string(), '&amp;', '&amp;amp;'),
                              '&lt;', '&amp;lt;'), '&quot;', '&amp;quot;')"/>
        <xsl:text>"</xsl:text>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- Words run on; line ends at the edges of an element are layout. -->
  <xsl:template match="text()" mode="mp:example">
    <xsl:variable name="start"
      select="substring('|', 1, not(contains(., '&#10;') and not(preceding-sibling::node())))"/>
    <xsl:variable name="end"
      select="substring('|', 1, not(contains(., '&#10;') and not(following-sibling::node())))"/>
    <xsl:variable name="held" select="normalize-space(concat($start, ., $end))"/>
    <xsl:variable name="folded" select="substring($held, 1 + string-length($start),
      string-length($held) - string-length($start) - string-length($end))"/>
    <xsl:value-of select="str:replace(str:replace($folded, '&amp;', '&amp;amp;'),
                          '&lt;', '&amp;lt;')"/>
  </xsl:template>

  <!-- Lines of code within an example are kept as lines. -->
  <xsl:template match="eg:eg/text()" mode="mp:example" priority="1">
    <xsl:value-of select="str:replace(str:replace(string(), '&amp;', '&amp;amp;'),
                          '&lt;', '&amp;lt;')"/>
  </xsl:template>

  <xsl:template match="comment()" mode="mp:example">
    <span class="aside"><xsl:value-of select="concat('&lt;!--', ., '--&gt;')"/></span>
  </xsl:template>

  <xsl:template match="processing-instruction()" mode="mp:example">
    <span class="aside">
      <xsl:value-of select="concat('&lt;?', name(), ' ', ., '?&gt;')"/>
    </span>
  </xsl:template>

</xsl:stylesheet>

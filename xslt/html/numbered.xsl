<?xml version="1.0" encoding="UTF-8"?>
<!-- Numbered lists: the numbers of the source, or counted ones where it only says that there are
     some. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m mp tei">

  <!-- A list is numbered where it says so, and where its items have numbers of their own. -->
  <xsl:template
    match="tei:list[not(tei:label or contains(concat(' ', @rend, ' ', @type, ' '), ' inline '))
                    and (contains(concat(' ', @rend, ' ', @type, ' '), ' numbered ')
                         or contains(concat(' ', @rend, ' ', @type, ' '), ' ordered ')
                         or tei:item/@n and not(contains(concat(@rend, ' ', @type), 'bullet')
                            or contains(concat(@rend, ' ', @type), 'simple')))]">
    <div class="list">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="tei:head"/>
      <ol><xsl:apply-templates select="*[not(self::tei:head)]" mode="mp:numbered"/></ol>
      <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
    </div>
  </xsl:template>

  <xsl:variable name="digits" select="'0123456789'"/>

  <!-- The number of an item is the source's; one that its words begin with is there already. -->
  <xsl:template match="*" mode="mp:numbered">
    <xsl:apply-templates select="." mode="mp:spaced"/>
  </xsl:template>

  <xsl:template match="tei:item" mode="mp:numbered">
    <!-- Whatever closes a number is a bracket here, what opens one is nothing. -->
    <xsl:variable name="label" select="translate(@n, '([.:)]', '')"/>
    <xsl:variable name="words"
      select="translate(substring(normalize-space(), 1, 30), '.:])([', '))))')"/>
    <li>
      <xsl:choose>
        <!-- None is invented where only some have one. -->
        <xsl:when test="not(@n) and (../tei:item[1]/@n or not(
                        contains(concat(' ', ../@rend, ' ', ../@type, ' '), ' numbered ')
                        or contains(concat(' ', ../@rend, ' ', ../@type, ' '), ' ordered ')))">
          <xsl:attribute name="class">printed</xsl:attribute>
        </xsl:when>
        <xsl:when test="@n and starts-with($words, concat($label, ')'))
                        or not(@n) and translate(substring-before($words, ')'), $digits, '') = ''
                           and contains($words, ')')">
          <xsl:attribute name="class">printed</xsl:attribute>
        </xsl:when>
        <xsl:when test="@n and translate(@n, $digits, '') = ''">
          <xsl:attribute name="value"><xsl:value-of select="number(@n)"/></xsl:attribute>
        </xsl:when>
      </xsl:choose>
      <xsl:apply-templates select="." mode="m:inside"/>
    </li>
  </xsl:template>

</xsl:stylesheet>

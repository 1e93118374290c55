<?xml version="1.0" encoding="UTF-8"?>
<!-- Keys for every pointer, so that no template ever searches the document. Most hold attributes,
     key(…)/.. are the elements: libxslt finds //@ref four times as fast as //*[@ref]. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f str tei">

  <!-- The names of all elements that occur, with blanks around them: what is not there is not
       looked for, since to go through a whole document costs as much as to parse a part of it. -->
  <xsl:variable name="occurring" select="string(/*/@e-occurring)"/>
  <!-- The same of the texts alone: most headers have dates. -->
  <xsl:variable name="in-texts" select="string(/*/@e-in-texts)"/>

  <!-- The text, or the texts of a corpus, without those that are parts of another; what is
       transcribed page by page. -->
  <xsl:variable name="texts" select="/*[not(@e-nested)]/tei:text
    | /*[@e-nested]/descendant::tei:text[not(ancestor::tei:text)] | /tei:TEI/tei:sourceDoc"/>

  <!-- What a pointer leads to: '#id' in the document, or a pointer as written for an entry that
       preparation brought in from a register file. The parser knows the ids; a key would be made
       anew, and all others with it. -->
  <func:function name="f:target">
    <xsl:param name="pointer"/>
    <xsl:variable name="own"
      select="id(substring-after($pointer, '#'))[concat('#', @xml:id) = $pointer]"/>
    <xsl:choose>
      <xsl:when test="$own or not($brought-in)"><func:result select="$own"/></xsl:when>
      <xsl:otherwise><func:result select="key('brought-in', $pointer)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <xsl:variable name="brought-in" select="/*/tei:standOff[@type = 'e-register']"/>
  <xsl:key name="brought-in" match="/*/tei:standOff[@type = 'e-register']/*" use="@e-key"/>

  <!-- Whoever asks for one key has libxslt make them all: one for what does not occur is empty.
       Notes that stand apart and statements of certainty, by what they are about. Two patterns are
       two keys: the second of one key would ask every element whether it is the root. -->
  <xsl:key name="remark" use="str:tokenize(.)"
    match="/*[@e-remarks]//tei:standOff//tei:note/@target"/>
  <xsl:key name="remark" use="str:tokenize(.)"
    match="/*[@e-attached]//tei:text//tei:note[@e-apart = 'target']/@target"/>
  <xsl:key name="doubt" use="str:tokenize(.)"
    match="/*[contains(@e-occurring, ' certainty ')]//tei:certainty/@target"/>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- Keys for every pointer, so that no template ever searches the document. Most hold attributes,
     key(…)/.. are the elements: libxslt finds //@ref four times as fast as //*[@ref]. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0">

  <!-- The names of all elements that occur, with blanks around them: what is not there is not
       looked for, since to go through a whole document costs as much as to parse a part of it. -->
  <xsl:variable name="occurring" select="string(/*/@e-occurring)"/>

  <!-- The text, or the texts of a corpus, without those that are parts of another. -->
  <xsl:variable name="texts" select="/*[not(@e-nested)]/tei:text
    | /*[@e-nested]/descendant::tei:text[not(ancestor::tei:text)]"/>

  <!-- What a pointer leads to: '#id' in the document, or a pointer as written for an entry that
       preparation brought in from a register file. -->
  <xsl:key name="target" match="@xml:id" use="concat('#', .)"/>
  <xsl:key name="target" match="tei:standOff[@type = 'e-register']/*/@e-key" use="."/>

  <!-- Where an entry of a register is named in the text. -->
  <xsl:key name="mention" match="@ref[ancestor::tei:text]" use="str:tokenize(.)"/>
  <xsl:key name="mention" match="tei:date[not(@ref)][ancestor::tei:text]/@corresp" use="str:tokenize(.)"/>
  <!-- What a voice, or several at once, says: elements. -->
  <xsl:key name="speech-by" match="tei:said[ancestor::tei:text] | tei:q[ancestor::tei:text]" use="@who"/>
  <!-- Editorial notes and statements of certainty, by what they are about. -->
  <xsl:key name="remark" match="tei:note[ancestor::tei:standOff]/@target" use="str:tokenize(.)"/>
  <xsl:key name="doubt" match="tei:certainty/@target" use="str:tokenize(.)"/>

</xsl:stylesheet>

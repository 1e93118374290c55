<?xml version="1.0" encoding="UTF-8"?>
<!-- Keys for every pointer, so that no template ever searches the document. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:str="http://exslt.org/strings"
  xmlns:tei="http://www.tei-c.org/ns/1.0">

  <!-- What a pointer leads to: '#id' in the document, or a pointer as written for an entry that
       preparation brought in from a register file. -->
  <xsl:key name="target" match="*[@xml:id]" use="concat('#', @xml:id)"/>
  <xsl:key name="target" match="tei:standOff//*[@e-key]" use="@e-key"/>

  <!-- Where an entry of a register is named in the text. -->
  <xsl:key name="mention" match="tei:text//*[@ref]" use="str:tokenize(@ref)"/>
  <xsl:key name="mention" match="tei:text//tei:date[@corresp][not(@ref)]"
    use="str:tokenize(@corresp)"/>
  <!-- What a voice, or several at once, says. -->
  <xsl:key name="speech-by" match="tei:text//tei:said[@who] | tei:text//tei:q[@who]" use="@who"/>
  <!-- Editorial notes and statements of certainty, by what they are about. -->
  <xsl:key name="remark" match="tei:note[@target][not(ancestor::tei:text)]"
    use="str:tokenize(@target)"/>
  <xsl:key name="doubt" match="tei:certainty[@target]" use="str:tokenize(@target)"/>

</xsl:stylesheet>

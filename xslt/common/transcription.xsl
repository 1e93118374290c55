<?xml version="1.0" encoding="UTF-8"?>
<!-- Which deletions stand. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:func="http://exslt.org/functions"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  extension-element-prefixes="func"
  exclude-result-prefixes="f tei">

  <xsl:key name="undone" use="substring-after(@target, '#')"
    match="/*[not(@e-occurring) or contains(@e-occurring, ' undo ')]//tei:undo"/>

  <!-- Whether what was deleted was restored after that. -->
  <func:function name="f:stands">
    <xsl:param name="del"/>
    <func:result select="boolean(
      $del/ancestor::*[self::tei:del or self::tei:restore][1][self::tei:restore]
      | key('undone', $del/@xml:id))"/>
  </func:function>

</xsl:stylesheet>

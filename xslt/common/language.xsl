<?xml version="1.0" encoding="UTF-8"?>
<!-- The languages of text and header, as preparation tagged them for HTML. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:variable name="upper" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZ'"/>
  <xsl:variable name="lower" select="'abcdefghijklmnopqrstuvwxyz'"/>

  <xsl:variable name="text-language" select="string(/*/@e-lang)"/>
  <xsl:variable name="header-language" select="string(/tei:TEI/tei:teiHeader/@e-lang)"/>

</xsl:stylesheet>

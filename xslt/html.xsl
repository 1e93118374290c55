<?xml version="1.0" encoding="UTF-8"?>
<!-- The HTML page of a text: table of contents. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:edition="https://tei-edition.org/ns/format"
  exclude-result-prefixes="edition">

  <edition:format extension="html" media-type="text/html"/>

  <xsl:output method="xml" omit-xml-declaration="yes" encoding="UTF-8"/>

  <!-- What every format shares. -->
  <xsl:include href="common/parameters.xsl"/>
  <xsl:include href="common/keys.xsl"/>
  <xsl:include href="common/message.xsl"/>
  <xsl:include href="common/language.xsl"/>
  <xsl:include href="common/link.xsl"/>
  <xsl:include href="common/name.xsl"/>
  <xsl:include href="common/date.xsl"/>

  <!-- The page. -->
  <xsl:include href="html/page.xsl"/>
  <xsl:include href="html/style.xsl"/>
  <xsl:include href="html/metadata.xsl"/>
  <xsl:include href="html/header.xsl"/>
  <xsl:include href="html/contents.xsl"/>
  <xsl:include href="html/register.xsl"/>
  <xsl:include href="html/citing.xsl"/>

  <!-- The text. -->
  <xsl:include href="html/structure.xsl"/>
  <xsl:include href="html/attribute.xsl"/>
  <xsl:include href="html/speech.xsl"/>
  <xsl:include href="html/quotation.xsl"/>
  <xsl:include href="html/name.xsl"/>
  <xsl:include href="html/date.xsl"/>
  <xsl:include href="html/note.xsl"/>
  <xsl:include href="html/correction.xsl"/>
  <xsl:include href="html/phrase.xsl"/>
  <xsl:include href="html/verse.xsl"/>
  <xsl:include href="html/drama.xsl"/>
  <xsl:include href="html/list.xsl"/>
  <xsl:include href="html/table.xsl"/>
  <xsl:include href="html/figure.xsl"/>
  <xsl:include href="html/example.xsl"/>
  <xsl:include href="html/unhandled.xsl"/>

</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<!-- What every format is told from outside: file names and addresses beside the page. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- File name of the page as its address has it, such as letter%2012.html. -->
  <xsl:param name="page"/>
  <!-- Public address of the edition; ends with a slash, or is empty. -->
  <xsl:param name="base"/>
  <!-- Where the TEI source and the captured source lie, seen from the page; may be empty. -->
  <xsl:param name="source"/>
  <xsl:param name="capture"/>
  <!-- The formatted citation of the whole edition. -->
  <xsl:param name="citation"/>
  <!-- Language of the interface, one of xslt/locale/, and its direction. -->
  <xsl:param name="language" select="'en'"/>
  <xsl:param name="direction" select="'ltr'"/>
  <!-- The style sheets and scripts that lie beside the sheets which this text needs. -->
  <xsl:param name="style"/>
  <xsl:param name="script"/>
  <xsl:param name="margin"/>
  <!-- Name and version of the tool. -->
  <xsl:param name="generator"/>

</xsl:stylesheet>

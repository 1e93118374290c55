<?xml version="1.0" encoding="UTF-8"?>
<!-- The documentation of a schema: table of contents. Its guide is a text as any other. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:import href="html.xsl"/>

  <!-- The pages. -->
  <xsl:include href="schema/page.xsl"/>
  <xsl:include href="schema/catalogue.xsl"/>
  <xsl:include href="schema/entry.xsl"/>

  <!-- What stands on them. -->
  <xsl:include href="schema/relation.xsl"/>
  <xsl:include href="schema/model.xsl"/>
  <xsl:include href="schema/attribute.xsl"/>
  <xsl:include href="schema/rule.xsl"/>
  <xsl:include href="schema/prose.xsl"/>

</xsl:stylesheet>

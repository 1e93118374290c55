<?xml version="1.0" encoding="UTF-8"?>
<!-- The circumstances of a text, its making and its setting, where a text describes them itself. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="m tei">

  <xsl:template match="tei:abstract | tei:creation | tei:textClass | tei:keywords
                       | tei:langUsage | tei:calendarDesc | tei:calendar | tei:handNotes
                       | tei:listChange | tei:change | tei:settingDesc | tei:setting
                       | tei:locale | tei:activity | tei:textDesc | tei:channel
                       | tei:constitution | tei:derivation | tei:domain | tei:factuality
                       | tei:interaction | tei:preparedness | tei:purpose">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

</xsl:stylesheet>

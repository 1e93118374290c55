<?xml version="1.0" encoding="UTF-8"?>
<!-- The critical apparatus: the lemma in the line, the readings a press away, in a card that needs
     no script; a switch shows the text of each witness in its place. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:f="https://tei-edition.org/ns/function"
  xmlns:m="https://tei-edition.org/ns/mode"
  xmlns:mp="https://tei-edition.org/ns/mode/private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="f m mp tei">

  <xsl:template match="@wit" mode="mp:sigla">
    <b class="wit"><xsl:value-of select="translate(normalize-space(), '#', '')"/></b>
  </xsl:template>

  <xsl:template match="tei:app">
    <span class="app"><xsl:apply-templates select="." mode="mp:app"/></span>
  </xsl:template>

  <xsl:template match="tei:app[@e-block]">
    <div class="app"><xsl:apply-templates select="." mode="mp:app"/></div>
  </xsl:template>

  <!-- An entry that names its place stands in no text, nor in that of a witness. -->
  <xsl:template match="@loc | @from | @to" mode="mp:app">
    <xsl:attribute name="class">app placed</xsl:attribute>
  </xsl:template>

  <!-- What is read stands in the line. The card holds the others, where they stand. -->
  <xsl:template match="*" mode="mp:app">
    <xsl:variable name="base" select="f:reading(.)[not(../@loc or ../@from or ../@to)]"/>
    <xsl:apply-templates select="@*" mode="m:attribute"/>
    <xsl:apply-templates select="@loc | @from | @to" mode="mp:app"/>
    <xsl:apply-templates select="$base[node()]"/>
    <button class="call" popovertarget="~app/{@e-number}"
      aria-label="{f:say('apparatus.readings', string(@e-sign))}">
      <xsl:value-of select="@e-sign"/>
    </button>
    <xsl:if test="@e-noted"><xsl:apply-templates select="." mode="m:call"/></xsl:if>
    <xsl:choose>
      <xsl:when test="@e-block">
        <div class="readings" popover="" id="~app/{@e-number}">
          <xsl:apply-templates select="@loc | @e-lem" mode="mp:place"/>
          <xsl:apply-templates select="*" mode="mp:reading">
            <xsl:with-param name="base" select="generate-id($base)"/>
          </xsl:apply-templates>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <span class="readings" popover="" id="~app/{@e-number}">
          <xsl:apply-templates select="@loc | @e-lem" mode="mp:place"/>
          <xsl:apply-templates select="*" mode="mp:reading">
            <xsl:with-param name="base" select="generate-id($base)"/>
          </xsl:apply-templates>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Of what stands in the line already the card says only whose reading it is. -->
  <xsl:template match="tei:lem | tei:rdg" mode="mp:reading">
    <xsl:param name="base"/>
    <xsl:if test="preceding-sibling::* or parent::tei:rdgGrp"><xsl:text> </xsl:text></xsl:if>
    <xsl:if test="generate-id() != $base or not(node())">
      <xsl:apply-templates select="."/>
      <xsl:if test="@wit"><xsl:text> </xsl:text></xsl:if>
    </xsl:if>
    <xsl:apply-templates select="@wit" mode="mp:sigla"/>
    <xsl:if test="generate-id() = $base or self::tei:lem"><xsl:text>]</xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="tei:rdgGrp" mode="mp:reading">
    <xsl:param name="base"/>
    <xsl:if test="@type">
      <xsl:text> </xsl:text>
      <small><xsl:value-of select="concat(@type, ':')"/></small>
    </xsl:if>
    <xsl:apply-templates select="." mode="m:anchor"/>
    <xsl:apply-templates select="*" mode="mp:reading">
      <xsl:with-param name="base" select="$base"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="*" mode="mp:reading">
    <xsl:text> </xsl:text>
    <xsl:apply-templates select="."/>
  </xsl:template>

  <xsl:template match="tei:note" mode="mp:reading">
    <xsl:text> </xsl:text>
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

  <xsl:template match="tei:lem | tei:rdg | tei:rdgGrp | tei:wit | tei:witDetail">
    <xsl:apply-templates select="." mode="m:wrap"/>
  </xsl:template>

  <!-- A witness that has nothing here. -->
  <xsl:template match="tei:rdg[not(node())]">
    <span class="rdg">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <i><xsl:value-of select="f:say('apparatus.omitted')"/></i>
    </span>
  </xsl:template>

  <!-- An apparatus that names its places is a list, or a card, never merged into the text. -->
  <xsl:template match="tei:listApp">
    <div class="listApp"><xsl:apply-templates select="." mode="m:inside"/></div>
  </xsl:template>

  <xsl:template match="tei:listApp/tei:app">
    <div class="app listed">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="@loc | @e-lem" mode="mp:place"/>
      <xsl:apply-templates select="*" mode="mp:reading"/>
    </div>
  </xsl:template>

  <xsl:template match="@loc" mode="mp:place"><xsl:value-of select="concat(., ' ')"/></xsl:template>

  <xsl:template match="@e-lem" mode="mp:place">
    <span class="lem"><xsl:value-of select="."/></span>
    <xsl:text>] </xsl:text>
  </xsl:template>

  <xsl:template match="tei:listWit">
    <div class="listWit">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:apply-templates select="*[not(self::tei:witness or self::tei:listWit)]"/>
      <ul><xsl:apply-templates select="tei:witness | tei:listWit" mode="mp:witness"/></ul>
    </div>
  </xsl:template>

  <xsl:template match="tei:listWit" mode="mp:witness">
    <li><xsl:apply-templates select="."/></li>
  </xsl:template>

  <xsl:template match="tei:witness" mode="mp:witness">
    <li>
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:if test="@xml:id and not(tei:abbr)"><b class="wit"><xsl:value-of select="@xml:id"/></b></xsl:if>
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="." mode="m:content"/>
    </li>
  </xsl:template>

  <!-- Where a witness begins, ends or has a gap. -->
  <xsl:template match="tei:witStart | tei:witEnd | tei:lacunaStart | tei:lacunaEnd">
    <small class="{local-name()}">
      <xsl:apply-templates select="@*" mode="m:attribute"/>
      <xsl:value-of select="f:say(concat('apparatus.', local-name()),
                            translate(../@wit, '#', ''))"/>
    </small>
  </xsl:template>

  <!-- A note on another reading is in the list of the views that show that, and on paper, which
       shows all; of the witnesses it names those who differ. -->
  <xsl:template match="tei:note" mode="m:variant">
    <xsl:variable name="note" select="."/>
    <xsl:variable name="is-aside" select="f:is-aside($note)"/>
    <xsl:variable name="others">
      <xsl:for-each select="$witnesses">
        <xsl:if test="f:is-aside($note, string(@xml:id)) != $is-aside">
          <xsl:value-of select="concat('#', @xml:id, ' ')"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="$is-aside and $two-views">
      <xsl:attribute name="class">source variant</xsl:attribute>
    </xsl:if>
    <xsl:if test="$others != ''">
      <xsl:attribute name="data-{substring('notwit', 1 + 3 * $is-aside, 3)}">
        <xsl:value-of select="normalize-space($others)"/>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- The choice of the witness whose text is shown, and what that changes. -->
  <xsl:template match="tei:witness" mode="m:choice">
    <label>
      <input type="radio" name="view" id="~witness/{@xml:id}"/>
      <xsl:value-of select="@xml:id"/>
    </label>
  </xsl:template>

  <xsl:template match="tei:witness" mode="m:style">
    <xsl:variable name="own" select="concat('[data-wit~=&quot;#', f:css-string(@xml:id), '&quot;]')"/>
    <xsl:value-of select="concat(':root:has([id=&quot;~witness/', f:css-string(@xml:id),
      '&quot;]:checked) .app:not(.placed,:has(>', $own, ')):has(.readings ', $own,
      '){&gt;:is(.lem,.rdg){display:none}&gt;.readings{display:contents}.wit,small,i,.rdg:not(',
      $own, '){display:none}}')"/>
    <xsl:if test="$notes/@e-aside = 'app'">
      <xsl:value-of select="concat(':root:has([id=&quot;~witness/', f:css-string(@xml:id),
        '&quot;]:checked){.notes li', $own, '{display:revert}.notes li[data-not',
        substring-after($own, 'wit'), '{display:none}article{padding-block-end:',
        1 + position(), 'px}}')"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>

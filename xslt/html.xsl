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
  <xsl:include href="common/language.xsl"/>
  <xsl:include href="common/link.xsl"/>
  <xsl:include href="common/pointer.xsl"/>
  <xsl:include href="common/name.xsl"/>
  <xsl:include href="common/date.xsl"/>

  <!-- The page. -->
  <xsl:include href="html/page.xsl"/>
  <xsl:include href="html/metadata.xsl"/>
  <xsl:include href="html/header.xsl"/>
  <xsl:include href="html/contents.xsl"/>
  <xsl:include href="html/register.xsl"/>
  <xsl:include href="html/citing.xsl"/>

  <!-- The text. -->
  <xsl:include href="html/structure.xsl"/>
  <xsl:include href="html/attribute.xsl"/>
  <xsl:include href="html/name.xsl"/>
  <xsl:include href="html/date.xsl"/>
  <xsl:include href="html/note.xsl"/>
  <xsl:include href="html/correction.xsl"/>
  <xsl:include href="html/phrase.xsl"/>
  <xsl:include href="html/apart.xsl"/>

  <!-- Of the text what has these elements: for other texts these parts are left out. -->
  <xsl:include href="common/quotation.xsl" edition:for="cit q quote said"/>
  <xsl:include href="html/quotation.xsl" edition:for="cit q quote said"/>
  <xsl:include href="html/speech.xsl" edition:for="q said"/>
  <xsl:include href="html/front.xsl"
    edition:for="docAuthor docDate docEdition docImprint docTitle imprimatur titlePage titlePart"/>
  <xsl:include href="html/break.xsl" edition:for="cb gb lb pb"/>
  <xsl:include href="html/endnote.xsl" edition:for="note"/>
  <xsl:include href="html/emphasis.xsl" edition:for="hi"/>
  <xsl:include href="html/verse.xsl" edition:for="caesura l lg rhyme"/>
  <xsl:include href="html/drama.xsl"
    edition:for="actor camera caption castGroup castItem castList epilogue move performance
      prologue role roleDesc set sound sp spGrp speaker stage tech view"/>
  <xsl:include href="html/letter.xsl" edition:for="correspDesc email post"/>
  <xsl:include href="html/list.xsl"
    edition:for="list listBibl listEvent listOrg listPerson listPlace listWit"/>
  <xsl:include href="html/numbered.xsl" edition:for="item"/>
  <xsl:include href="html/table.xsl" edition:for="cell row table"/>
  <xsl:include href="html/figure.xsl" edition:for="binaryObject figDesc figure graphic media"/>
  <xsl:include href="html/formula.xsl"
    edition:for="formula notatedMusic {http://www.w3.org/1998/Math/MathML}math"/>
  <xsl:include href="html/image.xsl" edition:for="facsimile pb sourceDoc"/>
  <xsl:include href="html/facsimile.xsl" edition:for="facsimile sourceDoc"/>
  <xsl:include href="common/apparatus.xsl" edition:for="app"/>
  <xsl:include href="html/apparatus.xsl"
    edition:for="app lacunaEnd lacunaStart lem listApp listWit rdg rdgGrp wit witDetail witEnd
      witStart"/>
  <xsl:include href="common/transcription.xsl" edition:for="del"/>
  <xsl:include href="html/transcription.xsl"
    edition:for="add addSpan am damage damageSpan del delSpan ellipsis ex gap handShift
      metamark mod redo restore retrace secl space subst supplied surplus unclear undo"/>
  <xsl:include href="html/gloss.xsl" edition:for="g rb rt ruby"/>
  <xsl:include href="html/spoken.xsl"
    edition:for="annotationBlock incident kinesic pause shift u vocal writing"/>
  <xsl:include href="html/record.xsl"
    edition:for="address altIdentifier analytic annotationBlock attDef attList biblFull binding
      bindingDesc broadcast cit classSpec classes climate constraintSpec custodialHist dataSpec
      decoDesc eLeaf eTree elementSpec entry forest graph handDesc history hom langKnowledge
      layoutDesc listForest listRef location locusGrp macroSpec model modelGrp modelSequence
      moduleSpec monogr msContents msFrag msItem msItemStruct notatedMusic noteGrp nym object
      paramList paramSpec population recordHist recording relatedItem schemaSpec scriptDesc
      scriptStmt seal sealDesc specGrp state superEntry supportDesc terrain trait tree triangle
      typeDesc valItem valList"/>
  <xsl:include href="html/bibliography.xsl"
    edition:for="analytic authority bibl biblFull biblStruct citedRange distributor extent
      funder imprint meeting monogr principal relatedItem series sponsor textLang"/>
  <xsl:include href="html/person.xsl"
    edition:for="affiliation age birth climate death education event faith floruit gender
      geogFeat langKnowledge langKnown listNym listObject listRelation location nationality
      nym object occupation org persPronouns person personGrp persona place population
      relation residence sex socecStatus state terrain trait"/>
  <xsl:include href="html/geo.xsl" edition:for="back geo"/>
  <xsl:include href="html/manuscript.xsl"
    edition:for="accMat acquisition additional additions adminInfo altIdentifier binding
      bindingDesc catchwords collation collection colophon condition custEvent custodialHist
      decoDesc decoNote depth dim dimensions explicit filiation finalRubric foliation
      handDesc height heraldry history incipit institution layout layoutDesc locus locusGrp
      material msContents msDesc msFrag msIdentifier msItem msItemStruct msName msPart
      musicNotation objectDesc objectIdentifier objectType origDate origPlace origin physDesc
      provenance recordHist repository rubric scriptDesc scriptNote seal sealDesc secFol
      signatures source stamp summary support supportDesc surrogates typeDesc typeNote
      watermark width"/>
  <xsl:include href="html/dictionary.xsl"
    edition:for="case colloc def dictScrap entry entryFree etym form gen gram gramGrp hom hyph
      iType lang lbl mood number oRef orth pRef per pos pron re sense stress subc superEntry
      syll tns usg xr"/>
  <xsl:include href="html/tree.xsl"
    edition:for="arc eLeaf eTree forest graph iNode leaf listForest node root tree triangle"/>
  <xsl:include href="html/circumstance.xsl" edition:for="biblFull"/>
  <xsl:include href="html/specification.xsl"
    edition:for="altIdent alternate anyElement attDef attList attRef classRef classSpec
      classes constraint constraintSpec content dataFacet dataRef dataSpec datatype defaultVal
      elementRef elementSpec empty equiv exemplum listRef macroRef macroSpec memberOf model
      modelGrp modelSequence moduleRef moduleSpec outputRendition param paramList paramSpec
      remarks schemaSpec sequence specDesc specGrp specGrpRef specList textNode valDesc
      valItem valList"/>
  <xsl:include href="html/example.xsl" edition:for="eg {http://www.tei-c.org/ns/Examples}egXML"/>
  <xsl:include href="html/omission.xsl"
    edition:for="alt altGrp binary certainty default divGen f fLib fs fvLib index interp
      interpGrp join joinGrp link linkGrp listTranspose numeric precision respons span spanGrp
      string substJoin symbol timeline transpose vAlt vColl vLabel vMerge vNot when"/>

  <!-- What nobody thought of. -->
  <xsl:include href="html/unhandled.xsl"/>

  <!-- The page on paper: its style sheet is the last. -->
  <xsl:include href="html/print.xsl"/>

</xsl:stylesheet>

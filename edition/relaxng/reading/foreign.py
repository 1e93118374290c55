"""Foreign: what a file is that somebody took for RELAX NG."""

from lxml import etree

__all__ = ["kind_of", "kind_of_text"]

_TEI = "http://www.tei-c.org/ns/1.0"
_GENERATE = (
    "Give it a name that ends in .odd, or compile it: edition schema compile FILE -o FILE.rng."
)
_CONVERT = "Convert it to RELAX NG, for example with trang, and name that."
_BESIDE = "It can judge documents beside a grammar; as the grammar name a file in RELAX NG."
_KINDS = {
    "http://www.w3.org/2001/XMLSchema": ("a W3C schema (XSD)", _CONVERT),
    "http://purl.oclc.org/dsdl/schematron": ("Schematron", _BESIDE),
    "http://www.ascc.net/xml/schematron": ("Schematron of the old kind, 1.5", _BESIDE),
    "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0": (
        "NVDL, which hands a document to several schemas",
        "Name the schema in RELAX NG that it hands TEI to.",
    ),
    "http://www.w3.org/1999/XSL/Transform": (
        "an XSLT style sheet",
        "Name the schema; a style sheet can judge nothing.",
    ),
    "http://www.w3.org/1999/xhtml": (
        "an HTML page",
        "Download the schema itself; on GitHub, behind “Raw”.",
    ),
}


def kind_of(root: etree._Element) -> tuple[str, str] | None:
    """Return what a root element begins, if that is known, and what to do; else None."""
    name = etree.QName(root)
    if name.namespace == _TEI:
        return _tei(root)
    if name.localname.lower() == "html":
        return _KINDS["http://www.w3.org/1999/xhtml"]
    if name.localname == "grammar" and not name.namespace:
        return (
            "a grammar without a namespace",
            'Write <grammar xmlns="http://relaxng.org/ns/structure/1.0">.',
        )
    return _KINDS.get(name.namespace or "")


def kind_of_text(start: str) -> tuple[str, str] | None:
    """Return what a file is by its first signs where it is no XML document: a DTD, HTML."""
    bare = start.lstrip("\ufeff \t\r\n")
    while bare.startswith(("<!--", "<?")):
        bare = bare.partition("-->" if bare.startswith("<!--") else "?>")[2].lstrip()
    if bare.startswith(("<!ELEMENT", "<!ATTLIST", "<!ENTITY", "<![", "<!NOTATION", "%")):
        return "a DTD", _CONVERT
    if bare[:14].lower().startswith(("<!doctype html", "<html")):
        return _KINDS["http://www.w3.org/1999/xhtml"]
    return None


def _tei(root: etree._Element) -> tuple[str, str]:
    specified = next(root.iter(f"{{{_TEI}}}schemaSpec", f"{{{_TEI}}}specGrp"), None)
    if specified is not None or etree.QName(root).localname.endswith("Spec"):
        return "a TEI ODD", _GENERATE
    return "a TEI document", "Name the schema that judges it; a document cannot."

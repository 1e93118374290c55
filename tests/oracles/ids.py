"""Prints each xml:id in a TEI text; says whether it is an id of the page too: ids.py TEI [HTML]."""

import sys

from lxml import etree, html

TEI_TEXT_IDS = "//*[local-name()='text']/descendant-or-self::*/@*[name()='xml:id']"
ids = list(etree.parse(sys.argv[1]).xpath(TEI_TEXT_IDS))
missing: list[str] = []
if sys.argv[2:]:
    page = html.parse(sys.argv[2], html.HTMLParser(encoding="utf-8"))
    missing = sorted(set(ids) - set(page.xpath("//@id")))
print("\n".join(ids))
sys.exit(f"not in the page: {' '.join(missing)}" if missing else 0)

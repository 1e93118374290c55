"""Says whether a TEI file, notes and corrections apart, is its capture: identity.py TEI CAPTURE."""

import sys
from pathlib import Path

from lxml import etree

BLOCKS = "//t:text//t:head | //t:text//t:p | //t:text//t:fw"
TEXT = "descendant::text()[not(ancestor::t:corr or ancestor::t:reg or ancestor::t:note)]"
NS = {"t": "http://www.tei-c.org/ns/1.0"}
blocks = etree.parse(sys.argv[1]).xpath(BLOCKS, namespaces=NS)
folded = (" ".join("".join(block.xpath(TEXT, namespaces=NS)).split()) for block in blocks)
sys.exit("\n\n".join(folded).encode() != Path(sys.argv[2]).read_bytes())

"""Compact: RELAX NG's compact syntax, read into the tree of its XML syntax.

The chapters named here are those of "RELAX NG Compact Syntax", OASIS committee specification of
21 November 2002; "A" is its formal description. A text becomes tokens, tokens become nodes, from
the inside out, by a method for each rule of A.1; and the nodes become one lxml tree at the end.
"""

from itertools import islice

from lxml import etree

from edition.relaxng.grammar import Place
from edition.relaxng.reading.compact.cursor import Cursor
from edition.relaxng.reading.compact.member import MemberReader
from edition.relaxng.reading.compact.node import descendants
from edition.relaxng.reading.compact.source import Source
from edition.relaxng.reading.compact.tree import grown

__all__ = ["locate", "read"]


def read(text: str, file: str) -> etree._Element:
    """Return a schema in the compact syntax as the tree of the same schema in the XML syntax.

    An element's `sourceline` is the line of its construct. Names always have the form of <name>
    elements with their own `ns`; where the namespace is inherited, `ns` is missing. `href` is as
    it is written. Comments are dropped. Raises Fault.
    """
    source = Source(text, file)
    reader = MemberReader(Cursor(source))
    root = reader.schema()
    return grown(root, reader.declared.prefixes, source.line)


def locate(text: str, file: str, number: int) -> Place | None:
    """Return where the construct begins that element `number` of the tree, from 0, stands for.

    The schema is read once more: lxml's elements have no room for a column. Raises Fault.
    """
    source = Source(text, file)
    nodes = descendants((MemberReader(Cursor(source)).schema(),))
    node = next(islice(nodes, number, None), None)
    return None if node is None else source.place(node.position)

"""Tree: bytes parsed by libxml2, with settings that no file can do harm by.

Source of the settings: measured against 22 attacks; entities of an internal subset are expanded,
external ones never, gzip is not unpacked, libxml2's limits stay on.
"""

from typing import TypeAlias

from edition.diagnostic import Fault
from edition.regex import recalled

with recalled("lxml"):
    from lxml import etree

__all__ = ["Element", "copied", "grown", "identified", "parse_plain"]

Element: TypeAlias = etree._Element

_ID_FAULTS = {"DTD_ID_REDEFINED", "DTD_XMLID_VALUE"}
_WITH_ID = etree.XPath("/descendant-or-self::*[@xml:id]")


def grown(data: bytes, base: str | None) -> Element | Fault:
    """Return the root of a document's tree, or why there is none.

    Faulty xml:ids are none: rules report those, all of them.
    """
    parser = _parser(recover=False)
    try:
        return etree.fromstring(data, parser, base_url=base)
    except (etree.XMLSyntaxError, OSError) as error:
        log = _errors(parser)
        if log and all(entry.type_name in _ID_FAULTS for entry in log):
            return _grown_in_spite_of_ids(data, base)
        return _explained(data, log, str(error))


def identified(root: Element) -> list[Element]:
    """Return the elements that bear an xml:id, in document order."""
    return list(_WITH_ID(root))


def copied(element: Element) -> Element:
    """Return a deep copy of an element, with its tail."""
    from copy import deepcopy  # it looks for another Python's modules first: only who copies pays

    return deepcopy(element)


def parse_plain(data: bytes, base: str) -> Element:
    """Parse bytes of our own making or of a schema, with the same safe settings.

    Raises lxml's XMLSyntaxError.
    """
    return etree.fromstring(data, _parser(recover=False), base_url=base)


def _parser(*, recover: bool) -> etree.XMLParser[Element]:
    return etree.XMLParser(
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
    )


def _grown_in_spite_of_ids(data: bytes, base: str | None) -> Element | Fault:
    """Parse a document whose only fault are its xml:ids.

    `collect_ids=False` would do so too, but makes libxml2 load external DTDs.
    """
    parser = _parser(recover=True)
    root = etree.fromstring(data, parser, base_url=base)
    others = [entry for entry in _errors(parser) if entry.type_name not in _ID_FAULTS]
    return _explained(data, others, "") if others else root


def _errors(parser: "etree.XMLParser[Element]") -> "list[etree._LogEntry]":
    """Return why a document was refused; a warning, as of a relative namespace, is no reason."""
    return [entry for entry in parser.error_log if entry.level_name != "WARNING"]


def _explained(data: bytes, log: "list[etree._LogEntry]", otherwise: str) -> Fault:
    from edition.document.wellformedness import explain  # only a fault pays for it

    if not log:
        return explain(data, "", 1, 1, otherwise)
    first = log[0]
    return explain(data, first.type_name, first.line, first.column, first.message.strip())

"""Remedy: what to do about a constraint of TEI's own, and where TEI tells more of it."""

from typing import Final

from edition.relaxng.phrase import GUIDELINES

__all__ = ["REMEDIES", "page", "remedy"]

_END: Final = "Add spanTo, which points at where it ends: at an anchor, most often."
_ONE_OF_TWO: Final = "Keep target or cRef, and remove the other."
_TWO_AT_LEAST: Final = 'Name all that belong together, with blanks between them: target="#a #b".'
_OUT_OF_VERSE: Final = "Move it out of the verse."

REMEDIES: Final = {
    "att.cmc-generatedBy-CMC_generatedBy_within_post": "Remove generatedBy, or write a post.",
    "att.datable.w3c-att-datable-w3c-when": (
        "Keep when for a date that is known, the range for one that is not."
    ),
    "att.datable.w3c-att-datable-w3c-from": "Keep from or notBefore, and remove the other.",
    "att.datable.w3c-att-datable-w3c-to": "Keep to or notAfter, and remove the other.",
    "att.measurement-att-measurement-unitRef": "Keep unitRef, and remove unit.",
    "att.typed-subtypeTyped": "Add type, or write type in the place of subtype.",
    "att.pointing-targetLang-targetLang": "Add target, or remove targetLang.",
    "att.spanning-spanTo-spanTo-points-to-following": (
        "Let spanTo point at an element that comes after it."
    ),
    "att.styleDef-schemeVersion-schemeVersionRequiresScheme": (
        "Add scheme, or remove schemeVersion."
    ),
    "att.calendarSystem-calendar-calendar_attr_on_empty_element": (
        "Write the words of the date into it, or remove calendar."
    ),
    "p-abstractModel-structure-p-in-ab-or-p": "Close the outer paragraph before it.",
    "p-abstractModel-structure-p-in-l-or-lg": _OUT_OF_VERSE,
    "rt-target-rt-target-not-span": "Keep target, or from and to.",
    "rt-from-rt-from": "Add to, or remove from.",
    "rt-to-rt-to": "Add from, or remove to.",
    "ptr-ptrAtts": _ONE_OF_TWO,
    "ref-refAtts": _ONE_OF_TWO,
    "list-gloss-list-must-have-labels": 'Write a label before each item, or remove type="gloss".',
    "relatedItem-targetorcontent1": "Say what is related either by target or by what is in it.",
    "l-abstractModel-structure-l-in-l": "Close the outer line before it.",
    "lg-atleast1oflggapl": "Add a line (l), a group of lines (lg) or a gap.",
    "lg-abstractModel-structure-lg-in-l": "Close the line before the lg.",
    "quotation-quotationContents": "Add marks, or tell of the practice in a paragraph.",
    "citeStructure-match-citestructure-outer-match": "Put a slash before what match says.",
    "citeStructure-match-citestructure-inner-match": (
        "Remove the slash with which match begins: it starts from the outer citeStructure."
    ),
    "div-abstractModel-structure-div-in-l-or-lg": _OUT_OF_VERSE,
    "div-abstractModel-structure-div-in-ab-or-p": "Close the paragraph before the div.",
    "shift-shiftNew": 'Add new; where the feature ends, that is new="normal".',
    "s-noNestedS": "Write seg for the inner one.",
    "span-target-from": "Keep target, or from and to.",
    "span-targetto": "Keep target, or from and to.",
    "span-tonotfrom": "Add from, or remove to.",
    "span-tofrom": "Let from and to each point at one place.",
    "msDesc-one_ms_singleton_max": "Join those of one name: there may be one of each.",
    "dimensions-duplicateDim": "Write dimensions of its own for the second.",
    "catchwords-catchword_in_msDesc": 'Write fw with type="catch", if it stands in the text.',
    "signatures-signatures_in_msDesc": 'Write fw with type="sig", if it stands in the text.',
    "secFol-secFol_in_msDesc": "Move it into the msDesc.",
    "msIdentifier-msId_minimal": (
        "Say where it is kept: add a repository, or a settlement, region or country."
    ),
    "facsimile-no_facsimile_text_nodes": "Move the words to sourceDoc or to text.",
    "path-pathmustnotbeclosed": "Write zone for a closed shape, or mend the last point.",
    "addSpan-addSpan-requires-spanTo": _END,
    "damageSpan-damageSpan-requires-spanTo": _END,
    "delSpan-delSpan-requires-spanTo": _END,
    "subst-substContents1": "Add what is missing, or take subst away around the rest.",
    "rdgGrp-only1lem": "Keep one lem, and write rdg for the others.",
    "variantEncoding-location-variantEncodingLocation": (
        'Write location="internal", or name the method that is used.'
    ),
    "relation-ref-or-key-or-name": "Add name, ref or key, which says what relation it is.",
    "relation-active-mutual": (
        "Keep mutual where all stand in the same relation, active and passive where they do not."
    ),
    "relation-active-passive": "Add active, or remove passive.",
    "link-linkTargets3": _TWO_AT_LEAST,
    "join-joinTargets3": _TWO_AT_LEAST,
    "ab-abstractModel-structure-ab-in-l-or-lg": _OUT_OF_VERSE,
    "standOff-nested_standOff_should_be_typed": "Add type to the inner standOff.",
}


def remedy(name: str) -> str:
    """Return what to do about a finding; nothing where that depends, or is told by its message."""
    return REMEDIES.get(name, "")


def page(name: str) -> str | None:
    """Return the page in the Guidelines of the element or the class that a constraint is on."""
    return GUIDELINES.format(name.partition("-")[0]) if name in REMEDIES else None

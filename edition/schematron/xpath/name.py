"""Name: the one that stands for XSLT's current() in both engines."""

__all__ = ["CURRENT"]

CURRENT = "edition.current"
"""A variable: no name of a person's own has a dot in that place."""

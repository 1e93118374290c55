"""Name: those that stand for what is not a variable, in both engines.

No name of a person's own has a dot in that place.
"""

__all__ = ["CURRENT", "ONCE"]

CURRENT = "edition.current"
"""What XSLT's current() is."""

ONCE = "edition.once."
"""What the names begin with of what is asked of the whole document, and so once."""

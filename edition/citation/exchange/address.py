"""Address: the versioned address of the passage, with its fingerprints."""

from edition.citation.cited import Cited

__all__ = ["render"]


def render(cited: Cited) -> str:
    """Return the address in a line; it is relative where the project names no base."""
    return f"{cited.exact_url}\n"

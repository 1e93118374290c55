"""Text: the words of the passage."""

from edition.citation.cited import Cited

__all__ = ["HAS_ADDRESS", "render"]

HAS_ADDRESS = False


def render(cited: Cited) -> str:
    """Return the passage's text in the chosen profile, with a final line feed."""
    return f"{cited.passage.text(cited.profile)}\n" if cited.passage else ""

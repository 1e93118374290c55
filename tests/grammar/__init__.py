"""Random documents from a grammar, and documents with one thing made wrong."""

"""Identity: which passage of one state of an edition is which of another, and what became of it."""

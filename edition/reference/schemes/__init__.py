"""Schemes: the ways to name a passage, one file each."""

"""Minimal: what TEI asks of every header."""

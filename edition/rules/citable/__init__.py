"""Citable: what a citation needs of a header."""

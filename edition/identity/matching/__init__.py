"""Matching: which passages of one state are which of another; `steps` tells in which order."""

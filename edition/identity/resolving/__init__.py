"""Resolving: what was cited long ago, found again; `cascade` tells by which steps."""

"""Index: every reference of a document with its place, its fingerprints and its words, kept."""

from edition.index.entry import Entry, Quotation
from edition.index.store import Kept, kept

__all__ = ["Entry", "Kept", "Quotation", "kept"]

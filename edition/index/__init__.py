"""Index: every reference of a document with its place, its fingerprints and its words, kept."""

from edition.index.entry import Entry, Quotation
from edition.index.lookup import Kept
from edition.index.recall import recall
from edition.index.store import kept, unkept

__all__ = ["Entry", "Kept", "Quotation", "kept", "recall", "unkept"]

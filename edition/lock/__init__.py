"""Lock: what an author has cited of an edition, kept beside the manuscript, and checked there."""

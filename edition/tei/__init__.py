"""TEI: what its elements and attributes mean, a subject each, as the Guidelines have them."""

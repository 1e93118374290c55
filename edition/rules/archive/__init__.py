"""Archive: what an archive asks of a header."""

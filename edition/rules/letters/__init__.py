"""Letters: rules for correspondence."""

"""Drama: rules for plays."""

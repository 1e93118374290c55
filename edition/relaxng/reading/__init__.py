"""Reading: from a schema's syntax to simple patterns, as section 4 of the specification goes."""

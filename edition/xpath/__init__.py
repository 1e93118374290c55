"""XPath: expressions as their words and their trees."""

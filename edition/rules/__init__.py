"""Rules: one file each; its docstring is its manual page."""

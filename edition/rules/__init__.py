"""Rules: one file each, whose docstring is its manual page; a folder is a set to be asked for."""

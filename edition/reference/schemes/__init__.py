"""Schemes: the ways to name a passage, one file each; a declared one is called like its element."""

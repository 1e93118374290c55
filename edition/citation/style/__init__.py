"""Citation styles; one file each."""

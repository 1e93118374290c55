"""Exchange formats for citations; one file each."""

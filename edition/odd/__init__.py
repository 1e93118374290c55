"""ODD: a project's customization of TEI, compiled to a schema."""

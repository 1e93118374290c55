"""Small TEI documents for tests."""

__all__ = ["tei"]

_HEADER = """<fileDesc><titleStmt><title>A sample</title></titleStmt>
<publicationStmt><publisher>nobody</publisher></publicationStmt>
<sourceDesc><p>Made up.</p></sourceDesc></fileDesc>"""


def tei(body: str, *, header: str = _HEADER, name: str = "", after: str = "") -> str:
    """Return a TEI document with `body` in text/body; `after` stands behind the text."""
    identity = f' xml:id="{name}"' if name else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"{identity}>\n'
        f"<teiHeader>{header}</teiHeader>\n"
        f"<text><body>\n{body}\n</body></text>\n{after}</TEI>\n"
    )

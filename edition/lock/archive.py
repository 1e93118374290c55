"""Archive: the XML within a word processor's file, unpacked only as far as is safe."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as zlib_error

from edition.diagnostic import Diagnostic, Location, Refused, refusal
from edition.document import parse
from edition.document.tree import Element
from edition.lock.decoding import OLE, kind_of

__all__ = ["Archive"]

_RULE = "mistaken-manuscript"
_MOST_BYTES = 256 << 20
_MOST_MEMBERS = 10_000
_AGAIN = "Open it in the word processor and save it anew."
_KINDS = {"word/document.xml": "DOCX", "content.xml": "ODT"}


class Archive:
    """A zip file whose members are XML.

    Raises Refused for what is no such file, is encrypted, damaged, or would unpack to more than a
    manuscript can be.
    """

    def __init__(self, data: bytes, file: str, main: str) -> None:
        self.file = file
        self.form = _KINDS[main]
        self._left = _MOST_BYTES
        if data.startswith(OLE):
            message = "The file has a password, or is in the old form of Word (.doc)."
            raise self._refused(message, f"Save it as {self.form} without a password.")
        if not data.startswith(b"PK"):
            kind = kind_of(data) or "no zip archive, as every such file is"
            hint = "Give it the name that it should have, or save it anew."
            raise self._refused(f"The name says {self.form}, but the file is {kind}.", hint)
        try:
            self._zip = ZipFile(BytesIO(data))
            self._names = {member.filename: member for member in self._zip.infolist()}
        except (BadZipFile, ValueError, OSError, NotImplementedError):
            message = "The file is damaged: its table of contents cannot be read."
            raise self._refused(message, "Restore it from a copy.") from None
        self._check(main)

    def _check(self, main: str) -> None:
        if len(self._names) > _MOST_MEMBERS:
            message = f"The file holds {len(self._names):,} others: no manuscript does."
            raise self._refused(message, _AGAIN)
        other = next((name for name in _KINDS if name in self._names and name != main), None)
        if main not in self._names and other:
            message = f"The name says {self.form}, but the file is {_KINDS[other]}."
            raise self._refused(message, f"Call it .{_KINDS[other].lower()}.")
        if "encrypted-package" in self._names or "EncryptedPackage" in self._names:
            raise self.locked()
        if main not in self._names:
            message = f"The name says {self.form}, but the file holds no {main}."
            raise self._refused(message, _AGAIN)

    def root(self, name: str) -> Element | None:
        """Return the root of a member, None where there is none of that name. Raises Refused."""
        member = self._names.get(name)
        if member is None:
            return None
        if member.flag_bits & 1:
            raise self.locked()
        try:
            with self._zip.open(member) as unpacked:
                data = unpacked.read(self._left + 1)
        except (BadZipFile, zlib_error, EOFError, OSError, NotImplementedError, RuntimeError):
            message = f"The file is damaged: {name} in it cannot be unpacked."
            raise self._refused(message, "Restore it from a copy.") from None
        self._left -= len(data)
        if self._left < 0:
            message = f"The file would unpack to more than {_MOST_BYTES >> 20} MiB."
            raise self._refused(message, "No manuscript is that large: do not open it.")
        return self._parsed(name, data)

    def _parsed(self, name: str, data: bytes) -> Element:
        """Return the tree of a member: it declares no entities, as no word processor does."""
        wide = data.replace(b"\0", b"") if b"\0" in data[:64] else data
        if b"<!DOCTYPE" in wide or b"<!ENTITY" in wide:
            message = f"{name} in the file declares a document type, which is refused for safety."
            raise self._refused(message, _AGAIN)
        try:
            return parse(data, f"{self.file}/{name}").root
        except Refused as refused:
            told = refused.diagnostics[0]
            message = f"{name} in the file cannot be read: {told.message}"
            at = Location(self.file)
            raise Refused(Diagnostic(at, _RULE, told.severity, message, _AGAIN)) from None

    def locked(self) -> Refused:
        """Return what is raised for a file that is encrypted."""
        return self._refused("The file has a password.", f"Save it as {self.form} without one.")

    def _refused(self, message: str, hint: str) -> Refused:
        return refusal(Location(self.file), _RULE, message, hint)

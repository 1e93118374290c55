"""Original: the file of a document as it is, streamed as long as nobody asks for all of it."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from edition.diagnostic import Refused
from edition.document.mention import XINCLUDE, mentions
from edition.document.prolog import Prolog, prolog
from edition.file import HEAD, Stream
from edition.file.encoding import transcode

__all__ = ["Original"]


class Original:
    """The bytes of a file, or those that are given in its stead, and what they say at once."""

    def __init__(self, file: str, path: Path | None, data: bytes | None = None) -> None:
        self._file = file
        self._path = path
        if data is not None:
            self.data = data

    @cached_property
    def data(self) -> bytes:
        """All of the file; from now on it is no longer streamed. Raises Refused."""
        assert self._pieces is not None
        return self._pieces.whole()

    @cached_property
    def _pieces(self) -> Stream | None:
        """The file, to be read piece by piece."""
        return None if self._path is None else Stream(self._path, self._file)

    @property
    def _stream(self) -> Stream | None:
        """The file as long as it was not read as a whole."""
        return None if "data" in vars(self) else self._pieces

    @cached_property
    def prolog(self) -> Prolog | None:
        """What stands before and in the first tag; None where that has to be read with the rest."""
        return prolog(self.data[:HEAD] if self._stream is None else self._stream.head)

    @property
    def _is_plain(self) -> bool:
        return self.prolog is not None and self.prolog.is_plain

    @property
    def is_streamed(self) -> bool:
        """Whether it may be judged as it streams by, since nothing else was asked."""
        return self._stream is not None and self._is_plain and not self.is_joined

    @cached_property
    def is_joined(self) -> bool:
        """Whether it speaks of XInclude; False where it cannot be read, as its reader is told."""
        try:
            if self._stream is not None and self._is_plain:
                return mentions(self._stream.pieces(), (XINCLUDE,))
            return XINCLUDE in _transcoded(self.data)
        except Refused:
            return False

    def pieces(self) -> Iterator[bytes]:
        """Yield it as UTF-8, piece by piece, if it is streamed. Raises Refused."""
        assert self._stream is not None
        yield from self._stream.pieces()


def _transcoded(data: bytes) -> bytes:
    """Return bytes as UTF-8, or as they are where they are not what they claim to be."""
    try:
        return transcode(data)
    except (LookupError, UnicodeError):
        return data

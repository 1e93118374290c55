"""Checksum: SHA-256 without OpenSSL, whose loading takes a short command long."""

from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from struct import iter_unpack
from typing import Any

__all__ = ["base32", "base64", "bits_of_many", "fingerprint", "hexadecimal", "written"]

_MANY = 1000  # after so many its loading is made up for
_LONG = 150  # bytes; to begin is what takes OpenSSL long
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"


@lru_cache(maxsize=1)
def _sha256() -> Any:  # noqa: ANN401  (three modules have it, each with a type of its own)
    """Return CPython's own function: of _sha2 from 3.12 on, before of _sha256; else hashlib's."""
    for module in ("_sha2", "_sha256"):
        with suppress(ImportError):
            return import_module(module).sha256
    return import_module("hashlib").sha256


def hexadecimal(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal digits."""
    digits: str = _sha256()(data).hexdigest()
    return digits


def base64(data: bytes) -> str:
    """Return the SHA-256 of bytes in base 64, as a Content-Security-Policy has it."""
    from binascii import b2a_base64

    return b2a_base64(_sha256()(data).digest(), newline=False).decode()


def base32(data: bytes) -> str:
    """Return the first 40 bits of the SHA-256 of bytes as eight signs of lower-case base 32."""
    return written(int.from_bytes(_sha256()(data).digest()[:5], "big"))


def bits_of_many(many: Iterable[bytes]) -> list[int]:
    """Return what `base32` writes of many bytes; of many, OpenSSL reads the long ones."""
    parts, short = list(many), _sha256()
    long = import_module("hashlib").sha256 if len(parts) > _MANY else short
    digests = [(short if len(data) < _LONG else long)(data).digest() for data in parts]
    return [bits >> 24 for (bits,) in iter_unpack(">Q24x", b"".join(digests))]


def written(bits: int) -> str:
    """Return 40 bits as eight signs of lower-case base 32."""
    pairs = _pairs()
    return (
        pairs[bits >> 30] + pairs[bits >> 20 & 1023] + pairs[bits >> 10 & 1023] + pairs[bits & 1023]
    )


@lru_cache(maxsize=1)
def _pairs() -> list[str]:
    """Return the two signs that ten bits are written as, for each of their values."""
    return [first + second for first in _BASE32 for second in _BASE32]


def fingerprint(data: bytes) -> str:
    """Return the BLAKE2b of bytes, 256 bits in hexadecimal digits: in a third of SHA-256's time."""
    try:
        blake2b: Any = import_module("_blake2").blake2b
    except ImportError:
        blake2b = import_module("hashlib").blake2b
    digits: str = blake2b(data, digest_size=32).hexdigest()
    return digits

"""Checksum: SHA-256 without OpenSSL, whose loading takes a short command long."""

from binascii import b2a_base64
from importlib import import_module
from importlib.util import find_spec

__all__ = ["base32", "base64", "hexadecimal"]

# CPython's own, as it is called from 3.12 on and before; in another Python the slow way.
_MODULE = next(name for name in ("_sha2", "_sha256", "hashlib") if find_spec(name))
_SHA256 = import_module(_MODULE).sha256
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"


def hexadecimal(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal digits."""
    digits: str = _SHA256(data).hexdigest()
    return digits


def base64(data: bytes) -> str:
    """Return the SHA-256 of bytes in base 64, as a Content-Security-Policy has it."""
    return b2a_base64(_SHA256(data).digest(), newline=False).decode()


def base32(data: bytes) -> str:
    """Return the first 40 bits of the SHA-256 of bytes as eight signs of lower-case base 32."""
    bits = int.from_bytes(_SHA256(data).digest()[:5], "big")
    return "".join(_BASE32[bits >> shift & 31] for shift in range(35, -5, -5))

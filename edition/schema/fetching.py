"""Fetching: one file from the web, because somebody asked for it; nothing else here ever does.

http and https only, also where one leads on to another; no more than a schema's size, no longer
than a reader waits.
"""

from http.client import HTTPException, HTTPMessage, HTTPResponse
from time import monotonic
from typing import IO
from urllib import request
from urllib.error import HTTPError

from edition.diagnostic import Diagnostic, Location, Refused, Severity

__all__ = ["fetched", "is_web_address"]

_MOST_BYTES = 20_000_000
_SILENCE = 20
_SECONDS = 120
_PIECE = 1 << 16
_HINT = "Check the address and your connection; or save the file, and add that with --for ADDRESS."


def is_web_address(name: str) -> bool:
    """Whether a name is an address on the web."""
    return name.lower().startswith(("http://", "https://"))


def fetched(address: str) -> tuple[bytes, str]:
    """Return the bytes at a web address, and the address that it led on to.

    Raises Refused, with one finding that says what failed.
    """
    headers = {"User-Agent": "edition", "Accept": "*/*"}
    try:
        asked = request.Request(address, headers=headers)  # noqa: S310  (of a web address)
        with _opener().open(asked, timeout=_SILENCE) as answer:
            return _read(answer, address), answer.url
    except HTTPError as error:
        message = f"The server answers {error.code}: {error.reason}."
        if error.code < 400:
            message = "The server leads on in a circle, or to a place that is not on the web."
        raise _refused(address, message, _HINT) from None
    except (OSError, ValueError, HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        words = getattr(reason, "strerror", None) or reason
        raise _refused(address, f"It cannot be fetched: {words}.", _HINT) from None


class _Redirecting(request.HTTPRedirectHandler):
    """Follows redirections within the web."""

    def redirect_request(  # noqa: PLR0913  (as the library calls it)
        self,
        req: request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> request.Request | None:
        if not is_web_address(newurl):
            raise ValueError(f"the server leads on to “{newurl}”, which is not on the web")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> request.OpenerDirector:
    """Return what opens web addresses and nothing else."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        _Redirecting(),
    ):
        opener.add_handler(handler)
    return opener


def _read(answer: HTTPResponse, address: str) -> bytes:
    data, until = b"", monotonic() + _SECONDS
    while piece := answer.read1(_PIECE):
        data += piece
        if len(data) > _MOST_BYTES:
            message = f"What is there is larger than {_MOST_BYTES // 1_000_000} MB."
            raise _refused(address, message, "Check the address; a schema is smaller.")
        if monotonic() > until:
            message = f"The server took more than {_SECONDS} s to send it."
            raise _refused(address, message, _HINT)
    return data


def _refused(address: str, message: str, hint: str) -> Refused:
    place = Location(address)
    return Refused(Diagnostic(place, "schema-unreachable", Severity.ERROR, message, hint))

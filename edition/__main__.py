"""python -m edition, and the command: quick to start, quick to end, quiet when interrupted."""

import gc
import os
import sys
from contextlib import suppress

import edition
from edition.bytecode import Bundle
from edition.delay import Delay

_FIRST = 60_000  # what one short text makes, which is not worth a look for garbage
_OFTEN = 20_000
_SELDOM = "ipaddress", "linecache", "ntpath", "tokenize", "xml.dom.pulldom", "zoneinfo"


def _look_often(_phase: str, _collection: object) -> None:
    """Look for garbage more often from now on, since the run is a long one."""
    gc.set_threshold(_OFTEN)
    gc.callbacks.remove(_look_often)


def run() -> None:
    """Run the command and end the process; status 130 where it is interrupted.

    What is left of a run is given back to the system as it is: freeing it piece by piece, which
    Python does at its end, takes as long as reading a text.
    """
    gc.set_threshold(_FIRST)
    gc.callbacks.append(_look_often)
    bundle = Bundle(edition)
    sys.meta_path[:0] = (
        bundle,
        Delay(*_SELDOM, inspect="getfullargspec", gettext="gettext ngettext"),
    )
    status: object = 0
    try:
        from edition.regex import recalled

        with recalled("click"):
            from edition.cli import main
        main()
    except SystemExit as ending:
        status = ending.code
    except KeyboardInterrupt:
        status = 130
    bundle.keep()
    with suppress(OSError):  # what could not be written was told
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status if isinstance(status, int) else 0)


if __name__ == "__main__":
    run()

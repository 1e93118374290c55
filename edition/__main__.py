"""python -m edition, and the command: an interruption ends it quietly, even while it starts."""

import sys


def run() -> None:
    """Run the command; status 130 where it is interrupted."""
    try:
        from edition.cli import main

        main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()

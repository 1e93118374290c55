"""python -m edition: the same as the command."""

from edition.cli import main

if __name__ == "__main__":
    main()
